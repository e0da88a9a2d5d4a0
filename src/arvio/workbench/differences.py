"""How two notebooks differ in what was written in them, as plain text: cell by cell, the lines that went and came.

Outputs, ids and metadata are not compared. nbdime was looked at for it and left: its package puts an extension into
JupyterLab and its server as soon as it is installed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from arvio.publish.notebooks.parameters import TAG
from arvio.saying import say, spoken

Cell = tuple[str, str]
"""Kind and source."""


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Lines that tell what became of the cells: each cell by its number afterwards, `-` what went and `+` what came.

    What the parameters cell says does not count.
    """
    old, new = _cells(before), _cells(after)
    found: list[str] = []
    for kind, first, end, at, to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _of_range(old[first:end], new[at:to], at)
    return found


def _of_range(old: Sequence[Cell], new: Sequence[Cell], at: int) -> Iterator[str]:
    """Cells in place of others, one beside the other as far as there are both."""
    for place in range(max(len(old), len(new))):
        one = old[place] if place < len(old) else None
        other = new[place] if place < len(new) else None
        yield _heading(at + place + 1, one, other)
        yield from _lines(one, other)


def _heading(number: int, old: Cell | None, new: Cell | None) -> str:
    if old is None:
        return spoken(say("cell %(cell)s is new", cell=number))
    if new is None:
        return spoken(say("a cell before cell %(cell)s has gone", cell=number))
    return spoken(say("cell %(cell)s has changed", cell=number))


def _lines(old: Cell | None, new: Cell | None) -> Iterator[str]:
    before, after = (one[1].splitlines() if one else [] for one in (old, new))
    for line in difflib.ndiff(before, after):
        if not line.startswith("?"):
            yield f"    {line}"


def _cells(notebook: Mapping[str, Any]) -> list[Cell]:
    return [
        (cell["cell_type"], "" if TAG in cell["metadata"].get("tags", ()) else cell["source"].rstrip())
        for cell in notebook["cells"]
    ]
