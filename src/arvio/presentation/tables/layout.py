"""How released results become a table: rows, columns, cells, and what the marks in them mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from arvio.disclosure import Context, Released, Row
from arvio.presentation import style
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.translations import words

NOT_ASKED = style.EN_DASH
"""The mark of what was not asked of a group, or not computed."""


def table_of(
    released: Released, caption: str, *, rows: Sequence[str], row_headers: Sequence[str], statistics: Sequence[str]
) -> Shown:
    """A table with a row for each combination of `rows` and a column for each statistic that was computed."""
    found = set(released.table["statistic"])
    context = released.context
    columns = [statistic for statistic in statistics if statistic in found or statistic in ("interval", "n")]
    lines = [
        [*_row_words(key, context), *(_cell_of(part, column, context) for column in columns)]
        for key, part in released.by(*rows)
    ]
    header = [*row_headers, *(_column_words(column, context) for column in columns)]
    numeric = tuple(range(len(row_headers), len(header)))
    return shown(released, HtmlTable(caption, header, lines, numeric=numeric, notes=notes(released)))


def cell(rows: Iterable[Row], statistic: str, context: Context) -> str:
    """A statistic among the rows that belong to one row of a table; the mark of what was not computed without it."""
    found = next((row for row in rows if row["statistic"] == statistic), None)
    return NOT_ASKED if found is None else written(statistic, found, context.language)


def cells(rows: Sequence[Row], statistics: Sequence[str], context: Context) -> list[str]:
    """Several statistics among the rows that belong to one row of a table."""
    return [cell(rows, statistic, context) for statistic in statistics]


def notes(released: Released) -> list[str]:
    """What the marks of a table mean, where they occur."""
    gettext = words(released.context.language).gettext
    found = []
    if (released.table["status"] == "withheld").any():
        mark = {"mark": style.WITHHELD}
        found.append(gettext("%(mark)s withheld, so that nobody's answer can be worked out.") % mark)
    return found


def shown(released: Released, table: HtmlTable) -> Shown:
    """The table, or one sentence where nothing was collected."""
    if released.table.empty:
        return not_collected(released.context)
    return Shown("table", table.html(), table.text())


def table_or_nothing(released: Released, table: HtmlTable) -> Shown:
    """The table with what its marks mean; nothing where it has no row, which a sentence above it says."""
    if not table.rows:
        return Shown("table", "", "")
    marked = any(style.WITHHELD in written for row in table.rows for written in row)
    explained = replace(table, notes=notes(released) if marked else [])
    return Shown("table", explained.html(), explained.text())


def _row_words(key: Iterable[str], context: Context) -> list[str]:
    return [term(part, context) for part in key]


def _column_words(column: str, context: Context) -> str:
    if column == "n":
        return "n"
    return words(context.language).gettext("95%% interval") % {} if column == "interval" else term(column, context)


def _cell_of(rows: Sequence[Row], column: str, context: Context) -> str:
    """One cell: a statistic, or the interval or the n of the first statistic that has them."""
    if column == "interval":
        return interval_cell(rows[0], context.language)
    if column == "n":
        return count_cell(rows[0], context.language)
    return cell(rows, column, context)
