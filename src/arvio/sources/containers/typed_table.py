"""Tables of formats whose columns have names and whose cells have types: SPSS files, Parquet, databases."""

from __future__ import annotations

import datetime as dt
import ipaddress
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from arvio.errors import Problem, SourceError
from arvio.saying import say
from arvio.sources.limits import MEGABYTE, refuse_beyond, refuse_long_cells
from arvio.sources.raw_table import RawTable, raw_tables
from arvio.sources.source_file import SourceFile

if TYPE_CHECKING:
    from pyarrow import Array, DataType, DictionaryArray, RecordBatch

TIME_ZONE = "Europe/Helsinki"
"""A moment stored with a time zone, mostly UTC, is told in the local time of those who answered: an answer given at
half past midnight belongs to that day, and not to the day before."""

_UNREADABLE = object()
_AS_FOUND = frozenset({type(None), str, int, float, bool, dt.time})


def typed_tables(file: SourceFile, names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[RawTable]:
    """The rows of named columns, in parts.

    There is no header row in these formats, and the programs that open them call the first row 1.
    """
    plain = (_plain_row(file, names, row) for row in rows)
    for part in raw_tables(file, chain([names], plain)):
        cells = part.cells.set_axis(part.cells.index - 1)
        places = part.places.assign(source_row=part.places["source_row"] - 1).set_axis(cells.index)
        yield replace(part, cells=cells, places=places, letters={})


def is_text(kind: DataType) -> bool:
    """Whether the cells of a column are texts or chains of bytes."""
    import pyarrow as pa

    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(test(kind) for test in tests)


def unfolded(file: SourceFile, batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    """The batches with each text as often as rows have it.

    A text stands once in a small file however many rows have it, so that its length is looked at first.
    """
    import pyarrow as pa

    for batch in batches:
        columns = [
            _unfolded(file, column) if pa.types.is_dictionary(column.type) else column for column in batch.columns
        ]
        yield pa.record_batch(columns, names=batch.schema.names)


def _unfolded(file: SourceFile, column: DictionaryArray) -> Array:
    import pyarrow.compute as pc

    if is_text(column.type.value_type):
        lengths = pc.binary_length(column.dictionary)
        refuse_beyond(file, "cell_characters", pc.max(lengths).as_py() or 0)
        refuse_beyond(file, "unpacked_mb", (pc.sum(lengths.take(column.indices)).as_py() or 0) / MEGABYTE)
    return column.dictionary_decode()


def arrow_rows(batches: Iterable[RecordBatch]) -> Iterator[tuple[object, ...]]:
    """The rows of Arrow's batches as Python's own values."""
    for batch in batches:
        yield from zip(*(_values(column) for column in batch.columns), strict=True)


def _values(column: Array) -> list[object]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        # Python's moments have microseconds; with nanoseconds Arrow gives those of pandas, which warn when converted.
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column.to_pylist()


def _plain_row(file: SourceFile, names: Sequence[str], row: Sequence[object]) -> list[object]:
    refuse_long_cells(file, row)
    cells = [_plain(cell) for cell in row]
    if _UNREADABLE in cells:
        raise SourceError(
            [
                _no_single_value(file.name, name, type(found).__name__)
                for name, found, cell in zip(names, row, cells, strict=True)
                if cell is _UNREADABLE
            ]
        )
    return cells


def _plain(cell: object) -> object:
    """A cell in the forms that mapping knows: text, number, moment."""
    if type(cell) in _AS_FOUND:
        return cell
    return next((form(cell) for kind, form in _FORMS if isinstance(cell, kind)), _UNREADABLE)


def _moment(cell: dt.datetime) -> dt.datetime:
    return cell.astimezone(ZoneInfo(TIME_ZONE)).replace(tzinfo=None) if cell.tzinfo else cell


def _midnight(cell: dt.date) -> dt.datetime:
    return dt.datetime(cell.year, cell.month, cell.day)


def _number(cell: Decimal) -> float:
    """Without its decimals where all are zero, so that 5.00 is the answer 5."""
    return int(cell) if cell.is_finite() and cell == cell.to_integral_value() else float(cell)


_FORMS: tuple[tuple[type | tuple[type, ...], Callable[..., Any]], ...] = (
    (dt.datetime, _moment),
    (dt.date, _midnight),
    (Decimal, _number),
    ((str, uuid.UUID, ipaddress.IPv4Address, ipaddress.IPv6Address), str),
    (float, float),
    (int, int),
)


def _no_single_value(file: str, column: str, kind: str) -> Problem:
    return Problem(
        file,
        say("the cells of a column hold more than a value each, or no text, number or date (%(kind)s)", kind=kind),
        say("texts, numbers, dates, or true and false"),
        say("leave the column out of the export or query, or have its parts written as columns of their own"),
        say("column '%(column)s'", column=column),
    )
