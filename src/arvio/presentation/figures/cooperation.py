"""Figures of means by what is known of the respondent, and of cooperation with those who order the work."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.change_words import with_n
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Mark, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words


def means_by_role(released: Released) -> Shown:
    """The mean of each statement by the respondent's role in the family, with that of all of them."""
    gettext = words(require_released(released).context.language).gettext
    heading = gettext("Means by respondent")
    return _means_by_class(released, heading, column=gettext("Respondent"), days=period_of(released.context))


def means_by_wave(released: Released) -> Shown:
    """The mean that families gave to each statement wave by wave, with that of all waves together."""
    gettext = words(require_released(released).context.language).gettext
    until = gettext("until %(day)s") % {"day": style.day(released.context.end, released.context.language)}
    heading = gettext("Families' means from wave to wave")
    return _means_by_class(released, heading, column=gettext("Wave"), days=until)


def smoothness(released: Released) -> Shown:
    """The mean that those who order the work gave to cooperation, by the size of their municipality."""
    gettext = words(require_released(released).context.language).gettext
    heading = gettext("How smoothly cooperation goes, by the size of the municipality")
    column = gettext("Municipality of the respondent")
    return _means_by_class(released, heading, column=column, days=period_of(released.context))


def beyond_orders(released: Released) -> Shown:
    """Recorded cooperation of each year: more than an order, and about an order only."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    by_year = {year: rows.set_index("statistic") for year, rows in released.table.groupby("group")}
    years = [(year, by_year[year]) for year in sorted(by_year, key=lambda year: (year == EVERYBODY, year))]
    drawn = [(year, rows) for year, rows in years if rows["value"].notna().all()]
    chart = Chart(
        tuple(
            Row(with_n(_year(year, context), rows.loc["beyond_orders"], context), _parts_of_one(rows, context))
            for year, rows in drawn
        ),
        Scale(0, 1, [(tick / 4, style.share(tick / 4, context.language)) for tick in range(5)]),
    )
    caption = Caption(
        _finding(by_year.get(EVERYBODY), context),
        gettext("Share of recorded actions by year: about more than one order, and about an order only; until %(day)s")
        % {"day": style.day(context.end, context.language)},
        [_share_in_words(year, rows, context) for year, rows in drawn],
    )
    header = [gettext("Year"), gettext("Actions"), gettext("About more than one order")]
    cells = [
        [
            _year(year, context),
            *(written(name, rows.loc[name], context.language) for name in ("actions", "beyond_orders")),
        ]
        for year, rows in years
    ]
    return figure(chart, caption, HtmlTable(caption.title, header, cells), released=released)


def _means_by_class(released: Released, heading: str, *, column: str, days: str) -> Shown:
    """Means with intervals on the scale from 1 to 5, each statement as a heading over its groups."""
    released = require_released(released).only(statistic="mean")
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    drawn = [row for row in released.each() if row["value"] == row["value"]]
    headings = _headings([row["indicator"] for row in drawn], context)
    chart = Chart(
        tuple(
            Row(with_n(term(row["group"], context), row, context), (_mean(row, context),), title)
            for title, row in zip(headings, drawn, strict=True)
        ),
        Scale(1, 5, [(mark, style.number(mark, context.language)) for mark in range(1, 6)]),
    )
    caption = Caption(
        heading,
        gettext("Mean of each statement on a scale from 1 to 5; %(period)s") % {"period": days},
        [_in_words(row, context) for row in drawn],
    )
    header = [gettext("Statement"), column, term("mean", context), gettext("95%% interval") % {}, "n"]
    cells = [[term(row["indicator"], context), *_mean_cells(row, context)] for row in released.each()]
    return figure(chart, caption, HtmlTable(heading, header, cells, numeric=(2, 3, 4)), released=released)


def _headings(items: list[str], context: Context) -> list[str]:
    """The words of each statement where it begins, and nothing after."""
    return [term(item, context) if item != before else "" for before, item in zip([None, *items], items, strict=False)]


def _mean(row: Record, context: Context) -> Mark:
    return Dot(row["value"], row["low"], row["high"], written("mean", row, context.language))


def _mean_cells(row: Record, context: Context) -> list[str]:
    language = context.language
    return [
        term(row["group"], context),
        written("mean", row, language),
        interval_cell(row, language),
        count_cell(row, language),
    ]


def _in_words(row: Record, context: Context) -> str:
    mean = written("mean", row, context.language)
    return f"{term(row['group'], context)}, “{term(row['indicator'], context)}”: {mean}"


def _year(year: str, context: Context) -> str:
    return words(context.language).gettext("All years") if year == EVERYBODY else year


def _finding(rows: pd.DataFrame | None, context: Context) -> str:
    """The share of all years, where it may be told."""
    gettext = words(context.language).gettext
    if rows is None or rows["value"].isna().any():
        return gettext("How much of the cooperation was about more than one order")
    share = {"share": written("beyond_orders", rows.loc["beyond_orders"], context.language)}
    return gettext("%(share)s of the cooperation was about more than one order") % share


def _share_in_words(year: str, rows: pd.DataFrame, context: Context) -> str:
    return f"{_year(year, context)}: {written('beyond_orders', rows.loc['beyond_orders'], context.language)}"


def _parts_of_one(rows: pd.DataFrame, context: Context) -> tuple[Mark, ...]:
    """The share beyond orders and the rest as one bar."""
    share = rows.loc["beyond_orders", "value"]
    told = written("beyond_orders", rows.loc["beyond_orders"], context.language)
    return (Bar(0, share, told, "inside"), Bar(share, 1, "", "inside", strength=0.2))
