"""How a run chart is drawn, in points, for a wide page and for a phone: time runs from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from arvio.presentation import style
from arvio.presentation.figures.drawing import COLOURS, PAGE, POINTS, Sheet, add, text_at
from arvio.presentation.figures.rows import Reference, Scale

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 190.0
"""Of the lines and dots, in points."""
WIDTH_OF_DIGIT = 0.64
"""Digits and percent signs are wider than the mean letter."""
LARGE, SMALL = 4.5, 3.0
"""Radius of a dot, where there is room and where there is little."""
LIMITS = 0.22
"""Strength of the band of limits."""


@dataclass(frozen=True)
class Point:
    """A month: its share and limits (NaN where there is none), its value in words, and what stands under it."""

    value: float
    low: float
    high: float
    words: str
    month: str
    year: str
    """Written where a year begins; empty elsewhere."""


@dataclass(frozen=True)
class Plane:
    """Where the points stand on a sheet."""

    sheet: Sheet
    scale: Scale
    number: int
    top: float

    @property
    def left(self) -> float:
        return max((_width(words, self.sheet) for _, words in self.scale.ticks), default=0) + 8

    @property
    def step(self) -> float:
        return (self.sheet.width - 10 - self.left) / self.number

    @property
    def bottom(self) -> float:
        return self.top + HEIGHT

    def x(self, place: float) -> float:
        """The middle of a month."""
        return self.left + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        return self.bottom - (value - self.scale.low) / (self.scale.high - self.scale.low) * HEIGHT


def draw_run(points: Sequence[Point], scale: Scale, sheet: Sheet, *, references: Sequence[Reference] = ()) -> Figure:
    """Months from left to right as dots on a line, over the band of their limits."""
    from matplotlib.figure import Figure

    plane = Plane(sheet, scale, len(points), top=sheet.line * (2.9 if references else 1.6))
    height = plane.bottom + sheet.line * (3 if _has_months(points, plane) else 1.7)
    figure = Figure(figsize=(sheet.width / POINTS, height / POINTS))
    _band(figure, points, plane)
    _grid(figure, plane)
    for reference in references:
        _reference(figure, reference, plane)
    _run(figure, points, plane)
    _values(figure, points, plane)
    _times(figure, points, plane)
    return figure


def _band(figure: Figure, points: Sequence[Point], plane: Plane) -> None:
    """The limits, a step for each month, with their ends as lines."""
    from matplotlib.patches import Rectangle

    look = {"facecolor": (COLOURS["quiet"], LIMITS), "linewidth": 0}
    for place, point in enumerate(points):
        if point.low != point.low:
            continue
        left, right = plane.x(place - 0.5), plane.x(place + 0.5)
        top, bottom = plane.y(point.high), plane.y(point.low)
        add(figure, Rectangle((left, top), right - left, bottom - top, **look))
        for y in (top, bottom):
            _line(figure, (left, right), (y, y), color=COLOURS["quiet"], linewidth=1.2)


def _grid(figure: Figure, plane: Plane) -> None:
    across = (plane.left, plane.x(plane.number - 0.5))
    for value, words in plane.scale.ticks:
        y = plane.y(value)
        _line(figure, across, (y, y), color=COLOURS["quiet"], linewidth=0.6, alpha=0.45)
        text_at(figure, plane.left - 6, y, words, size=plane.sheet.font, align="right")


def _reference(figure: Figure, reference: Reference, plane: Plane) -> None:
    y, end = plane.y(reference.value), plane.x(plane.number - 0.5)
    _line(figure, (plane.left, end), (y, y), color=COLOURS["third"], linewidth=1.6, linestyle=(0, (4, 3)))
    text_at(figure, end, plane.sheet.line * 0.75, reference.words, size=plane.sheet.font, align="right")


def _run(figure: Figure, points: Sequence[Point], plane: Plane) -> None:
    from matplotlib.patches import Circle

    shown = [(place, point) for place, point in enumerate(points) if point.value == point.value]
    for (first, one), (second, other) in pairwise(shown):
        if second == first + 1:  # a line over a month that is not shown would tell of it
            across, down = (plane.x(first), plane.x(second)), (plane.y(one.value), plane.y(other.value))
            _line(figure, across, down, color=COLOURS["first"], linewidth=1.6)
    radius = LARGE if plane.step > plane.sheet.font * 1.5 else SMALL
    for place, point in shown:
        centre = (plane.x(place), plane.y(point.value))
        add(figure, Circle(centre, radius, facecolor=COLOURS["first"], edgecolor=PAGE))


def _values(figure: Figure, points: Sequence[Point], plane: Plane) -> None:
    """The values that are written, clear of the line; the mark of what is withheld at the foot of its month."""
    sheet = plane.sheet
    for place, point in _told(points, plane):
        above = sheet.line * (-0.85 if _is_high(place, points) else 0.95)
        x = min(plane.x(place), sheet.width - _width(point.words, sheet) / 2)
        text_at(figure, x, plane.y(point.value) + above, point.words, size=sheet.font, align="center")
    for place, point in enumerate(points):
        if point.value != point.value:
            text_at(figure, plane.x(place), plane.bottom - 8, style.WITHHELD, size=sheet.font, align="center")


def _told(points: Sequence[Point], plane: Plane) -> Iterator[tuple[int, Point]]:
    """The points whose values are written: all where there is room, else the lowest, which the table completes."""
    values = [point.value for point in points if point.value == point.value]
    has_room = plane.step > max(_width(point.words, plane.sheet) for point in points)
    for place, point in enumerate(points):
        if has_room and point.value == point.value:
            yield place, point
    if not has_room and values and min(values) < max(values):
        lowest = next(place for place, point in enumerate(points) if point.value == min(values))
        yield lowest, points[lowest]


def _is_high(place: int, points: Sequence[Point]) -> bool:
    """Whether a point lies no lower than those beside it: then its words stand above it, clear of the line."""
    beside = [points[near].value for near in (place - 1, place + 1) if 0 <= near < len(points)]
    return all(not value > points[place].value for value in beside)


def _times(figure: Figure, points: Sequence[Point], plane: Plane) -> None:
    """The months under the plane where there is room for them, and each year under its first month."""
    sheet, has_room = plane.sheet, _has_months(points, plane)
    for place, point in enumerate(points):
        if has_room:
            text_at(figure, plane.x(place), plane.bottom + sheet.line, point.month, size=sheet.font, align="center")
        if point.year:
            x = plane.x(place) - (_width(point.month, sheet) / 2 - 2 if has_room else 0)
            text_at(figure, x, plane.bottom + sheet.line * (2.3 if has_room else 1), point.year, size=sheet.font)
            start = plane.x(place - 0.5)
            _line(figure, (start, start), (plane.bottom, plane.bottom + 6), color=COLOURS["quiet"], linewidth=1.2)


def _has_months(points: Sequence[Point], plane: Plane) -> bool:
    return plane.step > max(_width(point.month, plane.sheet) for point in points)


def _width(words: str, sheet: Sheet) -> float:
    return len(words) * sheet.font * WIDTH_OF_DIGIT + 4


def _line(figure: Figure, across: tuple[float, float], down: tuple[float, float], **look: object) -> None:
    from matplotlib.lines import Line2D

    add(figure, Line2D(across, down, **look))
