"""The attendance workbook kept by hand: a sheet a month, names down, dates across, x for present, totals below.

It becomes one row for each name and date. Above the header a sheet may say more of itself, as "Ryhmä: R01"; each such
line becomes a column of its own, here "Ryhmä".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

import pandas as pd

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import label, text
from arvio.sources.containers.workbook_file import Rows, read_sheets
from arvio.sources.dates import is_written_as_date
from arvio.sources.raw_table import RawTable, in_words, is_blank
from arvio.sources.source_file import SourceFile

DATE, MARK, SHEET, FILE = "[date]", "[mark]", "[sheet]", "[file]"
"""Headers for what stands across, within and around the sheets. The first two are mapped without being declared."""

TOTALS = ("yhteensä", "summa", "total", "totalt", "summa yhteensä", "läsnä yhteensä", "paikalla yhteensä")
_TITLE = re.compile(r"([^:]{1,40}):\s*(.+)")


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """All sheets as one table with the columns [date], [mark], [sheet], [file] and those of the sheets."""
    sheets = {name: rows for name, rows in read_sheets(file).items() if not all(is_blank(row) for row in rows)}
    if not sheets:
        raise SourceError(Problem(file.name, say("every sheet is empty"), say("names down and dates across")))
    found = [row for name, rows in sheets.items() for row in _long(file, name, rows, source.header_row)]
    if not found:
        raise SourceError(
            Problem(file.name, say("no sheet has a name below its dates"), say("at least one person's row"))
        )
    table = pd.DataFrame(found, dtype=object)
    provenance = ["source_file", "source_sheet", "source_row", "source_column"]
    cells = table.drop(columns=provenance)
    raw = RawTable(file.name, cells, table[provenance], provides={"date": DATE, "present": MARK})
    yield raw.knowing(bookkeeping=(SHEET, FILE, *_totals(cells)))


def _totals(cells: pd.DataFrame) -> list[str]:
    return [header for header in cells.columns if label(header) in TOTALS]


def _long(file: SourceFile, sheet: str, rows: Rows, first: int) -> Iterator[dict[str, object]]:
    """One record for each name and date of a sheet. A date under which nobody has a mark was not held."""
    place = _header_place(file.name, sheet, rows, first)
    headers = rows[place]
    titles = dict(_titles(rows[:place]))
    names = [(number, row) for number, row in enumerate(rows[place + 1 :], start=place + 2) if _is_name(row)]
    held = [column for column in _date_columns(headers) if any(text(_cell(row, column)) for _, row in names)]
    other = {column: text(cell) for column, cell in enumerate(headers) if column not in _date_columns(headers)}
    for number, row in names:
        own = {header: _cell(row, column) for column, header in other.items() if header}
        for column in held:
            yield {
                **titles,
                **own,
                DATE: headers[column],
                MARK: _cell(row, column),
                SHEET: sheet,
                FILE: file.stem,
                "source_file": file.name,
                "source_sheet": sheet,
                "source_row": number,
                "source_column": text(headers[column]).removesuffix(" 00:00:00"),
            }


def _header_place(file: str, sheet: str, rows: Rows, first: int) -> int:
    """The first row, from the declared header row on, that has dates across."""
    for place in range(first - 1, len(rows)):
        if _date_columns(rows[place]):
            return place
    raise SourceError(
        Problem(
            file,
            say("the sheet has no row of dates"),
            say("names down and dates across, as 4.4.2023"),
            say("write the dates of the meetings into one row, or move the sheet to another workbook"),
            in_words(sheet, []),
        )
    )


def _date_columns(row: Sequence[object]) -> list[int]:
    return [
        column
        for column, cell in enumerate(row)
        if column > 0 and (isinstance(cell, dt.date) or (isinstance(cell, str) and is_written_as_date(cell)))
    ]


def _titles(rows: Rows) -> Iterator[tuple[str, str]]:
    for row in rows:
        for cell in row:
            found = _TITLE.fullmatch(text(cell))
            if found:
                yield found[1], found[2]


def _is_name(row: Sequence[object]) -> bool:
    return bool(row) and bool(text(row[0])) and label(row[0]) not in TOTALS


def _cell(row: Sequence[object], column: int) -> object:
    return row[column] if column < len(row) else None
