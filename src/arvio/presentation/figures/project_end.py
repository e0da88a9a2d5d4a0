"""Figures of a whole project: the chain from inputs to change, and goals held against results year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from arvio.disclosure import Context, Released, require_released
from arvio.disclosure import Row as Record
from arvio.params import Goal, LogicBox
from arvio.presentation import style
from arvio.presentation.figures.boxes_drawing import Box, Column, draw_boxes
from arvio.presentation.figures.figure import SHEETS, Caption, figure, framed, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Mark, Note, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.project_words import STAGES, figure_of, goal_figure, named, of_goals, promised
from arvio.translations import words

HEAD_ROOM = 1.15
"""How far the scale goes beyond the longest bar or the farthest target."""


def logic_chain(released: Released, boxes: Sequence[LogicBox]) -> Shown:
    """The chain from inputs to change, with the released figure in each box."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if not boxes:
        return not_collected(context)
    stages = [stage for stage in STAGES if any(box.stage == stage for box in boxes)]
    columns = [
        Column(gettext(STAGES[stage]), [_box(box, released) for box in boxes if box.stage == stage]) for stage in stages
    ]
    caption = Caption(
        gettext("From inputs to change"),
        gettext("What there was at each step; %(period)s") % {"period": period_of(context)},
        [f"{column.heading}: {box.words} {box.figure}" for column in columns for box in column.boxes],
    )
    rows = [[column.heading, box.words, box.figure] for column in columns for box in column.boxes]
    table = HtmlTable(caption.title, [gettext("Step"), gettext("What"), gettext("Figure")], rows, numeric=(2,))
    drawings = {kind: draw_boxes(columns, sheet) for kind, sheet in SHEETS.items()}
    return framed(drawings, caption, table, context=context)


def goals_by_year(yearly: Released, stated: Sequence[Goal], promises: Released) -> Shown:
    """What came of each goal year by year, with what was promised of the year where something was."""
    yearly, promises = of_goals(require_released(yearly), stated), require_released(promises)
    context = yearly.context
    gettext = words(context.language).gettext
    years = sorted(set(yearly.table["wave"]))
    if not stated or not years:
        return not_collected(context)
    lines = [line for goal in stated for line in _goal_lines(goal, years, (yearly, promises), context)]
    caption = Caption(
        gettext("Goals and results by year"),
        gettext("Bars: the result of the year; diamonds: what was promised of it, where something was; %(period)s")
        % {"period": period_of(context)},
        [f"{goal} {year}: {result}" for goal, year, result, _, _ in lines],
    )
    header = [gettext("Goal"), gettext("Year"), gettext("Result"), gettext("Promised")]
    table = HtmlTable(caption.title, header, [line[:4] for line in lines], numeric=(2, 3))
    return figure(Chart(tuple(row for *_, row in lines), Scale(0, HEAD_ROOM)), caption, table, released=yearly)


def _box(box: LogicBox, released: Released) -> Box:
    context = released.context
    row = named(released, box)
    missing = words(context.language).gettext("not collected")
    return Box(box.text.in_language(context.language), missing if row is None else figure_of(row, context))


def _goal_lines(
    goal: Goal, years: Sequence[str], released: tuple[Released, Released], context: Context
) -> Iterator[tuple[str, str, str, str, Row]]:
    """For each year the goal, the year, the result, what was promised, and the row that shows them."""
    yearly, promises = released
    name = goal.text.in_language(context.language)
    found = {year: goal_figure(promises, yearly, goal, year) for year in years}
    largest = max([0.0, *goal.by_year.values(), *(row["value"] for row in found.values() if _is_drawn(row))]) or 1.0
    for place, year in enumerate(years):
        result = figure_of(found[year], context)
        said = promised(goal.by_year[year], goal.statistic, context) if year in goal.by_year else style.EN_DASH
        marks = _marks(found[year], goal.by_year.get(year), largest)
        yield name, year, result, said, Row(_label(year, result, said, context), marks, "" if place else name)


def _label(year: str, result: str, said: str, context: Context) -> str:
    gettext = words(context.language).gettext
    if said == style.EN_DASH:
        return gettext("%(year)s: %(result)s") % {"year": year, "result": result}
    return gettext("%(year)s: %(result)s, promised %(promised)s") % {"year": year, "result": result, "promised": said}


def _marks(row: Record | None, target: float | None, largest: float) -> tuple[Mark, ...]:
    nothing = float("nan")
    diamond = () if target is None else (Dot(target / largest, nothing, nothing, ink="third", shape="diamond"),)
    if row is None:
        return diamond
    if not _is_drawn(row):
        return (Note(style.WITHHELD),)
    return (Bar(0, row["value"] / largest), *diamond)


def _is_drawn(row: Record | None) -> TypeGuard[Record]:
    return row is not None and row["status"] != "withheld" and row["value"] == row["value"]
