"""Tables of a whole project: goals by year, what changed since yearly reports, costs, what goes on, what is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.disclosure.revisions import DIFFERENCE, WAS, Revisions
from arvio.params import Goal, Instrument, Sroi
from arvio.presentation import style
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.project_words import (
    figure_name,
    figure_of,
    goal_figure,
    goal_rows,
    of_goals,
    owner,
    promised,
    verdict,
)
from arvio.presentation.tables.change import changes
from arvio.presentation.tables.layout import NOT_ASKED, notes, shown, table_or_nothing
from arvio.presentation.terms import term
from arvio.presentation.written import written, written_value
from arvio.results import EVERYBODY, STATISTICS
from arvio.translations import later, words

CASES = ("low", "base", "high")

ASSUMPTIONS = {
    "changed": later("With how many it came about"),
    "value": later("Value of one person's year"),
    "deadweight": later("Would have come about anyway (deadweight)"),
    "attribution": later("The project's own part (attribution)"),
    "years": later("How many years it lasts"),
    "drop_off": later("Lost from year to year (drop-off)"),
    "discount": later("Rate of discount"),
}

DEFINITIONS = {
    "reach": later("Different persons whom an attendance list marks as present at least once; visits are those marks."),
    "attendance": later("Marks of presence over all places on the list, as the mean of the groups' own rates."),
    "groups": later("Groups that ran on some day of the project."),
    "sessions": later("Days on which a group had an attendance list."),
    "continuity": later("Of the groups that had ended, those that the list of groups says go on without the project."),
    "partners": later("Partners on the list, and those of them with at least one recorded action."),
    "costs": later("What the bookkeeping has under the project: its own costs, and its part of shared ones."),
    "services": later("Different persons who were in a service on some day, and their periods of service."),
    "begun_in_time": later("Share of referrals whose service began within the days that params call timely."),
    "waiting": later("Days from referral to the beginning of the service, half of them shorter."),
    "needs_met": later("Share of those whose need was judged met, of all whose judgement is known."),
    "planned_visits": later("Planned visits that were held, of all that were planned and are known."),
    "pair_work": later("Held visits at which two or more workers took part, of all whose number of workers is known."),
    "multi_professional": later("Share of held visits at which two or more professions took part."),
    "team_meeting": later("Weeks with a meeting that was held, of all weeks for which one was promised."),
    "wellbeing_activity": later("Months with an activity that was held, of all months for which one was promised."),
    "response": later("Answers received over persons asked."),
    "volunteers": later("Different persons on the list of volunteers, by where they were found."),
}


def goals_by_year(yearly: Released, stated: Sequence[Goal], promises: Released, whole: Released) -> Shown:
    """Each goal year by year and for the whole project: what was promised, what came of it, whether it was reached."""
    promises, whole = require_released(promises), require_released(whole)
    yearly = of_goals(require_released(yearly), stated)
    context = yearly.context
    gettext = words(context.language).gettext
    if not stated:
        return not_collected(context)
    years = sorted(set(yearly.table["wave"]))
    rows = [row for goal in stated for row in _goal_lines(goal, years, (yearly, promises, whole), context)]
    header = [gettext("Goal"), gettext("Time"), gettext("Promised"), gettext("Result"), gettext("Was it reached?")]
    dash = gettext("%(mark)s nothing was promised of the year, or there is no figure of it that could be told.")
    told = [*notes(yearly), dash % {"mark": NOT_ASKED}]
    table = HtmlTable(gettext("Goals and results by year"), header, rows, numeric=(2, 3), notes=told)
    return Shown("table", table.html(), table.text())


def revisions(found: Revisions) -> Shown:
    """The figures that changed since the yearly reports: what was told, what the data give now, and the difference."""
    context = found.now.context
    gettext = words(context.language).gettext
    old = found.changed.table[found.changed.table["wave"].str.endswith(WAS)]
    rows = [_revised(row, found, context) for row in plain_rows(old)]
    header = [gettext("Year"), gettext("Figure"), gettext("Was"), gettext("Is now"), gettext("Difference")]
    table = HtmlTable(gettext("Figures that changed since the yearly report"), header, sorted(rows), numeric=(2, 3, 4))
    return table_or_nothing(found.changed, table)


def costs(released: Released) -> Shown:
    """The activity's own costs, shared ones and all together, of each year and of the whole project."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    waves = sorted(set(released.table["wave"]) - {""})
    groups = ("own_costs", "shared_costs", EVERYBODY)
    rows = [
        [
            wave or gettext("Whole project"),
            *(figure_of(_row(released, wave=wave, group=group), context) for group in groups),
        ]
        for wave in (*waves, "")
    ]
    header = [gettext("Time"), gettext("Own costs"), gettext("Shared costs"), gettext("Together")]
    return shown(released, HtmlTable(gettext("Costs of the project"), header, rows))


