"""What is to be protected, how far it can go, and the statements that hang together with it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from arvio.disclosure.auditing.model import Row, Unknown

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


@dataclass
class Block:
    """Statements that hang together, with the bounds of each of their unknowns so far."""

    rows: list[Row]
    targets: list[Target]
    bounds: dict[Unknown, tuple[int, float]] = field(default_factory=dict)


class ContradictionError(Exception):
    """No whole numbers fit the statements."""


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


def _root(parent: dict[Unknown, Unknown], cell: Unknown) -> Unknown:
    while parent[cell] != cell:
        parent[cell] = parent[parent[cell]]
        cell = parent[cell]
    return cell


def _unite(parent: dict[Unknown, Unknown], one: Unknown, other: Unknown) -> None:
    parent[_root(parent, one)] = _root(parent, other)
