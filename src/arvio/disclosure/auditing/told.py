"""Facts: published figures, read from the rows of the register, each once, in the order of its versions.

A reader has every edition made for them and for wider audiences: the public reads public pages, a funder those too, and
within the organisation everything is read. Notebooks and languages that tell the same are one fact. A figure told twice
with different numbers is of two versions (`versions`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.times import DIFFERENCE, time_of
from arvio.disclosure.auditing.versions import Telling, in_versions, is_rounded

READ_BY: Mapping[str, tuple[str, ...]] = {
    "public": ("public",),
    "funder": ("funder", "public"),
    "internal": ("internal", "funder", "public"),
}
"""The audiences whose editions a reader has."""

RUN_PARTS = ("organisation", "period", "notebook", "audience", "language")
"""What names a report, of which there may be several versions."""

_KEYS = ("indicator", "breakdown", "group", "wave", "statistic")


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


def _fact(number: int, told: dict[str, Any], editions: tuple[str, ...]) -> Fact:
    period = told.pop("scope")
    return Fact(id=f"fact {number}", period=period, editions=editions, **told)


def _with_rounded_n(facts: list[Fact]) -> list[Fact]:
    """Facts whose n is another one's rounded to fives: of a notebook or a form's text with rules of its own."""
    mixed = {(fact.organisation, fact.audience) for fact in facts if fact.status == "rounded"}
    told: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        told[_key(fact)].append(fact)
    return [
        replace(fact, n_is_rounded=any(is_rounded(fact.n, other.n) for other in told[_key(fact)]))
        if (fact.organisation, fact.audience) in mixed
        else fact
        for fact in facts
    ]


def _key(fact: Fact) -> tuple[Any, ...]:
    return (fact.organisation, fact.period, fact.audience, *(getattr(fact, key) for key in _KEYS))
