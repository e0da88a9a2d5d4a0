"""One sheet of a plain workbook: nothing about its columns is known beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from arvio.params import Source
from arvio.sources.containers.workbook_file import read_sheet
from arvio.sources.raw_table import RawTable, raw_tables
from arvio.sources.source_file import SourceFile


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows below the header rows; a formula is its last computed value."""
    sheet, rows = read_sheet(source, file)
    return raw_tables(file, rows, header_row=source.header_row, header_rows=source.header_rows, sheet=sheet)
