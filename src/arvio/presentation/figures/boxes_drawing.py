"""How columns of boxes with arrows between them are drawn, in points, for a wide page and for a phone.

On a phone the columns stand one below another, and the arrows point down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arvio.presentation.figures.drawing import COLOURS, ON_PAGE, WIDTH_OF_BOLD, Sheet, text_at, wrapped
from arvio.presentation.figures.layer import Layer, Look, figure_of, polygon, rectangle, stroke

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ARROW = 26.0
"""Room between two columns."""
GAP = 8.0
"""Room between two boxes."""
INSIDE = 8.0
"""Room between the edge of a box and its words."""
BOX = Look(COLOURS["first"], 0.08, edge=COLOURS["first"])
SHAFT = Look(edge=COLOURS["ink"], width=1.4)
HEAD = Look(COLOURS["ink"])


@dataclass(frozen=True)
class Box:
    """Words and the figure above them."""

    words: str
    figure: str


@dataclass(frozen=True)
class Column:
    """A step: its heading and its boxes from top to bottom."""

    heading: str
    boxes: Sequence[Box]


def draw_boxes(columns: Sequence[Column], sheet: Sheet) -> Figure:
    """The columns beside one another where labels stand beside their marks, below one another where above."""
    return _beside(columns, sheet) if sheet.labels else _below(columns, sheet)


def _beside(columns: Sequence[Column], sheet: Sheet) -> Figure:
    wide = (sheet.width - ARROW * (len(columns) - 1)) / len(columns)
    heights = [_tall(column, wide, sheet) for column in columns]
    layer = Layer(sheet.width, max(heights) + 2)
    for number, column in enumerate(columns):
        left = number * (wide + ARROW)
        _column(layer, column, (left, 0.0), sheet=sheet, wide=wide)
        if number:
            middle = _heading_tall(sheet) + (max(heights) - _heading_tall(sheet)) / 2
            _arrow(layer, (left - ARROW + 5, middle), (left - 5, middle))
    return figure_of(layer)


def _below(columns: Sequence[Column], sheet: Sheet) -> Figure:
    heights = [_tall(column, sheet.width, sheet) for column in columns]
    layer = Layer(sheet.width, sum(heights) + ARROW * (len(columns) - 1) + 2)
    top = 0.0
    for number, (column, tall) in enumerate(zip(columns, heights, strict=True)):
        if number:
            _arrow(layer, (sheet.width / 2, top + 3), (sheet.width / 2, top + ARROW - 3))
            top += ARROW
        _column(layer, column, (0.0, top), sheet=sheet, wide=sheet.width)
        top += tall
    return figure_of(layer)


def _column(layer: Layer, column: Column, corner: tuple[float, float], *, sheet: Sheet, wide: float) -> None:
    left, top = corner
    text_at(layer, left, top + sheet.line * 0.6, column.heading, size=sheet.font, weight="bold")
    y = top + _heading_tall(sheet)
    for box in column.boxes:
        tall = _box_tall(box, wide, sheet)
        _box(layer, box, (left, y), sheet=sheet, size=(wide, tall))
        y += tall + GAP


def _box(layer: Layer, box: Box, corner: tuple[float, float], *, sheet: Sheet, size: tuple[float, float]) -> None:
    left, top = corner
    for look in (ON_PAGE, BOX):
        rectangle(layer, (left + 1, top), (size[0] - 2, size[1]), look)
    y = top + INSIDE
    for words in _figure_lines(box, size[0], sheet):
        text_at(layer, left + INSIDE, y + _large(sheet) * 0.6, words, size=_large(sheet), weight="bold")
        y += _large(sheet) * 1.25
    for words in _lines(box, size[0], sheet):
        text_at(layer, left + INSIDE, y + sheet.line / 2, words, size=sheet.font)
        y += sheet.line


def _arrow(layer: Layer, start: tuple[float, float], end: tuple[float, float]) -> None:
    stroke(layer, start, end, SHAFT)
    (_, y), (to_x, to_y) = start, end
    across = (0.0, 4.0) if y == to_y else (4.0, 0.0)
    back = (to_x - 7, to_y) if y == to_y else (to_x, to_y - 7)
    sides = [(back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])]
    polygon(layer, [end, *sides], HEAD)


def _tall(column: Column, wide: float, sheet: Sheet) -> float:
    boxes = [_box_tall(box, wide, sheet) for box in column.boxes]
    return _heading_tall(sheet) + sum(boxes) + GAP * (len(boxes) - 1)


def _box_tall(box: Box, wide: float, sheet: Sheet) -> float:
    figures = len(_figure_lines(box, wide, sheet)) * _large(sheet) * 1.25
    return INSIDE * 2 + figures + len(_lines(box, wide, sheet)) * sheet.line


def _lines(box: Box, wide: float, sheet: Sheet) -> tuple[str, ...]:
    return wrapped(box.words, Sheet(sheet.width, sheet.font, labels=wide - INSIDE * 2))


def _figure_lines(box: Box, wide: float, sheet: Sheet) -> tuple[str, ...]:
    return wrapped(box.figure, Sheet(sheet.width, _large(sheet), labels=wide - INSIDE * 2), WIDTH_OF_BOLD)


def _large(sheet: Sheet) -> float:
    return sheet.font * 1.3


def _heading_tall(sheet: Sheet) -> float:
    return sheet.line * 1.5
