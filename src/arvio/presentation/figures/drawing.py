"""Charts drawn with matplotlib, in points, for a wide page and for a phone.

There are no axes and nothing is laid out by matplotlib: axes look at every mark to find their limits, and a tight box
draws everything twice. All marks are in one layer. Text is measured by its length. On a phone a row's label stands
above its marks, so that long Finnish words have room.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from arvio.presentation.figures.layer import Layer, Look, Words, circle, figure_of, polygon, rectangle, stroke
from arvio.presentation.figures.rows import Bar, Chart, Dot, Link, Mark, Note, Reference, Row, Scale, Shape

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH_OF_LETTER = 0.54
"""Mean width of a letter of the system fonts, in font sizes."""
WIDTH_OF_BOLD = 0.6
"""The same of bold letters, as headings have."""
RADIUS = 5.0
COLOURS = {"first": "#12436d", "second": "#28a197", "third": "#801650", "quiet": "#8a8a8a", "ink": "#000000"}
"""Stand-ins: the finished SVG names its colours by style sheet variables, so that dark pages have their own."""
WEAK = 0.6
"""White words on a bar weaker than this would have less contrast than 4.5 : 1."""
PAGE = "#fffffe"
"""Stands in for the colour of the page."""
ON_PAGE = Look(PAGE)
GRID = Look(edge=COLOURS["quiet"], width=0.6, opacity=0.45)
LINK = Look(edge=COLOURS["quiet"], width=1.4)
REFERENCE = Look(edge=COLOURS["third"], width=1.6, dashes=(4, 3))


@dataclass(frozen=True)
class Sheet:
    """The measures of a drawing, in points."""

    width: float
    font: float
    labels: float
    """Width of the column of labels; 0 where they stand above their marks."""
    right: float = 56.0

    @property
    def left(self) -> float:
        return self.labels + (12 if self.labels else 4)

    @property
    def line(self) -> float:
        return self.font * 1.25

    @property
    def bar(self) -> float:
        return self.font * 1.45

    def x(self, value: float, scale: Scale) -> float:
        """Where a value of the scale stands: at its start where the scale has no extent, all being zero or withheld."""
        if not scale.high > scale.low:
            return self.left
        share = (value - scale.low) / (scale.high - scale.low)
        return self.left + share * (self.width - self.right - self.left)


WIDE = Sheet(width=720, font=14, labels=250)
NARROW = Sheet(width=360, font=13, labels=0, right=44)


def draw(chart: Chart, sheet: Sheet) -> Figure:
    """The chart as a matplotlib figure of the sheet's width and the height that its rows need."""
    heights = [_height(row, sheet) for row in chart.rows]
    top = sheet.line * 1.6 if chart.references else 4
    bottom = sheet.line * (1.7 + (1.3 if chart.scale.title else 0)) if chart.scale.ticks else 4
    height = top + sum(heights) + bottom
    layer = Layer(sheet.width, height)
    _grid(layer, chart, sheet, top=top, height=height - bottom)
    for reference in chart.references:
        _reference(layer, reference, chart.scale, sheet=sheet, bottom=height - bottom)
    y = top
    for row, tall in zip(chart.rows, heights, strict=True):
        _row(layer, row, chart.scale, sheet=sheet, y=y)
        y += tall
    return figure_of(layer)


@cache
def wrapped(label: str, sheet: Sheet, letter: float = WIDTH_OF_LETTER) -> tuple[str, ...]:
    """A label in as few lines as it needs, and these about as long as one another: no word is left alone."""
    room = sheet.labels or sheet.width - 8
    letters = max(8, int(room / (sheet.font * letter)))
    lines = textwrap.wrap(label, letters, break_long_words=True)
    evenly = textwrap.wrap(label, _longest(label, len(lines), letters), break_long_words=True)
    return tuple(evenly if len(evenly) == len(lines) else lines) or ("",)


