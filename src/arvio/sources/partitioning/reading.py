"""The rows of one organisation in a divided file, as its reader would have found them in a file of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from arvio.errors import Problem, SourceError
from arvio.partitions import Part
from arvio.partitions.partition import BESIDE, ROW
from arvio.saying import say

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 20_000


def text_rows(part: Part, name: str) -> Iterator[list[str]]:
    """The rows down to the last header, and the own rows below, each as long as it was."""
    return chain((list(row) for row in part.above), _own_rows(part, name))


def _own_rows(part: Part, name: str) -> Iterator[list[str]]:
    for batch in batches(part, name):
        beside = batch.column(BESIDE).to_pylist()
        columns = [column.to_pylist() for column in batch.drop_columns([BESIDE]).columns]
        for row, more in zip(zip(*columns, strict=True), beside, strict=True):
            yield _as_long_as_it_was(row) if more is None else [*row, *more]


def _as_long_as_it_was(row: tuple[Any, ...]) -> list[str]:
    """The texts of a row; behind its end there is nothing, which text files hold nowhere else."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return list(row[:end])


def batches(part: Part, name: str) -> Iterator[pa.RecordBatch]:
    """The cells of the own rows in their order, without their numbers. Parts of several names are put in one order."""
    from pyarrow.parquet import ParquetFile

    try:
        if len(part.paths) > 1:
            yield from _in_order(part).drop_columns([ROW]).to_batches(max_chunksize=ROWS_AT_ONCE)
            return
        with ParquetFile(part.paths[0]) as found:
            for batch in found.iter_batches(ROWS_AT_ONCE):
                yield batch.drop_columns([ROW])
    except OSError as error:
        reason = error.strerror or type(error).__name__
        what = say("was changed while its rows were read (%(reason)s)", reason=reason)
        raise SourceError(Problem(name, what, remedy=say("run again"))) from error


def _in_order(part: Part) -> pa.Table:
    import pyarrow as pa
    from pyarrow.parquet import read_table

    return pa.concat_tables([read_table(path) for path in part.paths]).sort_by(ROW)
