"""matplotlib's figures as SVG: what a page needs and nothing else, written at once.

matplotlib's own renderer of SVG writes metadata, fixed sizes, ids and a list of fonts for each text, which would all be
taken out again, and every text is measured with a font that the reader does not have. Here the browser lays words out
by their anchor, and colours are those of the page's style sheet. It draws what a layer of a figure has: no clips,
pictures, hatches or links.
"""

from __future__ import annotations

import math
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex, to_rgba
from matplotlib.path import Path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.font_manager import FontProperties
    from matplotlib.transforms import Transform
    from matplotlib.typing import ColorType

Colour = tuple[float, float, float, float]
"""Red, green, blue and how strong, each 0 to 1."""

VARIABLES = {
    "#12436d": "var(--arvio-first, #12436d)",
    "#28a197": "var(--arvio-second, #28a197)",
    "#801650": "var(--arvio-third, #801650)",
    "#8a8a8a": "var(--arvio-quiet, #8a8a8a)",
    "#000000": "currentColor",
    "#fffffe": "var(--arvio-page, #ffffff)",
}
"""What the stand-ins for colours are in the SVG: dark pages have their own, and print its black."""
BOLD = 700
ANCHORS = {"left": "", "center": "middle", "right": "end"}
CAPS = {"butt": "", "projecting": "square", "round": "round"}
GIVEN = {
    "fill": "currentColor",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "stroke-width": "1",
    "stroke-linejoin": "miter",
}
"""What holds in a drawing where nothing else is said."""
LETTERS = {
    int(Path.MOVETO): ("M", 1),
    int(Path.LINETO): ("L", 1),
    int(Path.CURVE3): ("Q", 2),
    int(Path.CURVE4): ("C", 3),
    int(Path.CLOSEPOLY): ("z", 0),
}
"""The letter of each kind of step in a path, and how many points it has."""


class Aligned(Protocol):
    """What knows which part of its words stands at their point, as the texts of matplotlib do."""

    def get_horizontalalignment(self) -> str: ...


class SvgRenderer(RendererBase):
    """Writes what a layer draws, in points from the top left corner. matplotlib draws on this base class only."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.elements: list[str] = []

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: ColorType | None = None,  # noqa: N803 - matplotlib's name
    ) -> None:
        """A path with its colours; nothing where a point of it is not a number."""
        points = transform.transform(path.vertices)
        points[:, 1] = self.height - points[:, 1]
        codes: Any = path.codes  # declared as whatever an array can be made of
        self.draw_outline(gc, points, codes, None if rgbFace is None else to_rgba(rgbFace))

    def draw_outline(
        self,
        gc: GraphicsContextBase,
        points: Sequence[tuple[float, float]] | np.ndarray,
        codes: np.ndarray | None,
        face: Colour | None = None,
    ) -> None:
        """The same of points from the top left corner, with the kind of step to each as in a path of matplotlib."""
        template, written = _template(None if codes is None else codes.tobytes(), len(points))
        numbers = (np.asarray(points, dtype=float)[written].round(1) + 0.0).ravel().tolist()  # of -0 zero makes 0
        if math.isfinite(sum(numbers)):
            style = _painted(face, _edge(gc))
            self.elements.append(f'<path d="{template % tuple(numbers)}"{style}/>')

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,
        mtext: Aligned | None = None,
    ) -> None:
        """Words at their anchor, so that they end or have their middle where they should in any font."""
        if not math.isfinite(x + y):
            return
        anchor = ANCHORS[mtext.get_horizontalalignment()] if mtext is not None else ""
        style = _lettered(prop.get_size_in_points(), prop.get_weight(), anchor, gc.get_rgb())
        place = f'x="{round(x, 1) + 0.0:.7g}" y="{round(y, 1) + 0.0:.7g}"'
        self.elements.append(f"<text {place}{style}>{escape(s, quote=False)}</text>")

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Points to the right and down."""
        return self.width, self.height

    def flipy(self) -> bool:
        """Whether points are counted from the top."""
        return True


@cache
def _template(codes: bytes | None, n: int) -> tuple[str, list[int]]:
    """A path of so many points as a template of its numbers, and which of its points have theirs written.

    >>> _template(None, 2)
    ('M%.7g %.7gL%.7g %.7g', [0, 1])
    """
    steps = codes or bytes([Path.MOVETO] + [Path.LINETO] * (n - 1))
    written: list[int] = []
    template, place = "", 0
    while place < n:
        letter, points = LETTERS[steps[place]]
        template += letter + " ".join(["%.7g %.7g"] * points)
        written += range(place, place + points)
        place += max(points, 1)
    return template, written


def _edge(gc: GraphicsContextBase) -> tuple[Any, ...]:
    """What an edge looks like, as it can be remembered: colour, width, how lines end and meet, dashes."""
    dashes: Any = gc.get_dashes()[1]  # declared as whatever an array can be made of
    return gc.get_rgb(), gc.get_linewidth(), gc.get_capstyle(), gc.get_joinstyle(), tuple(dashes or ())


@cache
def _painted(face: Colour | None, edge: tuple[Any, ...]) -> str:
    """How a path is filled and its edge is drawn."""
    colour, width, cap, join, dashes = edge
    filled = {"fill": "none"} if face is None else _ink("fill", face)
    if not width:
        return _style(filled)
    shape = {"stroke-linecap": CAPS[cap], "stroke-linejoin": join, "stroke-dasharray": " ".join(map(_short, dashes))}
    return _style({**filled, **_ink("stroke", colour), "stroke-width": _short(width), **shape})


@cache
def _lettered(size: float, weight: str | int, anchor: str, colour: Colour) -> str:
    """How words are written."""
    bold = str(BOLD) if weight in ("bold", BOLD) else ""
    font = {"font-size": f"{_short(size)}px", "font-weight": bold, "text-anchor": anchor}
    return _style({**font, **_ink("fill", colour)})


def _ink(of: str, colour: Colour) -> dict[str, str]:
    """A colour and, where it is weak, how strong it is."""
    code = to_hex(colour)
    return {of: VARIABLES.get(code, code), f"{of}-opacity": _short(colour[3])}


def _style(properties: dict[str, str]) -> str:
    """The attribute of a style, without what is so anyway."""
    said = [f"{name}: {value}" for name, value in properties.items() if value and GIVEN.get(name) != value]
    return f' style="{"; ".join(said)}"' if said else ""


def _short(number: float) -> str:
    return f"{round(number, 2):g}"
