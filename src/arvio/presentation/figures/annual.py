"""Figures of the annual report: the year beside the year before, and goals with what came of them."""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.annual_words import Counted, area, counted, counted_words, goals, parts_of_goal, reached_words
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.groups import partner_forms
from arvio.presentation.figures.rows import Bar, Chart, Dot, Ink, Mark, Note, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.narrative.annual import target_words
from arvio.presentation.narrative.sentences import has_interval, is_shown, value_of
from arvio.presentation.terms import term
from arvio.presentation.written import interval_cell
from arvio.translations import words

HEAD_ROOM = 1.2
"""How far the scale goes beyond its longest bar, so that the value fits after it."""

FURTHEST = 1.5
"""A result beyond so many times its target is drawn up to there; its value stands after the bar."""

WITH_INTERVAL = 0.3
"""How strong the colour of a bar is that has an interval at its end, so that both can be seen."""


def activity(released: Released) -> Shown:
    """Each count of the year above that of the year before, each pair on its own scale."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    found = [(one, one.before) for one in counted(released) if one.before is not None]
    if not found:
        return Shown("figure", "", "")
    heading = gettext("The year %(period)s beside the year before") % {"period": context.period}
    subtitle = gettext("Each count on a scale of its own; %(period)s") % {"period": period_of(context)}
    rows = tuple(row for one, before in found for row in _pair(one, before, context))
    values = [
        f"{_name(one, context)}: {_written(one.now, context)}; {_written(before, context)}" for one, before in found
    ]
    header = [gettext("Counted"), context.period, gettext("Year before")]
    cells = [[_name(one, context), _written(one.now, context), _written(before, context)] for one, before in found]
    table = HtmlTable(heading, header, cells)
    return figure(Chart(rows, Scale(0, HEAD_ROOM)), Caption(heading, subtitle, values), table, released=released)


def goal_results(released: Released) -> Shown:
    """What came of each goal as a part of its target, with its interval where it has one, and the target as a line."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    found = [(kind, rows) for kind, rows in goals(released) if parts_of_goal(rows)[1] is not None]
    if not found:
        return Shown("figure", "", "")
    heading = gettext("What came of the goals")
    subtitle = gettext("Result as a part of its target; %(period)s") % {"period": period_of(context)}
    rows = tuple(_goal_row(kind, part, context) for kind, part in found)
    chart = Chart(rows, Scale(0, FURTHEST * HEAD_ROOM), (Reference(1, gettext("Target")),))
    interval = gettext("95%% interval") % {}
    header = [gettext("Goal"), gettext("Target"), gettext("Result"), interval, gettext("State")]
    cells = [_goal_cells(kind, part, context) for kind, part in found]
    values = [f"{goal}: {result} ({target}), {state}" for goal, target, result, _, state in cells]
    table = HtmlTable(heading, header, cells, numeric=(1, 2, 3))
    return figure(chart, Caption(heading, subtitle, values), table, released=released)


def partner_actions(released: Released) -> Shown:
    """Recorded actions with partners by form; nothing where none were recorded, which a sentence says."""
    return partner_forms(released) if len(require_released(released).table) else Shown("figure", "", "")


def _name(one: Counted, context: Context) -> str:
    return f"{area(one.area, context)}: {counted_words(one, context).lower()}"


def _pair(one: Counted, before: Record, context: Context) -> list[Row]:
    largest = max((row["value"] for row in (one.now, before) if is_shown(row)), default=0)
    bars: tuple[tuple[Record, Ink], ...] = ((one.now, "first"), (before, "quiet"))
    headings = (_name(one, context), "")
    return [
        Row(row["wave"], (_bar(row, largest, ink, context),), heading)
        for heading, (row, ink) in zip(headings, bars, strict=True)
    ]


def _bar(row: Record, largest: float, ink: Ink, context: Context) -> Mark:
    if not is_shown(row) or not largest:
        return Note(style.WITHHELD)
    return Bar(0, row["value"] / largest, value_of(row, context), ink=ink)


def _written(row: Record, context: Context) -> str:
    return value_of(row, context)


def _goal_row(kind: str, rows: Sequence[Record], context: Context) -> Row:
    target, found, _ = parts_of_goal(rows)
    label = _goal_name(kind, rows, context)
    if not is_shown(found) or not target["value"]:
        return Row(label, (Note(style.WITHHELD),))
    value, low, high = (min(found[end] / target["value"], FURTHEST) for end in ("value", "low", "high"))
    if not has_interval(found):  # of what was counted
        return Row(label, (Bar(0, value, value_of(found, context)),))
    return Row(label, (Bar(0, value, strength=WITH_INTERVAL), Dot(value, low, high, value_of(found, context))))


def _goal_cells(kind: str, rows: Sequence[Record], context: Context) -> list[str]:
    target, found, verdict = parts_of_goal(rows)
    assert found is not None  # of goals that nothing computed there is no row
    return [
        _goal_name(kind, rows, context),
        target_words(found["statistic"], target["value"], context),
        value_of(found, context),
        interval_cell(found, context.language),
        reached_words(verdict, context),
    ]


def _goal_name(kind: str, rows: Sequence[Record], context: Context) -> str:
    name = term(rows[0]["indicator"], context)
    if kind == "goal":
        return name
    return words(context.language).gettext("%(goal)s (of the year)") % {"goal": name}
