"""What a page is made of, as far as data could hide in it: its drawings, tables, texts and attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from arvio.publish.page.markup import End, Hidden, Start, begun, markup

_SHAPES = {"rect", "circle", "ellipse", "polygon", "polyline", "line", "use"}
_EMBEDDING = {"src", "href", "xlink:href", "poster", "data", "srcset"}
_PICTURE = re.compile(r"\s*data:image/png;base64,", re.IGNORECASE)
_POINT = re.compile(r"[MLCQSTAHVmlcqstahv]")
_OF_GROUPS = {"row", "rowgroup"}
"""Heads of rows: a drawing of flows has a mark for each group that they name, too."""
_INTERVAL = re.compile(r"\d\D{0,3}–\D{0,3}\d")
"""What a cell with both ends of an interval holds: the figure that it belongs to is counted where it stands."""
_NEXT_IN_LIST = re.compile(r"\d, (?=\d)")
"""A list of weeks in a cell is a figure for each week."""
_CORNERS = 4
"""Points after its first that a closed outline has at most: it is one mark, as a hollow square is."""
_OF_A_BLOCK = {
    *("p", "li", "td", "th", "tr", "div", "h1", "h2", "h3", "h4", "h5", "h6", "br", "dd", "dt", "title", "desc"),
    *("text", "caption", "figcaption", "summary", "pre", "blockquote", "section", "table"),
}


@dataclass
class Drawing:
    """An SVG: its marks (a value each), the points of its lines, its words, and the figures and
    groups of the table beside it."""

    marks: int = 0
    lines: list[int] = field(default_factory=list)
    words: int = 0
    titles: int = 0
    cells: int = 0


@dataclass
class Contents:
    """What was found on a page."""

    tags: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    comments: int = 0
    data_attributes: int = 0
    """How many different elements have some, and so on."""
    data_frames: int = 0
    embedded: int = 0
    """Embedded contents other than a picture; what is within a picture is looked at when it is decoded."""
    drawings: list[Drawing] = field(default_factory=list)


def contents_of_page(page: str) -> Contents:
    """What a page is made of; a plain text is one text."""
    reader = _Reader()
    for element in begun(page):
        reader.look_at(element.given)
    for one in markup(page):
        match one:
            case str():
                reader.read(one)
            case Start():
                reader.begin(one.tag, one.given)
            case End():
                reader.end(one.tag)
            case Hidden():
                reader.contents.comments += 1
    reader.end_text()
    return reader.contents


class _Reader:
    """Reads a page from its beginning to its end."""

    def __init__(self) -> None:
        self.contents = Contents()
        self._drawing: Drawing | None = None
        self._of_figure: list[Drawing] | None = None
        self._cells = 0
        self._text: list[str] = []
        self._style: list[str] | None = None

    def look_at(self, given: Mapping[str, str]) -> None:
        """Attributes in which data could hide, whatever element has them."""
        self.contents.data_attributes += any(name.startswith("data-") for name in given)
        self.contents.data_frames += "dataframe" in given.get("class", "").split()
        loaded = [given[name] for name in _EMBEDDING & given.keys()]
        self.contents.embedded += any(
            value.strip().lower().startswith("data:") and not _PICTURE.match(value) for value in loaded
        )

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        self.contents.tags.add(tag)
        if tag in _OF_A_BLOCK:
            self.end_text()
        if tag == "style":
            self._style = []
        elif tag == "figure":
            self._of_figure, self._cells = [], 0
        elif tag == "svg":
            self._begin_drawing()
        elif tag == "td" or (tag == "th" and given.get("scope") in _OF_GROUPS):
            self._cells += 1
        elif self._drawing:
            _add(self._drawing, tag, given)

    def end(self, tag: str) -> None:
        if tag == "td":
            self._cells += _figures_more("".join(self._text))
        if tag in _OF_A_BLOCK:
            self.end_text()
        if tag == "style" and self._style is not None:
            self.contents.styles.append("".join(self._style))
            self._style = None
        elif tag == "svg":
            self._drawing = None
        elif tag == "figure":
            for drawing in self._of_figure or []:
                drawing.cells = self._cells
            self._of_figure = None

    def read(self, text: str) -> None:
        (self._text if self._style is None else self._style).append(text)

    def end_text(self) -> None:
        """A block of the page has ended: what was read of it is one text."""
        text = "".join(self._text).strip()
        self._text = []
        if text:
            self.contents.texts.append(text)

    def _begin_drawing(self) -> None:
        self._drawing = Drawing()
        self.contents.drawings.append(self._drawing)
        if self._of_figure is not None:
            self._of_figure.append(self._drawing)


def _figures_more(cell: str) -> int:
    """How many figures a cell holds beyond the one that every cell is counted as."""
    if _INTERVAL.search(cell):
        return -1
    return len(_NEXT_IN_LIST.findall(cell))


def _add(drawing: Drawing, tag: str, given: Mapping[str, str]) -> None:
    """Count an element of a drawing. Lines are not filled; what is filled with the colour of the page is no mark."""
    if tag == "title":
        drawing.titles += 1
    elif tag == "text":
        drawing.words += 1
    elif tag in _SHAPES:
        drawing.marks += 1
    elif tag == "path":
        fill = re.search(r"(?:^|;)\s*fill:\s*([^;]+)", given.get("style", ""))
        parts = [part for part in given.get("d", "").upper().split("M") if part.strip()]
        if fill and fill[1].strip() == "none":
            outlines = [part for part in parts if part.strip().endswith("Z") and len(_POINT.findall(part)) <= _CORNERS]
            drawing.marks += len(outlines)
            drawing.lines += [1 + len(_POINT.findall(part)) for part in parts if part not in outlines]
        elif not (fill and "--arvio-page" in fill[1]):
            drawing.marks += len(parts)
