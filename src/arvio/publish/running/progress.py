"""How far the notebook of a run is, as its process tells whoever waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from arvio.publish.notebooks.parameters import INJECTED_TAG


@dataclass(frozen=True)
class AtCell:
    """A cell begins."""

    cell: int
    """Counted in the notebook from 1, as the evaluator sees it: without the one that holds the run's parameters."""
    cells: int
    """How many the notebook has."""


def at_cell(cells: Sequence[Mapping[str, Any]], index: int) -> AtCell:
    """Where the cell at `index` (from 0) of a notebook that is executed stands in the one that the evaluator wrote.

    The cell that papermill put in counts as the parameters cell before it.
    """
    written = [INJECTED_TAG not in cell["metadata"].get("tags", ()) for cell in cells]
    return AtCell(max(1, sum(written[: index + 1])), sum(written))
