"""A cell of a table as data have it: a number to compute with, a mark in place of one, or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arvio.presentation import style
from arvio.presentation.reading_back import Interval, Value, read_back

if TYPE_CHECKING:
    from arvio.publish.annexes.content import Table

MARKS = {style.WITHHELD: "c", style.EN_DASH: "x"}
"""What stands on the page in place of a figure, and the shorthand of spreadsheets for it: c for confidential, x for not
available, as the UK Government Analysis Function asks (Releasing statistics in spreadsheets, 2024)."""


@dataclass(frozen=True)
class Cell:
    """What stands in a cell."""

    written: str
    """As the page has it, but for the mark of what has no figure."""
    value: Value | Interval | None = None
    mark: str = ""


def cell_of(written: str, language: str) -> Cell:
    """A cell of a column of numbers.

    >>> cell_of("••", "fi").written
    '[c]'
    """
    if written in MARKS:
        return Cell(f"[{MARKS[written]}]", mark=MARKS[written])
    return Cell(written, read_back(written, language))


def word_cell_of(written: str) -> Cell:
    """A cell of a column of words, in which a year or a number of a group is a name."""
    return Cell(f"[{MARKS[written]}]", mark=MARKS[written]) if written in MARKS else Cell(written)


def cells_of(table: Table, language: str) -> list[list[Cell]]:
    """The cells of each row of a table."""
    return [
        [cell_of(text, language) if at in table.numeric else word_cell_of(text) for at, text in enumerate(row)]
        for row in table.rows
    ]


def with_shorthand(note: str) -> str:
    """A note below a table with the shorthand in place of the marks of the page that it explains."""
    for mark, shorthand in MARKS.items():
        if note.startswith(f"{mark} "):
            return f"[{shorthand}]{note[len(mark) :]}"
    return note.replace(style.WITHHELD, f"[{MARKS[style.WITHHELD]}]")


def is_of_intervals(column: Sequence[Cell]) -> bool:
    """Whether a column has intervals and marks only, so that both ends can have a column of their own."""
    found = [cell for cell in column if not cell.mark]
    return bool(found) and all(isinstance(cell.value, Interval) for cell in found)
