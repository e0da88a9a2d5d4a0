"""Reading exports: one module per format, chosen by the source's reader, none knowing another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import get_args

from arvio.params import Source
from arvio.params.models import Reader
from arvio.sources.raw_table import RawTable
from arvio.sources.source_file import SourceFile

READERS: tuple[str, ...] = get_args(Reader)
"""Each is the name of a module in readers/, which has a `read`."""


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The cells of one file as found, read as the source says, in parts that fit in memory.

    All parts have the same headers; their indexes, the numbers of the rows, do not overlap.
    """
    limited = replace(file, limits=source.limits)
    yield from import_module(f"arvio.sources.readers.{source.reader}").read(source, limited)
