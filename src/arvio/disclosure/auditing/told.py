"""What a fact is: one published figure, read from the rows of the register, each once, in the order of its versions.

A reader has every edition made for them and for wider audiences: the public reads public pages, a funder those too, and
within the organisation everything is read. Notebooks and languages that tell the same are one fact. A figure told twice
with different numbers is of two versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from arvio.disclosure.auditing.times import DIFFERENCE, time_of
from arvio.results import STATISTICS

READ_BY: Mapping[str, tuple[str, ...]] = {
    "public": ("public",),
    "funder": ("funder", "public"),
    "internal": ("internal", "funder", "public"),
}
"""The audiences whose editions a reader has."""

COARSEST = 5
"""The rounding base of the widest audience, by which an edition of another may tell parts as well."""

_KEYS = ("indicator", "breakdown", "group", "wave", "statistic")


@dataclass(frozen=True)
class Fact:
    """One published figure, with the editions that tell it."""

    id: str
    organisation: str
    period: str
    audience: str
    editions: tuple[str, ...]
    indicator: str
    breakdown: str
    group: str
    wave: str
    statistic: str
    value: float
    low: float
    high: float
    n: float
    status: str
    n_is_rounded: bool = False
    version: int = 1
    population: str = ""
    """The audience whose figures are of other persons than those of the rest; empty where they are of the same."""
    merged: str = ""
    """By which minimum and in which period the groups were merged, where this group is what could not be named."""

    @property
    def words(self) -> str:
        """The fact in plain words: where it stands, what it tells of, and the figure."""
        of = ", ".join(part for part in (self.breakdown, self.group, self.wave) if part)
        figure = "withheld" if self.status == "withheld" else f"{_figure(self)}"
        n = "" if pd.isna(self.n) or self.n == self.value else f" of n = {self.n:g}"
        within = "" if pd.isna(self.low) or pd.isna(self.high) else f" ({self.low:g} to {self.high:g})"
        return f"{' and '.join(self.editions)}: {self.statistic} of {self.indicator} ({of}) is {figure}{within}{n}"


def facts_of(register: pd.DataFrame, *, reader: str) -> list[Fact]:
    """The facts that a reader has, oldest first, each once, those told otherwise later as further versions.

    `register` has the columns of the register (and may hold facts of reports that are not out yet).
    """
    told = register[register["audience"].isin(READ_BY[reader]) & ~register["wave"].str.endswith(DIFFERENCE)]
    told = told.assign(edition=told["notebook"] + " " + told["period"] + " (" + told["audience"] + ")")
    times = [time_of(*row) for row in told[["notebook", "period", *_KEYS[:-1]]].itertuples(index=False)]
    told = told.assign(scope=[time.period for time in times], wave=[time.wave for time in times])
    same = ["organisation", "scope", "audience", *_KEYS, "value", "low", "high", "n", "status"]
    groups = told.groupby(same, sort=False, dropna=False)["edition"].agg(lambda found: tuple(dict.fromkeys(found)))
    plain = [
        _fact(number, dict(zip(same, key, strict=True)), found) for number, (key, found) in enumerate(groups.items())
    ]
    return _in_versions(_with_rounded_n(plain))


def _fact(number: int, told: dict, editions: tuple[str, ...]) -> Fact:
    period = told.pop("scope")
    return Fact(id=f"fact {number}", period=period, editions=editions, **told)


def _figure(fact: Fact) -> str:
    if fact.status == "coarsened":
        return f"over {fact.value:g}" if fact.value > 0.5 else f"under {fact.value:g}"
    return f"about {fact.value:g}" if fact.status == "rounded" else f"{fact.value:g}"


def _with_rounded_n(facts: list[Fact]) -> list[Fact]:
    """Facts whose n is another one's rounded to fives: of a notebook or a form's text with rules of its own."""
    mixed = {(fact.organisation, fact.audience) for fact in facts if fact.status == "rounded"}
    told: dict[tuple, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[_key(fact)].append(fact)
    return [
        replace(fact, n_is_rounded=any(_is_rounded(fact.n, other.n) for other in told[_key(fact)]))
        if (fact.organisation, fact.audience) in mixed
        else fact
        for fact in facts
    ]


def _is_rounded(n: float, other: float) -> bool:
    return n != other and n % COARSEST == 0 and abs(n - other) <= COARSEST / 2


def _key(fact: Fact) -> tuple:
    return (fact.organisation, fact.period, fact.audience, *(getattr(fact, key) for key in _KEYS))


def _in_versions(facts: list[Fact]) -> list[Fact]:
    """The facts with the number of their version; in a later one what did not change holds too."""
    told: dict[tuple, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[_key(fact)].append(fact)
    tables: dict[tuple, list[list[Fact]]] = defaultdict(list)
    for found in told.values():
        one = found[0]
        tables[one.organisation, one.period, one.audience, one.indicator, one.breakdown].append(found)
    return [fact for table in tables.values() for fact in _versions_of(table)]


def _versions_of(table: list[list[Fact]]) -> Iterator[Fact]:
    sequences = [_sequence(found) for found in table]
    last = max(1, *(len(sequence) for sequence, _ in sequences))
    for sequence, always in sequences:
        for version in range(1, last + 1):
            changed = sequence[min(version, len(sequence)) - 1] if sequence else []
            yield from (replace(fact, version=version) for fact in [*changed, *always])


def _sequence(found: list[Fact]) -> tuple[list[list[Fact]], list[Fact]]:
    """What was told otherwise in turn, and what holds beside it: the same figure rounded, or withheld elsewhere."""
    exact = [fact for fact in found if fact.status in ("shown", "coarsened") and not fact.n_is_rounded]
    if exact:
        return _by_figure(exact), [fact for fact in found if fact not in exact]
    about = [fact for fact in found if fact.status == "rounded"]
    return (_by_figure(about), [fact for fact in found if fact not in about]) if about else ([], found)


def _by_figure(facts: list[Fact]) -> list[list[Fact]]:
    """Facts of the same value and n together, in the order of the first; an interval may be told of one only."""
    figures: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        # A count is its own n; of what is counted within a form, n is of other forms in other notebooks.
        n = "" if STATISTICS[fact.statistic] == "persons" else fact.n
        figures[repr((fact.value, n))].append(fact)
    return list(figures.values())
