"""Signs that something on a page is a person: rows and lists whose order can be that of persons, ids that number them.

What arvio shows are groups: each has a head that names it, is named once, and is known to the page by a word. Answers
of persons one after another have no names, repeat themselves, and stand in no order but that of the persons.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from arvio.publish.page.markup import End, Start, begun, markup

FEWEST = 8
"""So many answers one after another are a list of persons; fewer stand in sentences too."""

_NUMBER = r"\d+(?:[.,]\d+)?"
_WORD = r"[^\s;,]+(?:,\d+)?"
_RUNS = (
    re.compile(rf"(?<!\S)(?:{_WORD}(?:[;,]\s+|\s*\n\s*)){{{FEWEST - 1},}}{_WORD}"),
    re.compile(rf"(?<!\S)(?:{_NUMBER}[;,]?\s+){{{FEWEST - 1},}}{_NUMBER}(?!\w)"),
)
"""Words or numbers one after another with nothing said of them."""
_OF_THE_PAGE = re.compile(r"section-\d{1,3}|(?:figure-|table-|f)[0-9a-f]{8,10}(?:-title|-desc|-[a-z][0-9a-f]{10})?")
"""Ids that are counted or made of what a drawing or a table shows."""
_SHOWN_AGAIN = re.compile(r"-\d{1,3}$")
"""What stands behind the id of something that is shown twice on the page."""


@dataclass(frozen=True)
class Row:
    """A row of a table: its cells as they are read, the head of its row group before them, and whether a head names
    it."""

    cells: tuple[str, ...]
    has_head: bool


@dataclass
class Rows:
    """The tables and lists of a page, and the names by which programs know its elements."""

    tables: list[list[Row]] = field(default_factory=list)
    lists: list[list[str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    """Ids, and what refers to them within the page."""
    classes: set[str] = field(default_factory=set)


def rows_of_page(page: str) -> Rows:
    """The rows, lists and names of a page; a plain text has none."""
    reader = _Reader()
    for element in begun(page):
        reader.names(element.given)
    for one in markup(page):
        match one:
            case str():
                reader.read(one)
            case Start():
                reader.begin(one.tag, one.given)
            case End():
                reader.end(one.tag)
    return reader.rows


def is_in_order_of_persons(values: Sequence[str]) -> bool:
    """Whether values one after another can be answers of persons: numbers in no order, or few words again and again.

    Numbers that only rise are weeks, years or steps of a scale.

    >>> is_in_order_of_persons(["4", "5", "3", "3", "5", "1", "4", "2"])
    True
    >>> is_in_order_of_persons(["31", "32", "33", "34", "36", "37", "38", "39"])
    False
    """
    if len(values) < FEWEST:
        return False
    if all(re.fullmatch(_NUMBER, value) for value in values):
        numbers = [float(value.replace(",", ".")) for value in values]
        return any(later <= earlier for earlier, later in pairwise(numbers))
    is_of_words = all(len(value.split()) == 1 for value in values)
    return is_of_words and 2 * len({value.casefold() for value in values}) < len(values)


def has_list_of_persons(text: str) -> bool:
    """Whether a text holds values one after another that can be answers of persons."""
    runs = (re.split(r"[;,]?\s+", found[0].strip(" .")) for pattern in _RUNS for found in pattern.finditer(text))
    return any(is_in_order_of_persons(run) for run in runs)


def has_rows_of_persons(rows: Rows) -> bool:
    """Whether the rows of a table or the items of a list can be persons one after another."""
    return any(is_in_order_of_persons(items) for items in rows.lists) or any(map(_is_of_persons, rows.tables))


def numbered_names(rows: Rows, own: Collection[str]) -> Iterator[str]:
    """Ids and classes that hold a number which is none of the page's; `own` are names that stand in params."""
    again = {name for name in rows.ids if _SHOWN_AGAIN.sub("", name) in rows.ids - {name}}
    for name in sorted({name for name in rows.ids - again if not _OF_THE_PAGE.fullmatch(name)} | rows.classes):
        parts = [part for part in name.split("-") if part not in own]
        if name not in own and re.search(r"\d", "".join(parts)):
            yield name


def _is_of_persons(table: Sequence[Row]) -> bool:
    """Rows that no head names and that hold numbers, or rows that repeat one another."""
    if len(table) < FEWEST:
        return False
    nameless = [row for row in table if not row.has_head and re.search(r"\d", "".join(row.cells))]
    return len(nameless) >= FEWEST or 2 * len({row.cells for row in table}) < len(table)


class _Reader:
    """Reads tables, lists and names."""

    def __init__(self) -> None:
        self.rows = Rows()
        self._cells: list[str] | None = None
        self._has_head = False
        self._group: str | None = ""
        """The head of the row group; None while it is read."""
        self._items: list[list[str]] = []
        """The lists that are open, the innermost last."""

    def names(self, given: Mapping[str, str]) -> None:
        referred: Iterable[str] = (given.get(name, "") for name in ("aria-labelledby", "aria-describedby", "headers"))
        self.rows.ids |= {given.get("id", ""), *" ".join(referred).split()} - {""}
        if given.get("href", "").startswith("#"):
            self.rows.ids.add(given["href"][1:])
        self.rows.classes |= set(given.get("class", "").split())

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        match tag:
            case "table":
                self.rows.tables.append([])
                self._group = ""
            case "tr":
                self._cells, self._has_head = [], False
            case "td" | "th" if self._cells is not None:
                self._cells.append("")
                self._has_head |= tag == "th"
                self._group = None if given.get("scope") == "rowgroup" else self._group
            case "ul" | "ol":
                self._items.append([])
                self.rows.lists.append(self._items[-1])
            case "li" if self._items:
                self._items[-1].append("")

    def end(self, tag: str) -> None:
        if tag == "tr" and self._cells is not None:
            self._end_row(tuple(" ".join(cell.split()) for cell in self._cells))
            self._cells = None
        elif tag in ("ul", "ol") and self._items:
            items = self._items.pop()
            items[:] = [" ".join(item.split()) for item in items]

    def read(self, text: str) -> None:
        for values in (self._cells, self._items[-1] if self._items else None):
            if values:
                values[-1] += text

    def _end_row(self, cells: tuple[str, ...]) -> None:
        if self._group is None:
            self._group = cells[0]
        elif self.rows.tables and any(cells):
            self.rows.tables[-1].append(Row((self._group, *cells), self._has_head))
