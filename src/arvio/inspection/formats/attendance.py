"""Whether a sheet is a list of who was present, kept by hand: names down, dates across."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from arvio.inspection.formats.first_rows import Rows
from arvio.sources.cells import label, text
from arvio.sources.dates import is_written_as_date
from arvio.sources.mapping.conversion import MARKS

DATES_AT_LEAST = 2
ROWS_ABOVE_AT_MOST = 15
MARKS_AT_LEAST = 0.8
"""Of the cells under the dates that hold anything; the rest are remarks."""


def is_attendance(rows: Rows) -> int | None:
    """The row with the dates, as Excel counts; None where the sheet is no attendance list."""
    for number, row in enumerate(rows[:ROWS_ABOVE_AT_MOST], start=1):
        places = [place for place, cell in enumerate(row) if place and _is_date(cell)]
        if len(places) >= DATES_AT_LEAST and _are_marks(rows[number:], places):
            return number
    return None


def _is_date(cell: object) -> bool:
    return isinstance(cell, dt.date) or (isinstance(cell, str) and is_written_as_date(cell))


def _are_marks(rows: Rows, places: Sequence[int]) -> bool:
    """Whether those who are named have little more than a mark under the dates."""
    named = [row for row in rows if row and text(row[0])]
    found = [label(row[place]) for row in named for place in places if place < len(row) and text(row[place])]
    return bool(found) and sum(one in MARKS for one in found) >= MARKS_AT_LEAST * len(found)
