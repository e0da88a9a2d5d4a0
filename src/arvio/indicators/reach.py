"""How many different persons, and how many visits: two numbers that are always told together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from arvio.params.periods import half_year
from arvio.results import CUMULATIVE, EVERYBODY, Results, results


def attended(
    attendance: pd.DataFrame, persons: pd.DataFrame, *, groups: pd.DataFrame, minimum_age: int | None = None
) -> pd.DataFrame:
    """The rows of attendance of those who are old enough, with the county of the group.

    Age is the year of the visit less the year of birth. A person whose year of birth is not known is left out
    where there is an age limit: a figure of "older men" must not hold persons who may not be.
    """
    located = attendance.merge(groups[["group_id", "county"]], on="group_id", how="left")
    if minimum_age is None:
        return located
    births = persons.drop_duplicates("person_key")[["person_key", "birth_year"]]
    aged = located.merge(births, on="person_key", how="left")
    return aged[aged["date"].dt.year - aged["birth_year"] >= minimum_age].drop(columns="birth_year")


def reach(visits: pd.DataFrame, *, by: str = "county") -> Results:
    """Different persons and visits, for everybody and by county or another column of visits.

    A person who came to groups in two counties counts once in each and once in the total, so that the parts may
    add up to more than the total.
    """
    present = visits[visits["present"] == 1]
    parts = present.groupby(by)
    return results(
        row for group, one in [(EVERYBODY, present), *parts] for row in _both_numbers(group, one, by) if len(present)
    )


def weekly_participants(visits: pd.DataFrame) -> Results:
    """How many different persons came in a week, as the mean of the ISO weeks in which anybody came.

    A person who came twice in a week counts once. Weeks without a session, such as July, are no part of the mean. n
    counts the different persons behind it; there is no interval, since these are all weeks that there were.
    """
    present = visits[visits["present"] == 1]
    if present.empty:
        return results([])
    weeks = present["date"].dt.to_period("W-SUN")
    value = present.groupby(weeks)["person_key"].nunique().mean()
    n = present["person_key"].nunique()
    return results([{"indicator": "weekly_participants", "statistic": "persons_per_week", "value": value, "n": n}])


def cumulative_reach(visits: pd.DataFrame) -> Results:
    """Different persons reached since the start, by the end of each half-year."""
    first_visits = visits[visits["present"] == 1].groupby("person_key")["date"].min()
    new = first_visits.map(half_year).value_counts().sort_index()
    return results(
        {
            "indicator": "cumulative_reach",
            "breakdown": CUMULATIVE,
            "wave": wave,
            "statistic": "persons",
            "value": total,
            "n": total,
        }
        for wave, total in new.cumsum().items()
    )


def _both_numbers(group: str, visits: pd.DataFrame, by: str) -> Iterator[dict[str, Any]]:
    persons = visits["person_key"].nunique()
    common = {"indicator": "reach", "breakdown": by, "group": group, "n": persons}
    yield {**common, "statistic": "persons", "value": persons}
    yield {**common, "statistic": "visits", "value": len(visits)}
