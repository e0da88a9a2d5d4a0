"""An export of either form, delimited text or workbook, as the same form's tool gives both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arvio.params import Source
from arvio.sources.containers.text_file import read_rows
from arvio.sources.containers.workbook_file import OLE, ZIP, Rows, read_sheet
from arvio.sources.files import beginning
from arvio.sources.raw_table import RawTable, raw_tables
from arvio.sources.source_file import SourceFile


def export_parts(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows below the header rows, of a workbook if the file's first bytes are those of one."""
    sheet, rows = sheet_rows(source, file)
    return raw_tables(file, rows, header_row=source.header_row, header_rows=source.header_rows, sheet=sheet)


def sheet_rows(source: Source, file: SourceFile) -> tuple[str, Iterator[Sequence[object]] | Rows]:
    """The name of the sheet ('' of a text file) and its rows."""
    if is_workbook(file):
        return read_sheet(source, file)
    return "", read_rows(source, file)


def is_workbook(file: SourceFile) -> bool:
    """Whether the first bytes are those of a workbook, new or old. A part of a shared file is of a text file."""
    return not file.part and beginning(file, len(OLE)).startswith((OLE, ZIP))