def fates(released: Released) -> Shown:
    """The groups that had ended, by who owns them now: a kind of owner, since when, or that they do not go on."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    rows = [
        [
            owner(fate, context),
            gettext("%(number)s. %(county)s") % {"number": row["group"], "county": term(row["wave"], context)},
            written("end", row, context.language),
        ]
        for fate, of_one in released.table.groupby("breakdown", sort=False)
        for row in plain_rows(of_one)
    ]
    header = [gettext("Owner after the project"), gettext("Group"), gettext("The project's part ended")]
    note = gettext(
        "A group that goes on has been its owner's since the project's part in it ended. Groups are numbered by their"
        " start."
    )
    caption = gettext("What became of each group")
    return shown(released, HtmlTable(caption, header, rows, numeric=(2,), notes=[note] if rows else []))


def project_changes(released: Released) -> Shown:
    """How much the same persons changed; nothing where nobody was asked twice, which a sentence above it says."""
    released = require_released(released)
    return Shown("table", "", "") if released.table.empty else changes(released)


def social_return(released: Released, alone: Released) -> Shown:
    """The return in its three cases, and the base case with one assumption changed at a time."""
    released, alone = require_released(released), require_released(alone)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return Shown("table", "", "")
    every = [figure_of(_row(released, wave=case), context) for case in CASES]
    lines = [[gettext("All assumptions together"), *every]]
    for part in dict.fromkeys(alone.table["group"]):
        low, high = (figure_of(_row(alone, group=part, wave=case), context) for case in ("low", "high"))
        lines.append([gettext(ASSUMPTIONS[part]), low, every[1], high])
    header = [gettext("What is changed"), gettext("Low"), gettext("Base"), gettext("High")]
    caption = gettext("Euros for each euro, with all assumptions and with one at a time at its low and high value")
    return table_or_nothing(released, HtmlTable(caption, header, lines))


def assumptions(released: Released, sroi: Sroi | None) -> Shown:
    """Every assumption of the calculation with its low, base and high value and its source."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if sroi is None:
        return Shown("table", "", "")
    rows = [
        [
            _outcome(outcome, sroi, context),
            gettext(ASSUMPTIONS[part]),
            *(figure_of(_row(of_one, wave=case), context) for case in CASES),
            _source(outcome, part, sroi, context),
        ]
        for (outcome, part), of_one in _by_assumption(released)
    ]
    header = [gettext("Outcome"), gettext("Assumption"), gettext("Low"), gettext("Base"), gettext("High")]
    table = HtmlTable(gettext("Assumptions of the calculation"), [*header, gettext("Source")], rows, numeric=(2, 3, 4))
    return table_or_nothing(released, table)


