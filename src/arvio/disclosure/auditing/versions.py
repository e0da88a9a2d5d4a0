"""Which facts were told of the same data: a report that is made again tells of other data wherever its figures differ.

The publications of a table (of all audiences that a reader has) are gone through in turn. One that tells otherwise than
what was told last begins a version, and what is told after it joins that version: thus a page that was made for the
first time after a late answer is of the same version as a report that was made again. Reports that were not made again
hold on, unless something in their table is told otherwise by now.

A figure that is withheld or rounded elsewhere is not told otherwise. Where the register does not tell publications
apart, and of what is not out yet, only another figure of the same report begins another publication.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.times import is_residual
from arvio.results import STATISTICS

COARSEST = 5
"""The rounding base of the widest audience, by which an edition of another may tell parts as well."""


class Telling(NamedTuple):
    """A fact as a run told it in one version of its report; none where that is not known."""

    fact: Fact
    run: tuple[Any, ...]
    version: int | None


@dataclass
class _Publication:
    run: tuple[Any, ...]
    version: int | None
    facts: list[Fact] = field(default_factory=list)


@dataclass
class _Version:
    """What was told of the same data, by run, and each figure by where it stands."""

    across: bool = False
    """Whether audiences are compared: where no publications are known, they may be of other persons."""
    told: dict[tuple[Any, ...], list[Fact]] = field(default_factory=dict)
    figures: dict[tuple[Any, ...], Fact] = field(default_factory=dict)

    def add(self, run: tuple[Any, ...], facts: Iterable[Fact]) -> None:
        """What a run told of this data."""
        own = self.told.setdefault(run, [])
        for fact in facts:
            own.append(fact)
            for place in _places(fact, self.across):
                self.figures.setdefault(place, fact)

    def otherwise(self, fact: Fact) -> list[Fact]:
        """What tells otherwise than a fact."""
        found = [(place, self.figures[place]) for place in _places(fact, self.across) if place in self.figures]
        return [told for place, told in found if _differ(fact, told, place)]

    def still_held(self, facts: Iterable[Fact]) -> list[Fact]:
        """What of an older report holds on: nothing beside other figures of another audience, else what none retold."""
        others = [(fact, self.otherwise(fact)) for fact in facts]
        if any(told.audience != fact.audience for fact, found in others for told in found):
            return []
        return [fact for fact, found in others if not found]


def in_versions(told: Iterable[Telling]) -> list[Fact]:
    """The facts with the number of their version, each in every version in which it holds."""
    tables: dict[tuple[Any, ...], list[Telling]] = defaultdict(list)
    for one in told:
        fact = one.fact
        tables[fact.organisation, fact.period, fact.indicator, fact.breakdown].append(one)
    return [fact for table in tables.values() for fact in _versions_of(table)]


def is_rounded(n: float, other: float) -> bool:
    """Whether a number may be another one, rounded."""
    return n != other and n % COARSEST == 0 and abs(n - other) <= COARSEST / 2


def _versions_of(table: list[Telling]) -> Iterator[Fact]:
    across = any(one.version is not None for one in table)
    versions = [_Version(across)]
    last: dict[tuple[Any, ...], list[Fact]] = {}
    for one in _publications(table):
        if any(versions[-1].otherwise(fact) for fact in one.facts):
            versions.append(_Version(across))
        kept = _not_retold(last.get(one.run, []), one.facts) if one.version is None else []
        last[one.run] = [*kept, *one.facts]
        versions[-1].add(one.run, last[one.run])
    last = {}
    for number, version in enumerate(versions, start=1):
        held = {run: version.still_held(facts) for run, facts in last.items() if run not in version.told}
        last = {**last, **version.told}
        every = {fact.id: fact for facts in (*held.values(), *version.told.values()) for fact in facts}
        yield from (fact if number == fact.version else replace(fact, version=number) for fact in every.values())


def _publications(table: Iterable[Telling]) -> list[_Publication]:
    """What each run told at a time, in the order of these."""
    found: list[_Publication] = []
    last: dict[tuple[Any, ...], _Publication] = {}
    own: dict[tuple[Any, ...], _Version] = defaultdict(_Version)
    known = set()
    for fact, run, version in table:
        if version is None and (run, fact.id) in known:
            continue
        known.add((run, fact.id))
        now = last.get(run)
        if now is None or now.version != version or (version is None and own[run].otherwise(fact)):
            now = last[run] = _Publication(run, version)
            own[run] = _Version()
            found.append(now)
        now.facts.append(fact)
        own[run].add(run, [fact])
    return found


def _not_retold(before: Iterable[Fact], now: Iterable[Fact]) -> list[Fact]:
    """What was told before in other places than is told now."""
    places = {_place(fact) for fact in now}
    return [fact for fact in before if _place(fact) not in places]


def _place(fact: Fact) -> tuple[Any, ...]:
    return fact.group, fact.wave, fact.statistic


def _places(fact: Fact, across: bool) -> list[tuple[Any, ...]]:
    """Where a figure stands that another can differ from: in its own edition, and whatever the edition is."""
    if fact.status == "rounded":
        return [(fact.audience, "rounded", *_place(fact))]
    if fact.n_is_rounded or fact.status == "withheld":
        return []
    is_common = across and fact.status == "shown" and not (is_residual(fact.group) or is_residual(fact.breakdown))
    anywhere = [("", "", *_place(fact))] if is_common else []
    return [(fact.audience, "", *_place(fact)), *anywhere]


def _differ(one: Fact, other: Fact, place: tuple[Any, ...]) -> bool:
    """Whether two facts in a place are of different data; editions of others have decimals and an n of their own."""
    is_count = STATISTICS[one.statistic] == "persons"
    if place[0] or is_count:
        # A count is its own n; of what is counted within a form, n is of other forms in other notebooks.
        return _figure(one, is_count) != _figure(other, is_count)
    return one.n != other.n and not (_is_missing(one.n) or _is_missing(other.n) or _may_be_same(one.n, other.n))


def _figure(fact: Fact, is_count: bool) -> str:
    return repr((fact.value, "" if is_count else fact.n))


def _may_be_same(n: float, other: float) -> bool:
    return is_rounded(n, other) or is_rounded(other, n)


def _is_missing(n: float) -> bool:
    return n != n
