"""Notebooks as they lie on disk, read as plain JSON: importing nbformat takes a second, and nobody should wait."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from arvio.errors import Problem, RunError
from arvio.params import Run
from arvio.publish import places
from arvio.publish.editions import Edition
from arvio.publish.parameters import check_parameters
from arvio.saying import say

Notebook = dict


def source_notebook(edition: Edition) -> Notebook:
    """The notebook of an edition as the evaluator wrote it."""
    return read_notebook(places.notebook(edition.root, edition.run.notebook))


def check_notebooks(root: Path, runs: Iterable[Run]) -> list[RunError]:
    """What is wrong with the notebooks of several runs, as far as can be seen without executing them."""
    errors = []
    for name, parameters in {run.notebook: run.parameters for run in runs}.items():
        path = places.notebook(root, name)
        try:
            check_parameters(read_notebook(path), parameters, path.name)
        except RunError as error:
            errors.append(error)
    return errors


def read_notebook(path: Path) -> Notebook:
    """A notebook with the source of each cell as one text; an error when there is none or it is not one."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [
            {**cell, "metadata": cell["metadata"], "source": "".join(cell["source"])} for cell in notebook["cells"]
        ]
    except FileNotFoundError:
        problem = Problem(f"notebooks/{path.name}", say("does not exist"), remedy=say("check the name in params"))
        raise RunError(problem) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = f"{type(error).__name__}: {str(error)[:120]}"
        what = say("is not a notebook of format 4 (%(why)s)", why=why)
        remedy = say("open it in JupyterLab and save it, or take it from the last commit")
        raise RunError(Problem(f"notebooks/{path.name}", what, remedy=remedy)) from None
    return {**notebook, "cells": cells}
