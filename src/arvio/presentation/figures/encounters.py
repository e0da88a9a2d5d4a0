"""The figure of encounters: months of a year side by side, each counting basis by itself."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Mark, Note, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import said_above
from arvio.presentation.terms import term
from arvio.presentation.written import written
from arvio.results import EVERYBODY
from arvio.translations import words

MONTHS = 12


def encounters_by_month(released: Released) -> Shown:
    """Persons met in each month: a row for each year, the darker the more, under the basis of the count."""
    released = require_released(released).only(group=EVERYBODY)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("figure")
    chart = Chart(
        tuple(_rows(released)),
        Scale(0, MONTHS, [(month - 0.5, style.number(month, context.language)) for month in range(1, MONTHS + 1)]),
    )
    caption = Caption(
        gettext("Persons met in open activities month by month"),
        gettext("Months from 1 to 12, each counting basis by itself; %(period)s") % {"period": period_of(context)},
        [_in_words(row, context) for row in released.each()],
    )
    return figure(chart, caption, _table(caption.title, released), released=released)


def _rows(released: Released) -> list[Row]:
    rows, before = [], ""
    for basis, year, of_year in _years(released):
        heading = term(basis, released.context).capitalize() if basis != before else ""
        largest = released.rows(breakdown=basis)["value"].max()
        rows.append(Row(year, _months(of_year, largest, released.context), heading))
        before = basis
    return rows


def _table(heading: str, released: Released) -> HtmlTable:
    """A row for each year under its basis, a column for each month."""
    context = released.context
    gettext = words(context.language).gettext
    months = [f"{month:02}" for month in range(1, MONTHS + 1)]
    cells = []
    for basis, year, of_year in _years(released):
        by_month = {row["wave"][5:]: written("encounters", row, context.language) for row in plain_rows(of_year)}
        named = term(basis, context).capitalize()
        cells.append([named, year, *(by_month.get(month, style.EN_DASH) for month in months)])
    numbers = [style.number(int(month), context.language) for month in months]
    header = [gettext("Counting basis"), gettext("Year"), *numbers]
    return HtmlTable(heading, header, cells, numeric=tuple(range(2, len(header))))


def _years(released: Released) -> list[tuple[str, str, pd.DataFrame]]:
    """The months of each basis and year."""
    table = released.table
    years = table["wave"].str[:4].rename("year")
    return [(basis, year, rows) for (basis, year), rows in table.groupby(["breakdown", years])]


def _months(of_year: pd.DataFrame, largest: float, context: Context) -> tuple[Mark, ...]:
    shown = of_year.dropna(subset=["value"])
    if shown.empty:
        return (Note(style.WITHHELD),)
    return tuple(
        Bar(
            int(row["wave"][5:]) - 1,
            int(row["wave"][5:]),
            written("encounters", row, context.language),
            "inside",
            strength=0.08 + 0.32 * row["value"] / largest,
        )
        for row in plain_rows(shown)
    )


def _in_words(row: Record, context: Context) -> str:
    return f"{row['wave']}, {term(row['breakdown'], context)}: {written('encounters', row, context.language)}"
