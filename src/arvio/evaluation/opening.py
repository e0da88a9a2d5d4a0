"""Open an evaluation: in JupyterLab and in the batch alike, which only says by ARVIO_RUN that results are published."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from arvio.bounded import json_of
from arvio.commentary import sidecar_path
from arvio.datasets import load_tables
from arvio.disclosure.coarsening import uncoarsened
from arvio.disclosure.register import facts_path
from arvio.evaluation.evaluation import Evaluation
from arvio.evaluation.refusals import refuse_another_run, refuse_the_public, refuse_unreviewed
from arvio.observed import observe_as_told
from arvio.params import INTERNAL_ONLY, Project, Run, open_project

IN_THE_BATCH = "ARVIO_RUN"
"""The environment variable by which the batch says which run a kernel makes."""


def open_evaluation(organisation: str, period: str, language: str, audience: str) -> Evaluation:
    """The evaluation of an organisation in a period, for an audience, in a language.

    All four are checked before any data are read; a misspelt one is told with the nearest known name.
    """
    observe_as_told()
    project = open_project()
    run = Run(organisation, period, _notebook(), audience, language)
    if IN_THE_BATCH in os.environ:
        refuse_another_run(run, project.root, os.environ[IN_THE_BATCH])
    project.period(organisation, period)
    project.check_words(run)
    refuse_the_public(run)
    if IN_THE_BATCH not in os.environ:
        _offer_choice(project, run)
    tables = load_tables(project, organisation)
    if _stage() == "final" and run.notebook not in INTERNAL_ONLY:
        refuse_unreviewed(project, run, tables)
    facts = facts_path(project.root, run, by=_by())
    for earlier in (facts, uncoarsened(facts), sidecar_path(facts)):
        earlier.unlink(missing_ok=True)
    return Evaluation(project, run, tables, facts, is_interactive=IN_THE_BATCH not in os.environ)


def _stage() -> str:
    """What the batch makes of the run, a draft or a final report; "" in JupyterLab.

    It is not read from params here: whether somebody signed the report is the batch's to know, and a report must not
    look older because another one was signed.
    """
    return json_of(os.environ[IN_THE_BATCH])["stage"] if IN_THE_BATCH in os.environ else ""


def _by() -> Literal["batch", "interactive", "preview"]:
    """Who executes the notebook: a preview is a draft that the batch's engine makes of a working copy."""
    if IN_THE_BATCH not in os.environ:
        return "interactive"
    return "preview" if "previewed" in json_of(os.environ[IN_THE_BATCH]) else "batch"


def _offer_choice(project: Project, run: Run) -> None:
    """Before anything can go wrong with the data: another report can be chosen then, too."""
    from arvio.evaluation.choice import offer_choice  # not with the batch, whose reports do not hang on it

    offer_choice(project, run)


def _notebook() -> str:
    """The notebook's name: the batch says it, JupyterLab gives the path of the session."""
    if IN_THE_BATCH in os.environ:
        return json_of(os.environ[IN_THE_BATCH])["notebook"]
    return Path(os.environ.get("JPY_SESSION_NAME") or "notebook").stem
