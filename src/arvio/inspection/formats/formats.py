"""What an export is: its form, the tool that wrote it, and how it is to be read, each with what showed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from arvio.errors import Problem, SourceError
from arvio.inspection.formats import companions
from arvio.inspection.formats.attendance import is_attendance
from arvio.inspection.formats.first_rows import (
    ROWS_LOOKED_AT,
    Found,
    Rows,
    delimiter_of,
    encoding_of,
    fullest_sheet,
    header_row_of,
    n_answers,
    text_rows,
)
from arvio.inspection.formats.format import Format, chosen, with_codebook
from arvio.inspection.formats.packed import packed_format
from arvio.inspection.formats.tools import Tool, plain, recognised
from arvio.params import Source
from arvio.params.models import Reader
from arvio.saying import joined, say, say_count
from arvio.sources.cells import text
from arvio.sources.codebooks.redcap_forms import INSTRUMENT
from arvio.sources.containers.tabular import is_workbook
from arvio.sources.containers.text_file import read_rows
from arvio.sources.containers.workbook_file import read_sheets
from arvio.sources.source_file import SourceFile


def find_format(file: SourceFile) -> Format:
    """What an export is; an error that tells what to do where it cannot be read, or is none."""
    return packed_format(file) or (_workbook(file) if is_workbook(file) else _text(file))


def _workbook(file: SourceFile) -> Format:
    sheets = read_sheets(file)
    if companions.is_xlsform(sheets):
        raise SourceError(_codebook(file.name, say("is an XLSForm, the form itself and not its answers: a codebook")))
    tables = {name: n_answers(rows) for name, rows in sheets.items()}
    attended = {name: row for name, rows in sheets.items() if (row := is_attendance(rows))}
    if attended and 2 * len(attended) >= sum(n > 0 for n in tables.values()):
        return _attendance(file, attended, tables)
    sheet = fullest_sheet(sheets)
    evidence = (chosen("sheet", sheet, tables),) if len(sheets) > 1 else ()
    said = {"sheet": sheet} if len(sheets) > 1 else {}
    return _tabular(file, sheets[sheet], said, Format(_nothing(file), say("workbook"), evidence, tables=tables))


def _attendance(file: SourceFile, attended: Mapping[str, int], tables: Mapping[str, int]) -> Format:
    """The header row is the one before which no sheet has its dates."""
    row = min(attended.values())
    source = Source(table="attendance", reader="attendance_workbook", files=file.path.name, header_row=row)
    evidence = say(
        "names go down and dates across in %(n)s of %(total)s sheets, the dates from row %(row)s on",
        n=len(attended),
        total=len(tables),
        row=row,
    )
    return Format(source, say("workbook"), (evidence,), tables=tables)


def _text(file: SourceFile) -> Format:
    if companions.is_redcap_dictionary(file):
        raise SourceError(_codebook(file.name, say("is a data dictionary of REDCap: a codebook")))
    encoding = encoding_of(file)
    delimiter = delimiter_of(file, encoding.value)
    rows = text_rows(file, encoding.value, delimiter.value)
    said = {"encoding": _declared(encoding), "delimiter": delimiter.value}
    evidence = (
        say("encoding %(evidence)s", evidence=encoding.evidence),
        say("delimiter %(evidence)s", evidence=delimiter.evidence),
    )
    begun = Format(_nothing(file), say("text file"), evidence, encoding=_declared(encoding).upper())
    return _with_repeats(_tabular(file, rows, said, begun), file)


def _declared(encoding: Found) -> str:
    """What params say; a file with a mark is read by it."""
    return "utf-8" if encoding.value == "utf-8-sig" else encoding.value


def _tabular(file: SourceFile, rows: Rows, said: Mapping[str, str], begun: Format) -> Format:
    """The format of a file of which the first rows are known."""
    first = rows[:ROWS_LOOKED_AT]
    row, tool = _tool(first, "excel" if begun.container == "workbook" else "csv")
    titles = [text(cell) for cell in first[row - 1]] if len(first) >= row else []
    told = say("row %(row)s holds the headers, below %(above)s rows of titles", row=row, above=row - 1)
    above = (told,) if row > 1 else ()
    shape = {"header_row": row, "header_rows": tool.header_rows}
    source = begun.source.model_copy(update={**said, **shape, "reader": tool.reader})
    found = replace(begun, source=source, evidence=(tool.evidence, *above, *begun.evidence))
    return with_codebook(found, file, titles)


def _tool(rows: Rows, reader: Reader) -> tuple[int, Tool]:
    """The header row and the tool. A tool's own headers are looked for first: half of SurveyMonkey's are blank."""
    likely = header_row_of(rows)
    for row in (likely, *(number for number in range(1, likely))):
        tool = recognised(rows[row - 1 :])
        if tool is not None:
            return row, tool
    return likely, plain(rows[likely - 1 :], reader)


def _with_repeats(found: Format, file: SourceFile) -> Format:
    """Of a REDCap file with repeating instruments, the rows that do not repeat; the fullest repeat if all do."""
    rows = read_rows(found.source, file) if found.source.reader == "redcap" else iter(())
    headers = [text(cell) for cell in next(rows, [])]
    if INSTRUMENT not in headers:
        return found
    place = headers.index(INSTRUMENT)
    counts = Counter(text(row[place]) for row in rows if len(row) > place)
    repeats = {name: n for name, n in counts.items() if name}
    if not repeats:
        return found
    sheet = None if "" in counts else max(repeats, key=lambda name: repeats[name])
    listed = joined(
        say_count("%(name)s (%(n)s rows)", "%(name)s (%(n)s rows)", n, name=name, n=n) for name, n in repeats.items()
    )
    told = say("repeating instruments, each a source of its own with sheet: %(listed)s", listed=listed)
    source = found.source.model_copy(update={"sheet": sheet})
    return replace(found, source=source, evidence=(*found.evidence, told), tables=repeats)


def _nothing(file: SourceFile) -> Source:
    return Source(table="answers", reader="csv", files=file.path.name)


def _codebook(name: str, what: str) -> Problem:
    return Problem(
        name,
        what,
        say("an export with answers"),
        say("inspect the export; a codebook in the same folder is found and used"),
    )
