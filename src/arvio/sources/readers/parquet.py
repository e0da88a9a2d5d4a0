"""Parquet files, as analysts pass tables on: columns have types already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from arvio.errors import ArvioError, Problem, SourceError
from arvio.params import Source
from arvio.partitions import Part
from arvio.saying import say
from arvio.sources.containers.first_bytes import PARQUET
from arvio.sources.containers.typed_table import arrow_rows, is_text, typed_tables, unfolded
from arvio.sources.files import beginning
from arvio.sources.partitioning.reading import batches
from arvio.sources.raw_table import ROWS_AT_ONCE, RawTable
from arvio.sources.source_file import SourceFile

INDEX = "__index_level_"
"""How pandas calls the row labels that it writes beside the table."""

_MARK_ENCRYPTED = b"PARE"


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows, in parts that are read one at a time."""
    if not file.part:
        refuse_other_files(file)
    try:
        yield from _own_tables(file, file.part) if file.part else _tables(file)
    except ArvioError:
        raise
    except Exception as error:  # any byte of the file may be broken, and pyarrow then raises many kinds
        raise SourceError(_damaged(file.name, type(error).__name__)) from error


def _tables(file: SourceFile) -> Iterator[RawTable]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(file.path) as found:
        names = found.schema_arrow.names
        texts = [one.name for one in found.schema_arrow if is_text(one.type)]
    with ParquetFile(file.path, read_dictionary=texts) as found:
        index = [name for name in names if name.startswith(INDEX)]
        notes = (say("a Parquet file of %(n)s rows", n=found.metadata.num_rows),)
        for part in typed_tables(file, names, arrow_rows(unfolded(file, found.iter_batches(ROWS_AT_ONCE)))):
            yield replace(part.knowing(bookkeeping=index), notes=notes)


def _own_tables(file: SourceFile, part: Part) -> Iterator[RawTable]:
    """The rows of one organisation in a file that several share."""
    found = batches(part, file.name)
    first = next(found)
    names = first.schema.names
    notes = (say("%(n)s rows of a Parquet file that several organisations share", n=part.n_rows),)
    for table in typed_tables(file, names, arrow_rows(chain([first], found))):
        yield replace(table.knowing(bookkeeping=[name for name in names if name.startswith(INDEX)]), notes=notes)


def refuse_other_files(file: SourceFile) -> None:
    """A SourceError that says what is wrong with a file that is no Parquet file, not whole or encrypted."""
    start = beginning(file, len(PARQUET))
    if start == _MARK_ENCRYPTED:
        raise SourceError(
            Problem(file.name, say("the Parquet file is encrypted"), say("an open one"), say("have it written openly"))
        )
    if start != PARQUET:
        raise SourceError(
            Problem(
                file.name,
                say("is no Parquet file (its first bytes are not those of one)"),
                say("a Parquet file"),
                say("choose the reader of its own format in params"),
            )
        )
    with file.path.open("rb") as opened:
        opened.seek(-len(PARQUET), 2)
        if opened.read() not in (PARQUET, _MARK_ENCRYPTED):
            raise SourceError(_cut_off(file.name))


def _cut_off(name: str) -> Problem:
    return Problem(
        name,
        say("the Parquet file ends too early: it was cut off while being copied or downloaded"),
        say("a whole file"),
        say("copy or export the file again"),
    )


def _damaged(name: str, kind: str) -> Problem:
    return Problem(
        name,
        say("the Parquet file is damaged and cannot be read (%(kind)s)", kind=kind),
        say("a whole file"),
        say("copy or export it again"),
    )
