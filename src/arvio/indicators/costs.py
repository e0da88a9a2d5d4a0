"""What the activity cost: by year, for each different person and for each session, as a range and never one figure.

The range has two reasons. What belongs to the cost: the activity's own costs only (low), or its part of the shared
costs too (high). And whom it is divided by: everybody who came (low), or those only who count as reached (high).
Where only a few came besides those, both ends are divided by the same persons: the few could else be counted.
Account classes are not told: of a project with one worker they would tell that worker's pay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from arvio.results import EVERYBODY, Results, results, weakest_basis

OWN, SHARED = "own_costs", "shared_costs"


def costs(costs: pd.DataFrame, *, overhead: Collection[str]) -> Results:
    """Euros of the whole period and of each year: all of them, the activity's own, and shared ones."""
    years = costs.groupby(costs["date"].dt.year) if len(costs) else []
    parts = [("", costs), *((str(year), one) for year, one in years)]
    return results(row for wave, one in parts for row in _cost_rows(one, wave, overhead) if len(costs))


def sessions(attendance: pd.DataFrame) -> Results:
    """The sessions that groups held: days on which a group had a list."""
    held = len(attendance[["group_id", "date"]].drop_duplicates())
    return results([{"indicator": "sessions", "statistic": "sessions", "value": held}] if held else [])


def cost_per_person(
    costs: pd.DataFrame, counted: pd.DataFrame, *, everybody: pd.DataFrame, overhead: Collection[str]
) -> Results:
    """Euros for each different person, from low to high.

    low: own costs over all who came (everybody); high: all costs over those who count as reached (counted). Both are
    tables of attendance. Nothing where there are no costs or nobody came; n is the smaller number of persons.
    """
    fewest, most = _persons(counted), _persons(everybody)
    if costs.empty or not fewest:
        return results([])
    ends = {"low": _own(costs, overhead) / most, "high": costs["amount_eur"].sum() / fewest}
    return results([_range("cost_per_person", "euros_per_person", costs, **ends, n=fewest)])


def all_who_came(attendance: pd.DataFrame, *, counted: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The attendance of everybody, or of those who count as reached where fewer than the minimum came besides.

    The two ends of a range would else tell how many they were.
    """
    besides = _persons(attendance) - _persons(counted)
    return counted if besides < minimum else attendance


def cost_per_session(costs: pd.DataFrame, attendance: pd.DataFrame, *, overhead: Collection[str]) -> Results:
    """Euros for each session of a group, from low (own costs) to high (all costs)."""
    held = len(attendance[["group_id", "date"]].drop_duplicates())
    if costs.empty or not held:
        return results([])
    ends = {"low": _own(costs, overhead) / held, "high": costs["amount_eur"].sum() / held}
    return results([_range("cost_per_session", "euros_per_session", costs, **ends)])


def _cost_rows(costs: pd.DataFrame, wave: str, overhead: Collection[str]) -> Iterator[dict[str, Any]]:
    own, total = _own(costs, overhead), costs["amount_eur"].sum()
    common = {"indicator": "costs", "breakdown": "part", "wave": wave, "statistic": "euros"}
    for group, value in ((EVERYBODY, total), (OWN, own), (SHARED, total - own)):
        yield {**common, "group": group, "value": value, "basis": weakest_basis(costs["basis"])}


def _range(indicator: str, statistic: str, costs: pd.DataFrame, **ends: float) -> dict[str, Any]:
    """A row with a low and a high end, and no value between them: nobody can take one figure out of it."""
    basis = weakest_basis(costs["basis"])
    return {"indicator": indicator, "statistic": statistic, "value": float("nan"), "basis": basis, **ends}


def _own(costs: pd.DataFrame, overhead: Collection[str]) -> float:
    return costs.loc[~costs["account_class"].isin(overhead), "amount_eur"].sum()


def _persons(attendance: pd.DataFrame) -> int:
    return attendance.loc[attendance["present"] == 1, "person_key"].nunique()
