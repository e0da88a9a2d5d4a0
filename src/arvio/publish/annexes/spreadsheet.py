"""The tables of a report as a workbook, by the rules of the UK Government Analysis Function.

*Releasing statistics in spreadsheets* (2024): a cover, a list of contents, notes, then one table to a sheet. A sheet
begins in A1 with its title, then says how many tables it has and what its marks mean; the table follows without an
empty row, is marked as a table with its header, and has no merged cells and no empty ones.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import xlsxwriter

from arvio.presentation.reading_back import Interval, Value
from arvio.publish.annexes import front
from arvio.publish.annexes.archive import packed, parts_of
from arvio.publish.annexes.cells import Cell, cells_of, is_of_intervals, with_shorthand
from arvio.publish.annexes.content import Content, Heading, Items, Paragraph, Piece, Table
from arvio.publish.editions import Edition
from arvio.translations import words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL, LONGEST_HEADER, LONGEST_SHEET = 32_767, 255, 31
"""Characters that Excel holds in a cell, in the header of a table, and in the name of a sheet."""
WIDEST, NARROWEST = 60, 9
"""Columns, in characters."""
COVER_WIDTH = 90
LINE_PIXELS, MOST_LINES = 21, 25
A4 = 9

_CORE = "docProps/core.xml"
_OPTIONS = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_EURO = {"fi": '#,##0{} "€"', "sv": '#,##0{} "€"', "en": '"€"#,##0{}'}


@dataclass
class _Book:
    """A workbook that is being written, in one language."""

    book: xlsxwriter.Workbook
    language: str
    formats: dict[tuple[Any, ...], Format] = field(default_factory=dict)

    def look(self, **how: object) -> Format:
        """A format; the same one for the same look, since each is written into the file."""
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": "Arial", "font_size": 12, "valign": "top", **how})
        return self.formats[key]


def workbook(content: Content, edition: Edition) -> bytes:
    """The workbook. The same report gives the same bytes."""
    written = io.BytesIO()
    book = _Book(xlsxwriter.Workbook(written, _OPTIONS), edition.run.language)
    title = front.title_of(content, edition)
    book.book.set_properties({"title": title, "created": front.day_of(edition), "author": edition.organisation_name})
    book.book.set_size(1600, 1200)
    gettext = words(edition.run.language).gettext
    names = [_sheet_name(word) for word in (gettext("Cover"), gettext("Contents"), gettext("Notes"))]
    sheets = [_sheet_name(table.number) for table in content.tables]
    _cover(book, names[0], content, edition)
    _contents(book, names[1], list(zip(sheets, content.tables, strict=True)))
    _notes(book, names[2])
    for name, table in zip(sheets, content.tables, strict=True):
        _table(book, name, table)
    book.book.close()
    return _with_language(written.getvalue(), edition.run.language)


def _cover(book: _Book, name: str, content: Content, edition: Edition) -> None:
    gettext = words(book.language).gettext
    sheet = _add_sheet(book, name)
    sheet.set_column(0, 0, COVER_WIDTH)
    said = [
        *front.warnings_of(edition),
        *(f"{word}: {what}" for word, what in front.facts_of(edition).items()),
        *filter(None, map(_plain, content.introduction)),
        gettext("These are the tables of the report, and the figures behind its charts. Nothing is told here that the "
                "report does not show."),
    ]  # fmt: skip
    _write(sheet, 0, 0, front.title_of(content, edition), book.look(bold=True, font_size=16, text_wrap=True))
    sheet.set_row_pixels(0, 2 * LINE_PIXELS)
    for row, text in enumerate(said, start=1):
        _write(sheet, row, 0, text, book.look(text_wrap=True))
        sheet.set_row_pixels(row, _pixels([text], [COVER_WIDTH]))


def _contents(book: _Book, name: str, tables: Sequence[tuple[str, Table]]) -> None:
    gettext = words(book.language).gettext
    rows = [[name, table.caption, table.section] for name, table in tables]
    sheet = _sheet_with_table(
        book,
        name,
        above=[gettext("Contents"), gettext("This sheet has one table.")],
        header=[gettext("Sheet"), gettext("Title"), gettext("Section of the report")],
        rows=[[Cell(text) for text in row] for row in rows],
        table="contents",
    )
    for row, (linked, _) in enumerate(tables, start=3):
        sheet.write_url(row, 0, f"internal:'{linked}'!A1", book.look(font_color="#12436D", underline=1), linked)


def _notes(book: _Book, name: str) -> None:
    gettext = words(book.language).gettext
    marks = {
        "[c]": gettext("Withheld, so that nobody's answer can be worked out."),
        "[x]": gettext("There is no figure: it was not asked, not collected, or cannot be computed."),
    }
    _sheet_with_table(
        book,
        name,
        above=[gettext("Notes"), gettext("This sheet has one table.")],
        header=[gettext("Mark"), gettext("What it means")],
        rows=[[Cell(mark), Cell(meaning)] for mark, meaning in marks.items()],
        table="notes",
    )


def _table(book: _Book, name: str, table: Table) -> None:
    gettext = words(book.language).gettext
    header, rows = _divided(table, cells_of(table, book.language), book.language)
    marked = any(cell.mark for row in rows for cell in row)
    above = [
        f"{table.number}. {table.caption}",
        gettext("This sheet has one table."),
        *([gettext("Some cells hold a mark in place of a figure; the sheet of notes says what it means.")] * marked),
        table.subtitle,
        *map(with_shorthand, table.notes),
    ]
    _sheet_with_table(book, name, above=[line for line in above if line], header=header, rows=rows, table=table.name)


def _sheet_with_table(
    book: _Book, name: str, *, above: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[Cell]], table: str
) -> Worksheet:
    """A sheet that says what it is, from A1 on, with its one table below."""
    sheet = _add_sheet(book, name)
    for row, text in enumerate(above):
        _write(sheet, row, 0, text, book.look(bold=True, font_size=14) if row == 0 else book.look())
    names, first = _unique(header), len(above)
    widths = _widths(names, rows)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for row, texts in enumerate([names, *([cell.written for cell in cells] for cells in rows)], start=first):
        sheet.set_row_pixels(row, _pixels(texts, widths))
    sheet.repeat_rows(first)
    sides = ["right" if any(isinstance(row[at].value, Value) for row in rows) else "left" for at in range(len(names))]
    heads = [book.look(bold=True, text_wrap=True, align=side) for side in sides]
    if rows:
        columns = [{"header": name, "header_format": look} for name, look in zip(names, heads, strict=True)]
        options = {"name": table, "columns": columns, "autofilter": False, "style": None}
        sheet.add_table(first, 0, first + len(rows), len(names) - 1, options)
    for at, (head, look) in enumerate(zip(names, heads, strict=True)):
        _write(sheet, first, at, head, look)
    for row, cells in enumerate(rows, start=first + 1):
        for at, (cell, side) in enumerate(zip(cells, sides, strict=True)):
            _cell(book, sheet, (row, at), cell, side)
    return sheet


def _cell(book: _Book, sheet: Worksheet, place: tuple[int, int], cell: Cell, side: str) -> None:
    if isinstance(cell.value, Value):
        look = book.look(num_format=_number_format(cell.value, book.language))
        sheet.write_number(*place, float(cell.value.value), look)
    else:
        _write(sheet, *place, cell.written, book.look(text_wrap=True, align=side))


def _number_format(value: Value, language: str) -> str:
    """As the page writes it; the decimal comma and the space of thousands are those of the reader's own Excel."""
    digits = "." + "0" * value.decimals if value.decimals else ""
    if value.unit == "euro":
        return _EURO[language].format(digits)
    plain = f"0{digits}%" if value.unit == "share" and language == "en" else f"0{digits} %"
    plain = plain if value.unit == "share" else f"#,##0{digits}"
    return f"+{plain};\u2212{plain};{plain}" if value.is_signed else f"{plain};\u2212{plain}"


