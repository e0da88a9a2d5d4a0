"""What a report's annexes are made of: the headings, texts, tables and figures of its page, in their order.

They are read from the very pieces of HTML of which the page is laid out, after everything that had not passed the one
door was refused. So no value can stand in an annex that does not stand on the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal, TypeAlias

from lxml import html

from arvio.publish.page.document import Block, Document

Element: TypeAlias = html.HtmlElement

_CONTROL = (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF)
_WITHOUT_CONTROL = str.maketrans(dict.fromkeys(_CONTROL, "\ufffd"))
_OF_TEXT = {"p", "pre", "blockquote", "dt", "dd"}
_DRAWING = re.compile(r'<div class="arvio-wide">(<svg\b.*?</svg>)</div>', re.DOTALL)
_STYLES = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "code": "code"}


@dataclass(frozen=True)
class Run:
    """Some words of a text that look alike."""

    text: str
    looks: frozenset[str] = frozenset()
    """bold, italic, code."""
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    runs: Runs
    kind: Literal["text", "note", "whose", "box"] = "text"
    """note: what marks mean; whose: who says what follows; box: what was left out, or not collected."""


@dataclass(frozen=True)
class Items:
    """A list of texts."""

    items: tuple[Runs, ...]
    kind: Literal["bullets", "numbers"]


@dataclass(frozen=True)
class Table:
    """A table of the page. Every row has as many cells as the header."""

    number: str
    """As on the page, such as Table 1; of the data of a figure, Figure 1; nothing in front of a table without one."""
    kind: Literal["table", "figure"]
    place: int
    """The number itself; 0 where there is none."""
    caption: str
    section: str
    """The heading under which it stands."""
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int]
    """Places of the columns of numbers."""
    is_grouped: bool = False
    """Whether the page has the first column as headings above its rows."""
    notes: tuple[str, ...] = ()
    subtitle: str = ""

    @property
    def name(self) -> str:
        """The same in every language, for programs: table_1, figure_2."""
        return f"{self.kind}_{self.place}"


@dataclass(frozen=True)
class Figure:
    """A figure of the page: its drawing as SVG, nothing where all of it is withheld, and its data."""

    number: str
    heading: str
    subtitle: str
    drawing: str
    description: str
    """What the drawing shows, in words."""
    notes: tuple[str, ...]
    table: Table


Piece = Heading | Paragraph | Items | Table | Figure


@dataclass(frozen=True)
class Content:
    """A report as its annexes tell it."""

    title: str
    introduction: tuple[Piece, ...]
    findings: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table with released results: the numbered ones, and the data of every figure."""
        found = (piece.table if isinstance(piece, Figure) else piece for piece in self.pieces)
        return tuple(piece for piece in found if isinstance(piece, Table) and piece.place)


def content_of(document: Document) -> Content:
    """The content of a page, read from its finished pieces."""
    reader = _Reader()
    return Content(
        title=_words(_parsed(document.title)),
        introduction=tuple(reader.pieces(Block("markdown", document.introduction))),
        findings=tuple(shown(sentence) for sentence in document.findings),
        pieces=tuple(piece for block in document.blocks for piece in reader.pieces(block)),
    )


