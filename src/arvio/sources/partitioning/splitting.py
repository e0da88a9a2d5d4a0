"""Batches of rows into a Parquet file for each owner, with no more in memory than a bounded number of bytes.

Rows are first spilled into a few files by a number of their owner; each of these is then small enough to be sorted in
memory, or is of one owner and streamed, or is divided once more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from arvio.errors import Problem, SourceError
from arvio.partitions.partition import PART, ROW, digest_of, part_name
from arvio.saying import say
from arvio.sources.partitioning.batches import Batch, owner_of

if TYPE_CHECKING:
    import pyarrow as pa

SPILLS = 32
BYTES_AT_ONCE = 192_000_000
"""Of cells that are sorted in memory."""
ROWS_OF_A_GROUP = 50_000
OWNERS_AT_MOST = 200_000
"""A column with more different words than there can be organisations is another column."""


@dataclass
class Owners:
    """A number for each different owner, in the order in which they are met."""

    numbers: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    n_rows: list[int] = field(default_factory=list)
    _cells: dict[object, int] = field(default_factory=dict, repr=False)

    def numbered(self, cells: Iterable[object]) -> np.ndarray:
        """The number of each row's owner; -1 of nobody."""
        known = self._cells
        return np.fromiter((known[cell] if cell in known else self._number(cell) for cell in cells), "int32")

    def _number(self, cell: object) -> int:
        owner = owner_of(cell)
        number = self.numbers.setdefault(owner, len(self.texts)) if owner else -1
        if number == len(self.texts):
            self.texts.append(" ".join(str(cell).split()))
            self.n_rows.append(0)
        if len(self._cells) > 2 * OWNERS_AT_MOST or len(self.texts) > OWNERS_AT_MOST:
            what = say("the column that tells whose a row is has more than %(n)s different words", n=OWNERS_AT_MOST)
            raise SourceError(
                Problem("shared.column", what, say("one word for each organisation"), say("name another column"))
            )
        self._cells[cell] = number
        return number


@dataclass(frozen=True)
class Split:
    """Name, words and rows of each part, and how many rows are nobody's."""

    parts: tuple[tuple[str, str, int], ...]
    n_without: int


def split(batches: Iterable[Batch], folder: Path) -> Split:
    """Write NAME.parquet and NAME.json for each owner into a folder, rows in their order."""
    owners, n_without = Owners(), 0
    with _Spills(folder, 0) as spills:
        for batch in batches:
            numbers = owners.numbered(batch.owners)
            nobodys = numbers < 0
            n_without += int(nobodys.sum()) - batch.n_blank
            spills.add(batch.cells, numbers)
    names = [part_name(owner) for owner in owners.numbers]
    counted = dict(_finished(spills, folder, names))
    return Split(tuple((names[n], owners.texts[n], counted[n]) for n in range(len(names))), n_without)


class _Spills:
    """Files of rows by a digit of the number of their owner."""

    def __init__(self, folder: Path, depth: int, at: str = "spill") -> None:
        self.folder, self.depth, self._at = folder, depth, at
        self.bytes = [0] * SPILLS
        self.owners: list[set[int]] = [set() for _ in range(SPILLS)]
        self._writers: dict[int, pa.ipc.RecordBatchStreamWriter] = {}

    def path(self, spill: int) -> Path:
        return self.folder / f".{self._at}-{spill}"

    def add(self, cells: pa.Table, numbers: np.ndarray) -> None:
        """Rows of owners, in their order; those of nobody are dropped."""
        digits = numbers // SPILLS**self.depth % SPILLS
        order = np.argsort(np.where(numbers < 0, SPILLS, digits), kind="stable")
        ends = np.searchsorted(np.where(numbers < 0, SPILLS, digits)[order], np.arange(SPILLS + 1))
        for spill in range(SPILLS):
            rows = order[ends[spill] : ends[spill + 1]]
            if len(rows):
                self._write(spill, cells.take(rows), numbers[rows])

    def _write(self, spill: int, cells: pa.Table, numbers: np.ndarray) -> None:
        import pyarrow as pa

        rows = cells.append_column(PART, pa.array(numbers, pa.int32()))
        if spill not in self._writers:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            self._writers[spill] = pa.ipc.new_stream(str(self.path(spill)), rows.schema, options=options)
        self._writers[spill].write_table(rows)
        self.bytes[spill] += rows.nbytes
        self.owners[spill].update(np.unique(numbers).tolist())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()


