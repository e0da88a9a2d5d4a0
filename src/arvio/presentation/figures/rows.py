"""What a figure holds before it is drawn: rows of marks on a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Ink = Literal["first", "second", "third", "quiet", "ink"]
Shape = Literal["circle", "square", "diamond"]
Side = Literal["right", "left"]


@dataclass(frozen=True)
class Bar:
    """A bar from one value to another, with its words inside it or after its end."""

    start: float
    end: float
    words: str = ""
    place: Literal["inside", "after"] = "after"
    ink: Ink = "first"
    strength: float = 1.0
    """How strong its colour is, 0 to 1; words inside a weak bar are written in ink."""


@dataclass(frozen=True)
class Dot:
    """A value with its interval, where it has one, and its words beside it."""

    value: float
    low: float
    high: float
    words: str = ""
    ink: Ink = "first"
    shape: Shape = "circle"
    side: Side = "right"
    """On which side of the value its words stand."""


@dataclass(frozen=True)
class Link:
    """A thin line between two values that belong together; it is no interval."""

    start: float
    end: float


@dataclass(frozen=True)
class Note:
    """Words in place of a mark: what is withheld or has no value."""

    words: str


Mark = Bar | Dot | Link | Note


@dataclass(frozen=True)
class Row:
    """A label and its marks. A heading stands above the first row of several that belong together."""

    label: str
    marks: tuple[Mark, ...]
    heading: str = ""


@dataclass(frozen=True)
class Scale:
    """The values from low to high, with the ticks that are written under the rows."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]] = ()
    title: str = ""


@dataclass(frozen=True)
class Reference:
    """A line across all rows: a target, or the day of a reform."""

    value: float
    words: str


@dataclass(frozen=True)
class Chart:
    """Rows on one scale."""

    rows: tuple[Row, ...]
    scale: Scale
    references: tuple[Reference, ...] = ()
