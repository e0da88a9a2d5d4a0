"""What a notebook computed and shows, which nobody judged: it belongs to no notebook that is committed or kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arvio.bounded import NOTEBOOK_BYTES, json_in
from arvio.errors import ArvioError, Problem, RunError
from arvio.saying import say


def without_outputs(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """A notebook as somebody wrote it, without anything that it computed."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell.get("cell_type") == "code" else cell
        for cell in notebook["cells"]
    ]
    metadata = {name: told for name, told in notebook.get("metadata", {}).items() if name != "widgets"}
    return {**notebook, "cells": cells, "metadata": metadata}


def shows_outputs(path: Path) -> bool:
    """Whether a notebook holds outputs; a ValueError, KeyError, TypeError or AttributeError where it is not one."""
    notebook = json_in(path, NOTEBOOK_BYTES)
    return "widgets" in notebook.get("metadata", {}) or any(cell.get("outputs") for cell in notebook["cells"])


def check_outputs(root: Path) -> list[ArvioError]:
    """The notebooks of a project that show what they computed, also those that params ask for no report of.

    One that cannot be read is told by whoever needs it.
    """
    return [_told(path.name) for path in sorted((root / "notebooks").glob("*.ipynb")) if _is_shown(path)]


def _is_shown(path: Path) -> bool:
    try:
        return shows_outputs(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _told(name: str) -> RunError:
    what = say("was saved with what it computed: figures that nobody judged would go with every copy of it")
    remedy = say(
        "choose Edit, Clear Outputs of All Cells in JupyterLab and save it, or give arvio purge, which does so too"
    )
    return RunError(Problem(f"notebooks/{name}", what, remedy=remedy))
