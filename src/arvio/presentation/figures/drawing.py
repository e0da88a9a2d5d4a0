"""Charts drawn with matplotlib, in points, for a wide page and for a phone.

There are no axes and nothing is laid out by matplotlib: axes look at every mark to find their limits, and a tight box
draws everything twice. Text is measured by its length. On a phone a row's label stands above its marks, so that long
Finnish words have room.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arvio.presentation.figures.rows import Bar, Chart, Dot, Link, Mark, Note, Reference, Row, Scale, Shape

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

WIDTH_OF_LETTER = 0.54
"""Mean width of a letter of the system fonts, in font sizes."""
WIDTH_OF_BOLD = 0.6
"""The same of bold letters, as headings have."""
RADIUS = 5.0
COLOURS = {"first": "#12436d", "second": "#28a197", "third": "#801650", "quiet": "#8a8a8a", "ink": "#000000"}
"""Stand-ins: the finished SVG names its colours by style sheet variables, so that dark pages have their own."""
WEAK = 0.6
"""White words on a bar weaker than this would have less contrast than 4.5 : 1."""
POINTS = 72
"""In an inch."""
PAGE = "#fffffe"
"""Stands in for the colour of the page."""


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
    from matplotlib.figure import Figure

    heights = [_height(row, sheet) for row in chart.rows]
    top = sheet.line * 1.6 if chart.references else 4
    bottom = sheet.line * (1.7 + (1.3 if chart.scale.title else 0)) if chart.scale.ticks else 4
    height = top + sum(heights) + bottom
    figure = Figure(figsize=(sheet.width / POINTS, height / POINTS))
    _grid(figure, chart, sheet, top=top, height=height - bottom)
    for reference in chart.references:
        _reference(figure, reference, chart.scale, sheet=sheet, bottom=height - bottom)
    y = top
    for row, tall in zip(chart.rows, heights, strict=True):
        _row(figure, row, chart.scale, sheet=sheet, y=y)
        y += tall
    return figure


def wrapped(label: str, sheet: Sheet, letter: float = WIDTH_OF_LETTER) -> list[str]:
    """A label in as few lines as it needs, and these about as long as one another: no word is left alone."""
    room = sheet.labels or sheet.width - 8
    letters = max(8, int(room / (sheet.font * letter)))
    lines = textwrap.wrap(label, letters, break_long_words=True)
    evenly = textwrap.wrap(label, _longest(label, len(lines), letters), break_long_words=True)
    return (evenly if len(evenly) == len(lines) else lines) or [""]


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


def _heading_lines(heading: str, sheet: Sheet) -> list[str]:
    """A heading in the lines that it needs across the whole sheet."""
    return wrapped(heading, Sheet(sheet.width, sheet.font, labels=0), WIDTH_OF_BOLD)


def _row(figure: Figure, row: Row, scale: Scale, *, sheet: Sheet, y: float) -> None:
    y += _heading(figure, row.heading, sheet=sheet, y=y) if row.heading else 0
    lines = wrapped(row.label, sheet) if row.label else []
    label_beside = _label_beside if sheet.labels else _label_above
    middle = label_beside(figure, lines, sheet=sheet, y=y)
    for mark in row.marks:
        _mark(figure, mark, scale, sheet=sheet, y=middle)


def _heading(figure: Figure, heading: str, *, sheet: Sheet, y: float) -> float:
    """The heading above a row, across the whole sheet; the answer is its height."""
    start = y + sheet.line * 0.5
    lines = _heading_lines(heading, sheet)
    for number, line in enumerate(lines):
        _on_page(figure, 0, start + (number + 0.5) * sheet.line, line, sheet=sheet, weight="bold")
    return (len(lines) + 0.7) * sheet.line


def _label_beside(figure: Figure, lines: list[str], *, sheet: Sheet, y: float) -> float:
    """The label to the left of the marks; the answer is where the marks stand."""
    middle = y + max(len(lines) * sheet.line, sheet.bar) / 2
    for number, line in enumerate(lines):
        above = (len(lines) / 2 - number - 0.5) * sheet.line
        text_at(figure, sheet.labels, middle - above, line, size=sheet.font, align="right")
    return middle


def _label_above(figure: Figure, lines: list[str], *, sheet: Sheet, y: float) -> float:
    """The label above the marks; the answer is where the marks stand."""
    for number, line in enumerate(lines):
        _on_page(figure, 0, y + (number + 0.5) * sheet.line, line, sheet=sheet)
    return y + len(lines) * sheet.line + sheet.bar / 2 + 1


def _mark(figure: Figure, mark: Mark, scale: Scale, *, sheet: Sheet, y: float) -> None:
    match mark:
        case Bar():
            _bar(figure, mark, scale, sheet=sheet, y=y)
        case Dot():
            _dot(figure, mark, scale, sheet=sheet, y=y)
        case Link():
            across = (sheet.x(mark.start, scale), sheet.x(mark.end, scale))
            _line(figure, across, (y, y), color=COLOURS["quiet"], linewidth=1.4)
        case Note():
            text_at(figure, sheet.x(scale.low, scale) + 4, y, mark.words, size=sheet.font)


def _bar(figure: Figure, bar: Bar, scale: Scale, *, sheet: Sheet, y: float) -> None:
    from matplotlib.patches import Rectangle

    left, right = sheet.x(bar.start, scale), sheet.x(bar.end, scale)
    corner, size = (left, y - sheet.bar / 2), (right - left, sheet.bar)
    if bar.strength < 1:  # no line of the grid shines through
        add(figure, Rectangle(corner, *size, facecolor=PAGE, linewidth=0))
    add(figure, Rectangle(corner, *size, **_look(bar)))
    if not bar.words:
        return
    if bar.place == "after":
        text_at(figure, right + 5, y, bar.words, size=sheet.font)
    elif right - left > _length(bar.words, sheet):
        ink = PAGE if bar.strength > WEAK else COLOURS["ink"]
        text_at(figure, (left + right) / 2, y, bar.words, size=sheet.font, align="center", colour=ink)


def _look(bar: Bar) -> dict[str, object]:
    """The colours of a bar. A weak one has an outline in full strength: its ends have 3 : 1 to the page too."""
    if bar.strength < 1:
        return {"facecolor": (COLOURS[bar.ink], bar.strength), "edgecolor": COLOURS[bar.ink], "linewidth": 0.8}
    return {"facecolor": COLOURS[bar.ink], "edgecolor": PAGE}


def _dot(figure: Figure, dot: Dot, scale: Scale, *, sheet: Sheet, y: float) -> None:
    colour, end = COLOURS[dot.ink], dot.value
    if dot.low == dot.low and dot.high == dot.high:
        end = dot.high
        _line(figure, (sheet.x(dot.low, scale), sheet.x(dot.high, scale)), (y, y), color=colour, linewidth=2.2)
    add(figure, _shape(dot.shape, (sheet.x(dot.value, scale), y), colour))
    if not dot.words:
        return
    if dot.side == "right":
        _on_page(figure, sheet.x(end, scale) + 9, y, dot.words, sheet=sheet)
    else:
        text_at(figure, sheet.x(dot.value, scale) - 9, y, dot.words, size=sheet.font, align="right")


def _on_page(figure: Figure, x: float, y: float, words: str, *, sheet: Sheet, weight: str = "normal") -> None:
    """Words that stand on the colour of the page, so that no line of the grid crosses them."""
    from matplotlib.patches import Rectangle

    corner, height = (x - 2, y - sheet.font * 0.6), sheet.font * 1.2
    letter = WIDTH_OF_BOLD if weight == "bold" else WIDTH_OF_LETTER
    add(figure, Rectangle(corner, _length(words, sheet, letter) - 2, height, facecolor=PAGE, linewidth=0))
    text_at(figure, x, y, words, size=sheet.font, weight=weight)


def _shape(shape: Shape, centre: tuple[float, float], colour: str) -> Patch:
    """The mark of a value; a patch rather than a marker, which the SVG would hold as a reference to a definition."""
    from matplotlib.patches import Circle, RegularPolygon

    look = {"facecolor": colour, "edgecolor": PAGE}
    if shape == "circle":
        return Circle(centre, RADIUS, **look)
    turned = 0.0 if shape == "diamond" else math.pi / 4
    return RegularPolygon(centre, 4, radius=RADIUS * 1.25, orientation=turned, **look)


def _grid(figure: Figure, chart: Chart, sheet: Sheet, *, top: float, height: float) -> None:
    scale = chart.scale
    for value, words in scale.ticks:
        x = sheet.x(value, scale)
        _line(figure, (x, x), (top, height), color=COLOURS["quiet"], linewidth=0.6, alpha=0.45)
        text_at(figure, _within(x, words, sheet), height + sheet.line * 0.75, words, size=sheet.font, align="center")
    if scale.title:
        middle = (sheet.x(scale.low, scale) + sheet.x(scale.high, scale)) / 2
        text_at(figure, middle, height + sheet.line * 2.1, scale.title, size=sheet.font, align="center")


def _reference(figure: Figure, reference: Reference, scale: Scale, *, sheet: Sheet, bottom: float) -> None:
    x = sheet.x(reference.value, scale)
    _line(figure, (x, x), (sheet.line * 1.5, bottom), color=COLOURS["third"], linewidth=1.6, linestyle=(0, (4, 3)))
    middle = _within(x, reference.words, sheet)
    text_at(figure, middle, sheet.line * 0.75, reference.words, size=sheet.font, align="center")


def _within(x: float, words: str, sheet: Sheet) -> float:
    """Where the middle of words can stand so that they do not leave the sheet."""
    half = _length(words, sheet) / 2
    return min(max(x, half), sheet.width - half)


def _length(words: str, sheet: Sheet, letter: float = WIDTH_OF_LETTER) -> float:
    return len(words) * sheet.font * letter + 6


def text_at(figure: Figure, x: float, y: float, words: str, **how: object) -> None:
    """Words at a point in points from the top left corner: size, and if need be align, colour and weight."""
    from matplotlib.text import Text

    look = {"fontsize": how["size"], "color": how.get("colour", COLOURS["ink"])}
    place = {"horizontalalignment": how.get("align", "left"), "verticalalignment": "center_baseline"}
    add(figure, Text(x, y, words, fontweight=how.get("weight", "normal"), parse_math=False, **look, **place))


def _line(figure: Figure, across: tuple[float, float], down: tuple[float, float], **look: object) -> None:
    from matplotlib.lines import Line2D

    add(figure, Line2D(across, down, **look))


def add(figure: Figure, artist: Artist) -> None:
    """An artist in points from the top left corner of the figure, over those that were added before it."""
    from matplotlib.transforms import Affine2D

    downwards = Affine2D().scale(1, -1).translate(0, figure.get_figheight() * POINTS)
    artist.set_transform(downwards)
    artist.set_zorder(0)
    figure.add_artist(artist)
