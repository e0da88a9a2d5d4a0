"""How the figures of a project are found among what was released, and written in boxes, tables and sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows
from arvio.params import Goal, LogicBox
from arvio.presentation import style
from arvio.presentation.terms import term
from arvio.presentation.written import written, written_interval
from arvio.results import STATISTICS
from arvio.translations import later, words

STAGES = {
    "input": later("Inputs"),
    "activity": later("Activity"),
    "output": later("Outputs"),
    "change": later("Change"),
}
"""The steps of the chain. The last is change: that the project brought it about is not known without a comparison."""

VERDICTS = {1.0: later("yes"), 0.0: later("no")}

OWNERS = {
    "county": later("Wellbeing services county"),
    "municipality": later("Municipality"),
    "association": later("Association"),
    "volunteers": later("Volunteers"),
    "not_known": later("Owner not known"),
    "no": later("Does not continue"),
    "open": later("Not yet decided"),
}

FIGURES = {
    "reach": later("Persons reached and visits"),
    "attendance": later("Attendance at sessions"),
    "groups": later("Groups held"),
    "sessions": later("Sessions of groups"),
    "continuity": later("Continuity of groups"),
    "partners": later("Partners of the project"),
    "costs": later("Costs"),
    "services": later("Persons in services"),
    "begun_in_time": later("Services begun in time"),
    "waiting": later("Waiting for a service"),
    "needs_met": later("Needs that were met"),
    "planned_visits": later("Planned visits that were held"),
    "pair_work": later("Work in pairs or teams"),
    "multi_professional": later("Multi-professional work"),
    "team_meeting": later("Weekly meetings of the team"),
    "wellbeing_activity": later("Monthly activities for wellbeing at work"),
    "response": later("Answers to questionnaires"),
    "volunteers": later("Volunteers found"),
}


def owner(identifier: str, context: Context) -> str:
    """Who owns what goes on, as a kind and never a person; or that it does not go on."""
    if identifier in OWNERS:
        return words(context.language).gettext(OWNERS[identifier])
    return term(identifier, context)


def figure_name(indicator: str, context: Context) -> str:
    """The name of an indicator, an item or a goal in a table."""
    if indicator in FIGURES:
        return words(context.language).gettext(FIGURES[indicator])
    return term(indicator, context)


def named(released: Released, one: Goal | LogicBox, wave: str = "") -> pd.Series | None:
    """The released row that a goal or a box names, of the whole or of a year; None where it was not computed."""
    wanted = {"indicator": one.indicator or "", "group": one.group, "statistic": one.statistic, "wave": wave}
    if one.breakdown:
        wanted["breakdown"] = one.breakdown
    rows = released.rows(**wanted)
    return rows.iloc[0] if len(rows) else None


def of_goals(yearly: Released, stated: Sequence[Goal]) -> Released:
    """Those of the yearly figures that goals are about: what else is withheld is no matter of theirs."""
    columns = {"indicator", "group", "statistic"}
    return yearly.only(**{column: [getattr(goal, column) for goal in stated] for column in columns})


def figure_of(row: Row | None, context: Context) -> str:
    """A figure as it stands in a box or cell: its value, or its range where it has no value of its own."""
    if row is None:
        return style.EN_DASH
    interval = written_interval(row, context.language)
    if row["status"] != "withheld" and row["value"] != row["value"] and interval:
        return interval
    return written(row["statistic"], row, context.language)


def promised(value: float, statistic: str, context: Context) -> str:
    """A figure that was promised, with the decimals that it was given with."""
    if STATISTICS.get(statistic) in ("share", "rate"):
        return style.share_as_given(value, context.language)
    return style.number(value, context.language, style.decimals_of(value))


def verdict(row: Row | None, context: Context) -> str:
    """Whether a goal was reached, in a word or two."""
    gettext = words(context.language).gettext
    if row is None or row["value"] != row["value"]:
        return gettext("cannot be judged")
    value = row["value"]
    return gettext(VERDICTS[value])


def goal_rows(goals: Released, goal: Goal, wave: str = "") -> dict[str, pd.Series]:
    """What was promised, what came of it, and the verdict on it, by statistic."""
    rows = goals.rows(indicator=goal.goal, wave=wave)
    return {row["statistic"]: row for row in plain_rows(rows)}


def goal_figure(goals: Released, yearly: Released, goal: Goal, wave: str) -> pd.Series | None:
    """What came of a goal in a year: as it was judged, or the figure itself where nothing was promised of the year."""
    judged = goal_rows(goals, goal, wave)
    return judged.get(goal.statistic, named(yearly, goal, wave))
