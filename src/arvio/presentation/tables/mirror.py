"""The figures of a mirror as tables: what is compared, and what the comparison rests on."""

from __future__ import annotations

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation import style
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.mirror_words import DRAWN, Compared, compared, label, range_cell
from arvio.presentation.tables.layout import NOT_ASKED, table_or_nothing
from arvio.presentation.written import count_cell, written
from arvio.translations import words


def mirror(released: Released) -> Shown:
    """Own figure with n, the same drawn towards the mean of all, and the mean and the range of the others."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    header = [
        gettext("Indicator"),
        gettext("Own"),
        "n",
        gettext("Own, drawn towards the mean of all"),
        gettext("Mean of the others"),
        gettext("Range of the others"),
    ]
    lines = [[label(one, released.context), *_figures(one, released.context)] for one in compared(released)]
    return table_or_nothing(released, HtmlTable(gettext("Own figures and those of the others"), header, lines))


def mirror_statistics(released: Released) -> Shown:
    """How many organisations are behind each comparison, and how much they differ beyond chance."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    header = [
        gettext("Indicator"),
        gettext("Organisations"),
        gettext("Variation beyond chance (I²)"),
        gettext("Standard deviation between organisations (τ)"),
        gettext("Limits of chance for the own share"),
    ]
    lines = [[label(one, released.context), *_statistics(one, released.context)] for one in compared(released)]
    return table_or_nothing(released, HtmlTable(gettext("How much the organisations differ"), header, lines))


def _figures(one: Compared, context: Context) -> list[str]:
    language = context.language
    drawn = one.row(*DRAWN)
    own = [written(one.own["statistic"], one.own, language), count_cell(one.own, language), _cell(drawn, context)]
    return [*own, written(one.others["statistic"], one.others, language), range_cell(one, context)]


def _statistics(one: Compared, context: Context) -> list[str]:
    cells = [_cell(one.row(name), context) for name in ("organisations", "i_squared", "between_sd")]
    limits = [_cell(one.row(name), context) for name in ("limit_low", "limit_high")]
    return [*cells, NOT_ASKED if NOT_ASKED in limits or style.WITHHELD in limits else style.interval(*limits)]


def _cell(row: Row | None, context: Context) -> str:
    return NOT_ASKED if row is None else written(row["statistic"], row, context.language)
