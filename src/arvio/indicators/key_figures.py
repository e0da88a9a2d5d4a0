"""The figures that a project's goals and chain from inputs to change name: of the whole project, and year by year.

Each is computed by the same function as in the yearly reports, so that the reports can be held against one another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from arvio.datasets.views import View
from arvio.indicators.annual import goal_results
from arvio.indicators.bundle import without_services
from arvio.indicators.costs import costs, sessions
from arvio.indicators.enrolments import referred, served
from arvio.indicators.feedback import feedback, response
from arvio.indicators.groups import attendance_rates, continuity, group_counts, partner_stages, volunteers
from arvio.indicators.pathways import needs_met, services
from arvio.indicators.reach import attended, reach
from arvio.indicators.rhythm import team_meetings, wellbeing_activities
from arvio.indicators.waiting import waiting
from arvio.indicators.work_quality import multi_professional, pair_work, planned_visits
from arvio.params import Analysis, Goal, LogicBox, Period
from arvio.results import CHANGE_CLASSES, EVERYBODY, PARTS, STATISTICS, Results, join, results


@dataclass(frozen=True)
class Time:
    """A year or the whole project: its days, what happened in them, and all that had happened by their end."""

    period: Period
    current: View
    history: View


@dataclass(frozen=True)
class Choices:
    """What the figures depend on beside the tables: choices of method, and what the audience may be told."""

    analysis: Analysis
    smallest_count: Callable[[str], int]
    smallest_answers: int
    untold_services: Collection[str] = ()
    answers: Literal["told", "untold"] = "told"
    """untold where respondents are families in child welfare, whose answers stand in a report of their own only."""


def key_figures(time: Time, names: Iterable[str], choices: Choices) -> Results:
    """The named figures of a time; a name that is no indicator here is an item that was asked on a scale."""
    named = list(dict.fromkeys(names))
    computed = [
        _FIGURES[name](time, choices) for name in dict.fromkeys(map(_SAME.get, named, named)) if name in _FIGURES
    ]
    items = [name for name in named if name not in _FIGURES and name not in _SAME]
    asked = [feedback(time.current.answers, items=items)] if items and choices.answers == "told" else []
    told = join(*computed, *asked).table
    return Results(told[(told["wave"] == "") & told["indicator"].isin(named)].reset_index(drop=True))


def by_year(years: Iterable[Time], names: Iterable[str], choices: Choices) -> Results:
    """The named figures year by year, each year in wave.

    Where too few stand behind one year, a figure of what years have apart (visits, answers) is left out of all years:
    with the figure of the whole project, the year that is withheld would be what is left over. A small part costs the
    parts only, and not the figure of everybody; a small answer group costs all three, since it is what two leave of
    everybody. Persons may have come in several years, so that their numbers do not add up.
    """
    names = list(names)
    found = [(time.period.name, key_figures(time, names, choices).table) for time in years]
    table = join(*(Results(one.assign(wave=year).astype({"wave": "str"})) for year, one in found)).table
    kinds = table["statistic"].map(STATISTICS)
    smallest = table["indicator"].map(choices.smallest_count).astype("float64")
    fewest = smallest.where(kinds == "events", choices.smallest_answers)
    few = kinds.isin(APART) & (table["n"] > 0) & (table["n"] < fewest)
    few |= (kinds == "share") & (_smaller_part(table) < smallest)
    family = [table["indicator"], table["breakdown"], _whole(table["statistic"]), table["group"] == EVERYBODY]
    hidden = few.groupby(family).transform("any")
    return Results(table[~hidden.astype("bool")].reset_index(drop=True))


def goals_by_year(years: Iterable[Time], stated: Sequence[Goal], choices: Choices) -> Results:
    """Each goal that has a figure promised for a year held against that year, as annual reports do; year in wave."""
    found = []
    for time in years:
        computed = key_figures(time, [goal.indicator for goal in stated], choices)
        judged = goal_results(stated, computed, results([]), period=time.period).table
        of_year = judged[judged["breakdown"] == "goal_of_year"]
        found.append(Results(of_year.assign(wave=time.period.name).astype({"wave": "str"}).reset_index(drop=True)))
    return join(*found)


def project_goals(stated: Iterable[Goal], computed: Results, *, period: Period) -> Results:
    """For each goal what was promised of the project, what came of it, and whether it was reached."""
    return goal_results(stated, results([]), computed, period=period)


def verdicts(goals: pd.DataFrame) -> Results:
    """How many goals were reached, were not reached and could not be judged, from the table that goals released to.

    A verdict that is withheld counts among those that could not be judged: the reader cannot judge them either.
    """
    judged = goals.loc[goals["statistic"] == "verdict", "value"]
    counts = {"reached": (judged == 1).sum(), "not_reached": (judged == 0).sum(), "not_judged": judged.isna().sum()}
    rows = {"all": len(judged), **counts} if len(judged) else {}
    common = {"indicator": "goals_of_project", "breakdown": "verdict", "statistic": "verdicts"}
    return results({**common, "group": group, "value": int(count)} for group, count in rows.items())


def names_of(goals: Iterable[Goal], boxes: Iterable[LogicBox]) -> list[str]:
    """The indicators that goals and the boxes of the chain name, each once."""
    return list(
        dict.fromkeys([*(goal.indicator for goal in goals), *(box.indicator for box in boxes if box.indicator)])
    )


def _smaller_part(table: pd.DataFrame) -> pd.Series:
    """Of how many persons a share is, or is not, true: the fewer of the two."""
    part = (table["value"] * table["n"]).round()
    return part.where(part <= table["n"] - part, table["n"] - part)


def _whole(statistics: pd.Series) -> pd.Series:
    """Each statistic, and for the parts of a distribution the first of them, which then stands for all."""
    return statistics.replace({part: whole[0] for whole in (PARTS, CHANGE_CLASSES) for part in whole})


def _visits(time: Time, choices: Choices) -> pd.DataFrame:
    now = time.current
    return attended(now.attendance, now.persons, groups=now.groups, minimum_age=choices.analysis.minimum_age)


def _referrals(time: Time, choices: Choices) -> pd.DataFrame:
    return without_services(time.current.referrals, choices.untold_services)


def _referred(time: Time, choices: Choices) -> pd.DataFrame:
    return referred(_referrals(time, choices), start=time.period.start, end=time.period.end)


def _services(time: Time, choices: Choices) -> Results:
    begun = served(_referrals(time, choices), start=time.period.start, end=time.period.end)
    return services(begun, minimum=choices.smallest_count("services"))


def _waiting(time: Time, choices: Choices) -> Results:
    return waiting(_referred(time, choices), until=time.period.end, timely_days=choices.analysis.timely_days)


def _rhythm(time: Time, choices: Choices) -> Results:
    events, closed = time.current.staff_events, choices.analysis.closed
    return join(
        team_meetings(events, period=time.period, closed=closed),
        wellbeing_activities(events, period=time.period, closed=closed),
    )


_FIGURES: Mapping[str, Callable[[Time, Choices], Results]] = {
    "attendance": lambda time, choices: attendance_rates(_visits(time, choices)),
    "continuity": lambda time, choices: continuity(time.history.groups, until=time.period.end),
    "costs": lambda time, choices: costs(time.current.costs, overhead=choices.analysis.overhead_accounts),
    "groups": lambda time, choices: group_counts(time.current.groups),
    "multi_professional": lambda time, choices: multi_professional(time.current.visits),
    "needs_met": lambda time, choices: needs_met(_referred(time, choices)),
    "pair_work": lambda time, choices: pair_work(time.current.visits),
    "partners": lambda time, choices: partner_stages(time.current.partners, time.current.partner_actions),
    "planned_visits": lambda time, choices: planned_visits(time.current.visits),
    "reach": lambda time, choices: reach(_visits(time, choices)),
    "response": lambda time, choices: response(time.current.surveys, time.current.responses),
    "services": _services,
    "sessions": lambda time, choices: sessions(time.current.attendance),
    "team_meeting": _rhythm,
    "volunteers": lambda time, choices: volunteers(time.current.volunteers),
    "waiting": _waiting,
}
_SAME: Mapping[str, str] = {"begun_in_time": "waiting", "wellbeing_activity": "team_meeting", "needs": "needs_met"}
"""Figures that another's function computes beside it."""
APART = ("events", "mean", "spread", "share", "rate")
"""Kinds whose years make up the whole."""
