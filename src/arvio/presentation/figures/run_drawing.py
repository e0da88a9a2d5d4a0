"""How a run chart is drawn, in points, for a wide page and for a phone: time runs from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from arvio.presentation import style
from arvio.presentation.figures.drawing import COLOURS, GRID, PAGE, REFERENCE, Sheet, text_at
from arvio.presentation.figures.layer import Layer, Look, circle, figure_of, rectangle, stroke
from arvio.presentation.figures.rows import Reference, Scale

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 190.0
"""Of the lines and dots, in points."""
WIDTH_OF_DIGIT = 0.64
"""Digits and percent signs are wider than the mean letter."""
LARGE, SMALL = 4.5, 3.0
"""Radius of a dot, where there is room and where there is little."""
LIMITS = Look(COLOURS["quiet"], 0.22)
LIMIT = Look(edge=COLOURS["quiet"], width=1.2)
RUN = Look(edge=COLOURS["first"], width=1.6)
DOT = Look(COLOURS["first"], edge=PAGE)


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
    plane = Plane(sheet, scale, len(points), top=sheet.line * (2.9 if references else 1.6))
    height = plane.bottom + sheet.line * (3 if _has_months(points, plane) else 1.7)
    layer = Layer(sheet.width, height)
    _band(layer, points, plane)
    _grid(layer, plane)
    for reference in references:
        _reference(layer, reference, plane)
    _run(layer, points, plane)
    _values(layer, points, plane)
    _times(layer, points, plane)
    return figure_of(layer)


def _band(layer: Layer, points: Sequence[Point], plane: Plane) -> None:
    """The limits, a step for each month, with their ends as lines."""
    for place, point in enumerate(points):
        if point.low != point.low:
            continue
        left, right = plane.x(place - 0.5), plane.x(place + 0.5)
        top, bottom = plane.y(point.high), plane.y(point.low)
        rectangle(layer, (left, top), (right - left, bottom - top), LIMITS)
        for y in (top, bottom):
            stroke(layer, (left, y), (right, y), LIMIT)


def _grid(layer: Layer, plane: Plane) -> None:
    end = plane.x(plane.number - 0.5)
    for value, words in plane.scale.ticks:
        y = plane.y(value)
        stroke(layer, (plane.left, y), (end, y), GRID)
        text_at(layer, plane.left - 6, y, words, size=plane.sheet.font, align="right")


def _reference(layer: Layer, reference: Reference, plane: Plane) -> None:
    y, end = plane.y(reference.value), plane.x(plane.number - 0.5)
    stroke(layer, (plane.left, y), (end, y), REFERENCE)
    text_at(layer, end, plane.sheet.line * 0.75, reference.words, size=plane.sheet.font, align="right")


def _run(layer: Layer, points: Sequence[Point], plane: Plane) -> None:
    shown = [(place, point) for place, point in enumerate(points) if point.value == point.value]
    for (first, one), (second, other) in pairwise(shown):
        if second == first + 1:  # a line over a month that is not shown would tell of it
            stroke(layer, (plane.x(first), plane.y(one.value)), (plane.x(second), plane.y(other.value)), RUN)
    radius = LARGE if plane.step > plane.sheet.font * 1.5 else SMALL
    for place, point in shown:
        circle(layer, (plane.x(place), plane.y(point.value)), radius, DOT)


def _values(layer: Layer, points: Sequence[Point], plane: Plane) -> None:
    """The values that are written, clear of the line; the mark of what is withheld at the foot of its month."""
    sheet = plane.sheet
    for place, point in _told(points, plane):
        above = sheet.line * (-0.85 if _is_high(place, points) else 0.95)
        x = min(plane.x(place), sheet.width - _width(point.words, sheet) / 2)
        text_at(layer, x, plane.y(point.value) + above, point.words, size=sheet.font, align="center")
    for place, point in enumerate(points):
        if point.value != point.value:
            text_at(layer, plane.x(place), plane.bottom - 8, style.WITHHELD, size=sheet.font, align="center")


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


def _times(layer: Layer, points: Sequence[Point], plane: Plane) -> None:
    """The months under the plane where there is room for them, and each year under its first month."""
    sheet, has_room = plane.sheet, _has_months(points, plane)
    for place, point in enumerate(points):
        if has_room:
            text_at(layer, plane.x(place), plane.bottom + sheet.line, point.month, size=sheet.font, align="center")
        if point.year:
            x = plane.x(place) - (_width(point.month, sheet) / 2 - 2 if has_room else 0)
            text_at(layer, x, plane.bottom + sheet.line * (2.3 if has_room else 1), point.year, size=sheet.font)
            start = plane.x(place - 0.5)
            stroke(layer, (start, plane.bottom), (start, plane.bottom + 6), LIMIT)


def _has_months(points: Sequence[Point], plane: Plane) -> bool:
    return plane.step > max(_width(point.month, plane.sheet) for point in points)


def _width(words: str, sheet: Sheet) -> float:
    return len(words) * sheet.font * WIDTH_OF_DIGIT + 4
