"""Plain delimited text (CSV): nothing about its columns is known beforehand."""

from __future__ import annotations

from arvio.params import Source
from arvio.sources.files import SourceFile
from arvio.sources.raw_table import RawTable, raw_table
from arvio.sources.text_file import read_rows


def read(source: Source, file: SourceFile) -> RawTable:
    """The rows below the header row."""
    return raw_table(file, read_rows(source, file), header_row=source.header_row)
