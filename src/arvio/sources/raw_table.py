"""A table as it was found in an export: every cell untouched, and where each row came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, zip_longest
from typing import Any, Literal

import numpy as np
import pandas as pd

from arvio.errors import Problem, SourceError
from arvio.saying import joined, say, say_count
from arvio.sources import cells as cell_forms
from arvio.sources.limits import bounded
from arvio.sources.source_file import SourceFile

PROVENANCE = ("source_file", "source_sheet", "source_row", "source_column")
ROWS_AT_ONCE = 20_000
"""Rows of one part: a text file of any size is read in parts, so that only one of them is in memory as found."""
CELLS_AT_ONCE = 10_000_000
"""Cells of one part: of a very wide table it has fewer rows."""

NOT_SHOWN, NOT_CHOSEN = "[not shown]", "[not chosen]"
"""What a reader writes into a cell where its format tells that the question was not shown, or shown and the option
left unticked, and the cell itself cannot tell which. Brackets, since no tool writes these."""

QuestionKind = Literal["scale", "choice", "choices", "option", "number", "date", "text", "note"]
"""scale and choice: one of the options; choices: several in one cell; option: one box of several, a column each;
text: open text; note: shown to the respondent and never answered."""


@dataclass(frozen=True)
class Question:
    """What a codebook that comes with an export says of one of its columns."""

    text: str = ""
    kind: QuestionKind = "text"
    options: Mapping[str, str] = field(default_factory=dict)
    """Answer as it stands in the cells: its label."""
    missing: tuple[str, ...] = ()
    """Answers that the codebook declares missing (SPSS user-missing)."""
    parent: str = ""
    """Of an option: the question that it belongs to."""


@dataclass(frozen=True)
class RawTable:
    """Cells as found. Internal to reading: it still holds names, and is never passed on.

    `cells`   one column per header, one row per row of the export that is not wholly blank
    `places`  PROVENANCE for each row of cells, on the same index; rows are counted as Excel does, and the column is
              told only where a row of the table is a single cell of the export
    `letters` header: the letter of its column in a workbook
    `codes`   question number or code, as "3." or "Q7": the header that it stands for
    `blank`   how many wholly blank rows stood among the others
    `personal` and `bookkeeping` are headers that the export's own tool always writes
    `provides` column of the canonical table: the header in which this format always has it
    `questions` header: what the codebook beside the export says of it
    `separator` what this tool puts between several answers in one cell
    `notes`   what was chosen or noticed in reading, in words: "read as cp1252"
    """

    file: str
    cells: pd.DataFrame
    places: pd.DataFrame
    letters: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    blank: int = 0
    personal: frozenset[str] = frozenset()
    bookkeeping: frozenset[str] = frozenset()
    provides: Mapping[str, str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    separator: str = ""
    notes: tuple[str, ...] = ()

    @property
    def headers(self) -> list[str]:
        return list(self.cells.columns)

    def knowing(self, *, personal: Iterable[str] = (), bookkeeping: Iterable[str] = ()) -> RawTable:
        """The same table, told which headers of its tool name persons and which hold nothing to evaluate."""
        return replace(self, personal=frozenset(personal), bookkeeping=frozenset(bookkeeping))


def raw_tables(
    file: SourceFile,
    rows: Iterable[Sequence[object]],
    *,
    header_row: int = 1,
    header_rows: int = 1,
    sheet: str = "",
) -> Iterator[RawTable]:
    """The rows of one sheet (or of a text file) below its header rows, in parts of at most ROWS_AT_ONCE."""
    lines = bounded(file, rows, in_words(sheet, []))
    above = list(islice(lines, header_row - 1 + header_rows))
    titles = _joined_titles(file, above, header_row, sheet)
    numbered = _numbered(file, lines, first=header_row + header_rows)
    at_once = min(ROWS_AT_ONCE, CELLS_AT_ONCE // len(titles))
    first = list(islice(numbered, at_once))
    headers = _headers(titles, [row for _, row in first])
    found, blank = False, 0
    for part in chain([first], _parts(numbered, at_once)):
        table, blank = _part(file, part, headers, sheet=sheet, blank=blank)
        if table is not None:
            found = True
            yield table
    if not found:
        raise SourceError(_empty_export(file.name, sheet))


def _numbered(
    file: SourceFile, lines: Iterator[Sequence[object]], *, first: int
) -> Iterator[tuple[int, Sequence[object]]]:
    """The rows with their numbers in the file, of which others have rows in between where several share it."""
    if file.part is None:
        return enumerate(lines, start=first)
    return zip(islice(file.part.standing, first - 1, None), lines, strict=True)


def raw_table(
    file: SourceFile, rows: Iterable[Sequence[object]], *, header_row: int = 1, header_rows: int = 1, sheet: str = ""
) -> RawTable:
    """All the rows of one sheet at once, for formats that need the whole."""
    return whole(raw_tables(file, rows, header_row=header_row, header_rows=header_rows, sheet=sheet))


def whole(parts: Iterable[RawTable]) -> RawTable:
    """The parts of one table as one."""
    found = list(parts)
    if len(found) == 1:
        return found[0]
    return replace(
        found[0],
        cells=pd.concat([part.cells for part in found]),
        places=pd.concat([part.places for part in found]),
        blank=sum(part.blank for part in found),
        notes=tuple(dict.fromkeys(note for part in found for note in part.notes)),
    )


def is_blank(row: Iterable[object]) -> bool:
    """Whether no cell of a row holds anything."""
    return not any((cell.__class__ is str and "!" <= cell[:1] <= "~") or cell_forms.text(cell) for cell in row)


def _parts(
    numbered: Iterator[tuple[int, Sequence[object]]], at_once: int
) -> Iterator[list[tuple[int, Sequence[object]]]]:
    while part := list(islice(numbered, at_once)):
        yield part


def _part(
    file: SourceFile, part: list[Any], headers: Mapping[int, str], *, sheet: str, blank: int
) -> tuple[RawTable | None, int]:
    """One part, and how many blank rows end it: they count only when a filled row follows."""
    filled = [(number, row) for number, row in part if not is_blank(row)]
    if not filled:
        return None, blank + len(part)
    _refuse_cells_beside(file.name, sheet, filled, width=max(headers) + 1)
    numbers = [number for number, _ in filled]
    index = pd.RangeIndex(numbers[0], numbers[-1] + 1) if len(numbers) == numbers[-1] - numbers[0] + 1 else numbers
    columns = list(zip_longest(*(row for _, row in filled)))
    nothing = (None,) * len(filled)
    cells = pd.DataFrame(
        {name: columns[place] if place < len(columns) else nothing for place, name in headers.items()},
        dtype=object,
        index=index,
    )
    places = pd.DataFrame(
        {
            "source_file": _same(file.name, len(cells)),
            "source_sheet": _same(sheet, len(cells)),
            "source_row": numbers,
        },
        index=cells.index,
    )
    letters = {name: cell_forms.column_letter(place + 1) for place, name in headers.items()}
    after = part[-1][0] - numbers[-1]
    between = blank + len(part) - after - len(filled)
    return RawTable(file.name, cells, places, letters, blank=between), after


def _same(word: str, times: int) -> pd.Categorical:
    """One word for every row, stored once."""
    return pd.Categorical.from_codes(np.zeros(times, dtype="int8"), categories=[word])


def _joined_titles(file: SourceFile, above: Sequence[Sequence[object]], header_row: int, sheet: str) -> list[str]:
    """The words over each column. Of several header rows the upper ones reach to the right, as merged cells do."""
    rows = above[header_row - 1 :]
    if not rows or all(is_blank(row) for row in rows):
        raise SourceError(_no_header(file.name, header_row, sheet))
    width = max(len(row) for row in rows)
    titles = [""] * width
    for depth, row in enumerate(rows, start=1):
        last = ""
        for place in range(width):
            here = cell_forms.text(_cell(row, place))
            last = here or (last if depth < len(rows) else "")
            titles[place] = ": ".join(part for part in dict.fromkeys((titles[place], last)) if part)
    return titles


def _headers(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> dict[int, str]:
    """The headers by place. A header that stands twice gets a number; a column with neither header nor cell is none."""
    seen: Counter[str] = Counter()
    headers: dict[int, str] = {}
    for place, title in enumerate(titles):
        if not title and not any(cell_forms.text(_cell(row, place)) for row in rows):
            continue
        name = title or f"[column {cell_forms.column_letter(place + 1)}]"
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
                say("%(n_beside)s rows have more cells than there are headers", n_beside=len(beside)),
                say("at most %(width)s cells a row", width=width),
                say("a delimiter inside a text needs quotes around the text; check header_row and delimiter in params"),
                in_words(sheet, beside),
            )
        )


def in_words(sheet: str, rows: Sequence[int], column: str = "") -> str:
    """A place as an evaluator finds it: sheet Vastaukset, rows 5, 9 and 3 more, column 'Palvelu'."""
    parts: list[str] = [say("sheet %(sheet)s", sheet=sheet)] if sheet else []
    parts += [_rows_in_words(rows)] if rows else []
    parts += [say("column %(column)s", column=column)] if column else []
    return joined(parts)


def _rows_in_words(rows: Sequence[int]) -> str:
    numbers = ", ".join(str(row) for row in rows[:3])
    if len(rows) > 3:
        return say("rows %(numbers)s and %(more)s more", numbers=numbers, more=len(rows) - 3)
    return say_count("row %(numbers)s", "rows %(numbers)s", len(rows), numbers=numbers)


def _no_header(file: str, header_row: int, sheet: str) -> Problem:
    return Problem(
        file,
        say("row %(header_row)s should hold the headers and is empty", header_row=header_row),
        say("the headers of the export"),
        say("write header_row in params as Excel counts rows, or export again"),
        in_words(sheet, []),
    )


def _empty_export(file: str, sheet: str) -> Problem:
    return Problem(
        file,
        say("the export has headers and no rows"),
        say("at least one row below the headers"),
        say("export again with the answers chosen, or take the file away"),
        in_words(sheet, []),
    )
