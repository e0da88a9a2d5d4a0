"""A page as its elements, texts and whatever is hidden in it, one after the other: read once for all who look at it.

Our own templates and drawings write plain HTML: every attribute between double quotes, no bracket within one. Such a
page is taken apart at its brackets, in a fraction of the time that the parser of the standard library takes, and gives
what that parser gives. A page with anything else on it is read by that parser: what is plain is decided by what is
allowed, and not by what is known to be harmful.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple


class Start(NamedTuple):
    """The beginning of an element."""

    tag: str
    attributes: tuple[tuple[str, str | None], ...]
    """Each as it is written, one that stands there twice twice."""
    given: Mapping[str, str]
    """Attributes by their name, empty where they have no value."""


class End(NamedTuple):
    """The end of an element."""

    tag: str


class Hidden(NamedTuple):
    """A comment, or an instruction to a program: what a reader does not see."""

    text: str


Markup = tuple[Start | End | Hidden | str, ...]
"""A page from its beginning to its end; a str is a text."""

_NAME = "[a-zA-Z][a-zA-Z0-9]*"
_ATTRIBUTE = re.compile(r'[ \t\n]+([a-zA-Z][a-zA-Z0-9:_-]*)(="")?')
_START = re.compile(rf"({_NAME})((?:{_ATTRIBUTE.pattern})*)[ \t\n]*(/?)")
"""The beginning of an element whose attributes were emptied."""
_END = re.compile(rf"/({_NAME})")
_DOCTYPE = "!DOCTYPE html"
_READ_OTHERWISE = re.compile(rf"\x00|</(?!{_NAME}[ \t\n]*>)")
"""What browsers take for a letter of a name and the parser for its end, and the end of an element that has attributes:
the parser ends it at the first bracket, browsers after the quotes."""
_RAW = {"style", "title"}
"""Elements that hold nothing but a text, which parsers do not take apart."""
_NOT_PLAIN = {"script", "iframe", "noembed", "noframes", "noscript", "plaintext", "textarea", "xmp"}
"""Others of this kind, which no page of ours holds."""


class _Form(NamedTuple):
    """What the beginning of an element is, whatever its attributes say."""

    tag: str
    names: tuple[str, ...]
    """Of its attributes, in their order."""
    valued: tuple[bool, ...]
    """Which of them have a value."""
    is_whole: bool
    """Whether it ends with its beginning."""


@functools.lru_cache(maxsize=2)
def markup(page: str) -> Markup:
    """What a page is made of; a plain text is one text."""
    found = _plain(page)
    return _parsed(page) if found is None else found


def begun(page: str) -> tuple[Start, ...]:
    """The beginnings of all elements of a page, those that are written alike mostly once."""
    return tuple({id(one): one for one in markup(page) if isinstance(one, Start)}.values())


def _plain(page: str) -> Markup | None:
    """What a page of plain HTML is made of; None of any other."""
    if "\x00" in page:
        return None
    first, *pieces = page.split("<")
    found: list[Start | End | Hidden | str] = [unescape(first)] if first else []
    known: dict[str, tuple[Start | End, ...]] = {_DOCTYPE: ()}
    begins_raw: dict[str, str] = {}
    raw = ""
    for piece in pieces:
        tag, bracket, text = piece.partition(">")
        if tag not in known:
            elements = _end(tag) if tag.startswith("/") else _start(tag)
            if elements is None:
                return None
            known[tag] = elements
            if isinstance(elements[-1], Start) and elements[-1].tag in _RAW:
                begins_raw[tag] = elements[-1].tag
        if not bracket or (raw and tag != f"/{raw}"):
            return None
        found += known[tag]
        raw = begins_raw.get(tag, "")
        if text:
            found.append(text if raw == "style" else unescape(text))
    return None if raw else tuple(found)


def _end(tag: str) -> tuple[End] | None:
    """The end of an element between its brackets; None if it is not plain."""
    found = _END.fullmatch(tag)
    return (End(found[1].lower()),) if found else None


def _start(tag: str) -> tuple[Start] | tuple[Start, End] | None:
    """The beginning of an element between its brackets, with its end where it has no other; None if it is not plain."""
    parts = tag.split('"')
    form = _form('""'.join(parts[::2])) if len(parts) % 2 else None
    if form is None:
        return None
    values: list[str | None]
    values = [*parts[1::2]] if "&" not in tag else [unescape(value) for value in parts[1::2]]
    if not all(form.valued):
        remaining = iter(values)
        values = [next(remaining) if is_valued else None for is_valued in form.valued]
    start = _start_of(form.tag, tuple(zip(form.names, values, strict=True)))
    return (start, End(form.tag)) if form.is_whole else (start,)


@functools.cache
def _form(emptied: str) -> _Form | None:
    """What is between the brackets of an element whose attributes were emptied; None if it is not plain."""
    found = _START.fullmatch(emptied)
    if found is None or found[1].lower() in _NOT_PLAIN:
        return None
    attributes = [(name.lower(), bool(value)) for name, value in _ATTRIBUTE.findall(found[2])]
    names, valued = tuple(name for name, _ in attributes), tuple(is_valued for _, is_valued in attributes)
    return _Form(found[1].lower(), names, valued, bool(found[5]))


def _start_of(tag: str, attributes: tuple[tuple[str, str | None], ...]) -> Start:
    return Start(tag, attributes, {name: value or "" for name, value in attributes})


def _parsed(page: str) -> Markup:
    """What any page is made of, as the parser of the standard library reads it."""
    parser = _Parser()
    found = parser.found
    try:
        parser.feed(page)
        parser.close()
    except AssertionError:  # of a section with a name that the parser does not know, as <![a[; browsers read on
        return (*found, Hidden("<!["))
    if not any(isinstance(one, Hidden) for one in found) and page.count("<!") > page.count(f"<{_DOCTYPE}"):
        # A comment without an end, which browsers hide with all that follows it, is a text to the parser.
        found.append(Hidden("<!"))
    found += [Hidden(sign) for sign in _READ_OTHERWISE.findall(page)[:1]]
    return tuple(found)


class _Parser(HTMLParser):
    """The parser of the standard library can only be used as a base."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Start | End | Hidden | str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(_start_of(tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(End(tag))

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(Hidden(data))

    def handle_pi(self, data: str) -> None:
        self.found.append(Hidden(data))

    def unknown_decl(self, data: str) -> None:
        self.found.append(Hidden(data))
