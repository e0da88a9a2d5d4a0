"""How streams between two columns are drawn, in points, for a wide page and for a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.path import Path

from arvio.presentation.figures.drawing import COLOURS, PAGE, Sheet, text_at, wrapped
from arvio.presentation.figures.layer import Layer, Look, Shape, figure_of, rectangle
from arvio.presentation.figures.rows import Ink

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHARE_OF_LABELS = 0.3
"""Of the width, on each side."""
LOWEST, TALLEST = 300.0, 560.0
"""Of all streams of one side together, in points: as tall as the number of the thinnest stream needs, within these."""
NODE = 9.0
"""Width of the block at which streams begin or end."""
GAP = 12.0
STRENGTH = 0.35
BLOCK = Look(COLOURS["ink"], edge=PAGE, width=0.5)
NUMBER = 0.8
"""Height of the number in a stream, in font sizes."""


@dataclass(frozen=True)
class Stream:
    """From one block to another, as wide as its value."""

    start: str
    end: str
    value: float
    words: str
    ink: Ink = "first"


@dataclass(frozen=True)
class Block:
    """Where streams begin or end: its name in lines, its top and its height."""

    lines: Sequence[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def draw_streams(streams: Sequence[Stream], sheet: Sheet, *, ends: Sequence[str]) -> Figure:
    """Blocks on the left, blocks on the right in the order of `ends`, and the streams between them."""
    by_point = _points_of_one(streams, sheet)
    labels = Sheet(sheet.width, sheet.font, labels=sheet.width * SHARE_OF_LABELS)
    left = _blocks([(stream.start, stream.value * by_point) for stream in streams], labels)
    at_end = sorted(streams, key=lambda stream: ends.index(stream.end))
    right = _blocks([(stream.end, stream.value * by_point) for stream in at_end], labels)
    height = (
        max(block.top + max(block.height, _tall(block, sheet)) for block in (*left.values(), *right.values())) + GAP
    )
    layer = Layer(sheet.width, height)
    inner = (labels.labels + 8, sheet.width - labels.labels - 8)
    for stream, left_top, right_top in _placed(streams, left, right, by_point):
        _ribbon(layer, stream, (left_top, right_top), tall=stream.value * by_point, across=inner)
        _number(layer, stream, left_top + stream.value * by_point / 2, sheet=sheet, x=inner[0] + NODE + 4)
    _names(layer, list(left.values()), sheet, x=inner[0])
    _names(layer, list(right.values()), sheet, x=inner[1])
    return figure_of(layer)


def _points_of_one(streams: Sequence[Stream], sheet: Sheet) -> float:
    total, thinnest = sum(stream.value for stream in streams), min(stream.value for stream in streams)
    return min(max(LOWEST / total, NUMBER * sheet.font / thinnest), TALLEST / total)


def _blocks(parts: Sequence[tuple[str, float]], sheet: Sheet) -> dict[str, Block]:
    """The blocks of one side from top to bottom, in the order in which the parts name them."""
    heights: dict[str, float] = {}
    for name, height in parts:
        heights[name] = heights.get(name, 0.0) + height
    blocks, top = {}, GAP
    for name, height in heights.items():
        lines = wrapped(name, sheet)
        room = max(height, len(lines) * sheet.line)
        blocks[name] = Block(lines, top + (room - height) / 2, height)
        top += room + GAP
    return blocks


def _tall(block: Block, sheet: Sheet) -> float:
    return len(block.lines) * sheet.line


def _placed(
    streams: Sequence[Stream], left: dict[str, Block], right: dict[str, Block], by_point: float
) -> Iterator[tuple[Stream, float, float]]:
    """Each stream with its top on the left and on the right."""
    tops_left = {name: block.top for name, block in left.items()}
    tops_right = {name: block.top for name, block in right.items()}
    for stream in streams:
        yield stream, tops_left[stream.start], tops_right[stream.end]
        tops_left[stream.start] += stream.value * by_point
        tops_right[stream.end] += stream.value * by_point


def _ribbon(
    layer: Layer, stream: Stream, tops: tuple[float, float], *, tall: float, across: tuple[float, float]
) -> None:
    start, end = across[0] + NODE, across[1] - NODE
    middle = (start + end) / 2
    (left, right), move, line, curve = tops, Path.MOVETO, Path.LINETO, Path.CURVE4
    points = [
        (start, left),
        (middle, left),
        (middle, right),
        (end, right),
        (end, right + tall),
        (middle, right + tall),
        (middle, left + tall),
        (start, left + tall),
        (start, left),
    ]
    steps = [move, curve, curve, curve, line, curve, curve, curve, Path.CLOSEPOLY]
    look = Look(COLOURS[stream.ink], STRENGTH, edge=COLOURS[stream.ink], width=0.5)
    layer.drawn.append(Shape(points, look, np.array(steps, Path.code_type)))


def _number(layer: Layer, stream: Stream, y: float, *, sheet: Sheet, x: float) -> None:
    text_at(layer, x, y, stream.words, size=sheet.font * 0.93)


def _names(layer: Layer, blocks: Sequence[Block], sheet: Sheet, *, x: float) -> None:
    """The blocks of one side with their names beside them, away from the streams."""
    is_left = x < sheet.width / 2
    for block in blocks:
        corner = (x, block.top) if is_left else (x - NODE, block.top)
        rectangle(layer, corner, (NODE, block.height), BLOCK)
        for number, line in enumerate(block.lines):
            y = block.middle + (number + 0.5 - len(block.lines) / 2) * sheet.line
            place, align = (x - 6, "right") if is_left else (x + 6, "left")
            text_at(layer, place, y, line, size=sheet.font, align=align)
