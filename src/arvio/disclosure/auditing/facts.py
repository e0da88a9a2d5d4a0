"""From rows of the register to statements on whole numbers of persons, and what of these nobody may work out.

`told` reads facts, `versions` which of them are of the same data, `cells` names the unknowns behind them, `said` says
what one fact says, `structure`, `periods` and `same` what holds between several, and `protected` what is protected.
What is used of them elsewhere has its place here.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.cells import Cell, Reading, cells_of, place, placed
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.model import Row, Unknown
from arvio.disclosure.auditing.periods import of_periods
from arvio.disclosure.auditing.protected import of_left_out, protected_numbers
from arvio.disclosure.auditing.said import said
from arvio.disclosure.auditing.same import hanging_together, of_agreeing, of_trained, ones
from arvio.disclosure.auditing.structure import of_growth, of_scales, of_staff, of_totals, of_versions, of_waves
from arvio.disclosure.auditing.told import READ_BY, facts_of
from arvio.disclosure.auditing.verdicts import Protected
from arvio.saying import say

__all__ = [
    "READ_BY",
    "Cell",
    "Fact",
    "Reading",
    "Statements",
    "facts_of",
    "hanging_together",
    "statements",
    "with_insider",
]

BETWEEN_FACTS = (
    *(of_scales, of_totals, of_staff, of_periods, of_growth, of_versions, of_waves, of_left_out),
    *(of_agreeing, of_trained),
)
"""What holds between the numbers that facts tell of, whatever they are."""


@dataclass(frozen=True)
class Statements:
    """All that a reader's facts say, what of it is protected, and each fact in words."""

    rows: tuple[Row, ...]
    protected: tuple[Protected, ...]
    words: Mapping[str, str]


class InWords(Mapping[str, str]):
    """Facts by their id, each in words when it is asked for: of most facts that is never."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = {one.id: one for one in facts}

    def __getitem__(self, fact: str) -> str:
        return self._facts[fact].words

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def statements(facts: Sequence[Fact], reading: Reading) -> Statements:
    """What facts say, with the numbers that nobody may work out of them."""
    known = [placed(one, reading) for one in facts]
    cells, near = cells_of(known, reading), _by_place(known)
    rows = [row for fact in known for row in said(fact, near[place(fact)], reading)]
    rows += [row for structure in BETWEEN_FACTS for row in structure(cells)]
    same = ones(cells)
    return Statements(
        tuple(_under_one(row, same) for row in rows),
        tuple(_without_doubles(protected_numbers(cells, reading), same)),
        InWords(facts),
    )


def with_insider(found: Statements, cell: Cell) -> Statements:
    """The same for somebody who is one of the persons in a cell: what is protected there are the others."""
    protected = tuple(
        replace(one, name=f"{one.name}, the others", terms=(*one.terms, (_SELF, -times)))
        if (times := dict(one.terms).get(cell, 0))
        else one
        for one in found.protected
    )
    own = {"insider": say("what the insider knows")}
    # Only the first map of a chain is ever written to; typeshed asks the same of all.
    words: Mapping[str, str] = ChainMap(own, found.words)  # type: ignore[arg-type]
    itself = [*model.exactly([_SELF], 1), *model.known_person(cell)]
    return Statements((*found.rows, *itself), protected, words)


_SELF = ("insider",)


def _by_place(facts: Iterable[Fact]) -> dict[tuple[Any, ...], list[Fact]]:
    found: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        found[place(fact)].append(fact)
    return found


def _under_one(row: Row, same: Mapping[Cell, Cell]) -> Row:
    terms = _as_one(row.terms, same)
    return row if terms is row.terms else replace(row, terms=terms)


def _as_one(terms: tuple[tuple[Unknown, int], ...], same: Mapping[Any, Cell]) -> tuple[tuple[Unknown, int], ...]:
    """The terms with what has several names under one; what cancels out is left out."""
    if not any(cell in same for cell, _ in terms):
        return terms
    sums: dict[Unknown, int] = defaultdict(int)
    for cell, times in terms:
        sums[same.get(cell, cell)] += times
    return tuple((cell, times) for cell, times in sums.items() if times)


def _without_doubles(every: Iterable[Protected], same: Mapping[Cell, Cell]) -> list[Protected]:
    """Each protected number once, by the largest minimum that anybody set for it."""
    found: dict[tuple[Any, ...], Protected] = {}
    for one in every:
        terms = _as_one(one.terms, same)
        key = one.kind, frozenset(terms)
        if terms and (key not in found or found[key].minimum < one.minimum):
            found[key] = one if terms is one.terms else replace(one, terms=terms)
    return list(found.values())
