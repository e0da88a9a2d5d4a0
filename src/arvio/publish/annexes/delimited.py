"""The tables of a report as one long table of text: a line for each figure, for programs and for Finnish Excel."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from arvio.presentation.reading_back import Interval, Unit, Value
from arvio.publish.annexes.cells import Cell, cells_of
from arvio.translations import later, words

if TYPE_CHECKING:
    from arvio.publish.annexes.content import Content, Table
    from arvio.publish.editions import Edition

COLUMNS = {
    "organisation": later("Organisation"),
    "period": later("Period"),
    "audience": later("Audience"),
    "language": later("Language"),
    "report": later("Report"),
    "table": later("Table"),
    "caption": later("Caption"),
    "section": later("Section"),
    "line": later("Row of the table"),
    "group": later("Group"),
    "row": later("Row"),
    "column": later("Column"),
    "value": later("Value"),
    "low": later("Lower end"),
    "high": later("Upper end"),
    "unit": later("Unit"),
    "mark": later("Mark"),
    "written": later("As written"),
}
"""The names that programs rely on, the same in every language and version, and the words that people read instead."""
UNITS: Mapping[Unit, str] = {"number": later("number"), "share": later("share"), "euro": later("euro")}

_NUMBERS = ("line", "value", "low", "high")
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
"""What a formula begins with; East Asian spreadsheets take the wide signs too."""


def for_programs(content: Content, edition: Edition) -> bytes:
    """Commas, decimal points, UTF-8, and columns whose names never change."""
    lines = [[_field(line[name], name) for name in COLUMNS] for line in _lines(content, edition)]
    return written([list(COLUMNS), *lines], ",").encode("utf-8")


def for_excel(content: Content, edition: Edition) -> bytes:
    """What Excel opens by a double click where Finnish or Swedish is set: semicolons, decimal commas, and a mark by
    which it knows UTF-8."""
    gettext = words(edition.run.language).gettext
    header = [gettext(word) for word in COLUMNS.values()]
    units: dict[str, str] = {"": "", **{unit: gettext(word) for unit, word in UNITS.items()}}
    lines = []
    for line in _lines(content, edition):
        comma = {name: line[name].replace(".", ",") for name in _NUMBERS}
        told = {**line, **comma, "unit": units[line["unit"]]}
        lines.append([_field(told[name], name) for name in COLUMNS])
    return written([header, *lines], ";").encode("utf-8-sig")


def _lines(content: Content, edition: Edition) -> Iterator[dict[str, str]]:
    run = edition.run
    of_report = {
        "organisation": run.organisation,
        "period": run.period,
        "audience": run.audience,
        "language": run.language,
        "report": run.notebook,
    }
    for table in content.tables:
        of_table = {**of_report, "table": table.name, "caption": table.caption, "section": table.section}
        for number, cells in enumerate(cells_of(table, run.language), start=1):
            yield from (
                {**of_table, "line": str(number), **of_cell} for of_cell in _lines_of_row(table, cells, run.language)
            )


def _lines_of_row(table: Table, cells: list[Cell], language: str) -> Iterator[dict[str, str]]:
    """A line for each cell behind the head of the row, which is its second cell where the first is of several rows."""
    heads = 2 if table.is_grouped else 1
    group = cells[0].written if table.is_grouped else ""
    row = cells[heads - 1].written
    for name, cell in zip(table.header[heads:], cells[heads:], strict=True):
        yield {"group": group, "row": row, "column": name, "written": cell.written, "mark": cell.mark, **_value(cell)}


def _value(cell: Cell) -> dict[str, str]:
    match cell.value:
        case Value():
            return {"value": _plain(cell.value.value), "low": "", "high": "", "unit": cell.value.unit}
        case Interval(low, high):
            return {"value": "", "low": _plain(low.value), "high": _plain(high.value), "unit": low.unit}
    return {"value": "", "low": "", "high": "", "unit": ""}


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def comma_of(cell: Cell) -> str:
    """The number of a cell with a decimal comma; nothing where it holds none, or a range."""
    return _plain(cell.value.value).replace(".", ",") if isinstance(cell.value, Value) else ""


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that begins like one has an apostrophe before it."""
    if text[:1].isalnum():
        return text
    seen = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cf", "Zs"))
    is_formula = _FORMULA.match(text) or _FORMULA.match(seen)
    return f"'{text}" if is_formula and not _is_signed_number(text) else text


def _field(text: str, column: str) -> str:
    """Only words are guarded: a number may begin with its sign."""
    return text if column in _NUMBERS else guarded(text)


def _is_signed_number(text: str) -> bool:
    """A difference as the page writes it, such as +0,4."""
    return bool(re.fullmatch(r"\+[0-9][0-9.,\u00a0]*(\u00a0?%)?", text))


def written(lines: Iterable[list[str]], separator: str) -> str:
    """Lines as a file of text has them."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(lines)
    return text.getvalue()
