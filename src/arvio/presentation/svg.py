"""A matplotlib figure as an SVG for the page: named for screen readers, the same bytes every time, for light and dark.

matplotlib writes metadata, fixed sizes, colours and ids that repeat from figure to figure; all of that is replaced.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONTS = "system-ui, sans-serif"
SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "arvio", "font.family": "sans-serif"}
VARIABLES = {
    "#12436d": "var(--arvio-first, #12436d)",
    "#28a197": "var(--arvio-second, #28a197)",
    "#801650": "var(--arvio-third, #801650)",
    "#8a8a8a": "var(--arvio-quiet, #8a8a8a)",
    "#000000": "currentColor",
    "#fffffe": "var(--arvio-page, #ffffff)",
}

_ROOT = re.compile(r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>")
_LEFT_OUT = re.compile(
    r"^.*?(?=<svg)|<metadata>.*?</metadata>|<!--.*?-->"
    r"|<defs>\s*<style[^>]*>.*?</style>\s*</defs>|<path [^>]*fill: none\"/>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_IN_A_TAG = (
    (re.compile(r"\s*\n\s*"), ""),
    (re.compile(r'<g id="[^"]*">'), "<g>"),
    (re.compile("xlink:href"), "href"),
    (re.compile(r" transform=\"rotate\(-0 [^)]*\)\""), ""),
    (re.compile(r"font-family: [^;\"]*(; )?"), ""),
    (re.compile(r"font: (bold|700) ([\d.]+)px [^;\"]*"), r"font-size: \2px; font-weight: 700"),
    (re.compile(r"\d+\.\d{2,}"), lambda number: f"{float(number[0]):.1f}".removesuffix(".0")),
)


def svg(figure: Figure, title: str, description: str) -> str:
    """The figure as an inline SVG with its title and its description, both in the language of the page."""
    import matplotlib

    written = io.StringIO()
    with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
        # matplotlib's own font lacks the letters of some scripts; the reader's browser draws the words, not matplotlib
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    body = _plain(written.getvalue())
    key = "f" + hashlib.sha256((body + title).encode("utf-8")).hexdigest()[:8]
    box = _ROOT.search(body)[1]
    named = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" font-family="{FONTS}" fill="currentColor">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-desc">{escape(description)}</desc>'
    )
    return _ROOT.sub(lambda _: named, _with_own_ids(body, key), count=1)


def _plain(written: str) -> str:
    """Without metadata, fixed fonts, colours and needless digits. Only tags are touched: the words stay as they are."""
    body = re.sub(r">\s*\n\s*", ">", _LEFT_OUT.sub("", written))
    return _TAG.sub(lambda tag: _plain_tag(tag[0]), body)


def _plain_tag(tag: str) -> str:
    for pattern, instead in _IN_A_TAG:
        tag = pattern.sub(instead, tag)
    for colour, variable in VARIABLES.items():
        tag = tag.replace(colour, variable)
    return tag


def _with_own_ids(body: str, key: str) -> str:
    """Every id and what refers to it begins with the figure's key: ids are unique on a page of many figures."""
    own = re.compile(r'(\bid="|\bhref="#|url\(#)')
    return _TAG.sub(lambda tag: own.sub(rf"\g<1>{key}-", tag[0]), body)
