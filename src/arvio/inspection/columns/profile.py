"""An export looked through from its first row to its last: what stands in each column, and what its reader told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from arvio.inspection.columns.tally import Tally, tally
from arvio.inspection.formats.format import Format
from arvio.inspection.formats.formats import find_format
from arvio.sources import read
from arvio.sources.raw_table import RawTable
from arvio.sources.source_file import SourceFile


@dataclass(frozen=True)
class Profile:
    """A file, what it is, and what stands in its columns.

    `raw` is the table that its reader gives, without its rows: headers and all that the reader knows of them.
    """

    file: SourceFile
    format: Format
    raw: RawTable
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return next(iter(self.tallies.values())).rows if self.tallies else 0


def look_through(file: SourceFile) -> Profile:
    """An export as it is found, read part by part; an error when it cannot be read."""
    return profile_as(file, find_format(file))


def profile_as(file: SourceFile, found: Format) -> Profile:
    """An export that is read in a way that is known already."""
    tallies: dict[str, Tally] = {}
    notes: dict[str, None] = {}
    first, blank = None, 0
    for part in read(found.source, file):
        first = first or part
        blank += part.blank
        notes |= dict.fromkeys(part.notes)
        for header in part.headers:
            tallies[header] = tallies.get(header, Tally()) + tally(header, part.cells[header])
    return Profile(file, found, _without_rows(first, blank), tallies, tuple(notes))


def _without_rows(raw: RawTable | None, blank: int) -> RawTable:
    assert raw is not None  # readers yield the headers also where there are no rows
    return replace(raw, cells=raw.cells.iloc[:0], places=raw.places.iloc[:0], blank=blank)
