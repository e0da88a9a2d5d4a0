"""Changes of two sides to one notebook joined, cell by cell, where they are not of the same cells.

Cells are known by their ids. nbdime joins within a cell too, by lines of Python that nobody read; it was left for that,
and for what it puts into JupyterLab (`differences.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from arvio.publish.notebooks.notebooks import Notebook
from arvio.publish.notebooks.outputs import without_outputs
from arvio.workbench.laid import WHOLE, Parts


@dataclass(frozen=True)
class Sides:
    """The digests of a notebook as it came, as the evaluator has it, and as the newer arvio ships it."""

    came: Parts
    mine: Parts
    newer: Parts

    @property
    def changed(self) -> list[str]:
        """The cells that the evaluator changed, added or took out."""
        return _changed(self.came, self.mine)

    @property
    def renewed(self) -> list[str]:
        """The same of the newer arvio."""
        return _changed(self.came, self.newer)

    @property
    def contested(self) -> list[str]:
        """The cells that both have otherwise than they came, and not alike."""
        renewed = self.renewed
        return [one for one in self.changed if one in renewed and self.mine.get(one) != self.newer.get(one)]


def joined(sides: Sides, mine: Notebook, newer: Notebook) -> Notebook | None:
    """The evaluator's notebook with what is newer; None where both changed the same cell, or order or place of cells.

    Without outputs: they are of the notebook before.
    """
    order = None if sides.contested else _order(sides)
    if order is None:
        return None
    changed = {*sides.changed}
    cells = {**_cells(newer, changed, is_mine=False), **_cells(mine, changed, is_mine=True)}
    told = mine if WHOLE in changed else newer
    others = {name: value for name, value in mine["metadata"].items() if name != "arvio"}
    own = {name: value for name, value in told["metadata"].items() if name == "arvio"}
    return without_outputs({**mine, "metadata": {**others, **own}, "cells": [cells[one] for one in order]})


def _changed(before: Parts, now: Parts) -> list[str]:
    every = dict.fromkeys([*now, *before])
    return [one for one in every if before.get(one) != now.get(one)]


def _cells(notebook: Notebook, changed: Collection[str], *, is_mine: bool) -> dict[str, Mapping[str, Any]]:
    """The cells that are taken from a side: from the evaluator's those that she changed, all others from the newer."""
    return {cell["id"]: cell for cell in notebook["cells"] if (cell["id"] in changed) is is_mine}


def _order(sides: Sides) -> list[str] | None:
    """The ids of all cells that stay or come, in the order of the side that moved some; None where both did, or both
    added cells at one place."""
    changed = {*sides.changed}
    stays = {*(one for one in sides.mine if one in changed), *(one for one in sides.newer if one not in changed)}
    frame, other = (sides.newer, sides.mine) if _in_order(sides.came, sides.mine) else (sides.mine, sides.newer)
    if frame is sides.mine and not _in_order(sides.came, sides.newer):
        return None
    order = [one for one in frame if one in stays - {WHOLE}]
    added = {one for one in order if one not in sides.came and one not in other}
    return _with(order, [one for one in other if one in stays - {WHOLE}], added)


def _with(order: Sequence[str], other: Sequence[str], added: Collection[str]) -> list[str] | None:
    """An order with the cells of another one that it lacks, each after the cell that it follows there; None where one
    of those that were added already stands at that place."""
    found = [*order]
    at = 0
    for one in other:
        if one not in found:
            if at < len(found) and found[at] in added:
                return None
            found.insert(at, one)
        at = found.index(one) + 1
    return found


def _in_order(before: Parts, now: Parts) -> bool:
    """Whether the cells that were there before stand in their order, whatever came between them."""
    return [one for one in now if one in before] == [one for one in before if one in now]
