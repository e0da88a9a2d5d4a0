"""What a fact is: one published figure, read from the rows of the register, each once, in the order of its versions.

A reader has every edition made for them and for wider audiences: the public reads public pages, a funder those too, and
within the organisation everything is read. Notebooks and languages that tell the same are one fact. A figure told twice
with different numbers is of two versions (`versions`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from arvio.disclosure.auditing.times import DIFFERENCE, time_of
from arvio.disclosure.auditing.versions import Telling, in_versions, is_rounded
from arvio.saying import joined, say

READ_BY: Mapping[str, tuple[str, ...]] = {
    "public": ("public",),
    "funder": ("funder", "public"),
    "internal": ("internal", "funder", "public"),
}
"""The audiences whose editions a reader has."""

RUN_PARTS = ("organisation", "period", "notebook", "audience", "language")
"""What names a report, of which there may be several versions."""

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
        figure = say("withheld") if self.status == "withheld" else _figure(self)
        if not (pd.isna(self.low) or pd.isna(self.high)):
            figure = say("%(figure)s (%(low)s to %(high)s)", figure=figure, low=f"{self.low:g}", high=f"{self.high:g}")
        if not (pd.isna(self.n) or self.n == self.value):
            figure = say("%(figure)s of n = %(n)s", figure=figure, n=f"{self.n:g}")
        told = {"statistic": self.statistic, "indicator": self.indicator, "of": of, "figure": figure}
        editions = self.editions[0]
        for edition in self.editions[1:]:
            editions = say("%(some)s and %(one)s", some=editions, one=edition)
        return joined([editions, say("%(statistic)s of %(indicator)s (%(of)s) is %(figure)s", **told)], ": ")


def facts_of(register: pd.DataFrame, *, reader: str) -> list[Fact]:
    """The facts that a reader has, oldest first, each once, those told otherwise later as further versions.

    `register` has the columns of the register, and `version` where it is known in which each was told. Facts of reports
    that are not out yet have none and stand last.
    """
    told = register[register["audience"].isin(READ_BY[reader]) & ~register["wave"].str.endswith(DIFFERENCE)]
    told = told.assign(edition=told["notebook"] + " " + told["period"] + " (" + told["audience"] + ")")
    times = [time_of(*row) for row in told[["notebook", "period", *_KEYS[:-1]]].itertuples(index=False)]
    told = told.assign(scope=[time.period for time in times], wave=[time.wave for time in times])
    same = ["organisation", "scope", "audience", *_KEYS, "value", "low", "high", "n", "status"]
    groups = told.groupby(same, sort=False, dropna=False)
    editions = groups["edition"].agg(lambda found: tuple(dict.fromkeys(found)))
    plain = [
        _fact(number, dict(zip(same, key, strict=True)), found) for number, (key, found) in enumerate(editions.items())
    ]
    facts = _with_rounded_n(plain)
    runs = told[[*RUN_PARTS]].itertuples(index=False, name=None)
    each = zip(groups.ngroup(), runs, _versions_told(told), strict=True)
    return in_versions(Telling(facts[number], run, version) for number, run, version in each)


def _versions_told(told: pd.DataFrame) -> list[int | None]:
    """In which version of its report each row was told; none where that is not known."""
    if "version" not in told:
        return [None] * len(told)
    return [None if pd.isna(version) else int(version) for version in told["version"]]


def _fact(number: int, told: dict, editions: tuple[str, ...]) -> Fact:
    period = told.pop("scope")
    return Fact(id=f"fact {number}", period=period, editions=editions, **told)


def _figure(fact: Fact) -> str:
    if fact.status == "coarsened":
        over = fact.value > 0.5
        bound = f"{fact.value:g}"
        return say("over %(bound)s", bound=bound) if over else say("under %(bound)s", bound=bound)
    return say("about %(value)s", value=f"{fact.value:g}") if fact.status == "rounded" else f"{fact.value:g}"


def _with_rounded_n(facts: list[Fact]) -> list[Fact]:
    """Facts whose n is another one's rounded to fives: of a notebook or a form's text with rules of its own."""
    mixed = {(fact.organisation, fact.audience) for fact in facts if fact.status == "rounded"}
    told: dict[tuple, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[_key(fact)].append(fact)
    return [
        replace(fact, n_is_rounded=any(is_rounded(fact.n, other.n) for other in told[_key(fact)]))
        if (fact.organisation, fact.audience) in mixed
        else fact
        for fact in facts
    ]


def _key(fact: Fact) -> tuple:
    return (fact.organisation, fact.period, fact.audience, *(getattr(fact, key) for key in _KEYS))
