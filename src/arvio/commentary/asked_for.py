"""Which sections of the evaluator's words notebooks ask for, as by evaluation.commentary("feedback")."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from arvio.bounded import NOTEBOOK_BYTES, bytes_within, json_of
from arvio.params import Project

LESSONS = "lessons"
"""The section that `evaluation.lessons()` and the text for the funder's form ask for."""


def known_sections(project: Project, organisation: str) -> set[str]:
    """The sections that some report of an organisation has a place for."""
    folder = project.root / "notebooks"
    notebooks = {folder / f"{report.notebook}.ipynb" for report in project.organisation(organisation).reports}
    return {LESSONS, *(section for notebook in notebooks for section in asked_for(notebook))}


def asked_for(notebook: Path) -> tuple[str, ...]:
    """The sections that a notebook asks for, in their order; none of what is no notebook, which `arvio check` tells."""
    try:
        text = bytes_within(notebook, NOTEBOOK_BYTES).decode("utf-8")
    except (OSError, ValueError):
        return ()
    return _in_text(text)


@cache
def _in_text(text: str) -> tuple[str, ...]:
    try:
        cells = [cell for cell in json_of(text)["cells"] if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in cells]
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(dict.fromkeys(section for source in sources for section in _in_cell(source)))


def _in_cell(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="commentary"), args=[ast.Constant(value=str(section)), *_]):
                yield section
            case ast.Call(func=ast.Attribute(attr="lessons")):
                yield LESSONS
