"""The table of public statements: what was said, what the data give, and the verdict."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.presentation import style
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.tables.layout import NOT_ASKED, notes, shown
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, written
from arvio.results import STATISTICS
from arvio.translations import words


def claims(released: Released) -> Shown:
    """What was said in public, what the data give, and the verdict."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    cells = [
        _claim_cells(claim, rows, released.context) for claim, rows in released.table.groupby("indicator", sort=False)
    ]
    header = [gettext("Statement made in public"), gettext("Claimed"), gettext("Computed"), "n", gettext("Verdict")]
    table = HtmlTable(
        gettext("Public statements held against the data"), header, cells, numeric=(1, 2, 3), notes=notes(released)
    )
    return shown(released, table)


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
        _claimed(statistic, claimed["value"], context),
        written(statistic, computed.iloc[0], context.language) if len(computed) else NOT_ASKED,
        count_cell(computed.iloc[0], context.language) if len(computed) else NOT_ASKED,
        style.WITHHELD if judged["status"] == "withheld" else verdict(judged["value"], context),
    ]


def _claimed(statistic: str, value: float, context: Context) -> str:
    """What was claimed, with the decimals that it was claimed with; a share or rate in percent."""
    if STATISTICS[statistic] in ("share", "rate"):
        return style.share(value, context.language)
    return style.number(value, context.language, style.decimals_of(value))
