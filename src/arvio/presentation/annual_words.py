"""The words of the annual report: areas of activity, what is counted in them, and what came of goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from arvio.disclosure import Context, Released
from arvio.presentation.terms import term
from arvio.translations import later, words

AREAS: Mapping[str, str] = {
    "group_activity": later("Group activities"),
    "service_activity": later("Services"),
    "encounter_activity": later("Open encounters"),
    "family_activity": later("Work with families"),
    "family_visits": later("Visits to families"),
}
"""The areas of activity, in the order in which they are told."""

CHANGES = "change_of_"

SOURCES = ("participants", "workers", "stakeholders", "volunteers")
"""The four whom Finnish funders want to hear on benefit."""


class Counted(NamedTuple):
    """One count of an area in the period, with that of the year before and its change; None where there is none."""

    area: str
    basis: str
    statistic: str
    now: pd.Series
    before: pd.Series | None
    change: pd.Series | None


def counted(activity: Released) -> Iterator[Counted]:
    """Every count of the period, area by area."""
    for area in AREAS:
        rows = activity.rows(indicator=area)
        for (breakdown, statistic), one in rows.groupby(["breakdown", "statistic"], sort=False):
            if not statistic.startswith(CHANGES):
                yield from _counted(area, breakdown, statistic, one, rows, activity.context)


def _counted(
    area: str, breakdown: str, statistic: str, counts: pd.DataFrame, rows: pd.DataFrame, context: Context
) -> Iterator[Counted]:
    now, before = counts[counts["wave"] == context.period], counts[counts["wave"] != context.period]
    changes = rows[(rows["breakdown"] == breakdown) & (rows["statistic"] == CHANGES + statistic)]
    if len(now):
        basis = now.iloc[0]["basis"]
        yield Counted(area, basis, statistic, now.iloc[0], _first(before), _first(changes))


def _first(rows: pd.DataFrame) -> pd.Series | None:
    return rows.iloc[0] if len(rows) else None


def area(name: str, context: Context) -> str:
    return words(context.language).gettext(AREAS[name])


def counted_words(one: Counted, context: Context) -> str:
    """What is counted: Different persons, Visits, Families."""
    gettext = words(context.language).gettext
    if one.area == "family_activity":
        return gettext("Families as clients")
    if one.area == "encounter_activity":
        return gettext("Persons met (%(basis)s)") % {"basis": term(one.basis, context)}
    return gettext("Visits held") if one.statistic == "visits_held" else term(one.statistic, context)


def goals(released: Released) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of each goal, those of the year first; `kind` says which (goal or goal_of_year)."""
    for kind in ("goal_of_year", "goal"):
        for _, rows in released.rows(breakdown=kind).groupby("indicator", sort=False):
            yield kind, rows


def parts_of_goal(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series | None, pd.Series]:
    """The target, what came of it (None where nothing computed it) and the verdict."""
    by_statistic = rows.set_index("statistic", drop=False)
    computed = by_statistic.drop(index=["claimed", "verdict"])
    return by_statistic.loc["claimed"], _first(computed), by_statistic.loc["verdict"]


def reached_words(verdict: pd.Series, context: Context) -> str:
    """What came of a goal."""
    gettext = words(context.language).gettext
    if verdict["status"] == "withheld" or verdict["value"] != verdict["value"]:
        return gettext("cannot be judged")
    return gettext("reached") if verdict["value"] == 1 else gettext("not reached")


def basis_words(row: pd.Series, context: Context) -> str:
    """What a figure rests on, and that it is rounded where it is."""
    basis = term(row["basis"], context)
    if row["status"] != "rounded":
        return basis
    return words(context.language).gettext("%(basis)s, rounded") % {"basis": basis}
