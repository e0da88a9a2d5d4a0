"""Markdown as HTML that can do nothing but be read."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbconvert.filters.markdown_mistune import MarkdownWithMath

_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "code"),
    *("em", "strong", "del", "sub", "sup", "a", "img", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}, "td": set(), "th": set()}
_ALLOWED_VALUES = {
    ("a", "href"): re.compile(r"(https?://|mailto:|#)", re.IGNORECASE),
    ("img", "src"): re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$"),
}


def html(source: str) -> str:
    """Markdown as clean HTML. Raw HTML in it is shown as text; links lead to the web, images are inside the page."""
    import nh3

    # JSON may hold half of a letter, which no page can be written with: a question mark stands for it.
    whole = source.encode("utf-8", "replace").decode("utf-8")
    clean = nh3.clean(
        _renderer().render(whole),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes={"http", "https", "mailto", "data"},
    )
    without_source = re.sub(r"<img(?![^>]*\ssrc=)[^>]*>", "", clean)
    return without_source.replace("<th>", '<th scope="col">').strip()


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    pattern = _ALLOWED_VALUES.get((tag, attribute))
    return value if pattern is None or pattern.match(value) else None


@functools.cache
def _renderer() -> MarkdownWithMath:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    return MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True))
