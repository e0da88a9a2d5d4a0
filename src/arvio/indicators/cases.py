"""Families as clients: how many, whether a child was placed during the work or in the year after it, and cooperation.

Nothing here tells what was avoided: there is no comparison group, and a placement can be the right help.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.params import Period
from arvio.params.municipalities import REFORM_DATE, answers_for_services, county_of
from arvio.params.periods import half_year
from arvio.results import EVERYBODY, Results, results

FOLLOWED_FOR = pd.DateOffset(years=1)
"""How long after the end of a case it is known whether a child was placed."""

HALF_YEARS = ((6, 30), (12, 31))
OTHER_COUNTIES = "other_counties"
ORDERED_BY = {"municipality": "ordered_by_municipality", "county": "ordered_by_county"}

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


def cases_over_time(
    cases: pd.DataFrame, *, until: dt.date, minimum: int = 1, reform_date: dt.date = REFORM_DATE
) -> Results:
    """Cases that ran on the last day of each half-year, from the first case on until a day, in all and by county.

    `wave` is the half-year (2022-H2). `breakdown` is who ordered the work on its last day: the municipalities until the
    reform, and the wellbeing services counties since, so that the two are not drawn as one line. Counties are as in
    cases_by_county, those of today also before the reform. Those with fewer cases than the minimum in some half-year
    are other_counties in all of them, with the smallest of the others if need be; where all would be, there is the
    total only. Half-years with fewer cases than the minimum in all decide nothing. Where no case ran there is no row.
    """
    counties = cases["ordering_municipality"].map(county_of)
    days = _half_year_ends(cases["start"].min(), until)
    running = [counties[(cases["start"] <= day) & ~(cases["end"] < day)].value_counts() for day in days]
    told = _with_rare_merged(pd.DataFrame(running).fillna(0), minimum)
    return results(
        row
        for day, counts, (_, parts) in zip(days, running, told.iterrows(), strict=True)
        for row in _running_rows(day.date(), {EVERYBODY: counts.sum(), **parts}, reform_date)
    )


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


def _case_rows(cases: pd.DataFrame, period: Period) -> Iterator[dict[str, Any]]:
    first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    counts = {
        EVERYBODY: (cases["start"] <= last) & ~(cases["end"] < first),
        "began": cases["start"].between(first, last),
        "ended": cases["end"].between(first, last),
    }
    for stage, true_of in counts.items():
        common = {"indicator": "cases", "breakdown": "stage", "group": stage, "wave": period.name}
        yield {**common, "statistic": "persons", "value": int(true_of.sum()), "n": int(true_of.sum())}


def _half_year_ends(first: pd.Timestamp, until: dt.date) -> list[pd.Timestamp]:
    """The last days of the half-years from a day to another; none where the first is not known."""
    years = range(first.year, until.year + 1) if pd.notna(first) else ()
    ends = (pd.Timestamp(year, month, day) for year in years for month, day in HALF_YEARS)
    return [end for end in ends if first <= end <= pd.Timestamp(until)]


def _with_rare_merged(running: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Cases by half-year (row) and county (column), with the rare counties as one; no county where all are rare."""
    rare = _rare_counties(running[running.sum(axis="columns") >= minimum], minimum)
    if len(rare) > 1 and len(rare) == len(running.columns):
        return running[[]]
    return running.rename(columns=dict.fromkeys(rare, OTHER_COUNTIES)).T.groupby(level=0).sum().T


def _rare_counties(running: pd.DataFrame, minimum: int) -> list[str]:
    """The counties with fewer cases than the minimum in some half-year, and the smallest of the others if need be."""
    fewest = running.where(running > 0).min().fillna(0)
    names = fewest.sort_index(ascending=False).sort_values(kind="stable").index.tolist()
    n_rare = int((fewest < minimum).sum())
    while 0 < n_rare < len(names) and _is_small(running[names[:n_rare]].sum(axis="columns"), minimum):
        n_rare += 1
    return names[:n_rare]


def _is_small(counts: pd.Series, minimum: int) -> bool:
    return bool(counts.between(1, minimum - 1).any())


def _running_rows(day: dt.date, counts: dict[str, float], reform_date: dt.date) -> Iterator[dict[str, Any]]:
    orderer = ORDERED_BY[answers_for_services(day, since=reform_date)]
    common = {"indicator": "cases_over_time", "breakdown": orderer, "wave": half_year(day), "statistic": "persons"}
    for county, count in counts.items():
        if count:
            yield {**common, "group": county, "value": count, "n": count}


def _ended(cases: pd.DataFrame, start: dt.date, end: dt.date) -> pd.DataFrame:
    return cases[cases["end"].between(pd.Timestamp(start), pd.Timestamp(end))]


def _placement_rows(placed: pd.Series, indicator: str) -> Iterator[dict[str, Any]]:
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


def _cooperation_rows(year: str, beyond: pd.Series) -> Iterator[dict[str, Any]]:
    common = {"indicator": "cooperation", "breakdown": "year", "group": year}
    yield {**common, "statistic": "actions", "value": len(beyond)}
    yield {**common, "statistic": "beyond_orders", "value": beyond.mean(), "n": len(beyond)}
