"""The words of the annual report: areas of activity, what is counted in them, and what came of goals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from arvio.disclosure import Context, Released, Row, rows_by
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
    now: Row
    before: Row | None
    change: Row | None


def counted(activity: Released) -> Iterator[Counted]:
    """Every count of the period, area by area."""
    for area in AREAS:
        found = rows_by(activity.each(indicator=area), "breakdown", "statistic")
        for (breakdown, statistic), counts in found.items():
            now = [row for row in counts if row["wave"] == activity.context.period]
            before = [row for row in counts if row["wave"] != activity.context.period]
            changes = found.get((breakdown, CHANGES + statistic), [])
            if now and not statistic.startswith(CHANGES):
                yield Counted(area, now[0]["basis"], statistic, now[0], _first(before), _first(changes))


def _first(rows: Sequence[Row]) -> Row | None:
    return rows[0] if rows else None


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


def goals(released: Released) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each goal, those of the year first; `kind` says which (goal or goal_of_year)."""
    for kind in ("goal_of_year", "goal"):
        for rows in rows_by(released.each(breakdown=kind), "indicator").values():
            yield kind, rows


def parts_of_goal(rows: Sequence[Row]) -> tuple[Row, Row | None, Row]:
    """The target, what came of it (None where nothing computed it) and the verdict."""
    by_statistic = {row["statistic"]: row for row in rows}
    computed = [row for row in rows if row["statistic"] not in ("claimed", "verdict")]
    return by_statistic["claimed"], _first(computed), by_statistic["verdict"]


def reached_words(verdict: Row, context: Context) -> str:
    """What came of a goal."""
    gettext = words(context.language).gettext
    if verdict["status"] == "withheld" or verdict["value"] != verdict["value"]:
        return gettext("cannot be judged")
    return gettext("reached") if verdict["value"] == 1 else gettext("not reached")


def basis_words(row: Row, context: Context) -> str:
    """What a figure rests on, and that it is rounded where it is."""
    basis = term(row["basis"], context)
    if row["status"] != "rounded":
        return basis
    return words(context.language).gettext("%(basis)s, rounded") % {"basis": basis}