def _divided(table: Table, rows: Sequence[Sequence[Cell]], language: str) -> tuple[list[str], list[list[Cell]]]:
    """The table with a column for each end of its intervals: one number to a cell."""
    gettext = words(language).gettext
    header: list[str] = []
    columns: list[list[Cell]] = []
    for at, name in enumerate(table.header):
        column = [row[at] for row in rows]
        if is_of_intervals(column):
            header += [
                gettext("%(column)s, lower end") % {"column": name},
                gettext("%(column)s, upper end") % {"column": name},
            ]
            columns += [[_end(cell, "low") for cell in column], [_end(cell, "high") for cell in column]]
        else:
            header.append(name)
            columns.append(column)
    return header, [list(row) for row in zip(*columns, strict=True)]


def _end(cell: Cell, end: str) -> Cell:
    return Cell("", getattr(cell.value, end)) if isinstance(cell.value, Interval) else cell


def _unique(header: Iterable[str]) -> list[str]:
    """The words over the columns of a table, which Excel wants short, on one line, and each once."""
    names: list[str] = []
    for at, word in enumerate(header, start=1):
        name = re.sub(r"[\n\r\t]+", " ", word)[: LONGEST_HEADER - 6].strip(" ") or str(at)
        taken = {one.casefold() for one in names}
        names.append(name if name.casefold() not in taken else f"{name} ({at})")
    return names


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    columns = zip(header, *([cell.written for cell in row] for row in rows), strict=True)
    longest = [max(map(len, (max(head.split(" "), key=len), *texts))) for head, *texts in columns]
    return [min(WIDEST, max(NARROWEST, letters + 3)) for letters in longest]


def _pixels(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How high a row must be: not every program works it out when it opens the file."""
    lines = [math.ceil(len(text) / (width * 0.95)) for text, width in zip(texts, widths, strict=True)]
    return min(MOST_LINES, max(1, *lines)) * LINE_PIXELS


def _add_sheet(book: _Book, name: str) -> Worksheet:
    """A sheet that is printed as wide as the paper."""
    sheet = book.book.add_worksheet(name)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _write(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Words, whatever they begin with: never a formula, a number or a link."""
    whole = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    sheet.write_string(row, column, whole, look)


def _sheet_name(number: str) -> str:
    return re.sub(r"\W+", "_", number).strip("_")[:LONGEST_SHEET]


def _plain(piece: Piece) -> str:
    """A piece of the introduction as words alone."""
    match piece:
        case Paragraph():
            return "".join(run.text for run in piece.runs)
        case Items():
            return "; ".join("".join(run.text for run in item) for item in piece.items)
        case Heading():
            return piece.text
    return ""


def _with_language(archive: bytes, language: str) -> bytes:
    """The workbook with its language among its properties, where XlsxWriter has no place for it."""
    parts = parts_of(archive)
    tag = f"<dc:language>{front.LANGUAGES[language]}</dc:language></cp:coreProperties>"
    parts[_CORE] = parts[_CORE].replace(b"</cp:coreProperties>", tag.encode("ascii"))
    return packed(parts)
