"""Figures of change: who came back, where they stood at the start and at the end, how many moved which way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.change_words import form_name, score_label, with_design, with_n
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.groups import HEAD_ROOM
from arvio.presentation.figures.rows import Bar, Chart, Dot, Ink, Link, Mark, Note, Row, Scale, Side
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, written
from arvio.results import CHANGE_CLASSES
from arvio.translations import words

LOOKS: dict[str, tuple[Ink, float]] = {
    "share_improved": ("first", 1.0),
    "share_unchanged": ("first", 0.15),
    "share_worsened": ("third", 1.0),
}
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
MOST_STEPS = 5
"""Of a scale from end to end, with a tick at each."""


@dataclass(frozen=True)
class Axis:
    """A scale, and where a value of a score stands on it. Scores of different scales share one from end to end."""

    scale: Scale
    place: Callable[[str, float], float]


def flow(released: Released) -> Shown:
    """How many began, answered the first form, and came back; nothing where nobody had to come back."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    rows = [row for breakdown in ("started", "came_back") for row in plain_rows(_counts(released, breakdown))]
    if not rows:
        return not_collected(context) if released.table.empty else Shown("figure", "", "")
    labels = [term(form_name(row), context) for row in rows]
    cells = [[label, written("persons", row, context.language)] for label, row in zip(labels, rows, strict=True)]
    caption = Caption(
        gettext("From the first form to the last"),
        gettext("Number of persons by %(day)s") % {"day": style.day(context.end, context.language)},
        [f"{label}: {count}" for label, count in cells],
    )
    longest = max([row["value"] for row in rows if row["value"] == row["value"]], default=1)
    chart = Chart(
        tuple(Row(label, (_bar(row, context),)) for label, row in zip(labels, rows, strict=True)),
        Scale(0, longest * HEAD_ROOM),
    )
    table = HtmlTable(caption.title, [gettext("Stage"), gettext("Persons")], cells)
    return figure(chart, caption, table, released=released)


def levels(released: Released) -> Shown:
    """The means at the start and at the end, a row for each score, joined by a line."""
    means = require_released(released).only(statistic="mean")
    context = means.context
    gettext = words(context.language).gettext
    if means.table.empty:
        return not_collected(context)
    parts = {score: rows.set_index("wave") for score, rows in means.table.groupby("indicator", sort=False)}
    drawn = {score: rows for score, rows in parts.items() if rows["value"].notna().all()}
    axis = _axis(drawn, context)
    chart = Chart(
        tuple(
            Row(with_n(score_label(score, context), rows.iloc[0], context), _joined(score, rows, axis, context))
            for score, rows in drawn.items()
        ),
        axis.scale,
    )
    caption = Caption(
        with_design(gettext("Means at the start and at the end"), means),
        gettext("Mean of the same persons, a square at the start and a circle at the end; last forms of %(period)s")
        % {"period": period_of(context)},
        [_from_to(score, rows, context) for score, rows in drawn.items()],
    )
    header = [gettext("Statement or score"), term("baseline", context), term("follow_up", context), "n"]
    cells = [
        [
            score_label(score, context),
            *(written("mean", rows.loc[wave], context.language) for wave in ("baseline", "follow_up")),
            count_cell(rows.iloc[0], context.language),
        ]
        for score, rows in parts.items()
    ]
    return figure(chart, caption, HtmlTable(caption.title, header, cells), released=means)


def change_classes(released: Released) -> Shown:
    """How many changed for the better, not at all, and for the worse, as one bar from 0 to 100 % for each score.

    Where the classes are withheld the bar ends after those who changed for the better.
    """
    classes = require_released(released).only(statistic=["improved", *CHANGE_CLASSES])
    context = classes.context
    gettext = words(context.language).gettext
    if classes.table.empty:
        return Shown("figure", "", "")
    parts = [(score, rows.set_index("statistic")) for score, rows in classes.table.groupby("indicator", sort=False)]
    parts = [(score, _with_improved(rows)) for score, rows in parts]
    drawn = [(score, rows) for score, rows in parts if rows["value"].notna().any()]
    chart = Chart(
        tuple(Row(_label(score, rows, context), _stacked(rows, context)) for score, rows in drawn),
        Scale(0, 1, [(tick / 4, style.share(tick / 4, context.language)) for tick in range(5)]),
    )
    caption = Caption(
        with_design(gettext("How many changed for the better and for the worse"), classes),
        gettext("Shares of the same persons: better, unchanged and worse, from left to right; last forms of %(period)s")
        % {"period": period_of(context)},
        [
            gettext("“%(item)s”: better %(share)s")
            % {"item": score_label(score, context), "share": _written(rows, "share_improved", context)}
            for score, rows in drawn
        ],
    )
    header = [gettext("Statement or score"), *(term(name, context) for name in CHANGE_CLASSES), "n"]
    cells = [
        [
            score_label(score, context),
            *(_written(rows, name, context) for name in CHANGE_CLASSES),
            count_cell(rows.iloc[0], context.language),
        ]
        for score, rows in parts
    ]
    return figure(chart, caption, HtmlTable(caption.title, header, cells), released=classes)


