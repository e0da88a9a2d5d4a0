"""Figures of mean changes with their intervals, on both sides of no change: of all, and of each subgroup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.change_words import score_label, with_design, with_n
from arvio.presentation.figures.change import STEPS
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.finding import Finding, Heading, bears_out, in_words
from arvio.presentation.figures.rows import Chart, Dot, Ink, Reference, Row, Scale, Shape
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.change import ALPHA
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

MOST_STEPS = 3
"""Ticks on each side of no change: with more they would run together on a phone."""


def changes(released: Released) -> Shown:
    """The mean change of each score with its interval, beside no change; nothing where no interval is told."""
    found = require_released(released).only(statistic="mean_change")
    context = found.context
    gettext = words(context.language).gettext
    if found.table.empty:
        return not_collected(context)
    if not found.table["low"].notna().any():
        return Shown("figure", "", "")
    rows = found.each()
    labels = [with_n(score_label(row["indicator"], context), row, context) for row in rows]
    heading = _finding(require_released(released))
    caption = Caption(
        heading,
        _change_subtitle(context),
        [f"{score_label(row['indicator'], context)}: {written('mean_change', row, context.language)}" for row in rows],
    )
    header = [gettext("Statement or score"), term("mean_change", context), gettext("95%% interval") % {}, "n"]
    cells = [[score_label(row["indicator"], context), *_change_cells(row, context)] for row in rows]
    chart = _changes_chart([(label, "", row) for label, row in zip(labels, rows, strict=True)], context)
    return figure(chart, caption, HtmlTable(in_words(heading), header, cells), released=found)


def subgroups(released: Released) -> Shown:
    """The mean change of each subgroup with its interval, under the score; nothing where params name no subgroup."""
    found = require_released(released).only(statistic="mean_change")
    context = found.context
    gettext = words(context.language).gettext
    rows = found.each()
    if all(row["value"] != row["value"] for row in rows if row["group"] != EVERYBODY):
        return Shown("figure", "", "")
    caption = Caption(
        with_design(gettext("Mean change by subgroup"), found),
        _change_subtitle(context),
        [f"{score_label(row['indicator'], context)}, {_in_row(row, context)}" for row in rows],
    )
    names = [gettext("Statement or score"), gettext("Subgroup")]
    header = [*names, term("mean_change", context), gettext("95%% interval") % {}, "n"]
    cells = [
        [score_label(row["indicator"], context), term(row["group"], context), *_change_cells(row, context)]
        for row in rows
    ]
    chart = _changes_chart(list(_under_headings(rows, context)), context)
    table = HtmlTable(caption.title, header, cells, numeric=(2, 3, 4))
    return figure(chart, caption, table, released=found)


def _finding(released: Released) -> Heading:
    """What changed by more than chance explains when all scores are tested together; else what the figure is about."""
    context = released.context
    gettext = words(context.language).gettext
    changed, found = released.each(statistic="mean_change"), _beyond_chance(released)
    if not found:
        return with_design(gettext("Mean change and its interval"), released)
    if len(found) > 1:
        message = gettext("%(found)s of %(all)s means changed by more than chance explains")
        counts = {
            name: style.number(len(rows), context.language) for name, rows in (("found", found), ("all", changed))
        }
        return Finding(with_design(message % counts, released), found)
    rose, fell = (
        gettext("The mean of “%(item)s” rose (%(change)s)"),
        gettext("The mean of “%(item)s” fell (%(change)s)"),
    )
    names = {"item": term(found[0]["indicator"], context), "change": written("mean_change", found[0], context.language)}
    return Finding(with_design((rose if found[0]["value"] > 0 else fell) % names, released), found)


def _beyond_chance(released: Released) -> tuple[Record, ...]:
    """The changes whose interval leaves out zero and whose test stands beside the others."""
    stand = {row["indicator"] for row in released.each(statistic="holm_p") if row["value"] < ALPHA}
    changed = released.each(statistic="mean_change")
    return tuple(row for row in changed if row["indicator"] in stand and bears_out(row))


def _changes_chart(parts: Sequence[tuple[str, str, pd.Series]], context: Context) -> Chart:
    """Changes as label, heading and row, around a line of no change; as parts of their scale where scales differ."""
    drawn = [part for part in parts if part[2]["value"] == part[2]["value"]]
    widths = {row["indicator"]: _width(row["indicator"], context) for _, _, row in drawn}
    mixed = len(set(widths.values())) > 1
    units = {score: width if mixed else 1.0 for score, width in widths.items()}
    rows = tuple(Row(label, (_dot(row, units, context),), heading) for label, heading, row in drawn)
    none = Reference(0, words(context.language).gettext("No change"))
    scale = _around_zero(rows, context)
    return Chart(rows, Scale(scale.low, scale.high) if mixed else scale, (none,) if rows else ())


def _width(score: str, context: Context) -> float:
    ends = context.scales[score]
    return ends.highest - ends.lowest


def _dot(row: Record, units: Mapping[str, float], context: Context) -> Dot:
    ink: Ink = "first" if row["group"] == EVERYBODY else "second"
    shape: Shape = "circle" if row["group"] == EVERYBODY else "square"
    value, low, high = (row[column] / units[row["indicator"]] for column in ("value", "low", "high"))
    return Dot(value, low, high, written("mean_change", row, context.language), ink, shape)


def _around_zero(rows: Sequence[Row], context: Context) -> Scale:
    """A scale that reaches as far to the left as to the right, in steps that a phone has room for."""
    marks = [mark for row in rows for mark in row.marks if isinstance(mark, Dot)]
    reach = max((abs(one) for mark in marks for one in (mark.value, mark.low, mark.high) if one == one), default=1.0)
    step = next((step for step in STEPS if reach / step <= MOST_STEPS), STEPS[-1])
    count = max(1, ceil(reach / step - 1e-9))
    places = [step * place for place in range(-count, count + 1)]
    decimals = 1 if step < 1 else 0
    ticks = [(place, style.difference(place, context.language, decimals)) for place in places]
    return Scale(-step * count, step * count, ticks)


def _under_headings(rows: Sequence[pd.Series], context: Context) -> Iterator[tuple[str, str, pd.Series]]:
    """Label, heading and row of each subgroup; the score stands above its first."""
    before = None
    for row in rows:
        heading = score_label(row["indicator"], context) if row["indicator"] != before else ""
        yield with_n(term(row["group"], context), row, context), heading, row
        before = row["indicator"]


def _in_row(row: Record, context: Context) -> str:
    return f"{term(row['group'], context)}: {written('mean_change', row, context.language)}"


def _change_cells(row: Record, context: Context) -> list[str]:
    language = context.language
    return [written("mean_change", row, language), interval_cell(row, language), count_cell(row, language)]


def _change_subtitle(context: Context) -> str:
    message = words(context.language).gettext(
        "The last form less the first of the same persons, right of the line higher and left of it lower; last forms of"
        " %(period)s"
    )
    return message % {"period": period_of(context)}
