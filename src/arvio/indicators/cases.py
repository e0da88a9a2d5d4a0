"""Families as clients: how many, whether a child was placed during the work or in the year after it, and cooperation.

Nothing here tells what was avoided: there is no comparison group, and a placement can be the right help.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import pandas as pd

from arvio.indicators import estimates
from arvio.params import Period
from arvio.params.municipalities import county_of
from arvio.results import EVERYBODY, Results, results

FOLLOWED_FOR = pd.DateOffset(years=1)
"""How long after the end of a case it is known whether a child was placed."""

ORDERS = "order_discussion"
"""The form of cooperation that is about an order only (fi: tilauskeskustelu), as params call it in English."""


def case_numbers(cases: pd.DataFrame, *, periods: Sequence[Period]) -> Results:
    """Cases of each period: all that ran in it, and of them those that began and those that ended in it.

    `wave` is the period's name. A case that runs for two periods counts in both, so that periods do not add up.
    """
    return results(row for period in periods for row in _case_rows(cases, period) if len(cases))


def cases_by_county(cases: pd.DataFrame) -> Results:
    """Cases by the wellbeing services county of the municipality that ordered the work, as the county is today.

    A name that is not on the list of municipalities is told as not_on_list, no name as not_known. Only cases are told
    by county: what came of them, never.
    """
    counties = cases["ordering_municipality"].map(county_of)
    counts = {EVERYBODY: len(cases), **counties.value_counts().sort_index().to_dict()}
    common = {"indicator": "cases", "breakdown": "county", "statistic": "persons"}
    return results({**common, "group": name, "value": count, "n": count} for name, count in counts.items() if count)


def placements_during(cases: pd.DataFrame, *, start: dt.date, end: dt.date) -> Results:
    """Of the cases that ended in the period, the share during which no child was placed; those not told are counted."""
    return results(_placement_rows(_ended(cases, start, end)["placement_during"], "placement_during"))


def placements_after(cases: pd.DataFrame, *, start: dt.date, end: dt.date, known_by: dt.date) -> Results:
    """Of the cases that ended in the period, the share without a placement in the 12 months after.

    Cases whose 12 months were not over on the day `known_by` are counted as not yet due, whatever has been written of
    them: a placement is known early and its absence only at the end, so that early answers would all be placements.
    Those that are due and not told are counted as not known. The share is of the rest.
    """
    ended = _ended(cases, start, end)
    due = ended["end"] + FOLLOWED_FOR <= pd.Timestamp(known_by)
    waiting = int((~due).sum())
    row = {"indicator": "placement_12m", "statistic": "not_yet_due", "value": waiting, "n": waiting}
    return results([row, *_placement_rows(ended.loc[due, "placement_12m"], "placement_12m")] if len(ended) else [])


def beyond_orders(actions: pd.DataFrame, *, order_form: str = ORDERS) -> Results:
    """The share of recorded cooperation that was more than discussing an order, in all and by year."""
    years = actions["date"].dt.year.astype("str")
    parts = list(actions.groupby(years)) if len(actions) else []
    return results(
        row
        for year, one in [(EVERYBODY, actions), *parts]
        for row in _cooperation_rows(year, one["form"] != order_form)
        if len(actions)
    )


def _case_rows(cases: pd.DataFrame, period: Period) -> Iterator[dict]:
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    counts = {
        EVERYBODY: (cases["start"] <= last) & ~(cases["end"] < first),
        "began": cases["start"].between(first, last),
        "ended": cases["end"].between(first, last),
    }
    for stage, true_of in counts.items():
        common = {"indicator": "cases", "breakdown": "stage", "group": stage, "wave": period.name}
        yield {**common, "statistic": "persons", "value": int(true_of.sum()), "n": int(true_of.sum())}


def _ended(cases: pd.DataFrame, start: dt.date, end: dt.date) -> pd.DataFrame:
    return cases[cases["end"].between(pd.Timestamp(start), pd.Timestamp(end))]


def _placement_rows(placed: pd.Series, indicator: str) -> Iterator[dict]:
    """How many cases are looked at, how many are not told, and the share without a placement of those that are."""
    if placed.empty:
        return
    told = placed[placed.isin(["yes", "no"])]
    not_told = len(placed) - len(told)
    yield {"indicator": indicator, "statistic": "persons", "value": len(placed), "n": len(placed)}
    yield {"indicator": indicator, "statistic": "persons_not_known", "value": not_told, "n": not_told}
    if len(told):
        estimate = estimates.share(int((told == "no").sum()), len(told))
        yield {"indicator": indicator, "statistic": "without_placement", **estimate._asdict()}


def _cooperation_rows(year: str, beyond: pd.Series) -> Iterator[dict]:
    common = {"indicator": "cooperation", "breakdown": "year", "group": year}
    yield {**common, "statistic": "actions", "value": len(beyond)}
    yield {**common, "statistic": "beyond_orders", "value": beyond.mean(), "n": len(beyond)}
