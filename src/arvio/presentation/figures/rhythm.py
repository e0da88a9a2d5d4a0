"""Strips of weeks and months: in which of those that were promised something was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from arvio.disclosure import Context, Released, require_released
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import all_shown, is_shown, row_of, value_of
from arvio.presentation.style import EN_DASH
from arvio.results import EVERYBODY
from arvio.translations import words

WEEKS_IN_A_ROW = 13
"""A quarter of a year; the last row of a year with 53 weeks has one more."""
ROWS_OF_A_YEAR = 4
MONTHS = 12
GAP = 0.03
"""On each side of a cell, as a part of its width."""


@dataclass(frozen=True)
class Cell:
    """One promised week or month: its row, its place in the row, its number, and whether something was held."""

    row: str
    place: int
    number: int
    held: str
    """yes or no"""


def team_meetings(released: Released) -> Shown:
    """The promised weeks, a quarter of a year on each row, and in which of them the team met."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    heading = _heading(
        released,
        gettext("A team meeting was held in %(realised)s of the %(promised)s promised weeks"),
        gettext("A team meeting was held in all %(promised)s promised weeks"),
        gettext("Weeks with a team meeting"),
    )
    subtitle = gettext(
        "Filled: held; outline only: not held; no box: not promised, since closed or without a working day; %(period)s"
    )
    return _strip(released, "week", heading, subtitle)


def wellbeing_activities(released: Released) -> Shown:
    """The promised months, a year on each row, and in which of them there was a wellbeing activity."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    heading = _heading(
        released,
        gettext("A wellbeing activity was held in %(realised)s of the %(promised)s promised months"),
        gettext("A wellbeing activity was held in all %(promised)s promised months"),
        gettext("Months with a wellbeing activity"),
    )
    subtitle = gettext("Filled: held; outline only: not held; no box: not promised; %(period)s")
    return _strip(released, "month", heading, subtitle)


def _heading(released: Released, some: str, every: str, otherwise: str) -> str:
    names = ("realised", "promised")
    rows = [row_of(released, statistic=name, breakdown="", group=EVERYBODY) for name in names]
    if not all_shown(rows):
        return otherwise
    realised, promised = rows
    finding = every if realised["value"] == promised["value"] else some
    return finding % {name: value_of(row, released.context) for name, row in zip(names, rows, strict=True)}


def _strip(released: Released, unit: str, heading: str, subtitle: str) -> Shown:
    context = released.context
    cells = list(_cells_of(released, unit, _week if unit == "week" else _month))
    if not cells:
        return not_collected(context)
    rows = list(dict.fromkeys(cell.row for cell in cells))
    usual = WEEKS_IN_A_ROW if unit == "week" else MONTHS
    chart = Chart(
        tuple(Row(row, tuple(_box(cell) for cell in cells if cell.row == row)) for row in rows),
        Scale(0, max(usual, *(cell.place + 1 for cell in cells))),
    )
    caption = Caption(heading, subtitle % {"period": period_of(context)}, _values(cells, context))
    return figure(chart, caption, _table(heading, rows, cells, context), released=released.only(breakdown=unit))


def _cells_of(released: Released, unit: str, place_of: Callable[..., Cell]) -> Iterator[Cell]:
    for row in released.each(breakdown=unit, statistic="realised"):
        if is_shown(row):
            yield place_of(row["group"], "yes" if row["value"] else "no", released.context)


def _week(group: str, held: str, context: Context) -> Cell:
    """Where a week as 2025-W07 stands: among the first thirteen of its year."""
    year, number = (int(part) for part in group.split("-W"))
    quarter = min((number - 1) // WEEKS_IN_A_ROW, ROWS_OF_A_YEAR - 1)
    first = quarter * WEEKS_IN_A_ROW + 1
    weeks_of_year = dt.date(year, 12, 28).isocalendar().week  # 28 December is always in the last week
    last = first + WEEKS_IN_A_ROW - 1 if quarter < ROWS_OF_A_YEAR - 1 else weeks_of_year
    message = words(context.language).gettext("%(year)s, weeks %(weeks)s")
    return Cell(message % {"year": year, "weeks": f"{first}{EN_DASH}{last}"}, number - first, number, held)


def _month(group: str, held: str, context: Context) -> Cell:
    """Where a month as 2025-07 stands in its year."""
    year, number = group.split("-")
    return Cell(year, int(number) - 1, int(number), held)


def _box(cell: Cell) -> Bar:
    start, end = cell.place + GAP, cell.place + 1 - GAP
    return Bar(start, end, str(cell.number), "inside", strength=1.0 if cell.held == "yes" else 0.0)


def _values(cells: Sequence[Cell], context: Context) -> list[str]:
    """What was not held, row by row; that all was where nothing is missing."""
    gettext = words(context.language).gettext
    missed = {row: _numbers(cells, row, "no") for row in dict.fromkeys(cell.row for cell in cells)}
    said = [f"{row}: {numbers}" for row, numbers in missed.items() if numbers != EN_DASH]
    return [gettext("Not held: %(numbers)s") % {"numbers": "; ".join(said)}] if said else [gettext("All were held")]


def _table(caption: str, rows: Sequence[str], cells: Sequence[Cell], context: Context) -> HtmlTable:
    gettext = words(context.language).gettext
    lines = [[row, *(_numbers(cells, row, held) for held in ("yes", "no"))] for row in rows]
    return HtmlTable(caption, [gettext("Time"), gettext("Held"), gettext("Not held")], lines, numeric=())


def _numbers(cells: Sequence[Cell], row: str, held: str) -> str:
    """The numbers of the weeks or months of a row, as they are written; a dash where there is none."""
    return ", ".join(str(cell.number) for cell in cells if (cell.row, cell.held) == (row, held)) or EN_DASH
