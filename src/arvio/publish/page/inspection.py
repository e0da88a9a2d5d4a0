"""The last look at a page before it is written: nothing that runs, nothing that calls out, nothing of this machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from arvio.errors import Problem, ProtectionError
from arvio.publish.page.markup import End, Hidden, Start, begun, markup
from arvio.saying import say

_ACTIVE = {"script", "iframe", "object", "embed", "form", "input", "button", "link", "base", "audio", "video", "use"}
_LOADING = {"src", "srcset", "poster", "background", "action", "formaction", "data", "ping"}
_LINK_BELOW = re.compile(r'href="(?:[\w-]+/)*[\w-]+(?:\.[\w-]+)*\.(?:html|txt|[a-z]{2}\.(?:xlsx|csv|docx|pdf))"')
"""Pages, texts and annexes: data have no language in their names."""
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
    if any(isinstance(one, Hidden) for one in markup(page)):  # browsers end such a thing elsewhere than parsers
        yield say("holds a comment that readers do not see")
    for tag in _in_titles(page):
        yield say("holds the element <%(tag)s>", tag=tag)
    for one in begun(page):
        if one.tag in _ACTIVE:
            yield say("holds the element <%(tag)s>", tag=one.tag)
        yield from _faults_of(one.attributes)


def _in_titles(page: str) -> Iterator[str]:
    """Elements within a title, where browsers see a text that ends at the first end of the title."""
    is_title = False
    for one in markup(page):
        if isinstance(one, Start) and is_title:
            yield one.tag
        elif isinstance(one, Start | End) and one.tag == "title":
            is_title = isinstance(one, Start)


def _faults_of(attributes: Attributes) -> Iterator[str]:
    for name, value in attributes:
        given = (value or "").strip().lower()
        if name.startswith("on"):
            yield say("holds a script (the attribute %(name)s)", name=name)
        if name in _LOADING and not given.startswith("data:image/"):
            yield say("loads something from outside (the attribute %(name)s)", name=name)
        if name in {"href", "xlink:href"} and not given.startswith(_LINKS):
            yield say("links to '%(address)s'", address=given[:40])
        if name == "style" and "url(" in given.replace("url(#", ""):
            yield say("loads something from outside (a style)")