def shown(text: str) -> str:
    """A text without what cannot be shown: control characters and halves of letters become the mark of those."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.translate(_WITHOUT_CONTROL)


class _Reader:
    """Reads the pieces of a page one after another, counting its figures and tables."""

    def __init__(self) -> None:
        self._counts = {"figure": count(1), "table": count(1)}
        self._section = ""

    def pieces(self, block: Block) -> Iterator[Piece]:
        drawings = iter(_DRAWING.findall(block.html))
        for element in _parsed(block.html):
            yield from self._of(element, block, drawings)

    def _of(self, element: Element, block: Block, drawings: Iterator[str]) -> Iterator[Piece]:
        classes = element.classes if isinstance(element.tag, str) else ()
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                heading = Heading(int(element.tag[1]), _words(element))
                self._section = heading.text if heading.level == 2 else self._section
                yield heading
            case "ul" | "ol":
                yield Items(tuple(_runs(item) for item in element), "numbers" if element.tag == "ol" else "bullets")
            case "figure":
                yield self._figure(element, block, drawings)
            case "div" if "arvio-table" in classes:
                yield self._table(element, block)
            case "table":
                yield _grid(element, block, Place("", "table", 0, self._section))
            case tag if tag in _OF_TEXT:
                if runs := _runs(element):
                    yield Paragraph(runs, _kind(classes, block))
            case _ if not len(element) or (element.text or "").strip():  # words that stand in no paragraph
                if runs := _runs(element):
                    yield Paragraph(runs, _kind(classes, block))
            case _:
                for child in element:
                    yield from self._of(child, block, drawings)

    def _table(self, element: Element, block: Block) -> Table:
        [table] = element.iter("table")
        place = self._place("table", table) if table.find_class("number") else Place("", "table", 0, self._section)
        following = [note for note in element.itersiblings() if "arvio-note" in note.classes]
        return _grid(table, block, place, notes=tuple(map(_words, following)))

    def _figure(self, element: Element, block: Block, drawings: Iterator[str]) -> Figure:
        place = self._place("figure", element)
        subtitle = "".join(_words(found) for found in element.find_class("arvio-subtitle"))
        hidden = element.find(".//details")
        notes = tuple(_words(note) for note in element.find_class("arvio-note") if hidden not in note.iterancestors())
        explained = tuple(_words(note) for note in hidden.find_class("arvio-note"))
        empty = tuple(_words(found) for found in element.find_class("arvio-not-collected"))
        drawing = "" if empty else next(drawings, "")
        described = element.find(".//desc")
        return Figure(
            number=place.number,
            heading=_words(element.find(".//h3"), without="number"),
            subtitle=subtitle,
            drawing=drawing,
            description=_words(described) if described is not None else "",
            notes=(*empty, *notes),
            table=_grid(hidden.find(".//table"), block, place, notes=(*notes, *explained), subtitle=subtitle),
        )

    def _place(self, kind: Literal["figure", "table"], element: Element) -> Place:
        number = _words(element.find_class("number")[0]).strip().removesuffix(".")
        return Place(number, kind, next(self._counts[kind]), self._section)


@dataclass(frozen=True)
class Place:
    """Where a table stands on its page."""

    number: str
    kind: Literal["table", "figure"]
    place: int
    section: str


def _grid(table: Element, block: Block, place: Place, notes: Sequence[str] = (), subtitle: str = "") -> Table:
    """The cells of a table. What is a heading above rows on the page is the first cell of each of them here."""
    caption = table.find("caption")
    heads = table.findall("thead/tr/th") or table.findall("tr/th")
    header, rows, is_grouped = [_words(head) for head in heads], [], False
    for body in table.findall("tbody"):
        group: tuple[str, ...] = ()
        for row in body.findall("tr"):
            cells = tuple(_words(cell) for cell in row)
            if row[0].get("scope") == "rowgroup":
                group, is_grouped = cells, True
            else:
                rows.append((*group, *cells))
    if is_grouped:
        header = [_head_of_groups(header, block), *header]
    moved = len(header) - len(heads)
    return Table(
        number=place.number,
        kind=place.kind,
        place=place.place,
        section=place.section,
        caption=_words(caption, without="number") if caption is not None else "",
        header=tuple(header),
        rows=tuple(row for row in rows if len(row) == len(header)),
        numeric=frozenset(at + moved for at, head in enumerate(heads) if "number-cell" in head.classes),
        is_grouped=is_grouped,
        notes=tuple(notes),
        subtitle=subtitle,
    )


def _head_of_groups(header: Sequence[str], block: Block) -> str:
    """The word over the first column of a table whose page has that column as headings above the rows, and no word
    over them: it stands in what the same part shows as plain text."""
    lines = (line.split("\t") for line in shown(block.text).splitlines())
    return next((line[0] for line in lines if line[1:] == list(header)), "")


def _kind(classes: Collection[str], block: Block) -> Literal["text", "note", "whose", "box"]:
    if block.kind == "unmarked" or "arvio-not-collected" in classes:
        return "box"
    return "note" if "arvio-note" in classes else "whose" if "arvio-whose" in classes else "text"


def _parsed(source: str) -> Element:
    return html.fragment_fromstring(shown(source), create_parent="div")


def _words(element: Element, without: str = "") -> str:
    """The text of an element as it is read, but of its parts of a class."""
    texts = (run.text for run in _runs_in(element, frozenset(), "", without))
    return "".join(texts).strip(" \n\t\r")


def _runs(element: Element) -> Runs:
    """The text of an element with its looks; line breaks of the source are spaces, as on the page."""
    found = [
        Run(text, run.looks, run.link)
        for run in _runs_in(element, frozenset(), "")
        if (text := re.sub(r"[ \n\t\r]+", " ", run.text) if element.tag != "pre" else run.text)
    ]
    if found:
        found[0] = Run(found[0].text.lstrip(" "), found[0].looks, found[0].link)
        found[-1] = Run(found[-1].text.rstrip(" "), found[-1].looks, found[-1].link)
    return tuple(run for run in found if run.text)


def _runs_in(element: Element, looks: frozenset[str], link: str, without: str = "") -> Iterator[Run]:
    if isinstance(element.tag, str) and not (without and without in element.classes):
        look = _STYLES.get(element.tag)
        looks = looks | {look} if look else looks
        link = element.get("href", "") if element.tag == "a" else link
        inner = element.get("alt") if element.tag == "img" else element.text
        yield from [Run(inner, looks, link)] if inner else []
        yield from [Run("\v", looks, link)] if element.tag == "br" else []
        for child in element:
            yield from _runs_in(child, looks, link, without)
            yield from [Run(child.tail, looks, link)] if child.tail else []