def _longest(label: str, lines: int, letters: int) -> int:
    """How many letters a line of an even number of lines has, with room for the word at its end."""
    if lines < 2:
        return letters
    word = max(len(word) for word in label.split())
    return min(letters, max(word, len(label) // lines + word // 2))


def _height(row: Row, sheet: Sheet) -> float:
    heading = (len(_heading_lines(row.heading, sheet)) + 0.7) * sheet.line if row.heading else 0
    label = len(wrapped(row.label, sheet)) * sheet.line
    if sheet.labels:
        return heading + max(label, sheet.bar) + sheet.font * 0.55
    return heading + (label if row.label else 0) + sheet.bar + sheet.font * 0.75


def _heading_lines(heading: str, sheet: Sheet) -> tuple[str, ...]:
    """A heading in the lines that it needs across the whole sheet."""
    return wrapped(heading, Sheet(sheet.width, sheet.font, labels=0), WIDTH_OF_BOLD)


def _row(layer: Layer, row: Row, scale: Scale, *, sheet: Sheet, y: float) -> None:
    y += _heading(layer, row.heading, sheet=sheet, y=y) if row.heading else 0
    lines = wrapped(row.label, sheet) if row.label else ()
    label_beside = _label_beside if sheet.labels else _label_above
    middle = label_beside(layer, lines, sheet=sheet, y=y)
    for mark in row.marks:
        _mark(layer, mark, scale, sheet=sheet, y=middle)


def _heading(layer: Layer, heading: str, *, sheet: Sheet, y: float) -> float:
    """The heading above a row, across the whole sheet; the answer is its height."""
    start = y + sheet.line * 0.5
    lines = _heading_lines(heading, sheet)
    for number, line in enumerate(lines):
        _on_page(layer, 0, start + (number + 0.5) * sheet.line, line, sheet=sheet, weight="bold")
    return (len(lines) + 0.7) * sheet.line


def _label_beside(layer: Layer, lines: Sequence[str], *, sheet: Sheet, y: float) -> float:
    """The label to the left of the marks; the answer is where the marks stand."""
    middle = y + max(len(lines) * sheet.line, sheet.bar) / 2
    for number, line in enumerate(lines):
        above = (len(lines) / 2 - number - 0.5) * sheet.line
        text_at(layer, sheet.labels, middle - above, line, size=sheet.font, align="right")
    return middle


def _label_above(layer: Layer, lines: Sequence[str], *, sheet: Sheet, y: float) -> float:
    """The label above the marks; the answer is where the marks stand."""
    for number, line in enumerate(lines):
        _on_page(layer, 0, y + (number + 0.5) * sheet.line, line, sheet=sheet)
    return y + len(lines) * sheet.line + sheet.bar / 2 + 1


def _mark(layer: Layer, mark: Mark, scale: Scale, *, sheet: Sheet, y: float) -> None:
    match mark:
        case Bar():
            _bar(layer, mark, scale, sheet=sheet, y=y)
        case Dot():
            _dot(layer, mark, scale, sheet=sheet, y=y)
        case Link():
            stroke(layer, (sheet.x(mark.start, scale), y), (sheet.x(mark.end, scale), y), LINK)
        case Note():
            text_at(layer, sheet.x(scale.low, scale) + 4, y, mark.words, size=sheet.font)


def _bar(layer: Layer, bar: Bar, scale: Scale, *, sheet: Sheet, y: float) -> None:
    left, right = sheet.x(bar.start, scale), sheet.x(bar.end, scale)
    corner, size = (left, y - sheet.bar / 2), (right - left, sheet.bar)
    if bar.strength < 1:  # no line of the grid shines through
        rectangle(layer, corner, size, ON_PAGE)
    rectangle(layer, corner, size, _look(bar))
    if not bar.words:
        return
    if bar.place == "after":
        text_at(layer, right + 5, y, bar.words, size=sheet.font)
    elif right - left > _length(bar.words, sheet):
        ink = PAGE if bar.strength > WEAK else COLOURS["ink"]
        text_at(layer, (left + right) / 2, y, bar.words, size=sheet.font, align="center", colour=ink)


def _look(bar: Bar) -> Look:
    """The colours of a bar. A weak one has an outline in full strength: its ends have 3 : 1 to the page too."""
    if bar.strength < 1:
        return Look(COLOURS[bar.ink], bar.strength, edge=COLOURS[bar.ink], width=0.8)
    return Look(COLOURS[bar.ink], edge=PAGE)


def _dot(layer: Layer, dot: Dot, scale: Scale, *, sheet: Sheet, y: float) -> None:
    colour, end = COLOURS[dot.ink], dot.value
    if dot.low == dot.low and dot.high == dot.high:
        end = dot.high
        stroke(layer, (sheet.x(dot.low, scale), y), (sheet.x(dot.high, scale), y), Look(edge=colour, width=2.2))
    _shape(layer, dot.shape, (sheet.x(dot.value, scale), y), Look(colour, edge=PAGE))
    if not dot.words:
        return
    if dot.side == "right":
        _on_page(layer, sheet.x(end, scale) + 9, y, dot.words, sheet=sheet)
    else:
        text_at(layer, sheet.x(dot.value, scale) - 9, y, dot.words, size=sheet.font, align="right")


def _on_page(layer: Layer, x: float, y: float, words: str, *, sheet: Sheet, weight: str = "normal") -> None:
    """Words that stand on the colour of the page, so that no line of the grid crosses them."""
    corner, height = (x - 2, y - sheet.font * 0.6), sheet.font * 1.2
    letter = WIDTH_OF_BOLD if weight == "bold" else WIDTH_OF_LETTER
    rectangle(layer, corner, (_length(words, sheet, letter) - 2, height), ON_PAGE)
    text_at(layer, x, y, words, size=sheet.font, weight=weight)


def _shape(layer: Layer, shape: Shape, centre: tuple[float, float], look: Look) -> None:
    """The mark of a value."""
    if shape == "circle":
        circle(layer, centre, RADIUS, look)
        return
    (x, y), half = centre, RADIUS * 1.25
    side = half * math.sqrt(0.5)
    corners = {
        "diamond": [(x, y + half), (x + half, y), (x, y - half), (x - half, y)],
        "square": [(x + side, y + side), (x + side, y - side), (x - side, y - side), (x - side, y + side)],
    }
    polygon(layer, corners[shape], look)


def _grid(layer: Layer, chart: Chart, sheet: Sheet, *, top: float, height: float) -> None:
    scale = chart.scale
    for value, words in scale.ticks:
        x = sheet.x(value, scale)
        stroke(layer, (x, top), (x, height), GRID)
        text_at(layer, _within(x, words, sheet), height + sheet.line * 0.75, words, size=sheet.font, align="center")
    if scale.title:
        middle = (sheet.x(scale.low, scale) + sheet.x(scale.high, scale)) / 2
        text_at(layer, middle, height + sheet.line * 2.1, scale.title, size=sheet.font, align="center")


def _reference(layer: Layer, reference: Reference, scale: Scale, *, sheet: Sheet, bottom: float) -> None:
    x = sheet.x(reference.value, scale)
    stroke(layer, (x, sheet.line * 1.5), (x, bottom), REFERENCE)
    middle = _within(x, reference.words, sheet)
    text_at(layer, middle, sheet.line * 0.75, reference.words, size=sheet.font, align="center")


def _within(x: float, words: str, sheet: Sheet) -> float:
    """Where the middle of words can stand so that they do not leave the sheet."""
    half = _length(words, sheet) / 2
    return min(max(x, half), sheet.width - half)


def _length(words: str, sheet: Sheet, letter: float = WIDTH_OF_LETTER) -> float:
    return len(words) * sheet.font * letter + 6


def text_at(layer: Layer, x: float, y: float, words: str, **how: Any) -> None:
    """Words at a point: size, and if need be align, colour and weight."""
    if words:
        layer.drawn.append(Words(x, y, words, **how))
