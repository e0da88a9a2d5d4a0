"""The last look at a page before it is written: nothing that runs, nothing that calls out, nothing of this machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from arvio.errors import Problem, ProtectionError
from arvio.publish.page.markup import End, Hidden, Start, begun, markup
from arvio.saying import say

_HARMLESS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "footer", "div", "span"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "wbr", "hr", "blockquote", "pre", "code", "a", "img", "bdi"),
    *("em", "strong", "b", "i", "small", "mark", "del", "ins", "sub", "sup", "abbr", "time"),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "label", "select", "option"),
    *("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("svg", "g", "defs", "clippath", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    *("text", "tspan"),
}
"""Elements that pages may hold. Any other one runs, loads or sends something, moves, or is read otherwise by a browser
than by a parser; or nobody looked at it yet."""
_LOADING = {"src", "srcset", "poster", "background", "action", "formaction", "data", "ping"}
_LINK_BELOW = re.compile(r'href="(?:[\w-]+/)*[\w-]+(?:\.[\w-]+)*\.(?:html|txt|[a-z]{2}\.(?:xlsx|csv|docx|pdf))"')
"""Pages, texts and annexes: data have no language in their names."""
_CALLED = re.compile(r"([\w-]*)\((.?)")
"""What a style calls, with the first letter of what it gives it."""
_HARMLESS_CALLS = {"rgb", "rgba", "hsl", "hsla", "calc", "var"}
_LINKS = ("http://", "https://", "mailto:", "#")

Attributes = Sequence[tuple[str, str | None]]


def check_page(page: str, file: str, root: Path) -> None:
    """Refuse a page that could run or load something, or that names a folder of this machine."""
    found = sorted(set(_faults(page)))
    if str(root) in page or str(Path.home()) + "/" in page:
        found.append(say("names a folder of this machine"))
    if found:
        remedy = say("take it out of the notebook or commentary")
        raise ProtectionError([Problem(file, what, remedy=remedy) for what in found])


def check_report(page: str, file: str, root: Path, *, beside: Iterable[str] = ()) -> None:
    """The same for a report, which links to its own files that lie beside it."""
    for name in beside:
        page = page.replace(f'href="{escape(name)}"', 'href="#"')
    check_page(page, file, root)


def check_form_page(page: str, file: str, root: Path, *, script: str) -> None:
    """The same for the page with texts for a form, which may hold buttons and the one script that they work by."""
    ours = f"<script>{script}</script>"
    if page.count(ours) != 1:
        remedy = say("restore %(file)s", file="copy.js")
        raise ProtectionError(Problem(file, say("does not hold its script once and whole"), remedy=remedy))
    check_page(page.replace(ours, "").replace('<button type="button"', "<span"), file, root)


def check_catalogue(page: str, file: str, root: Path) -> None:
    """The same for the page that lists reports, which links to files that lie beside it or in folders below."""
    check_page(_LINK_BELOW.sub('href="#"', page), file, root)


def _faults(page: str) -> Iterator[str]:
    yield from _read_in_two_ways(page)
    for one in begun(page):
        if one.tag not in _HARMLESS:
            yield say("holds the element <%(tag)s>", tag=one.tag)
        yield from _faults_of(one.attributes)


def _read_in_two_ways(page: str) -> Iterator[str]:
    """What ends elsewhere for a browser than for a parser: a comment, an element in a title, a style in a drawing."""
    is_title = is_drawn = False
    for one in markup(page):
        if isinstance(one, Hidden):
            yield say("holds a comment that readers do not see")
        elif isinstance(one, Start) and (is_title or (is_drawn and one.tag == "style")):
            yield say("holds the element <%(tag)s>", tag=one.tag)
        elif isinstance(one, Start | End) and one.tag == "title":
            is_title = isinstance(one, Start)
        elif isinstance(one, Start) and one.tag == "svg":
            is_drawn = True


def _faults_of(attributes: Attributes) -> Iterator[str]:
    for name, value in attributes:
        given = (value or "").strip().lower()
        if name.startswith("on"):
            yield say("holds a script (the attribute %(name)s)", name=name)
        if name in _LOADING and not given.startswith("data:image/"):
            yield say("loads something from outside (the attribute %(name)s)", name=name)
        if name == "http-equiv" and given != "content-security-policy":
            yield say("loads something from outside (the attribute %(name)s)", name=name)
        if name in {"href", "xlink:href"} and not given.startswith(_LINKS):
            yield say("links to '%(address)s'", address=given[:40])
        if name == "style" and not _is_harmless(given):
            yield say("loads something from outside (a style)")


def _is_harmless(style: str) -> bool:
    """Whether a style calls nothing but colours and what is on the page; a backslash could stand for any letter."""
    calls = _CALLED.findall(style)
    return "\\" not in style and all(name in _HARMLESS_CALLS or (name, first) == ("url", "#") for name, first in calls)