def _counts(released: Released, breakdown: str) -> pd.DataFrame:
    return released.rows(breakdown=breakdown, statistic="persons")


def _bar(row: Record, context: Context) -> Mark:
    if row["status"] == "withheld":
        return Note(style.WITHHELD)
    quiet = row["group"] in ("only_baseline", "not_due")
    return Bar(0, row["value"], written("persons", row, context.language), strength=0.15 if quiet else 1.0)


def _joined(score: str, rows: pd.DataFrame, axis: Axis, context: Context) -> tuple[Mark, ...]:
    """Both means with their words on the outer sides, so that near ones can be told apart."""
    first, last = (rows.loc[wave, "value"] for wave in ("baseline", "follow_up"))
    places = [axis.place(score, value) for value in (first, last)]
    said = [written("mean", rows.loc[wave], context.language) for wave in ("baseline", "follow_up")]
    nan = float("nan")
    sides: tuple[Side, Side] = ("left", "right") if first <= last else ("right", "left")
    return (
        Link(*places),
        Dot(places[0], nan, nan, said[0], "second", "square", sides[0]),
        Dot(places[1], nan, nan, said[1], "first", "circle", sides[1]),
    )


def _axis(scores: Iterable[str], context: Context) -> Axis:
    ends = {context.scales[score][:2] for score in scores} or {(0.0, 1.0)}
    if len(ends) == 1:
        low, high = ends.pop()
        step = next((step for step in STEPS if (high - low) / step <= MOST_STEPS), STEPS[-1])
        marks = [low + step * count for count in range(int((high - low) / step) + 1)]
        ticks = [(mark, style.number(mark, context.language, style.decimals_of(mark))) for mark in marks]
        return Axis(Scale(low, high, ticks), lambda score, value: value)
    gettext = words(context.language).gettext
    return Axis(Scale(0, 1, [(0, gettext("lowest")), (1, gettext("highest"))]), _relative(context))


def _relative(context: Context) -> Callable[[str, float], float]:
    """Where a value stands between the ends of its own scale."""
    scales = context.scales
    return lambda score, value: (value - scales[score].lowest) / (scales[score].highest - scales[score].lowest)


def _with_improved(rows: pd.DataFrame) -> pd.DataFrame:
    """The classes of a score, those who changed for the better by themselves where the classes are withheld."""
    found = rows.loc[[*CHANGE_CLASSES]].copy()
    if found.loc["share_improved", "status"] == "withheld":
        found.loc["share_improved"] = rows.loc["improved"]
    return found


def _stacked(rows: pd.DataFrame, context: Context) -> tuple[Mark, ...]:
    marks, start = [], 0.0
    if rows.loc["share_improved", "status"] == "coarsened":
        return (Note(_written(rows, "share_improved", context)),)
    for name in CHANGE_CLASSES:
        value, (ink, strength) = rows.loc[name, "value"], LOOKS[name]
        if value != value:
            break
        said = _written(rows, name, context)
        marks.append(Bar(start, min(start + value, 1), said, "inside", ink=ink, strength=strength))
        start += value
    return tuple(marks)


def _label(score: str, rows: pd.DataFrame, context: Context) -> str:
    return with_n(score_label(score, context), rows.iloc[0], context)


def _from_to(score: str, rows: pd.DataFrame, context: Context) -> str:
    first, last = (written("mean", rows.loc[wave], context.language) for wave in ("baseline", "follow_up"))
    message = words(context.language).gettext("“%(item)s”: %(first)s at the start, %(last)s at the end")
    return message % {"item": score_label(score, context), "first": first, "last": last}


def _written(rows: pd.DataFrame, statistic: str, context: Context) -> str:
    return written(statistic, rows.loc[statistic], context.language)
