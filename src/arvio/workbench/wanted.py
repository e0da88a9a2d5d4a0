"""Which notebook a command of the workbench is about: a working copy by its path, or a report by its names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from arvio.errors import Problem, UsageError
from arvio.params import Project, Run
from arvio.publish import places
from arvio.saying import say
from arvio.workbench.copies import FOLDER, copy_path, name_of, parameters_of, read_copy

SUFFIX = ".ipynb"


def wanted(
    project: Project, named: Sequence[str], *, language: str | None = None, audience: str | None = None
) -> tuple[Run, Path]:
    """The run and the notebook's file; `named` is a path, or organisation, period and notebook.

    Of a report the working copy is taken where there is one, and the project's own notebook where there is none. What
    a working copy is about stands in its parameters cell, which language and audience stand in for.
    """
    run, path = _of_file(project, Path(named[0])) if _is_file(named) else _of_report(project, named)
    run = replace(run, language=language or run.language, audience=audience or run.audience)
    project.period(run.organisation, run.period)
    project.check_words(run)
    return run, path


def wanted_copy(project: Project, named: Sequence[str]) -> tuple[Run, Path]:
    """The same of a working copy only; a UsageError where there is none."""
    run, path = wanted(project, named)
    if FOLDER not in path.relative_to(project.root).parts[:1]:
        what, remedy = say("is no working copy"), say("make one: arvio open --no-lab")
        raise UsageError(Problem(path.relative_to(project.root).as_posix(), what, remedy=remedy))
    return run, path


def _is_file(named: Sequence[str]) -> bool:
    return len(named) == 1 and named[0].endswith(SUFFIX)


def _of_file(project: Project, path: Path) -> tuple[Run, Path]:
    path = path.expanduser().resolve()
    if not path.is_relative_to(project.root):
        what = say("lies outside of the project")
        raise UsageError(Problem(path.name, what, remedy=say("make a working copy: arvio open --no-lab")))
    return _run_of(path), path


def _of_report(project: Project, named: Sequence[str]) -> tuple[Run, Path]:
    if len(named) != 3:
        expected = say("a working copy (workbench/…/feedback.ipynb), or organisation, period and notebook")
        raise UsageError(
            Problem("arvio", say("it is not said which notebook is meant"), expected, value=" ".join(named))
        )
    organisation, period, notebook = named
    project.period(organisation, period)
    copy = copy_path(project.root, organisation, period, notebook)
    if copy.exists():
        return _run_of(copy), copy
    return _asked_for(project, organisation, period, notebook), places.notebook(project.root, notebook)


def _run_of(path: Path) -> Run:
    given = parameters_of(read_copy(path), name_of(path))
    return Run(given["organisation"], given["period"], path.stem, given["audience"], given["language"])


def _asked_for(project: Project, organisation: str, period: str, notebook: str) -> Run:
    """The report of these names for whoever is nearest to the organisation, in the suite's first language."""
    params = project.organisation(organisation)
    for report in params.reports:
        if report.notebook == notebook:
            languages = report.languages or project.suite.languages
            audience = "internal" if "internal" in report.audiences else report.audiences[0]
            return Run(organisation, period, notebook, audience, languages[0])
    known = sorted({report.notebook for report in params.reports})
    what = say("params ask for no report of this notebook")
    raise UsageError(Problem(f"{organisation}", what, say("one of: %(known)s", known=", ".join(known)), value=notebook))
