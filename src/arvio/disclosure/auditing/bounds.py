"""The exact range of each protected number, given everything that was told: what an outsider can work out at best.

Statements that share no unknown with one another are solved apart (blocks), so that a whole batch costs little more
than its reports one by one, and a block whose statements are known from before costs nothing. Within a block each end
of a range is a whole-number programme (`programmes`), unless a solution already found reaches the end that
simple reckoning allows. Linear programming alone would miss what whole persons give away: of "fewer than 10" with the
mean 4.14 it says 1 to 9, where only 7 is possible.

Every solution is checked against the statements in whole numbers, so that no tolerance of the solver is taken for a
proof. What the solver could not finish in its time is not proven, and counts as not protected.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Literal, NamedTuple

import numpy as np

from arvio.disclosure.auditing.model import Row, Unknown
from arvio.disclosure.auditing.moves import TIMES, moves
from arvio.disclosure.auditing.programmes import Answer, Statements
from arvio.disclosure.auditing.silenced import silenced

SECONDS_PER_END = 20.0
"""How long the solver may look for one end of a range; what is not found by then is not proven."""

SWEEPS = 12
"""How often statements are gone through for simple reckoning; more helps little, and the solver does the rest."""

EXPLORED = 24
"""How many solutions at most are looked for that show several targets to be wide enough at once."""

SECONDS_TO_EXPLORE, GAP_TO_EXPLORE = 1.0, 0.5
"""Any solution will do there, so that none is proven to be the best."""

FEW_TARGETS = 2
"""So few are looked at one by one right away."""

MOST_UNKNOWNS_FOR_STEPS = 8
"""Where more unknowns have at least three values, the solver is asked right away."""


HowFar = Literal["exactly", "at_least", "at_most"]


class Range(NamedTuple):
    """The lowest and the highest value that fit everything told; the highest is infinite where nothing bounds it.

    `known` is at_least where values so far apart were found and no more was asked, and at_most where the solver did not
    finish: then less may be possible.
    """

    low: float
    high: float
    known: HowFar = "exactly"

    @property
    def width(self) -> float:
        """How many whole values are possible."""
        return self.high - self.low + 1


class Enough(NamedTuple):
    """A range that begins no higher, ends no lower, and has no fewer values than this needs no closer look."""

    low: float = math.inf
    high: float = -math.inf
    width: float = 0

    def holds(self, found: Range) -> bool:
        """Whether a range is wide enough, and remains so however much wider it is."""
        return found.low <= self.low and found.high >= self.high and found.width >= self.width


class Target(NamedTuple):
    """A number to be protected: a sum of coefficient × unknown, by a name.

    Where any of `enough` holds, the range is told as at_least that wide; with none it is told exactly. `offset` is the
    part of the sum that is known for certain and stands apart from the terms.
    """

    name: str
    terms: tuple[tuple[Unknown, int], ...]
    enough: tuple[Enough, ...] = ()
    offset: int = 0


class Found(NamedTuple):
    """The range of each target by name, and for each block that no whole numbers fit the ids of its facts."""

    ranges: dict[str, Range]
    contradictions: tuple[tuple[str, ...], ...]


class Solved(NamedTuple):
    """What became of one block: its ranges by target in order, none where nothing fits, and what it cost."""

    ranges: tuple[Range, ...] | None
    programmes: int


Known = MutableMapping[str, Solved]
"""Blocks that were solved before, by a digest of what is in them."""


@dataclass
class Block:
    """Statements that hang together, with the bounds of each of their unknowns so far."""

    rows: list[Row]
    targets: list[Target]
    bounds: dict[Unknown, tuple[int, float]] = field(default_factory=dict)


class ContradictionError(Exception):
    """No whole numbers fit the statements."""


def ranges(rows: Iterable[Row], targets: Iterable[Target], *, known: Known | None = None) -> Found:
    """The exact range of every target. `known` remembers blocks from run to run by what is in them."""
    remembered = {} if known is None else known
    found: dict[str, Range] = {}
    contradictions = []
    every = blocks(*_numbered(list(rows), list(targets)))
    with silenced():
        solutions = [_remembered(block, remembered) for block in every]
    for block, solved in zip(every, solutions, strict=True):
        if solved.ranges is None:
            contradictions.append(tuple(dict.fromkeys(row.told_by for row in block.rows if row.told_by)))
        else:
            found |= {target.name: one for target, one in zip(block.targets, solved.ranges, strict=True)}
    return Found(found, tuple(contradictions))


def _numbered(rows: Sequence[Row], targets: Sequence[Target]) -> tuple[list[Row], list[Target]]:
    """The same with numbers for the unknowns, in the order of their names: long names are looked up slowly."""
    numbers = {cell: number for number, cell in enumerate(sorted(_unknowns(rows, targets), key=repr))}
    return (
        [Row(_with_numbers(row.terms, numbers), row.low, row.high, row.told_by) for row in rows],
        [Target(target.name, _with_numbers(target.terms, numbers), target.enough) for target in targets],
    )


def _with_numbers(terms: Iterable[tuple[Unknown, int]], numbers: Mapping[Unknown, int]) -> tuple[tuple[int, int], ...]:
    return tuple((numbers[cell], times) for cell, times in terms)


def fits(rows: Iterable[Row]) -> bool:
    """Whether any whole numbers of persons fit everything told."""
    return not ranges(rows, []).contradictions


def blocks(rows: Sequence[Row], targets: Sequence[Target]) -> list[Block]:
    """Statements and targets that share unknowns, directly or through others, together."""
    parent: dict[Unknown, Unknown] = {}
    for terms in (*(row.terms for row in rows), *(target.terms for target in targets)):
        for cell, _ in terms:
            parent.setdefault(cell, cell)
            _unite(parent, terms[0][0], cell)
    found: dict[Unknown, Block] = defaultdict(lambda: Block([], []))
    for row in rows:
        found[_root(parent, row.terms[0][0]) if row.terms else None].rows.append(row)
    for target in targets:
        found[_root(parent, target.terms[0][0]) if target.terms else None].targets.append(target)
    return list(found.values())


def solved(block: Block) -> Solved:
    """The range of each target of a block, by simple reckoning first and the solver where that leaves a question."""
    try:
        block.bounds = _reckoned(block.rows)
        parts = [_Programme(part) for part in _without_fixed(block)]
        found = {name: one for part in parts for name, one in part.ranges()}
    except ContradictionError:
        return Solved(None, 0)
    return Solved(tuple(found[target.name] for target in block.targets), sum(part.programmes for part in parts))


def _remembered(block: Block, known: Known) -> Solved:
    digest = _digest(block)
    if digest not in known:
        known[digest] = solved(block)
    return known[digest]


def _unknowns(rows: Iterable[Row], targets: Iterable[Target]) -> set[Any]:
    """Every unknown of statements and targets."""
    every = chain((row.terms for row in rows), (target.terms for target in targets))
    return {cell for terms in every for cell, _ in terms}


def _digest(block: Block) -> str:
    """What is in a block. By whom it was told changes no range, nor do the names of its unknowns but for their order.

    Items that as many answered with the same mean are one question, whatever they asked.
    """
    numbers = {cell: number for number, cell in enumerate(sorted(_unknowns(block.rows, block.targets)))}
    rows = sorted({repr((sorted(_with_numbers(row.terms, numbers)), row.low, row.high)) for row in block.rows})
    targets = [repr((sorted(_with_numbers(target.terms, numbers)), target.enough)) for target in block.targets]
    return hashlib.sha256("\n".join([*rows, "", *targets]).encode()).hexdigest()


def _root(parent: dict[Unknown, Unknown], cell: Unknown) -> Unknown:
    while parent[cell] != cell:
        parent[cell] = parent[parent[cell]]
        cell = parent[cell]
    return cell


def _unite(parent: dict[Unknown, Unknown], one: Unknown, other: Unknown) -> None:
    parent[_root(parent, one)] = _root(parent, other)


def _reckoned(rows: Sequence[Row]) -> dict[Unknown, tuple[int, float]]:
    """Bounds of each unknown, each statement taken by itself, again and again until nothing changes."""
    bounds: dict[Unknown, tuple[int, float]] = {cell: (0, math.inf) for row in rows for cell, _ in row.terms}
    every = [_limits(row) for row in dict.fromkeys(rows)]
    of_cell = defaultdict(list)
    for number, limits in enumerate(every):
        for cell, _ in limits[0][0] if limits else ():
            of_cell[cell].append(number)
    waiting: Iterable[int] = range(len(every))
    for _ in range(SWEEPS):
        changed: dict[Unknown, None] = {}
        for number in waiting:
            for terms, limit in every[number]:
                _narrow(terms, limit, bounds, changed)
        waiting = dict.fromkeys(number for cell in changed for number in of_cell[cell])
        if not waiting:
            break
    return bounds


_Limit = tuple[tuple[tuple[Unknown, int], ...], float]
"""Terms whose sum is not above a number."""


def _limits(row: Row) -> list[_Limit]:
    """A statement as sums that are not above a number: as it stands, and with all signs turned round."""
    found: list[_Limit] = []
    if row.high is not None and row.high != math.inf:
        found.append((row.terms, row.high))
    if row.low is not None and row.low != -math.inf:
        found.append((tuple((cell, -times) for cell, times in row.terms), -row.low))
    return found


def _narrow(
    terms: tuple[tuple[Unknown, int], ...],
    limit: float,
    bounds: dict[Unknown, tuple[int, float]],
    changed: dict[Unknown, None],
) -> None:
    """Narrow the bounds of each unknown of a sum that is not above the limit by those of the others in it."""
    room, endless = limit, None
    for cell, times in terms:
        least = times * bounds[cell][0 if times > 0 else 1]
        if least != -math.inf:
            room -= least
        elif endless is None:
            endless = cell, times
        else:
            return  # two that have no end leave each other free
    if endless is None and room < 0:
        raise ContradictionError
    for cell, times in terms if endless is None else (endless,):
        low, high = bounds[cell]
        if times > 0:
            most = low + room // times
            if most >= high:
                continue
            high = most
        else:
            least = -int(room // -times) if endless else int(high - room // -times)
            if least <= low:
                continue
            low = least
        if low > high:
            raise ContradictionError
        bounds[cell] = low, high
        changed[cell] = None


def _without_fixed(block: Block) -> list[Block]:
    """The block without the unknowns that can have one value only, which often falls apart into smaller ones."""
    fixed = {cell: low for cell, (low, high) in block.bounds.items() if low == high}
    rows, offsets = [], {}
    for row in block.rows:
        known, terms = _split(row.terms, fixed)
        if terms:
            rows.append(Row(terms, _minus(row.low, known), _minus(row.high, known)))
        elif not _is_within(known, row):
            raise ContradictionError
    targets = []
    for target in block.targets:
        offsets[target.name], terms = _split(target.terms, fixed)
        targets.append(Target(target.name, terms, target.enough))
    parts = blocks(rows, targets)
    for part in parts:
        part.bounds = block.bounds
        part.targets = [target._replace(offset=offsets[target.name]) for target in part.targets]
    return parts


def _split(terms: Iterable[tuple[Unknown, int]], fixed: Mapping[Unknown, int]) -> tuple[int, tuple[Any, ...]]:
    known, rest = 0, []
    for cell, times in terms:
        if cell in fixed:
            known += times * fixed[cell]
        else:
            rest.append((cell, times))
    return known, tuple(rest)


def _is_within(value: int, row: Row) -> bool:
    return (row.low is None or row.low <= value) and (row.high is None or value <= row.high)


def _minus(bound: int | None, known: int) -> int | None:
    return None if bound is None else bound - known


class _Programme:
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
