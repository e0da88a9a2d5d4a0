"""How the figures of different periods hang together, said once for every table of the indicators.

What is not declared here is taken to say nothing of other periods.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from arvio.errors import ArvioError
from arvio.params.periods import Period, parse_period
from arvio.results import EVERYBODY

Course = Literal["added", "held", "kept", "last", "apart"]
"""What a longer period says of the shorter ones in it.

added: each of those counted belongs to one of them, so that they make it up where they fill it. held: whoever was
counted in a shorter one is counted in it, and nobody else where they fill it. kept: whoever was counted is counted in
it, and perhaps others. last: whoever is counted in it was counted in a shorter one, where they fill it, but may since
have come to be counted elsewhere (where somebody went last). apart: nothing.
"""

COURSES: Mapping[str, Course | Mapping[str, Course]] = {
    "cases": {EVERYBODY: "held", "began": "added", "ended": "added"},
    "chain_length": {EVERYBODY: "held", "": "last"},
    "chains": {EVERYBODY: "held", "chain": "held", "no_chain": "last"},
    "common_chains": "held",
    "destinations": {EVERYBODY: "held", "": "last"},
    "encounter_activity": "added",
    "encounters": "added",
    "goal_attainment": {EVERYBODY: "held", "": "last"},
    "goals_reached": "held",
    "group_activity": "held",
    "needs": "held",
    "placement_12m": "added",
    "placement_during": "added",
    "reach": "held",
    "referrals": {EVERYBODY: "held", "begun": "kept", "waiting": "last"},
    "response": "added",
    "service_activity": "held",
    "service_gaps": "held",
    "services": "held",
    "services_by_target_group": "held",
    "services_for_children": "held",
    "staff": {"began": "kept", "left": "kept"},
    "support_contacts": "added",
    "family_activity": "held",
    "family_visits": "held",
    "target_groups": "held",
    "transitions": {EVERYBODY: "held"},
    "visits_alone": "held",
    "visits_not_held": "held",
    "volunteers": "last",
}
"""Indicators by name, where need be by group; the group "" stands for those that are not named."""

OF_BREAKDOWN: Mapping[str, Course | Mapping[str, Course]] = {
    "baseline": "added",
    "goal_of_year": "apart",
    "one_step": "added",
    "respondent_group": "added",
    "respondent_role": {EVERYBODY: "kept", "": "added"},
    "size_class": "added",
}
"""Breakdowns of items and scores."""

OR_MORE = re.compile(r"\d+_or_more")
"""Who has had so many steps will always have had them."""

RESIDUAL = re.compile(r"other_\w+")
NO_RESIDUAL = ("other_special_group", "other_provider", "other_problem")
"""Groups whose names begin alike and who are the same persons in every report."""

REGROUPED = ("chain_length", "goal_attainment")
"""Indicators whose neighbouring groups are put together until each is large enough, otherwise in each report."""

DATED = re.compile(r"\d{4}")
"""How the name of a wave begins that is the same in every report."""

ON_DAYS: Mapping[str, Mapping[str, str]] = {
    "ddp_levels": {"": "last_day"},
    "ddp_trained": {"": "last_day"},
    "staff": {"first_day": "first_day", "last_day": "last_day"},
}
"""Tables of how things stood on a day of the period: which day, where need be by group."""

WAVES_ON_DAYS: Mapping[str, Mapping[str, str]] = {
    "residential_experience": {"first_day": "first_day", "last_day": "last_day"}
}
"""The same of tables that name the day in wave."""

UNTIL = {"came_back", "started", "apart", "when", "wave"}
"""Breakdowns that look at all that was known by the end of the period, whenever it began."""

OF_PERIODS = (
    *("cases", "encounter_activity", "encounters", "family_activity", "family_visits", "group_activity"),
    "service_activity",
)
"""Indicators whose wave is a period like that of a report, and who are counted as in a report of it."""

BY_YEAR = "project_end"
"""The notebook that tells each year in wave as the yearly report tells it."""


EARLIER, DIFFERENCE = "/was", "/difference"
"""What ends the wave of a yearly figure that the report of the year told otherwise, and of the difference, which says
nothing that the two do not."""


class Time(NamedTuple):
    """What a figure is about: a period, a day or all until a day, and the wave where it is of one."""

    period: str
    wave: str


def is_residual(name: str) -> bool:
    """Whether a group (or a breakdown) holds what is too small to be named, and so is another one in each report."""
    return bool(RESIDUAL.fullmatch(name)) and name not in NO_RESIDUAL


def time_of(notebook: str, period: str, indicator: str, breakdown: str, group: str, wave: str) -> Time:
    """The time that a figure is about, which need not be the period of its report.

    >>> time_of("pathways", "2025", "encounters", "collected", "all", "2025-03")
    Time(period='2025-03', wave='')
    >>> time_of("work_quality", "2025-H2", "staff", "day", "last_day", "")
    Time(period='on 2025-12-31', wave='')
    """
    year = wave.removesuffix(EARLIER)
    if wave and (indicator in OF_PERIODS or _is_year_in(notebook, period, year)):
        return Time(year, "")
    if DATED.match(wave) or (breakdown == "wave" and DATED.match(group)):
        return Time("", wave)
    day = _at(ON_DAYS, indicator, group) or _at(WAVES_ON_DAYS, indicator, wave)
    if day:
        return Time(on_day(period, day), "")
    return Time(f"until {_day(period, 'last_day')}", wave) if breakdown in UNTIL else Time(period, wave)


def on_day(period: str, which: str) -> str:
    """The time of what is told of the first_day or the last_day of a period."""
    return f"on {_day(period, which)}"


def course_of(indicator: str, breakdown: str, group: str) -> Course:
    """What a longer period says of shorter ones about a group."""
    declared = COURSES.get(indicator, OF_BREAKDOWN.get(breakdown, "apart"))
    if is_residual(group) or is_residual(breakdown):
        return "apart"
    if isinstance(declared, str):
        return declared
    if OR_MORE.fullmatch(group):
        return "held"
    return declared.get(group, declared.get("", "apart"))


def extent(period: str) -> Period | None:
    """The days of a period; none of what is no period, or one that only params know."""
    try:
        return parse_period(period)
    except ArvioError:
        return None


def lies_in(one: str, other: str) -> bool:
    """Whether all days of one period are days of the other."""
    inner, outer = extent(one), extent(other)
    return bool(inner and outer and outer.start <= inner.start and inner.end <= outer.end)


def days_of(period: str) -> int:
    """How many days a period has."""
    found = extent(period)
    return (found.end - found.start).days + 1 if found else 0


def _is_year_in(notebook: str, period: str, wave: str) -> bool:
    return notebook == BY_YEAR and bool(DATED.fullmatch(wave)) and lies_in(wave, period)


def _at(days: Mapping[str, Mapping[str, str]], indicator: str, name: str) -> str:
    of_indicator = days.get(indicator, {})
    return of_indicator.get(name, of_indicator.get("", ""))


def _day(period: str, which: str) -> str:
    found = extent(period)
    if not found:
        return f"{which} of {period}"
    return (found.start if which == "first_day" else found.end).isoformat()
