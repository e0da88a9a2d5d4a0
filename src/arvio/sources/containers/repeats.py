"""Exports of forms with repeats: each row of a repeat with the columns of the row that it belongs to.

A repeat is a sheet of a workbook, or a text file of an archive; each row says to which row of the form, or of another
repeat, it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import each, text
from arvio.sources.codebooks.odk_columns import LINKS, PARENT_TABLE, SENT, standings
from arvio.sources.containers.csv_archive import chosen_csv, csv_names, csv_rows, is_csv_archive
from arvio.sources.containers.tabular import is_workbook
from arvio.sources.containers.text_file import read_rows
from arvio.sources.containers.workbook_file import read_sheet, read_sheets
from arvio.sources.raw_table import RawTable, is_blank, raw_table, raw_tables
from arvio.sources.source_file import SourceFile

OF_PARENT = " [parent]"
"""Behind a header of the form that a repeat has as well."""

_SHEET_NAME_AT_MOST = 31
_TAG = re.compile(r"#[a-z]\w*(?:\s*\+\w+)*", re.IGNORECASE)

Rows = Iterable[Sequence[object]]
Tables = Mapping[str, Callable[[], Rows]]
"""Sheet of a workbook, or text file of an archive: its rows."""


@dataclass(frozen=True)
class Export:
    """A file that may hold several tables, and the one of them that params ask for."""

    source: Source
    file: SourceFile
    tables: Callable[[], Tables]
    """All of its tables: read only when a repeat needs them."""
    sheet: str = ""


def parts_with_parents(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows that params ask for, in parts; those of a repeat with the columns of the rows they belong to."""
    export, rows = _opened(source, file)
    parents = None
    for number, part in enumerate(_without_tags(raw_tables(file, rows, **_shape(export), sheet=export.sheet))):
        link = _link(part)
        if link is None:
            yield part
            continue
        if not number:
            parents = _parents(export, part, tables=export.tables(), seen=(export.sheet,))
        yield _alone(part) if parents is None else _joined(part, parents)


def _opened(source: Source, file: SourceFile) -> tuple[Export, Rows]:
    if is_csv_archive(file):
        names = csv_names(file)
        name = chosen_csv(file, names, source.sheet)
        tables = {one: lambda one=one: csv_rows(source, file, one) for one in names}
        return Export(source, file, lambda: tables, name), csv_rows(source, file, name)
    if is_workbook(file):
        name, rows = read_sheet(source, file)
        return Export(source, file, lambda: _sheets(file), name), rows
    return Export(source, file, dict), read_rows(source, file)


def _sheets(file: SourceFile) -> Tables:
    return {name: partial(iter, rows) for name, rows in read_sheets(file).items()}


def _shape(export: Export) -> dict[str, int]:
    return {"header_row": export.source.header_row, "header_rows": export.source.header_rows}


def _without_tags(parts: Iterator[RawTable]) -> Iterator[RawTable]:
    """The rows without a first one of HXL tags, which says what columns mean and is nobody's answer."""
    first = next(parts)
    if _is_tagged(first.cells.iloc[0]):
        row = first.places["source_row"].iloc[0]
        note = say("row %(row)s holds HXL tags and is left out", row=row)
        first = replace(first, cells=first.cells.iloc[1:], places=first.places.iloc[1:])
        first = replace(first if len(first.cells) else _following(first, parts), notes=(note,))
    yield first
    yield from parts


def _following(tags: RawTable, parts: Iterator[RawTable]) -> RawTable:
    """The part behind one that held nothing but tags."""
    following = next(parts, None)
    if following is None:
        what = say("the export has headers, HXL tags and no rows")
        remedy = say("export again with the answers chosen")
        raise SourceError(Problem(tags.file, what, say("at least one row of answers"), remedy))
    return following


def _is_tagged(row: pd.Series) -> bool:
    cells = [cell for cell in map(text, row) if cell]
    return bool(cells) and all(_TAG.fullmatch(cell) for cell in cells)


def _link(part: RawTable) -> tuple[str, str] | None:
    return next((link for link in LINKS if link[0] in part.headers), None)


def _own_link(part: RawTable) -> tuple[str, str]:
    """The link of the rows of a repeat, which every one of them has."""
    return next(link for link in LINKS if link[0] in part.headers)


def _parents(export: Export, part: RawTable, *, tables: Tables, seen: tuple[str, ...]) -> RawTable | None:
    """The table in which the rows of a repeat have their parents, itself with the columns of its own parents."""
    child, parent = _own_link(part)
    wanted = set(each(part.cells[child], text)) - {""}
    for name in _likely_parents(part, [name for name in tables if name not in seen]):
        found = _table(export, name, tables[name]())
        if found is not None and parent in found.headers and wanted & set(each(found.cells[parent], text)):
            above = _parents(export, found, tables=tables, seen=(*seen, name)) if _link(found) else None
            return found if above is None else _joined(found, above)
    return None


def _table(export: Export, name: str, rows: Rows) -> RawTable | None:
    """A whole table; None of a repeat that nobody filled in."""
    held = list(rows)
    above = export.source.header_row - 1 + export.source.header_rows
    if all(is_blank(row) for row in held[above:]):
        return None
    return next(_without_tags(iter([raw_table(export.file, held, **_shape(export), sheet=name)])))


def _likely_parents(part: RawTable, names: list[str]) -> list[str]:
    """The sheet that the rows themselves name, cut as sheet names are; all where they name none."""
    if PARENT_TABLE not in part.headers:
        return names
    named = {text(one)[:_SHEET_NAME_AT_MOST] for one in part.cells[PARENT_TABLE].unique()}
    return [name for name in names if text(name)[:_SHEET_NAME_AT_MOST] in named]


def _joined(part: RawTable, parents: RawTable) -> RawTable:
    """The rows of a repeat, each with the columns of the row that it belongs to, called as they are there."""
    child, parent = _own_link(part)
    keys = each(part.cells[child], text)
    kept = _of_parents(parents.headers, part.headers)
    above = parents.cells[list(kept)].rename(columns=kept)
    above = above.set_axis(each(parents.cells[parent], text).to_numpy(), axis="index")
    above = above[~above.index.duplicated()]
    orphans = int((~keys.isin(above.index)).sum())
    joined = above.reindex(keys).set_axis(part.cells.index, axis="index")
    told = say("rows of the repeat that belong to no row of the form: %(n)s", n=orphans)
    notes = [told] if orphans else []
    return replace(part, cells=pd.concat([part.cells, joined], axis=1), notes=(*part.notes, *notes))


def _of_parents(headers: list[str], own: list[str]) -> dict[str, str]:
    """The columns that go on to a repeat: the answers, and the time of sending where the repeat has none."""
    standing = standings(headers)
    sent = [] if set(SENT) & set(own) else SENT
    kept = [header for header in headers if standing.get(header) != "bookkeeping" or header in sent]
    return {header: f"{header}{OF_PARENT}" if header in own else header for header in kept}


def _alone(part: RawTable) -> RawTable:
    note = say(
        "the rows of this repeat have no columns of the form: read the archive or workbook as exported for those"
    )
    return replace(part, notes=(*part.notes, note))
