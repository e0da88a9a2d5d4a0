"""A divided file on disk: a folder with a record of the whole and two files for each part, opened by its name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from arvio import bounded
from arvio.bounded import json_in

FOLDER = Path("data", ".cache", ".shared")
RECORD, PARTS = "record.json", "parts.json"
ROW, PART = "__row__", "__part__"
"""Columns beside those of the file: the number of the row in it, and while it is divided, whose the row is."""
BESIDE = "__beside__"
"""Of a text file: the cells of a row that has more than there are headers."""
FORMAT = 1
"""Of what lies on disk; another number divides every file anew."""
DIGITS = 24
"""Of names made of digests: enough to tell them apart, short enough for the paths of Windows."""

NumberedPart = tuple[str, int]

Left = Mapping[str, tuple[int, ...]]
"""Of rows that were left out since their persons withdrew: what stands on the list for each, and the rows' numbers."""


@dataclass(frozen=True)
class Sharing:
    """A file that several organisations share, how it is read, and which column tells whose a row is."""

    file: str
    """Its path from the project's root."""
    column: str
    form: Literal["text", "parquet"]
    header_row: int = 1
    header_rows: int = 1
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def key(self) -> str:
        """The name of the folder in which it is kept divided."""
        said = json.dumps([FORMAT, *asdict(self).values()], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]


@dataclass(frozen=True)
class Part:
    """The rows of one organisation in a file that several share.

    `paths`   Parquet files with the cells as found and the column ROW, in the order of the rows; mostly one
    `above`   the rows down to the last header, of a text file
    `cells`   digest of the headers and all cells, which other organisations' rows do not change
    `numbers` digest of where the rows stand in the file, which rows of others above them move
    `left`    the rows that are not there, since their persons withdrew
    """

    paths: tuple[Path, ...]
    n_rows: int
    above: tuple[tuple[str, ...], ...]
    cells: str
    numbers: str
    left: Left = field(default_factory=dict)

    @cached_property
    def standing(self) -> list[int]:
        """The number in the file of each row, as tables number them: those above and the headers, then the own rows.

        Rows of a Parquet file, which has no header row, are numbered from 2 on, as its reader does at first.
        """
        from pyarrow.parquet import read_table

        own = sorted(n for path in self.paths for n in read_table(path, columns=[ROW]).column(ROW).to_pylist())
        return [*range(1, len(self.above) + 1), *own] if self.above else [1, *(number + 1 for number in own)]


@dataclass(frozen=True)
class Partition:
    """A file divided, at one state of its contents."""

    folder: Path
    above: tuple[tuple[str, ...], ...]
    n_rows: int
    n_without: int
    """Rows that are not blank and tell nobody's name."""

    def part(self, names: Iterable[str]) -> Part | None:
        """The rows of an organisation by the names of its parts; None where it has none.

        A ValueError, KeyError or OSError where what lies there is not whole.
        """
        found = [name for name in sorted(set(names)) if (self.folder / f"{name}.json").exists()]
        said = [json_in(self.folder / f"{name}.json") for name in found]
        if not said:
            return None
        cells = json.dumps([self.above, [one["cells"] for one in said]], ensure_ascii=False)
        return Part(
            tuple(self.folder / f"{name}.parquet" for name in found),
            sum(one["rows"] for one in said),
            self.above,
            hashlib.sha256(cells.encode()).hexdigest(),
            hashlib.sha256("".join(one["numbers"] for one in said).encode()).hexdigest(),
            {digest: tuple(rows) for one in said for digest, rows in one.get("left", {}).items()},
        )

    def is_whole(self, part: Part) -> bool:
        """Whether the files of a part hold what was written."""
        written = [json_in(path.with_suffix(".json"))["file"] for path in part.paths]
        return written == [digest_of(path) for path in part.paths]

    def parts(self) -> Mapping[str, NumberedPart]:
        """Name of each part: the words in the file, and how many rows."""
        found = json_in(self.folder / PARTS)
        return {name: (text, n) for name, (text, n) in found.items()}


def part_name(label: str) -> str:
    """The name of the files of a part, of the words in the form in which they are compared."""
    return hashlib.sha256(label.encode()).hexdigest()[:DIGITS]


def opened(folder: Path) -> Partition:
    """A divided file by its folder; a ValueError, KeyError, TypeError or OSError where it is not whole."""
    said = json_in(folder / RECORD)
    above = tuple(tuple(row) for row in said["above"])
    return Partition(folder, above, int(said["rows"]), int(said["without"]))


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; an OSError where it is a pipe or a device."""
    with bounded.opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
