"""A figure as an SVG for the page: named for screen readers, the same bytes every time, for light and dark."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONTS = "system-ui, sans-serif"


def svg(figure: Figure, title: str, description: str) -> str:
    """The figure as an inline SVG with its title and its description, both in the language of the page.

    Its ids follow from what is drawn and from its title, so that they are unique on a page of many figures.
    """
    from arvio.presentation.svg_renderer import SvgRenderer

    width, height = figure.get_size_inches() * figure.dpi
    renderer = SvgRenderer(width, height)
    figure.draw(renderer)
    body = "".join(renderer.elements)
    box = f"0 0 {_short(width)} {_short(height)}"
    key = "f" + hashlib.sha256((box + body + title).encode("utf-8")).hexdigest()[:8]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" font-family="{FONTS}" fill="currentColor">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
        f"{body}</svg>"
    )


def _short(points: float) -> str:
    return f"{round(points, 1):.7g}"
