"""Simple reckoning before the solver: what each statement by itself says of the unknowns in it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from arvio.disclosure.auditing.model import Row, Unknown
from arvio.disclosure.auditing.targets import Block, ContradictionError, Target, blocks

SWEEPS = 12
"""How often statements are gone through for simple reckoning; more helps little, and the solver does the rest."""


def reckoned(rows: Sequence[Row]) -> dict[Unknown, tuple[int, float]]:
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


def without_fixed(block: Block) -> list[Block]:
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
