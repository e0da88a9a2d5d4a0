"""One table of one page, being read, and what was read before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from .method_box import MethodBox
from .pages import Line, Page, Table
from .printed import WITHHELD, Printed, number_of
from .told import Cell, Count, Told


@dataclass
class Attack:
    """All that was read so far; scales and waves are told in one table and needed in others."""

    told: Told = field(default_factory=Told)
    scales: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """The marks of an item, by organisation and item."""
    waves: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """The waves in a period, by organisation, respondent group and period."""
    sizes: dict[tuple[Cell, ...], Count] = field(default_factory=dict)
    """How many gave any of the marks of an item."""

    def marks_of(self, organisation: str, item: str) -> list[int]:
        """The scale of an item; where only the axis of a drawing has it, the one that all others have."""
        others = {tuple(marks) for (of, _), marks in self.scales.items() if of == organisation}
        return self.scales.get((organisation, item)) or (list(next(iter(others))) if len(others) == 1 else [])


@dataclass(frozen=True)
class Place:
    """One table of one page with what the page tells of its rules."""

    attack: Attack
    page: Page
    rules: MethodBox
    table: Table

    @property
    def told(self) -> Told:
        return self.attack.told

    @property
    def at(self) -> tuple[str, str]:
        return self.page.organisation, self.page.period

    def where(self, line: Line, column: int) -> str:
        """A cell as a reader would point at it."""
        labels = [line.group, *(cell for cell in line.cells[:column] if self.number(cell) is None)]
        named = ", ".join(label for label in labels if label and label != WITHHELD)
        return f"{self.page.name}, “{self.table.caption}”: {named}, {self.table.columns[column]}: {line.cells[column]}"

    def number(self, text: str) -> Printed | None:
        return number_of(text, self.page.language)

    def columns(self, is_wanted: Callable[[str], object]) -> list[int]:
        return [number for number, column in enumerate(self.table.columns) if is_wanted(column)]

    def column(self, *names: str) -> int | None:
        """The first column with one of the names."""
        return next(iter(self.columns(lambda column: column in names)), None)

    def under(self, line: Line, *names: str, otherwise: str = "") -> str:
        """What a line has under the first column with one of the names."""
        column = self.column(*names)
        return otherwise if column is None else line.cells[column]
