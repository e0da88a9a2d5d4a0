"""The numbers that words are about, and what has changed in them since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from arvio.disclosure.register import FACT, fingerprint_of
from arvio.results import KEYS, NUMBERS

if TYPE_CHECKING:
    from arvio.disclosure.released import Released

Fact = Mapping[str, Any]
"""A released figure as the register has it; None for a number that it has not."""

_TABLE = ("indicator", "breakdown", "wave", "statistic")
"""Of figures that stand in one section together: the same of each wave, or with other statistics, may stand later."""
_COMPARED = (*NUMBERS, "status")


class Change(NamedTuple):
    """A figure as it was told when the words were written, and as it is now; None where there was or is none."""

    before: Fact | None
    now: Fact | None


def facts_of(several: Iterable[Released]) -> tuple[Fact, ...]:
    """The facts of several releases, in their order; one that was released twice stands once."""
    rows = (row for released in several for row in released.each())
    facts = [{column: None if row[column] != row[column] else row[column] for column in FACT} for row in rows]
    return tuple({tuple(fact.values()): fact for fact in facts}.values())


def fingerprint(facts: Iterable[Fact]) -> str:
    """SHA-256 of what facts tell, in any order: value, ends, n and status of each figure."""
    return fingerprint_of(facts)


def changes(before: Sequence[Fact], about: Sequence[Fact], released: Sequence[Fact]) -> list[Change]:
    """What words were about and is told otherwise now, in the order of the report; last what is told no more.

    `about` is what they are about now, `released` all that the report tells now: a figure that stands in another
    section has not gone.
    """
    earlier = _by_key(before)
    found = [Change(_last(earlier, fact), fact) for fact in about if not _is_told(fact, earlier)]
    return [*found, *(Change(fact, None) for fact in _gone(before, about, released))]


def _gone(before: Iterable[Fact], about: Iterable[Fact], released: Iterable[Fact]) -> Iterator[Fact]:
    tables, now = {_part(fact, _TABLE) for fact in about}, _by_key(released)
    yield from (fact for fact in before if _part(fact, _TABLE) in tables and _part(fact, KEYS) not in now)


def _is_told(fact: Fact, earlier: Mapping[tuple[Any, ...], list[Fact]]) -> bool:
    return any(_part(one, _COMPARED) == _part(fact, _COMPARED) for one in earlier.get(_part(fact, KEYS), ()))


def _last(earlier: Mapping[tuple[Any, ...], list[Fact]], fact: Fact) -> Fact | None:
    return next(reversed(earlier.get(_part(fact, KEYS), ())), None)


def _by_key(facts: Iterable[Fact]) -> dict[tuple[Any, ...], list[Fact]]:
    found: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in facts:
        found.setdefault(_part(fact, KEYS), []).append(fact)
    return found


def _part(fact: Fact, columns: Iterable[str]) -> tuple[Any, ...]:
    return tuple(fact[column] for column in columns)
