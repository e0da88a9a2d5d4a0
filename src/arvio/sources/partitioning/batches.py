"""The rows of a shared file in batches, each cell as it was found, with the label that tells whose each row is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.params.checking import nearest
from arvio.partitions import Sharing
from arvio.partitions.partition import BESIDE, ROW
from arvio.saying import say
from arvio.sources.cells import label, text
from arvio.sources.containers.text_file import read_rows
from arvio.sources.raw_table import is_blank
from arvio.sources.source_file import SourceFile

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_AT_ONCE = 50_000


@dataclass(frozen=True)
class Batch:
    """Rows of a file: `cells` with ROW, whose each is (a cell of the sharing column as found), and which are blank."""

    cells: pa.Table
    owners: Sequence[object]
    n_blank: int = 0
    """Of the rows without an owner, those without any other cell too."""


def _source(file: SourceFile, sharing: Sharing) -> Source:
    """A text file as the organisations that share it read it."""
    said = {"encoding": sharing.encoding, "delimiter": sharing.delimiter}
    rows = {"header_row": sharing.header_row, "header_rows": sharing.header_rows}
    return Source.model_validate({"table": "answers", "reader": "csv", "files": file.name, **said, **rows})


def batches_of(file: SourceFile, sharing: Sharing) -> tuple[list[list[str]], Iterator[Batch]]:
    """The rows down to the last header, of a text file, and the rows below in batches."""
    if sharing.form == "parquet":
        return [], _parquet_batches(file, sharing)
    rows = read_rows(_source(file, sharing), file)
    above = list(islice(rows, sharing.header_row - 1 + sharing.header_rows))
    titles = above[sharing.header_row - 1 :]
    width = max((len(row) for row in titles), default=0)
    place = _place(file, sharing, [[row[n] if n < len(row) else "" for row in titles] for n in range(width)])
    return above, _text_batches(rows, place, width, first=len(above) + 1)


def _place(file: SourceFile, sharing: Sharing, titles: Sequence[Sequence[str]]) -> int:
    """Which column tells whose a row is, by any of its headers."""
    wanted = text(sharing.column)
    found = [place for place, names in enumerate(titles) if wanted in map(text, names)]
    if len(found) == 1:
        return found[0]
    known = [text(name) for names in titles for name in names if name]
    what = say("there is no such column that tells whose a row is")
    if found:
        what = say("several columns have the header that tells whose a row is")
    raise SourceError(
        Problem(
            file.name,
            what,
            say("one column '%(wanted)s', as shared.column of the source says", wanted=wanted),
            nearest(wanted, known),
            say("row %(header_row)s", header_row=sharing.header_row),
        )
    )


def _text_batches(rows: Iterator[list[str]], place: int, width: int, *, first: int) -> Iterator[Batch]:
    while part := list(islice(rows, ROWS_AT_ONCE)):
        owners = [row[place] if len(row) > place else None for row in part]
        n_blank = sum(1 for owner, row in zip(owners, part, strict=True) if not owner and is_blank(row))
        yield Batch(_text_table(part, width, first), owners, n_blank)
        first += len(part)


def _text_table(rows: list[list[str]], width: int, first: int) -> pa.Table:
    """A text column for each header; a cell that a short row lacks is none."""
    import pyarrow as pa

    columns = list(zip_longest(*rows))
    columns += [(None,) * len(rows)] * (width - len(columns))
    found = {f"c{place}": pa.array(columns[place], pa.string()) for place in range(width)}
    beside = [row[width:] if len(row) > width else None for row in rows] if len(columns) > width else [None] * len(rows)
    found[BESIDE] = pa.array(beside, pa.list_(pa.string()))
    return pa.table(found | {ROW: pa.array(range(first, first + len(rows)), pa.int64())})


def _parquet_batches(file: SourceFile, sharing: Sharing) -> Iterator[Batch]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    from arvio.sources.readers.parquet import refuse_other_files

    refuse_other_files(file)
    try:
        with ParquetFile(file.path) as found:
            place = _place(file, sharing, [[name] for name in found.schema_arrow.names])
            first = 1
            for batch in found.iter_batches(ROWS_AT_ONCE):
                numbers = pa.array(range(first, first + batch.num_rows), pa.int64())
                cells = pa.table(batch).append_column(ROW, numbers)
                yield Batch(cells, [cell if cell is None else str(cell) for cell in batch.column(place).to_pylist()])
                first += batch.num_rows
    except (SourceError, OSError):
        raise
    except Exception as error:  # any byte of the file may be broken, and pyarrow then raises many kinds
        what = say("the Parquet file is damaged and cannot be read (%(kind)s)", kind=type(error).__name__)
        raise SourceError(Problem(file.name, what, say("a whole file"), say("copy or export it again"))) from error


def owner_of(cell: object) -> str:
    """The form in which the owners of rows are compared: no case, one space; '' of nobody."""
    return label(cell)