def _finished(spills: _Spills, folder: Path, names: list[str]) -> Iterator[tuple[int, int]]:
    """The number and the rows of each owner, whose file is written."""
    import pyarrow as pa

    for spill in range(SPILLS):
        if not spills.owners[spill]:
            continue
        path, found = spills.path(spill), spills.owners[spill]
        with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as stream:
            if len(found) == 1:
                number = found.pop()
                yield number, write_part(folder, names[number], (pa.table(batch) for batch in stream))
            elif spills.bytes[spill] <= BYTES_AT_ONCE:
                yield from _sorted_parts(stream.read_all(), folder, names)
            else:
                yield from _divided_again(stream, spills.depth + 1, folder, names, at=path.name.lstrip("."))
        path.unlink()


def _divided_again(
    stream: pa.RecordBatchReader, depth: int, folder: Path, names: list[str], *, at: str
) -> Iterator[tuple[int, int]]:
    import pyarrow as pa

    with _Spills(folder, depth, at) as spills:
        for batch in stream:
            numbers = batch.column(PART).to_numpy()
            spills.add(pa.table(batch).drop_columns([PART]), numbers)
    yield from _finished(spills, folder, names)


def _sorted_parts(table: pa.Table, folder: Path, names: list[str]) -> Iterator[tuple[int, int]]:
    numbers = table.column(PART).to_numpy()
    order = np.argsort(numbers, kind="stable")
    table = table.take(order)
    found, begins = np.unique(numbers[order], return_index=True)
    for number, begin, end in zip(found, begins, [*begins[1:], len(order)], strict=True):
        yield int(number), write_part(folder, names[number], [table.slice(begin, end - begin)])


def write_part(
    folder: Path, name: str, tables: Iterable[pa.Table], *, left: Mapping[str, tuple[int, ...]] | None = None
) -> int:
    """One owner's rows as Parquet, with their digests beside it; how many they are."""
    import pyarrow.parquet as pq

    path, n_rows = folder / f"{name}.parquet", 0
    cells, numbers, writer = hashlib.sha256(), hashlib.sha256(), None
    for group in _groups(tables):
        rows = group.drop_columns([PART])
        writer = writer or pq.ParquetWriter(path, rows.schema, compression="zstd")
        writer.write_table(rows, row_group_size=ROWS_OF_A_GROUP)
        numbers.update(rows.column(ROW).to_numpy().tobytes())
        for column in rows.drop_columns([ROW]).itercolumns():
            cells.update(_contents(column))
        n_rows += rows.num_rows
    assert writer is not None  # nobody is given a part without rows
    writer.close()
    said = {"rows": n_rows, "cells": cells.hexdigest(), "numbers": numbers.hexdigest(), "file": digest_of(path)}
    said |= {"left": left} if left else {}
    path.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")
    return n_rows


def _groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The rows in groups of the same size however they come, so that the same rows always have the same digests."""
    import pyarrow as pa

    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        while sum(one.num_rows for one in waiting) >= ROWS_OF_A_GROUP:
            joined = pa.concat_tables(waiting)
            yield joined.slice(0, ROWS_OF_A_GROUP).combine_chunks()
            waiting = [joined.slice(ROWS_OF_A_GROUP)]
    if rest := [one for one in waiting if one.num_rows]:
        yield pa.concat_tables(rest).combine_chunks()


def _contents(column: pa.ChunkedArray) -> bytes:
    """The cells of a column as bytes that only the same cells have."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_string(column.type):
        lengths = pc.fill_null(pc.binary_length(column), -1).to_numpy().tobytes()
        return lengths + b"".join(map(_letters, column.chunks))
    plain = pa.table({"cells": column}).combine_chunks()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, plain.schema) as writer:
        writer.write_table(plain)
    return sink.getvalue().to_pybytes()


def _letters(cells: pa.StringArray) -> bytes:
    """The texts of cells one after the other, taken from where Arrow has them in a row."""
    _, offsets, letters = cells.buffers()
    if letters is None:
        return b""
    places = np.frombuffer(offsets, "int32")[cells.offset : cells.offset + len(cells) + 1]
    return letters[int(places[0]) : int(places[-1])].to_pybytes()
