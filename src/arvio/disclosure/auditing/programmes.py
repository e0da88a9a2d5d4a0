"""Whole-number programmes: the lowest value that a sum can have where statements hold, found by HiGHS.

The statements stay in the solver while one sum after the other is asked for. HiGHS' feasibility jump is switched off:
it takes four of five milliseconds of a programme of ten unknowns, and finds nothing there that the tree does not.
scipy has the same solver, but hands that option to nobody.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from highspy import Highs

Statement = Sequence[tuple[int, int]]
"""A sum of unknowns: the number of each, and how often it is taken."""


class Answer(NamedTuple):
    """What became of a programme: the values of the unknowns where any were found, and below what nothing can be."""

    became: Literal["lowest", "contradiction", "endless", "unfinished"]
    values: np.ndarray | None
    bound: float


class Statements:
    """Statements on unknowns that are whole numbers within bounds, and the solver that has them."""

    def __init__(self, statements: Sequence[Statement], within: np.ndarray, unknowns: np.ndarray) -> None:
        """`within` has the lowest and the highest value of each statement in two rows, `unknowns` of each unknown."""
        self.sizes = [len(one) for one in statements]
        self.columns = np.array([column for one in statements for column, _ in one], dtype=np.int32)
        self.times = np.array([times for one in statements for _, times in one], dtype=float)
        self.of = np.repeat(np.arange(len(statements)), self.sizes)
        self.within, self.unknowns = within, unknowns

    def hold(self, values: np.ndarray) -> bool:
        """Whether every statement holds with these whole numbers, which are within their bounds; no tolerance."""
        sums = np.bincount(self.of, weights=self.times * values[self.columns], minlength=len(self.sizes))
        return _between(sums, self.within) and _between(values, self.unknowns)

    def lowest(self, cost: np.ndarray, *, seconds: float, gap: float = 0.0, whole: bool = True) -> Answer:
        """Values with the lowest sum of cost × value, or within a gap of it, in the seconds given.

        Where they are not to be whole, they are proportions.
        """
        shared = _shared()
        solver = shared.solver
        if shared.has is not self:
            self._give(solver)
            shared.has = self
        until = solver.getRunTime() + seconds  # its clock goes on from programme to programme
        _set(solver, time_limit=until, mip_rel_gap=gap, solve_relaxation=not whole)
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        solver.run()
        return _answer(solver)

    def _give(self, solver: Highs) -> None:
        """Put the statements into the solver, in place of those that it has."""
        from highspy import HighsLp, HighsVarType, MatrixFormat

        programme = HighsLp()
        programme.num_col_, programme.num_row_ = self.unknowns.shape[1], self.within.shape[1]
        programme.col_cost_ = np.zeros(programme.num_col_)
        programme.col_lower_, programme.col_upper_ = self.unknowns
        programme.row_lower_, programme.row_upper_ = self.within
        programme.integrality_ = [HighsVarType.kInteger] * programme.num_col_
        matrix = programme.a_matrix_
        matrix.format_ = MatrixFormat.kRowwise
        matrix.start_ = np.concatenate([[0], np.cumsum(self.sizes)]).astype(np.int32)
        matrix.index_, matrix.value_ = self.columns, self.times
        solver.passModel(programme)


@dataclass
class _Shared:
    """The solver, and whose statements it has."""

    solver: Highs
    has: Statements | None = None


@cache
def _shared() -> _Shared:
    """One for all: to make a solver takes as long as to solve some programmes of ten unknowns."""
    from highspy import Highs

    solver = Highs()
    _set(solver, output_flag=False, threads=1, mip_heuristic_run_feasibility_jump=False)
    return _Shared(solver)


def _between(values: np.ndarray, ends: np.ndarray) -> bool:
    return bool((values >= ends[0]).all() and (values <= ends[1]).all())


def _set(solver: Highs, **options: float | str) -> None:
    for name, value in options.items():
        solver.setOptionValue(name, value)


def _answer(solver: Highs) -> Answer:
    """What HiGHS says. It cannot always tell what has no end from what contradicts itself: then it says endless."""
    from highspy import HighsModelStatus as Status

    status, info = solver.getModelStatus(), solver.getInfo()
    if status == Status.kInfeasible:
        return Answer("contradiction", None, math.inf)
    if status in (Status.kUnbounded, Status.kUnboundedOrInfeasible):
        return Answer("endless", None, -math.inf)
    found = solver.getSolution()
    values = np.array(found.col_value) if found.value_valid else None
    return Answer("lowest" if status == Status.kOptimal else "unfinished", values, info.mip_dual_bound)
