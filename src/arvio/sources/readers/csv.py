"""Plain delimited text (CSV): nothing about its columns is known beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from arvio.params import Source
from arvio.sources.containers.text_file import read_rows
from arvio.sources.raw_table import RawTable, raw_tables
from arvio.sources.source_file import SourceFile


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows below the header rows."""
    return raw_tables(file, read_rows(source, file), header_row=source.header_row, header_rows=source.header_rows)
