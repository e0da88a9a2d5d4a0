"""The table of public statements: what was said, what the data give, and the verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from arvio.disclosure import Context, Released, Row, require_released
from arvio.params import Claim
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
    cells = [_claim_cells(claim, rows, released.context) for (claim,), rows in released.by("indicator")]
    header = [gettext("Statement made in public"), gettext("Claimed"), gettext("Computed"), "n", gettext("Verdict")]
    table = HtmlTable(
        gettext("Public statements held against the data"), header, cells, numeric=(1, 2, 3), notes=notes(released)
    )
    return shown(released, table)


def claim_sources(released: Released, days: Released, stated: Sequence[Claim]) -> Shown:
    """Where and when each public statement was made, and by which days and what kind of data it was judged."""
    released, days = require_released(released), require_released(days)
    gettext = words(released.context.language).gettext
    said = {claim.claim: claim for claim in stated}
    lines = [_source_cells(said[claim], rows, days) for (claim,), rows in released.by("indicator")]
    header = [gettext("Statement made in public"), gettext("Where it was said"), gettext("Said on")]
    header += [gettext("Days that it is judged by"), gettext("Basis")]
    return shown(released, HtmlTable(gettext("Where statements were made"), header, lines, numeric=()))


def days_of(claim: str, days: Released) -> str:
    """The days that a claim is judged by: of a period, or all until a day; a dash where nothing computes it."""
    context = days.context
    found = {row["statistic"]: dt.date.fromordinal(int(row["value"])) for row in days.each(indicator=claim)}
    if not found:
        return NOT_ASKED
    if "start" in found:
        return style.period(found["start"], found["end"], context.language)
    return words(context.language).gettext("until %(day)s") % {"day": style.day(found["end"], context.language)}


def basis_of(rows: Sequence[Row], context: Context) -> str:
    """What the figure of a claim rests on; a dash where there is no figure."""
    computed = computed_of(rows)
    return NOT_ASKED if computed is None else term(computed["basis"], context)


def _source_cells(claim: Claim, rows: Sequence[Row], days: Released) -> list[str]:
    context = days.context
    said = style.day(claim.said, context.language) if claim.said else NOT_ASKED
    source, found = claim.source_in(context.language), days_of(claim.claim, days)
    return [term(claim.claim, context), source, said, found, basis_of(rows, context)]


def verdict(value: float, context: Context) -> str:
    """The verdict on a claim in words."""
    gettext = words(context.language).gettext
    if value == 1:
        return gettext("supported")
    return gettext("not supported") if value == 0 else gettext("cannot be judged")


def computed_of(rows: Sequence[Row]) -> Row | None:
    """What the data give, of the rows of a claim."""
    return next((row for row in rows if row["statistic"] not in ("claimed", "verdict")), None)


def _claim_cells(claim: str, rows: Sequence[Row], context: Context) -> list[str]:
    by_statistic = {row["statistic"]: row for row in rows}
    computed, claimed, judged = computed_of(rows), by_statistic["claimed"], by_statistic["verdict"]
    statistic = "claimed" if computed is None else computed["statistic"]
    return [
        term(claim, context),
        _claimed(statistic, claimed["value"], context),
        NOT_ASKED if computed is None else written(statistic, computed, context.language),
        NOT_ASKED if computed is None else count_cell(computed, context.language),
        style.WITHHELD if judged["status"] == "withheld" else verdict(judged["value"], context),
    ]


def _claimed(statistic: str, value: float, context: Context) -> str:
    """What was claimed, with the decimals that it was claimed with; a share or rate in percent."""
    if STATISTICS[statistic] in ("share", "rate"):
        return style.share(value, context.language)
    return style.number(value, context.language, style.decimals_of(value))
