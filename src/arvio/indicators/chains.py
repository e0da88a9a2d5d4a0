"""Chains of services: who had one service or several in a row, how many, and which followed which.

The rule. The periods of a person are put in the order of their starts; of those that start on the same day, in the
alphabetical order of the services, then of their ends (a day's order is not known, and this one is the same every
time). A period goes on with the chain where it starts at most `chain_gap_days` after the latest end so far in the
chain, that day included, or overlaps: a service that is still going on is overlapped by all that start later. Otherwise
it begins a new chain. Periods in the same service that come one right after another in a chain are one step: a return
is no second service. A chain has at least two steps; A, B and A again are three. A period without a start is in no
chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.enrolments import PERSON, basis_of
from arvio.indicators.rare import merged
from arvio.results import EVERYBODY, Results, results

CHAIN_GAP_DAYS = 90
"""The project's own rule; no guideline gives one. Every report prints the one it used."""

CHAIN, NO_CHAIN = "chain", "no_chain"
OTHER_CHAINS = "other_chains"
THEN = " > "
"""Between the two services of a pair: "askel > olopiste"."""
NO_END = pd.Timestamp("2200-01-01")
ORDER = [PERSON, "start", "service", "end"]


def linked(enrolments: pd.DataFrame, *, chain_gap_days: int = CHAIN_GAP_DAYS) -> pd.DataFrame:
    """The begun periods of each person in order: never shown. An end before its start is taken for the start.

    With `chain` and `step` (numbers within the person), `following` (the service of the next period in the same chain,
    missing after the last) and `chain_end` (the latest end so far in the chain, missing where one is still going on).
    """
    days = enrolments.assign(start=enrolments["start"].dt.normalize(), end=enrolments["end"].dt.normalize())
    begun = days[days["start"].notna()].sort_values(ORDER, kind="stable", ignore_index=True)
    until = begun["end"].fillna(NO_END).clip(lower=begun["start"])
    latest = until.groupby(begun[PERSON]).cummax()
    former = latest.groupby(begun[PERSON]).shift()
    is_new = ~(begun["start"] - former <= pd.Timedelta(days=chain_gap_days))
    persons = begun.groupby(PERSON)
    is_step = is_new | (begun["service"] != persons["service"].shift())
    goes_on = ~is_new.groupby(begun[PERSON]).shift(-1, fill_value=True)
    return begun.assign(
        chain=is_new.groupby(begun[PERSON]).cumsum(),
        step=is_step.groupby(begun[PERSON]).cumsum(),
        following=persons["service"].shift(-1).where(goes_on),
        chain_end=latest.mask(latest == NO_END),
    )


def chain_rule(chain_gap_days: int = CHAIN_GAP_DAYS) -> Results:
    """The days that may lie between two services of a chain, for the report to print."""
    return results([{"indicator": "chain_rule", "statistic": "chain_gap_days", "value": chain_gap_days}])


def chains(enrolments: pd.DataFrame, *, chain_gap_days: int = CHAIN_GAP_DAYS) -> Results:
    """How many persons had a chain and how many none, the share with a chain, and the rule.

    Each person who began counts once. None has who had one service only (once or again and again), is still in a first
    one, or had services too far apart. With a very long chain_gap_days it is the persons with two services or more.
    """
    lengths = _lengths(enrolments, chain_gap_days)
    if lengths.empty:
        return results([])
    in_chain = int((lengths > 1).sum())
    counts = {EVERYBODY: len(lengths), CHAIN: in_chain, NO_CHAIN: len(lengths) - in_chain}
    common = {"indicator": "chains", "breakdown": "chain", "basis": basis_of(enrolments)}
    share = estimates.share(in_chain, len(lengths))._asdict()
    rule = chain_rule(chain_gap_days).table.to_dict("records")
    return results([*_persons(common, counts), {**common, "statistic": "in_chain", **share}, *rule])


def chain_lengths(enrolments: pd.DataFrame, *, minimum: int, chain_gap_days: int = CHAIN_GAP_DAYS) -> Results:
    """Persons by the number of steps of their longest chain, 1 for no chain; each person counts once.

    The longest are told together ("3_or_more") from the highest number at which every group that there is has the
    minimum of persons. Where no number gives that, there is the total only.
    """
    lengths = _lengths(enrolments, chain_gap_days)
    if lengths.empty:
        return results([])
    common = {"indicator": "chain_length", "breakdown": "steps", "basis": basis_of(enrolments)}
    return results(_persons(common, {EVERYBODY: len(lengths), **_length_groups(lengths, minimum)}))


def common_chains(enrolments: pd.DataFrame, *, minimum: int, chain_gap_days: int = CHAIN_GAP_DAYS) -> Results:
    """Ordered pairs of services of which the second directly followed the first, the most common first.

    `transitions` counts how often, `persons` how many different persons. A pair of fewer persons than the minimum is
    among other_chains. A service after itself is no pair. Who made several pairs counts once in each and once in all.
    """
    found = linked(enrolments, chain_gap_days=chain_gap_days)
    found = found[found["following"].notna() & (found["following"] != found["service"])]
    if found.empty:
        return results([])
    named = merged(found.assign(pair=_pair(found)), "pair", minimum=minimum, into=OTHER_CHAINS)
    common = {"indicator": "common_chains", "breakdown": "pair", "basis": basis_of(enrolments)}
    parts = sorted(named.groupby("pair"), key=lambda part: (part[0] == OTHER_CHAINS, -len(part[1]), part[0]))
    return results(
        {**common, "group": group, **row} for group, one in [(EVERYBODY, named), *parts] for row in _both_numbers(one)
    )


def times_and_persons(found: pd.DataFrame) -> dict[str, Any]:
    """How often something followed, with the different persons for whom it did as n."""
    return {"statistic": "transitions", "value": len(found), "n": found[PERSON].nunique()}


def _lengths(enrolments: pd.DataFrame, chain_gap_days: int) -> pd.Series:
    """The steps of each person's longest chain."""
    found = linked(enrolments, chain_gap_days=chain_gap_days)
    steps = found.groupby([PERSON, "chain"])["step"].nunique()
    return steps.groupby(level=PERSON).max()


def _length_groups(lengths: pd.Series, minimum: int) -> dict[str, int]:
    for top in range(int(lengths.max()), 1, -1):
        counts = {str(steps): int((lengths == steps).sum()) for steps in range(1, top)}
        last = str(top) if top == lengths.max() else f"{top}_or_more"
        counts[last] = int((lengths >= top).sum())
        if min(count for count in counts.values() if count) >= minimum:
            return counts
    return {"1": len(lengths)} if lengths.max() == 1 else {}


def _pair(found: pd.DataFrame) -> pd.Series:
    return found["service"].astype("str") + THEN + found["following"].astype("str")


def _persons(common: dict[str, Any], counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Counts of persons; none where there is nobody."""
    for group, count in counts.items():
        if count:
            yield {**common, "group": group, "statistic": "persons", "value": count, "n": count}


def _both_numbers(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    yield times_and_persons(found)
    persons = found[PERSON].nunique()
    yield {"statistic": "persons", "value": persons, "n": persons}
