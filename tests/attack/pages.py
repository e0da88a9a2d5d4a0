"""The public pages as a reader has them: tables with their headers, figures in words, and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from arvio.presentation.hyphens import without_soft_hyphens

from .printed import NOTHING, WITHHELD, ends_of, number_of

_RULES = "//*[contains(@class, 'part-method')]//*[self::p or self::li]"
_SENTENCES = "//main//*[self::p or self::li][not(ancestor::figure or ancestor::*[contains(@class, 'part-method')])]"
_NOTES = "//main//*[self::p or self::li][normalize-space(preceding::h2[1])=normalize-space($heading)]"
_NOT_SHOWN = "//script|//style|//nav|//header|//footer"


@dataclass(frozen=True)
class Line:
    """One row of a table: the header of its group where it has one, and its cells in the order of the columns."""

    group: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with the heading of its section, its caption, and what stands over its figure."""

    section: str
    caption: str
    subtitle: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: str
    """The sentences of its section."""


@dataclass(frozen=True)
class Page:
    """One page; organisation, period and report are in its address, which a reader sees."""

    organisation: str
    period: str
    report: str
    language: str
    tables: tuple[Table, ...]
    in_words: tuple[str, ...]
    """What a screen reader says of the figures: titles, descriptions, labels and captions."""
    sentences: tuple[str, ...]
    rules: tuple[str, ...]
    """What the method box tells of how people are protected."""

    @property
    def name(self) -> str:
        return f"{self.organisation}/{self.period}/{self.report}.{self.language}"


def pages_in(folder: Path) -> list[Page]:
    """Every report below a folder of pages for one audience; the catalogue of them tells no figures."""
    return [read_page(path, folder) for path in sorted(folder.glob("*/*/*.html"))]


def read_page(path: Path, folder: Path) -> Page:
    """One page as it lies at organisation/period/report.language.html below a folder."""
    organisation, period, name = path.relative_to(folder).parts
    report, language, _ = name.split(".")
    root = html.document_fromstring(without_soft_hyphens(path.read_text(encoding="utf-8")))
    for hidden in root.xpath(_NOT_SHOWN):
        hidden.drop_tree()
    return Page(
        organisation,
        period,
        report,
        language,
        tuple(_tables(root)),
        tuple(_in_words(root)),
        tuple(map(text_of, root.xpath(_SENTENCES))),
        tuple(map(text_of, root.xpath(_RULES))),
    )


def told_otherwise(first: Page, second: Page) -> list[str]:
    """The cells in which two languages of a page differ: in a number, an interval, or in what is withheld."""
    if [_shape(table) for table in first.tables] != [_shape(table) for table in second.tables]:
        return [f"{first.name} and {second.name} have other tables"]
    return [
        f"{first.name}, {one.caption}, {line.cells[0]}: {cell} and {same_cell}"
        for one, other in zip(first.tables, second.tables, strict=True)
        if _figures(one, first.language) != _figures(other, second.language)
        for line, same in zip(one.lines, other.lines, strict=True)
        for cell, same_cell in zip(line.cells, same.cells, strict=True)
        if _figure(cell, first.language) != _figure(same_cell, second.language)
    ]


def _figures(table: Table, language: str) -> Counter:
    """The figures of each line, in whatever order: lines may be in that of the alphabet."""
    return Counter(tuple(_figure(cell, language) for cell in line.cells) for line in table.lines)


def _shape(table: Table) -> tuple[int, int]:
    return len(table.columns), len(table.lines)


def _figure(text: str, language: str) -> object:
    return text if text in (WITHHELD, *NOTHING) else number_of(text, language) or ends_of(text, language)


def _tables(root: html.HtmlElement) -> Iterator[Table]:
    for table in root.xpath("//table"):
        lines = [line for body in table.xpath("./tbody|self::*[not(tbody)]") for line in _lines(body)]
        yield Table(
            _last(table.xpath("preceding::h2")),
            re.sub(r"^\w+ \d+\. ", "", _last(table.xpath("caption"))),
            _last(table.xpath("ancestor::figure//*[contains(@class, 'subtitle')]")),
            tuple(map(text_of, table.xpath("thead/tr[last()]/*"))),
            tuple(lines),
            " ".join(text_of(note) for note in root.xpath(_NOTES, heading=_last(table.xpath("preceding::h2")))),
        )


def _lines(body: html.HtmlElement) -> Iterator[Line]:
    group = ""
    for row in body.xpath("tr"):
        cells = row.xpath("th|td")
        if len(cells) == 1 and cells[0].get("scope") == "rowgroup":
            group = text_of(cells[0])
        else:
            yield Line(group, tuple(map(text_of, cells)))


def _in_words(root: html.HtmlElement) -> Iterator[str]:
    for part in root.xpath("//svg//*[local-name()='title' or local-name()='desc']|//figcaption|//figure/h3|//figure/p"):
        yield text_of(part)
    yield from root.xpath("//@alt|//@aria-label|//@aria-description|//@title")


def _last(found: Sequence[html.HtmlElement]) -> str:
    return text_of(found[-1]) if found else ""


def text_of(element: html.HtmlElement) -> str:
    """The text with single spaces; no-break spaces stay, since numbers are written with them."""
    return " ".join(part for part in re.split(r"[ \t\r\n]+", element.text_content()) if part).replace("\u00ad", "")
