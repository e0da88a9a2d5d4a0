"""How far the targets of a block can go: solutions are looked for, each of which shows how far they go at least.

Within a block each end of a range is a whole-number programme (`programmes`), unless a solution already found reaches
the end that simple reckoning allows. Every solution is checked against the statements in whole numbers, so that no
tolerance of the solver is taken for a proof. What the solver could not finish in its time is not proven.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from arvio.disclosure.auditing.moves import TIMES, moves
from arvio.disclosure.auditing.programmes import Answer, Statements
from arvio.disclosure.auditing.targets import Block, ContradictionError, HowFar, Range, Target

SECONDS_PER_END = 20.0
"""How long the solver may look for one end of a range; what is not found by then is not proven."""

EXPLORED = 24
"""How many solutions at most are looked for that show several targets to be wide enough at once."""

SECONDS_TO_EXPLORE, GAP_TO_EXPLORE = 1.0, 0.5
"""Any solution will do there, so that none is proven to be the best."""

FEW_TARGETS = 2
"""So few are looked at one by one right away."""

MOST_UNKNOWNS_FOR_STEPS = 8
"""Where more unknowns have at least three values, the solver is asked right away."""


class Search:
    """One block as matrices, with the solutions found so far: each shows how far the targets can go at least."""

    def __init__(self, block: Block) -> None:
        self.targets = block.targets
        rows = list(dict.fromkeys(block.rows))
        named = (terms for group in (rows, block.targets) for one in group for terms in [one.terms])
        self.cells = {cell: number for number, cell in enumerate(dict.fromkeys(c for terms in named for c, _ in terms))}
        ends = [[-math.inf if row.low is None else row.low, math.inf if row.high is None else row.high] for row in rows]
        each = [block.bounds.get(cell, (0, math.inf)) for cell in self.cells]
        self.lowest, self.highest = np.array(each, dtype=float).reshape(-1, 2).T
        self.statements = Statements(
            [[(self.cells[cell], times) for cell, times in row.terms] for row in rows],
            np.array(ends, dtype=float).reshape(-1, 2).T,
            np.array([self.lowest, self.highest]),
        )
        self.wanted = np.zeros((len(block.targets), len(self.cells)))
        for number, target in enumerate(block.targets):
            for cell, times in target.terms:
                self.wanted[number, self.cells[cell]] += times
        self.least, self.most = np.full((2, len(block.targets)), math.nan)
        self.is_reached = False
        self.programmes = 0

    def ranges(self) -> Iterator[tuple[str, Range]]:
        """Each target's name and range; raises ContradictionError where nothing fits."""
        self._explore()
        for number, target in enumerate(self.targets):
            yield target.name, self._range(number, target)
        if self.cells and not self.is_reached:
            self._solve(np.zeros(len(self.cells)))

    def _range(self, number: int, target: Target) -> Range:
        """The range of one target, looked at no closer than is needed."""
        ends: dict[int, tuple[float, bool]] = {}
        for sign in (1, -1) if _wants_low(target) else (-1, 1):
            if self._is_enough(number, target):
                return self._seen(number, target)
            ends[sign] = self._lowest(number, sign)
        known: HowFar = "exactly" if ends[1][1] and ends[-1][1] else "at_most"
        return Range(ends[1][0] + target.offset, -ends[-1][0] + target.offset, known)

    def _explore(self) -> None:
        """Look for solutions in which many targets are low or high at once, as long as that spares looking at each."""
        chance, idle = np.random.default_rng(0), 0
        waiting = self._not_enough()
        for _ in range(EXPLORED):
            if len(waiting) <= FEW_TARGETS or idle > 1:
                return
            some = [number for number in waiting if chance.random() < 0.5] or waiting
            self._look(sum(self._sign(number, chance) * self.wanted[number] for number in some))
            left = self._not_enough()
            idle, waiting = (idle + 1 if len(left) == len(waiting) else 0), left

    def _not_enough(self) -> list[int]:
        return [n for n, target in enumerate(self.targets) if target.enough and not self._is_enough(n, target)]

    def _sign(self, number: int, chance: np.random.Generator) -> int:
        """1 where a target is to be low; either where both would do."""
        target = self.targets[number]
        if _wants_low(target):
            return 1
        return -1 if all(math.isinf(one.low) for one in target.enough) else int(chance.choice((-1, 1)))

    def _look(self, cost: np.ndarray) -> None:
        """Keep a solution of low cost, if one is found soon."""
        cost = np.where((cost < 0) & np.isinf(self.highest), 0, cost)
        answer = self._answer(cost, seconds=SECONDS_TO_EXPLORE, gap=GAP_TO_EXPLORE)
        whole = self._checked(answer.values)
        if whole is not None:
            self._reach(whole)

    def _reach(self, whole: np.ndarray) -> None:
        """Keep what a solution shows of each target, and what the solutions show that are a step or more from it."""
        told = self.wanted @ whole
        self._widen(told[np.newaxis])
        if self._movable.sum() > MOST_UNKNOWNS_FOR_STEPS or not self._not_enough():
            return
        changes, in_statements, in_targets = self._steps
        sums = self.matrix @ whole
        for times in TIMES:
            if not len(changes):
                return
            fits = _within(sums + times * in_statements, self.statements.within) & _within(
                whole + times * changes, self.statements.unknowns
            )
            # what is not possible so often is not possible more often
            changes, in_statements, in_targets = changes[fits], in_statements[fits], in_targets[fits]
            self._widen(told + times * in_targets)

    def _widen(self, told: np.ndarray) -> None:
        """Take in what solutions tell of each target, a row for each solution."""
        if len(told):
            self.least = np.fmin(self.least, told.min(axis=0))
            self.most = np.fmax(self.most, told.max(axis=0))
            self.is_reached = True

    @cached_property
    def matrix(self) -> np.ndarray:
        """The coefficients of the statements."""
        given = self.statements
        matrix = np.zeros((len(given.sizes), len(self.cells)))
        np.add.at(matrix, (given.of, given.columns), given.times)
        return matrix

    @cached_property
    def _movable(self) -> np.ndarray:
        """Which unknowns have three values or more."""
        return self.highest - self.lowest > 1

    @cached_property
    def _steps(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Steps between solutions: how they change unknowns, statements and targets."""
        low, high = self.statements.within
        changes = moves(self.matrix[low == high], self._movable)
        return changes, changes @ self.matrix.T, changes @ self.wanted.T

    def _is_enough(self, number: int, target: Target) -> bool:
        return self.is_reached and any(one.holds(self._seen(number, target)) for one in target.enough)

    def _seen(self, number: int, target: Target) -> Range:
        """How far the solutions found so far lie apart."""
        low, high = self.least[number] + target.offset, self.most[number] + target.offset
        return Range(float(low), float(high), "at_least")

    def _lowest(self, number: int, sign: int) -> tuple[float, bool]:
        """The lowest value of a target, or of its negative where the sign is −1, and whether that is proven."""
        cost = sign * self.wanted[number]
        if not cost.any():
            return 0.0, True
        bound = float(np.sum(np.where(cost > 0, _times(cost, self.lowest), _times(cost, self.highest))))
        if self.is_reached and (self.least[number] if sign > 0 else -self.most[number]) == bound:
            return bound, True
        return self._solve(cost)

    def _solve(self, cost: np.ndarray) -> tuple[float, bool]:
        answer = self._answer(cost)
        if answer.became == "contradiction":
            raise ContradictionError
        if answer.became == "endless" and cost.any():
            return -math.inf, self._is_endless(cost)
        whole = self._checked(answer.values)
        if answer.became != "lowest" or whole is None:
            return _outer(answer.bound), False
        self._reach(whole)
        return float(cost @ whole), True

    def _is_endless(self, cost: np.ndarray) -> bool:
        """Whether nothing bounds a target: whole numbers fit, and without wholeness it has no end (Meyer 1974)."""
        self._solve(np.zeros(len(cost)))
        return self._answer(cost, whole=False).became == "endless"

    def _answer(
        self, cost: np.ndarray, *, whole: bool = True, seconds: float = SECONDS_PER_END, gap: float = 0.0
    ) -> Answer:
        self.programmes += 1
        return self.statements.lowest(cost, seconds=seconds, gap=gap, whole=whole)

    def _checked(self, values: np.ndarray | None) -> np.ndarray | None:
        """The solution in whole numbers where it fits every statement exactly."""
        if values is None:
            return None
        whole = np.round(values)
        return whole if self.statements.hold(whole) else None


def _within(values: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Which rows lie between the ends with all their values."""
    return ((values >= ends[0]) & (values <= ends[1])).all(axis=1)


def _wants_low(target: Target) -> bool:
    """Whether a low end is enough by itself."""
    return any(not math.isinf(one.low) and one.width == 0 for one in target.enough)


def _times(cost: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Cost × value, where nothing times an infinite value is nothing."""
    return np.where(cost == 0, 0.0, cost * np.where(cost == 0, 0.0, values))


def _outer(bound: float) -> float:
    """The bound that is certain although the solver did not finish."""
    return -math.inf if not math.isfinite(bound) else math.ceil(bound - 1e-6)
