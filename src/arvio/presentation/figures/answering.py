"""Figures of how the forms were answered: missing answers by item, and responses by week."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.disclosure import Row as Record
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.groups import HEAD_ROOM
from arvio.presentation.figures.rows import Bar, Chart, Mark, Note, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.quality_words import weeks_in_words
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

EXACT = ("shown", "rounded")
"""Of the statuses, those with a value that a bar can be as long as."""


def missing_answers(released: Released) -> Shown:
    """The share of missing answers among those asked, items with their respondent groups beneath each other."""
    shares = require_released(released).only(statistic="missing_share")
    context = shares.context
    gettext = words(context.language).gettext
    rows = shares.each()
    items = [term(row["indicator"], context) for row in rows]
    groups = [term(row["group"], context) for row in rows]
    caption = Caption(
        gettext("Missing answers to each statement"),
        gettext("Share of those asked the statement; %(period)s") % {"period": period_of(context)},
        [f"{item}, {group}: {_written(row, context)}" for item, group, row in zip(items, groups, rows, strict=True)],
    )
    header = [gettext("Statement"), gettext("Respondent group"), term("missing_share", context), "n"]
    cells = [
        [item, group, _written(row, context), count_cell(row, context.language)]
        for item, group, row in zip(items, groups, rows, strict=True)
    ]
    table = HtmlTable(caption.title, header, cells, numeric=(2, 3))
    return _figure(_chart(rows, items, groups, context), caption, table, released=shares)


def weekly_responses(released: Released) -> Shown:
    """Responses week by week, wave after wave; quiet weeks stand together."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    rows = [row for row in released.each() if row["group"] != EVERYBODY]
    waves = [term(row["wave"], context) for row in rows]
    weeks = [weeks_in_words(row["group"], context) for row in rows]
    caption = Caption(
        gettext("Responses week by week"),
        gettext("Number of forms sent in; %(period)s") % {"period": period_of(context)},
        [f"{one}: {_written(row, context)}" for one, row in zip(weeks, rows, strict=True)],
    )
    header = [gettext("Wave"), gettext("Weeks"), term("responses", context)]
    cells = [[wave, one, _written(row, context)] for wave, one, row in zip(waves, weeks, rows, strict=True)]
    table = HtmlTable(caption.title, header, cells, numeric=(2,))
    headings = [gettext("Wave: %(wave)s") % {"wave": wave} for wave in waves]
    return _figure(_chart(rows, headings, weeks, context), caption, table, released=released)


def _chart(rows: Sequence[pd.Series], headings: Sequence[str], labels: Sequence[str], context: Context) -> Chart:
    """A bar for each row, and a heading above the first of those that belong together."""
    first = [now if now != before else "" for before, now in zip(["", *headings], headings, strict=False)]
    values = [row["value"] for row in rows if row["status"] in EXACT]
    return Chart(
        tuple(
            Row(label, (_mark(row, context),), heading) for row, heading, label in zip(rows, first, labels, strict=True)
        ),
        Scale(0, max([*values, 0]) * HEAD_ROOM),
    )


def _mark(row: Record, context: Context) -> Mark:
    """A bar where the value is told; words where it is withheld or only a bound, which has no length."""
    if row["status"] not in EXACT:
        return Note(_written(row, context))
    return Bar(0, row["value"], _written(row, context))


def _written(row: Record, context: Context) -> str:
    return written(row["statistic"], row, context.language)


def _figure(chart: Chart, caption: Caption, table: HtmlTable, *, released: Released) -> Shown:
    """The figure; nothing where there is no bar to draw, which the sentence below it says."""
    if not any(isinstance(mark, Bar) for row in chart.rows for mark in row.marks):
        return Shown("figure", "", "")
    return figure(chart, caption, table, released=released)
