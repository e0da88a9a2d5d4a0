"""Notebooks as they lie on disk, read as plain JSON: importing nbformat takes a second, and nobody should wait."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from arvio.bounded import NOTEBOOK_BYTES, bytes_within, json_of
from arvio.conflicts import conflict_line
from arvio.errors import ArvioError, Problem, RunError
from arvio.params import Run
from arvio.params.notebook_texts import texts_of
from arvio.publish import places
from arvio.publish.editions import Edition
from arvio.publish.notebooks.parameters import check_parameters
from arvio.saying import say

Notebook = dict[str, Any]
"""How git begins two versions that it could not join. In a notebook no line begins so: sources are indented texts."""


def source_notebook(edition: Edition) -> Notebook:
    """The notebook of an edition as the evaluator wrote it."""
    return read_notebook(places.notebook(edition.root, edition.run.notebook))


def check_notebooks(root: Path, runs: Iterable[Run]) -> list[ArvioError]:
    """What is wrong with the notebooks of several runs and with the files of their own words, as far as can be seen
    without executing them."""
    errors = []
    for name, parameters in {run.notebook: run.parameters for run in runs}.items():
        path = places.notebook(root, name)
        try:
            check_parameters(read_notebook(path), parameters, path.name)
            texts_of(root, name)
        except ArvioError as error:
            errors.append(error)
    return errors


def read_notebook(path: Path, file: str = "") -> Notebook:
    """A notebook with the source of each cell as one text; an error when there is none or it is not one.

    `file` is what messages call it, where it is none of the shipped notebooks.
    """
    file = file or f"notebooks/{path.name}"
    try:
        text = bytes_within(path, NOTEBOOK_BYTES).decode("utf-8")
        refuse_conflict(text, file)
        notebook = json_of(text)
        cells = [{**cell, **_needed(cell), "source": "".join(cell["source"])} for cell in notebook["cells"]]
        return {**notebook, "metadata": {**notebook.get("metadata", {})}, "cells": cells}
    except FileNotFoundError:
        problem = Problem(file, say("does not exist"), remedy=say("check the name in params"))
        raise RunError(problem) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{type(error).__name__}: {str(error)[:120]}"
        what = say("is not a notebook of format 4 (%(why)s)", why=why)
        remedy = say("open it in JupyterLab and save it, or take it from the last commit")
        raise RunError(Problem(file, what, remedy=remedy)) from None


def _needed(cell: dict[str, Any]) -> dict[str, Any]:
    """What every cell of format 4 has; KeyError or TypeError where one has it not."""
    return {"cell_type": cell["cell_type"], "metadata": {**cell["metadata"]}}


def refuse_conflict(text: str, file: str) -> None:
    """Refuse a file in which git left two versions side by side for somebody to choose between."""
    found = conflict_line(text)
    if not found:
        return
    what = say("holds two versions that git could not join, from the mark <<<<<<< on")
    remedy = say("choose between them in a text editor, or take one whole: git checkout --ours FILE or --theirs FILE")
    raise RunError(Problem(file, what, remedy=remedy, place=say("line %(line)s", line=found)))
