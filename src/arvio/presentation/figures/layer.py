"""All that a figure draws, as one artist of matplotlib: shapes and words, each over those that were added before it.

An artist of its own for every bar and every word costs ten times what it draws: each has callbacks, a transform and a
layout, which are asked for again while it is drawn. Here they are records that the one artist hands to the renderer.
Points are from the top left corner, as on a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from arvio.presentation.svg_renderer import Colour, SvgRenderer

if TYPE_CHECKING:
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase

POINTS = 72
"""In an inch."""
MIDDLE = 0.379
"""How far the baseline is below the middle of a line, in font sizes. The same for all words, so that those of a row
stand on one line whether or not they have an Ä."""
FROM_LEFT = {"left": 0.0, "center": 0.5, "right": 1.0}

Point = tuple[float, float]


@dataclass(frozen=True)
class Look:
    """How a shape is painted: its face, and its edge if it has one. Without a face it is a line."""

    face: str = ""
    strength: float = 1.0
    """Of the face, 0 to 1."""
    edge: str = ""
    width: float = 1.0
    """Of the edge, in points."""
    opacity: float = 1.0
    """Of the edge, 0 to 1."""
    dashes: tuple[float, ...] = ()
    """How long dashes are and what is between them, in widths of the edge."""


@dataclass(frozen=True)
class Shape:
    """An outline in points, and how it is painted."""

    points: Sequence[Point] | np.ndarray
    look: Look
    codes: np.ndarray | None = None
    """What kind of step leads to each point; None for straight lines."""

    @cached_property
    def path(self) -> Path:
        """The same as matplotlib's renderers are given it."""
        return Path(self.points, self.codes)


@dataclass(frozen=True)
class Words:
    """Words in one line; the point is at the middle of its height."""

    x: float
    y: float
    words: str
    size: float
    align: Literal["left", "center", "right"] = "left"
    colour: str = "#000000"
    weight: Literal["normal", "bold"] = "normal"

    def get_horizontalalignment(self) -> str:
        """What a renderer asks the texts of matplotlib: which part of them stands at the point."""
        return self.align


class Layer(Artist):
    """What is drawn, in its order, on a sheet of so many points. This base class is how matplotlib knows artists."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.drawn: list[Shape | Words] = []

    def draw(self, renderer: RendererBase) -> None:
        """Hand all to the renderer."""
        figure = self.get_figure()
        assert figure is not None  # matplotlib draws what stands in a figure
        scale = figure.dpi / POINTS
        downwards = Affine2D.from_values(scale, 0, 0, -scale, 0, self.height * scale)
        context_of = cache(lambda look: _context(renderer, look))
        for one in self.drawn:
            if isinstance(one, Words):
                _write(renderer, one, downwards, context_of(Look(edge=one.colour)))
            else:
                _paint(renderer, one, downwards, context_of(one.look))
        self.stale = False


def figure_of(layer: Layer) -> Figure:
    """A figure of the layer's size, with nothing else in it."""
    figure = Figure(figsize=(layer.width / POINTS, layer.height / POINTS), dpi=POINTS, frameon=False)
    figure.add_artist(layer)
    return figure


def stroke(layer: Layer, start: Point, end: Point, look: Look) -> None:
    layer.drawn.append(Shape([start, end], look))


def rectangle(layer: Layer, corner: Point, size: Point, look: Look) -> None:
    """A rectangle from its top left corner, so wide and so high."""
    (left, top), (wide, tall) = corner, size
    polygon(layer, [(left, top), (left + wide, top), (left + wide, top + tall), (left, top + tall)], look)


def polygon(layer: Layer, corners: Sequence[Point], look: Look) -> None:
    layer.drawn.append(Shape([*corners, corners[0]], look, _closed(len(corners))))


def circle(layer: Layer, centre: Point, radius: float, look: Look) -> None:
    points, codes = _circle(radius)
    layer.drawn.append(Shape(points + centre, look, codes))


@cache
def _closed(corners: int) -> np.ndarray:
    return np.array([Path.MOVETO, *[Path.LINETO] * (corners - 1), Path.CLOSEPOLY], Path.code_type)


@cache
def _circle(radius: float) -> tuple[np.ndarray, np.ndarray]:
    path = Path.circle((0, 0), radius)
    return np.asarray(path.vertices), np.asarray(path.codes)


def _context(renderer: RendererBase, look: Look) -> GraphicsContextBase:
    """The edge of a look as renderers are told it; the corners of all are sharp."""
    context = renderer.new_gc()
    edge = _colour(look.edge, look.opacity)
    context.set_linewidth(look.width if edge else 0)
    context.set_joinstyle("miter")
    if edge:
        context.set_foreground(edge, isRGBA=True)
    if look.dashes:
        context.set_dashes(0, [length * look.width for length in look.dashes])
    elif not look.face:
        context.set_capstyle("projecting")
    return context


def _paint(renderer: RendererBase, shape: Shape, downwards: Affine2D, context: GraphicsContextBase) -> None:
    """Hand a shape to a renderer; to ours as it is, since a path of matplotlib takes longer to make than to write."""
    face = _colour(shape.look.face, shape.look.strength)
    if isinstance(renderer, SvgRenderer):
        renderer.draw_outline(context, shape.points, shape.codes, face)
    else:
        renderer.draw_path(context, shape.path, downwards, face)


def _write(renderer: RendererBase, words: Words, downwards: Affine2D, context: GraphicsContextBase) -> None:
    font = _font(words.size, words.weight)
    x, y = downwards.transform((words.x, words.y + words.size * MIDDLE)).tolist()
    if renderer.flipy():
        y = renderer.get_canvas_width_height()[1] - y
    if isinstance(renderer, SvgRenderer):  # the browser knows how long words are, and where they begin
        renderer.draw_text(context, x, y, words.words, font, 0, mtext=words)
    else:
        width, _, _ = renderer.get_text_width_height_descent(words.words, font, ismath=False)
        renderer.draw_text(context, x - width * FROM_LEFT[words.align], y, words.words, font, 0)


@cache
def _font(size: float, weight: str) -> FontProperties:
    return FontProperties(size=size, weight=weight)


@cache
def _colour(colour: str, strength: float) -> Colour | None:
    return to_rgba(colour, strength) if colour and strength else None
