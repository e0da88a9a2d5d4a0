"""The figure of families as clients: cases by county over time, with the day on which the counties took over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.disclosure import Row as Record
from arvio.params.periods import half_year
from arvio.presentation import style
from arvio.presentation.family_words import about
from arvio.presentation.figures.figure import Caption, figure
from arvio.presentation.figures.rows import Bar, Chart, Mark, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.tables.layout import NOT_ASKED
from arvio.presentation.terms import term
from arvio.presentation.written import written
from arvio.results import EVERYBODY
from arvio.translations import words

WEAKEST, STRONGEST = 0.08, 0.4
"""How strong the colour of the smallest and of the largest count is: words inside are read on both."""
GAP = 0.04
"""Of a column, left free on both sides of a count, so that the line of the reform is seen between two of them."""


def cases_over_time(released: Released, *, reform: dt.date) -> Shown:
    """Cases at the end of each half-year by county, with the day on which the counties took over."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    waves = _half_years(min(released.table["wave"]), max(released.table["wave"]))
    counties = list(dict.fromkeys(released.table["group"]))
    counts = {(row["group"], row["wave"]): row for row in released.each()}
    largest = max([1, *released.table["value"].dropna()])
    chart = Chart(
        tuple(Row(term(county, context), _strip(county, waves, counts, largest, context)) for county in counties),
        Scale(0, len(waves), _new_years(waves)),
        _break(waves, reform, context),
    )
    caption = Caption(
        _finding(counts.get((EVERYBODY, half_year(context.end))), context),
        gettext("Cases that ran on the last day of each half-year, the stronger the colour the more; until %(day)s")
        % {"day": style.day(context.end, context.language)},
        [
            _in_words(county, counts[county, wave], context)
            for county in counties
            for wave in reversed(waves)
            if (county, wave) in counts
        ],
    )
    header = [gettext("Last day of"), gettext("Ordered by"), *(term(county, context) for county in counties)]
    cells = [_wave_cells(wave, counties, counts, context) for wave in waves]
    table = HtmlTable(caption.title, header, cells, numeric=range(2, len(header)))
    return figure(chart, caption, table, released=released)


def _finding(last: Record | None, context: Context) -> str:
    """The cases at the end of the period, where their number may be told."""
    gettext = words(context.language).gettext
    if last is None or last["status"] == "withheld":
        return gettext("Cases at the end of each half-year, by county")
    return gettext("%(cases)s cases ran at the end of the period") % {"cases": about(last, context).capitalize()}


def _half_years(first: str, last: str) -> list[str]:
    """All half-years from the first to the last, also those in which no case ran: 2022-H2, 2023-H1 and so on."""
    start, end = (2 * int(wave[:4]) + int(wave[-1]) - 1 for wave in (first, last))
    return [f"{number // 2}-H{number % 2 + 1}" for number in range(start, end + 1)]


def _last_day(wave: str) -> dt.date:
    return dt.date(int(wave[:4]), 6, 30) if wave.endswith("H1") else dt.date(int(wave[:4]), 12, 31)


def _new_years(waves: Sequence[str]) -> list[tuple[float, str]]:
    """A line with its year where each year begins."""
    return [(place, wave[:4]) for place, wave in enumerate(waves) if wave.endswith("H1") or len(waves) == 1]


def _break(waves: Sequence[str], reform: dt.date, context: Context) -> tuple[Reference, ...]:
    """The day of the reform between two half-years, or at the beginning where the figure begins with it."""
    wave = half_year(reform)
    if wave not in waves:
        return ()
    since = words(context.language).gettext("Wellbeing services counties since %(day)s")
    return (Reference(waves.index(wave), since % {"day": style.day(reform, context.language)}),)


def _strip(
    county: str, waves: Sequence[str], counts: Mapping[tuple[str, str], pd.Series], largest: float, context: Context
) -> tuple[Mark, ...]:
    return tuple(
        Bar(
            place + GAP,
            place + 1 - GAP,
            _written(counts[county, wave], context),
            "inside",
            strength=_strength(counts[county, wave]["value"] / largest),
        )
        for place, wave in enumerate(waves)
        if (county, wave) in counts
    )


def _strength(share: float) -> float:
    return WEAKEST + (STRONGEST - WEAKEST) * share if share == share else WEAKEST


def _written(row: Record, context: Context) -> str:
    """A count without the word about, for which a cell has no room; the subtitle says it."""
    return written(row["statistic"], row, context.language)


def _in_words(county: str, row: Record, context: Context) -> str:
    day = style.day(_last_day(row["wave"]), context.language)
    return f"{term(county, context)}, {day}: {about(row, context)}"


def _wave_cells(
    wave: str, counties: Sequence[str], counts: Mapping[tuple[str, str], pd.Series], context: Context
) -> list[str]:
    """A row of the table: the day, who ordered the work, and each county."""
    found = [row for (_, known), row in counts.items() if known == wave]
    orderer = term(found[0]["breakdown"], context) if found else NOT_ASKED
    cells = [_written(counts[one, wave], context) if (one, wave) in counts else "0" for one in counties]
    return [style.day(_last_day(wave), context.language), orderer, *cells]
