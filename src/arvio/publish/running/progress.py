"""How far the notebook of a run is, as its process tells whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AtCell:
    """A cell begins."""

    cell: int
    """Counted in the notebook from 1, as the evaluator sees it: without the one that holds the run's parameters."""
    cells: int
    """How many the notebook has."""
