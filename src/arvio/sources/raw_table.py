"""A table as it was found in an export: every cell untouched, and where each row came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from arvio.errors import Problem, SourceError
from arvio.sources import cells as cell_forms
from arvio.sources.files import SourceFile

PROVENANCE = ("source_file", "source_sheet", "source_row")


@dataclass(frozen=True)
class RawTable:
    """Cells as found. Internal to reading: it still holds names, and is never passed on.

    `cells`   one column per header, one row per row of the export that is not wholly blank
    `places`  PROVENANCE for each row of cells, on the same index; rows are counted as Excel does
    `letters` header: the letter of its column in a workbook
    `blank`   how many wholly blank rows stood among the others
    `personal` and `bookkeeping` are headers that the export's own tool always writes
    `provides` column of the canonical table: the header in which this format always has it
    """

    file: str
    cells: pd.DataFrame
    places: pd.DataFrame
    letters: Mapping[str, str] = field(default_factory=dict)
    blank: int = 0
    personal: frozenset[str] = frozenset()
    bookkeeping: frozenset[str] = frozenset()
    provides: Mapping[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> list[str]:
        return list(self.cells.columns)

    def knowing(self, *, personal: Iterable[str] = (), bookkeeping: Iterable[str] = ()) -> RawTable:
        """The same table, told which headers of its tool name persons and which hold nothing to evaluate."""
        return replace(self, personal=frozenset(personal), bookkeeping=frozenset(bookkeeping))


def raw_table(file: SourceFile, rows: Sequence[Sequence[object]], *, header_row: int, sheet: str = "") -> RawTable:
    """The rows of one sheet (or of a text file) below its header row."""
    header = _headers(file, rows, header_row, sheet)
    body = [(number, row) for number, row in enumerate(rows[header_row:], start=header_row + 1)]
    filled = [(number, row) for number, row in body if not is_blank(row)]
    if not filled:
        raise SourceError(_empty_export(file.name, sheet))
    _refuse_cells_beside(file.name, sheet, filled, width=max(header) + 1)
    last = filled[-1][0]
    numbers = [number for number, _ in filled]
    cells = pd.DataFrame(
        {name: [_cell(row, place) for _, row in filled] for place, name in header.items()}, dtype=object
    )
    places = pd.DataFrame({"source_file": file.name, "source_sheet": sheet, "source_row": numbers})
    letters = {name: cell_forms.column_letter(place + 1) for place, name in header.items()}
    return RawTable(file.name, cells, places, letters, blank=last - header_row - len(filled))


def is_blank(row: Iterable[object]) -> bool:
    """Whether no cell of a row holds anything."""
    return not any(cell_forms.text(cell) for cell in row)


def _headers(file: SourceFile, rows: Sequence[Sequence[object]], header_row: int, sheet: str) -> dict[int, str]:
    """The headers by place. A header that stands twice gets a number; a column with neither header nor cell is none."""
    if len(rows) < header_row or is_blank(rows[header_row - 1]):
        raise SourceError(_no_header(file.name, header_row, sheet))
    seen: Counter[str] = Counter()
    headers: dict[int, str] = {}
    for place, cell in enumerate(rows[header_row - 1]):
        name = cell_forms.text(cell)
        if not name and not any(cell_forms.text(_cell(row, place)) for row in rows[header_row:]):
            continue
        name = name or f"[column {cell_forms.column_letter(place + 1)}]"
        seen[name] += 1
        headers[place] = name if seen[name] == 1 else f"{name} [{seen[name]}]"
    return headers


def _cell(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else None


def _refuse_cells_beside(file: str, sheet: str, rows: list[tuple[int, Sequence[object]]], *, width: int) -> None:
    beside = [number for number, row in rows if not is_blank(row[width:])]
    if beside:
        raise SourceError(
            Problem(
                file,
                f"{len(beside)} rows have more cells than there are headers",
                f"at most {width} cells a row",
                "a delimiter inside a text needs quotes around the text; check header_row and delimiter in params",
                in_words(sheet, beside),
            )
        )


def in_words(sheet: str, rows: Sequence[int], column: str = "") -> str:
    """A place as an evaluator finds it: sheet Vastaukset, rows 5, 9 and 3 more, column 'Palvelu'."""
    numbers = ", ".join(str(row) for row in rows[:3])
    more = f" and {len(rows) - 3} more" if len(rows) > 3 else ""
    parts = [f"sheet {sheet}" if sheet else "", f"{'rows' if len(rows) > 1 else 'row'} {numbers}{more}" if rows else ""]
    return ", ".join([part for part in parts if part] + ([f"column {column}"] if column else []))


def _no_header(file: str, header_row: int, sheet: str) -> Problem:
    return Problem(
        file,
        f"row {header_row} should hold the headers and is empty",
        "the headers of the export",
        "write header_row in params as Excel counts rows, or export again",
        in_words(sheet, []),
    )


def _empty_export(file: str, sheet: str) -> Problem:
    return Problem(
        file,
        "the export has headers and no rows",
        "at least one row below the headers",
        "export again with the answers chosen, or take the file away",
        in_words(sheet, []),
    )
