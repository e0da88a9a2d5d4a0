"""The exact range of each protected number, given everything that was told: what an outsider can work out at best.

Statements that share no unknown with one another are solved apart (blocks), so that a whole batch costs little more
than its reports one by one, and a block whose statements are known from before costs nothing. Within a block simple
reckoning comes first (`reckoning`), and whole-number programmes where that leaves a question (`searching`). Linear
programming alone would miss what whole persons give away: of "fewer than 10" with the mean 4.14 it says 1 to 9, where
only 7 is possible.

What the solver could not finish in its time is not proven, and counts as not protected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from arvio.disclosure.auditing.model import Row, Unknown
from arvio.disclosure.auditing.reckoning import reckoned, without_fixed
from arvio.disclosure.auditing.searching import Search
from arvio.disclosure.auditing.silenced import silenced
from arvio.disclosure.auditing.targets import Block, ContradictionError, Range, Target, blocks


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


def solved(block: Block) -> Solved:
    """The range of each target of a block, by simple reckoning first and the solver where that leaves a question."""
    try:
        block.bounds = reckoned(block.rows)
        parts = [Search(part) for part in without_fixed(block)]
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