def definitions(released: Released) -> Shown:
    """How each figure of the goals and the chain is counted."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    names = dict.fromkeys(released.table["indicator"])
    rows = [[figure_name(name, context), gettext(DEFINITIONS[name])] for name in names if name in DEFINITIONS]
    header = [gettext("Figure"), gettext("How it is counted")]
    return shown(released, HtmlTable(gettext("Definitions of the figures"), header, rows, numeric=()))


def instruments(released: Released, used: Iterable[Instrument]) -> Shown:
    """The questionnaires that were used; their sources stand in params/instruments."""
    context = require_released(released).context
    gettext = words(context.language).gettext
    rows = [
        [one.name.in_language(context.language), style.number(len(one.items), context.language), _scale(one, context)]
        for one in used
    ]
    if not rows:
        return Shown("table", "", "")
    header = [gettext("Instrument"), gettext("Items"), gettext("Scale")]
    table = HtmlTable(gettext("Instruments"), header, rows, numeric=(1,))
    return Shown("table", table.html(), table.text())


def _scale(instrument: Instrument, context: Context) -> str:
    """From which to which answer; nothing where items have scales of their own."""
    if instrument.scale is None:
        return NOT_ASKED
    ends = (instrument.scale.lowest, instrument.scale.highest)
    return style.interval(*(style.number(end, context.language) for end in ends))


def _goal_lines(
    goal: Goal, years: Sequence[str], released: tuple[Released, Released, Released], context: Context
) -> Iterable[list[str]]:
    yearly, promises, whole = released
    name = goal.text.in_language(context.language)
    for year in years:
        judged = goal_rows(promises, goal, year)
        said = promised(goal.by_year[year], goal.statistic, context) if year in goal.by_year else NOT_ASKED
        result = figure_of(goal_figure(promises, yearly, goal, year), context)
        yield [name, year, said, result, verdict(judged["verdict"], context) if "verdict" in judged else NOT_ASKED]
    judged = goal_rows(whole, goal)
    whole_project = words(context.language).gettext("Whole project")
    said, result = promised(goal.target, goal.statistic, context), figure_of(judged.get(goal.statistic), context)
    yield [name, whole_project, said, result, verdict(judged.get("verdict"), context)]


def _revised(old: pd.Series, found: Revisions, context: Context) -> list[str]:
    year = old["wave"].removesuffix(WAS)
    same = {key: old[key] for key in ("indicator", "breakdown", "group", "statistic")}
    now = _row(found.now, **same, wave=year)
    difference = _row(found.changed, **same, wave=f"{year}{DIFFERENCE}")
    names = [figure_name(old["indicator"], context), term(old["statistic"], context)]
    if old["group"] != EVERYBODY:
        names.append(term(old["group"], context))
    told = _difference(difference, context)
    return [year, ", ".join(dict.fromkeys(names)), figure_of(old, context), figure_of(now, context), told]


def _difference(row: Row | None, context: Context) -> str:
    """A difference with its sign; of shares in percentage points."""
    if row is None:
        return NOT_ASKED
    sign = "+" if row["value"] > 0 else ""
    if STATISTICS[row["statistic"]] in ("share", "rate"):
        points = style.number(round(row["value"] * 100), context.language)
        return words(context.language).gettext("%(points)s points") % {"points": f"{sign}{points}"}
    return sign + written_value(row["statistic"], row["value"], context.language)


def _row(released: Released | pd.DataFrame, **wanted: str) -> pd.Series | None:
    table = released.table if isinstance(released, Released) else released
    for column, value in wanted.items():
        table = table[table[column] == value]
    return table.iloc[0] if len(table) else None


def _by_assumption(released: Released) -> Iterable[tuple[tuple[str, str], pd.DataFrame]]:
    return released.table.groupby(["breakdown", "group"], sort=False)


def _outcome(outcome: str, sroi: Sroi, context: Context) -> str:
    texts = {one.outcome: one.text.in_language(context.language) for one in sroi.outcomes}
    return texts.get(outcome) or words(context.language).gettext("All outcomes")


def _source(outcome: str, part: str, sroi: Sroi, context: Context) -> str:
    sources = {
        (one.outcome, name): getattr(one, name).source
        for one in sroi.outcomes
        for name in ASSUMPTIONS
        if name != "discount"
    }
    return sources.get((outcome, part), sroi.discount.source).in_language(context.language)
