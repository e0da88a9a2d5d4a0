"""Tables of released results. What is withheld has one mark, explained below the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.presentation import style
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.translations import words

NOT_ASKED = style.EN_DASH
"""The mark of what was not asked of a group, or not computed."""


def response(released: Released) -> Shown:
    """Invited, answered and response rate, a row for each respondent group and wave."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    return _table(
        released,
        gettext("Who was asked and who answered"),
        rows=["group", "wave"],
        row_headers=[gettext("Respondent group"), gettext("Wave")],
        statistics=["invited", "answered", "response_rate"],
    )


def feedback(released: Released) -> Shown:
    """Mean with interval, n, answer groups and don't-knows, a row for each item and respondent group."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    return _table(
        released,
        gettext("Answers to each statement, on a scale from 1 to 5"),
        rows=["indicator", "group"],
        row_headers=[gettext("Statement"), gettext("Respondent group")],
        statistics=["mean", "interval", "n", "share_low", "share_middle", "share_high", "does_not_know"],
    )


def differences(released: Released) -> Shown:
    """Difference from the reference group with its interval, a row for each item and respondent group."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    return _table(
        released,
        gettext("Differences from the participants' answers"),
        rows=["indicator", "group"],
        row_headers=[gettext("Statement"), gettext("Respondent group")],
        statistics=["difference", "interval", "n"],
    )


def claims(released: Released) -> Shown:
    """What was said in public, what the data give, and the verdict."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    cells = [
        _claim_cells(claim, rows, released.context) for claim, rows in released.table.groupby("indicator", sort=False)
    ]
    header = [gettext("Statement made in public"), gettext("Claimed"), gettext("Computed"), "n", gettext("Verdict")]
    table = HtmlTable(
        gettext("Public statements held against the data"), header, cells, numeric=(1, 2, 3), notes=_notes(released)
    )
    return _shown(released, table)


def verdict(value: float, context: Context) -> str:
    """The verdict on a claim in words."""
    gettext = words(context.language).gettext
    if value == 1:
        return gettext("supported")
    return gettext("not supported") if value == 0 else gettext("cannot be judged")


def _claim_cells(claim: str, rows: pd.DataFrame, context: Context) -> list[str]:
    by_statistic = rows.set_index("statistic")
    computed = by_statistic.drop(index=["claimed", "verdict"])
    judged = by_statistic.loc["verdict"]
    statistic = computed.index[0] if len(computed) else "claimed"
    claimed = by_statistic.loc["claimed"]
    return [
        term(claim, context),
        style.number(claimed["value"], context.language, style.decimals_of(claimed["value"])),
        written(statistic, computed.iloc[0], context.language) if len(computed) else NOT_ASKED,
        count_cell(computed.iloc[0], context.language) if len(computed) else NOT_ASKED,
        style.WITHHELD if judged["status"] == "withheld" else verdict(judged["value"], context),
    ]


def _table(
    released: Released, caption: str, *, rows: Sequence[str], row_headers: Sequence[str], statistics: Sequence[str]
) -> Shown:
    """A table with a row for each combination of `rows` and a column for each statistic that was computed."""
    found = set(released.table["statistic"])
    context = released.context
    columns = [statistic for statistic in statistics if statistic in found or statistic in ("interval", "n")]
    cells = [
        [*_row_words(key, context), *(_cell_of(part, column, context) for column in columns)]
        for key, part in released.table.groupby(list(rows), sort=False)
    ]
    header = [*row_headers, *(_column_words(column, context) for column in columns)]
    numeric = tuple(range(len(row_headers), len(header)))
    return _shown(released, HtmlTable(caption, header, cells, numeric=numeric, notes=_notes(released)))


def _row_words(key: Iterable[str], context: Context) -> list[str]:
    return [term(part, context) for part in key]


def _column_words(column: str, context: Context) -> str:
    if column == "n":
        return "n"
    return words(context.language).gettext("95%% interval") % {} if column == "interval" else term(column, context)


def _cell_of(rows: pd.DataFrame, column: str, context: Context) -> str:
    """One cell: a statistic, or the interval or the n of the first statistic that has them."""
    if column == "interval":
        return interval_cell(rows.iloc[0], context.language)
    if column == "n":
        return count_cell(rows.iloc[0], context.language)
    found = rows[rows["statistic"] == column]
    return written(column, found.iloc[0], context.language) if len(found) else NOT_ASKED


def _notes(released: Released) -> list[str]:
    """What the marks of a table mean, where they occur."""
    gettext = words(released.context.language).gettext
    notes = []
    if (released.table["status"] == "withheld").any():
        mark = {"mark": style.WITHHELD}
        notes.append(gettext("%(mark)s withheld, so that nobody's answer can be worked out.") % mark)
    return notes


def _shown(released: Released, table: HtmlTable) -> Shown:
    if released.table.empty:
        return not_collected(released.context)
    return Shown("table", table.html(), table.text())
