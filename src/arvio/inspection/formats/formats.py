"""What an export is: its form, the tool that wrote it, and how it is to be read, each with what showed it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from arvio.errors import ArvioError, Problem, SourceError
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
from arvio.inspection.formats.tools import Tool, plain, recognised
from arvio.params import Source
from arvio.sources.cells import text
from arvio.sources.codebooks.redcap_forms import INSTRUMENT
from arvio.sources.containers.csv_archive import csv_names, csv_rows, is_csv_archive
from arvio.sources.containers.databases import Database, duckdb_file, sqlite_file
from arvio.sources.containers.tabular import is_workbook
from arvio.sources.containers.text_file import read_rows
from arvio.sources.containers.workbook_file import read_sheets
from arvio.sources.files import SourceFile, beginning

NAMES = {
    "attendance_workbook": "attendance workbook kept by hand",
    "csv": "delimited text of no known tool",
    "database": "database",
    "excel": "workbook of no known tool",
    "google_forms": "Google Forms",
    "kobo": "KoboToolbox or ODK",
    "limesurvey": "LimeSurvey",
    "microsoft_forms": "Microsoft Forms",
    "parquet": "Parquet",
    "qualtrics": "Qualtrics",
    "redcap": "REDCap",
    "spss": "SPSS",
    "surveymonkey": "SurveyMonkey",
    "webropol": "Webropol",
}
"""Reader: what it is called in words."""

_SPSS, _PORTABLE, _PORTABLE_WITHIN = (b"$FL2", b"$FL3"), b"SPSSPORT", 1000
_PARQUET, _SQLITE, _DUCKDB, _DUCKDB_FROM = b"PAR1", b"SQLite format 3\x00", b"DUCK", 8


@dataclass(frozen=True)
class Format:
    """How a file is to be read, and the words that tell why.

    `source` is a source of params with nothing mapped yet; `container` is what the file itself is: text, workbook …
    `tables` is sheet, text file of an archive, table of a database or repeating instrument: its rows of answers.
    """

    source: Source
    container: str
    evidence: tuple[str, ...]
    encoding: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return NAMES[self.source.reader]


def find_format(file: SourceFile) -> Format:
    """What an export is; an error that tells what to do where it cannot be read, or is none."""
    start = beginning(file, _PORTABLE_WITHIN)
    if start.startswith(_SPSS) or _PORTABLE in start[:_PORTABLE_WITHIN]:
        return _of_first_bytes(file, "spss", "SPSS file")
    if start.startswith(_PARQUET):
        return _of_first_bytes(file, "parquet", "Parquet file")
    if start.startswith(_SQLITE):
        return _database(file, sqlite_file(file), "SQLite file")
    if start[_DUCKDB_FROM:].startswith(_DUCKDB):
        return _database(file, duckdb_file(file), "DuckDB file")
    if is_csv_archive(file):
        return _archive(file)
    return _workbook(file) if is_workbook(file) else _text(file)


def _of_first_bytes(file: SourceFile, reader: str, container: str) -> Format:
    source = Source(table="answers", reader=reader, files=file.path.name)
    return Format(source, container, (_by_first_bytes(container),))


def _by_first_bytes(container: str) -> str:
    return f"the first bytes are those of {'an' if container[0] in 'S' else 'a'} {container}"


def _database(file: SourceFile, opening: AbstractContextManager[Database], container: str) -> Format:
    """A database file; of its tables the one with most rows."""
    try:
        with opening as database:
            names = {where: name for name, where in reversed(database.tables.items())}
            tables = {name: _n_rows(database, where) for where, name in names.items()}
    except ArvioError:
        raise
    except Exception as error:  # drivers raise many kinds, and what they say may hold a cell
        raise SourceError(_damaged(file.name, container, type(error).__name__)) from None
    if not tables:
        raise SourceError(Problem(file.name, f"the {container} has no tables", "at least one table or view"))
    table = max(tables, key=lambda name: tables[name])
    source = Source(table="answers", reader="database", files=file.path.name, query=table)
    return Format(source, container, (_by_first_bytes(container), _chosen("table", table, tables)), tables=tables)


def _n_rows(database: Database, table: str) -> int:
    _, rows = database.ask(f"SELECT count(*) AS n FROM {table}")
    return int(next(iter(rows))[0])


def _archive(file: SourceFile) -> Format:
    """A zip archive of text files, as ODK Central gives it; the form is the file to which no other belongs."""
    source = Source(table="answers", reader="kobo", files=file.path.name)
    rows = {name: list(csv_rows(source, file, name)) for name in csv_names(file)}
    tables = {name: max(len(found) - 1, 0) for name, found in rows.items()}
    forms = {name: n for name, n in tables.items() if rows[name] and "PARENT_KEY" not in rows[name][0]}
    sheet = max(forms or tables, key=lambda name: tables[name])
    titles = [text(cell) for cell in rows[sheet][0]] if rows[sheet] else []
    evidence = ("a zip archive of text files, as ODK Central packs an export", _chosen("file", sheet, tables))
    return _with_codebook(
        Format(source.model_copy(update={"sheet": sheet}), "zip archive", evidence, tables=tables), file, titles
    )


def _workbook(file: SourceFile) -> Format:
    sheets = read_sheets(file)
    if companions.is_xlsform(sheets):
        raise SourceError(_codebook(file.name, "an XLSForm, the form itself and not its answers"))
    tables = {name: n_answers(rows) for name, rows in sheets.items()}
    attended = {name: row for name, rows in sheets.items() if (row := is_attendance(rows))}
    if attended and 2 * len(attended) >= sum(n > 0 for n in tables.values()):
        return _attendance(file, attended, tables)
    sheet = fullest_sheet(sheets)
    evidence = (_chosen("sheet", sheet, tables),) if len(sheets) > 1 else ()
    said = {"sheet": sheet} if len(sheets) > 1 else {}
    return _tabular(file, sheets[sheet], said, Format(_nothing(file), "workbook", evidence, tables=tables))


def _attendance(file: SourceFile, attended: Mapping[str, int], tables: Mapping[str, int]) -> Format:
    """The header row is the one before which no sheet has its dates."""
    row = min(attended.values())
    source = Source(table="attendance", reader="attendance_workbook", files=file.path.name, header_row=row)
    evidence = f"names go down and dates across in {len(attended)} of {len(tables)} sheets, the dates from row {row} on"
    return Format(source, "workbook", (evidence,), tables=tables)


def _text(file: SourceFile) -> Format:
    if companions.is_redcap_dictionary(file):
        raise SourceError(_codebook(file.name, "a data dictionary of REDCap"))
    encoding = encoding_of(file)
    delimiter = delimiter_of(file, encoding.value)
    rows = text_rows(file, encoding.value, delimiter.value)
    said = {"encoding": _declared(encoding), "delimiter": delimiter.value}
    evidence = (f"encoding {encoding.evidence}", f"delimiter {delimiter.evidence}")
    begun = Format(_nothing(file), "text file", evidence, encoding=_declared(encoding).upper())
    return _with_repeats(_tabular(file, rows, said, begun), file)


def _declared(encoding: Found) -> str:
    """What params say; a file with a mark is read by it."""
    return "utf-8" if encoding.value == "utf-8-sig" else encoding.value


def _tabular(file: SourceFile, rows: Rows, said: Mapping[str, str], begun: Format) -> Format:
    """The format of a file of which the first rows are known."""
    first = rows[:ROWS_LOOKED_AT]
    row, tool = _tool(first, "excel" if begun.container == "workbook" else "csv")
    titles = [text(cell) for cell in first[row - 1]] if len(first) >= row else []
    above = (f"row {row} holds the headers, below {row - 1} rows of titles",) if row > 1 else ()
    shape = {"header_row": row, "header_rows": tool.header_rows}
    source = begun.source.model_copy(update={**said, **shape, "reader": tool.reader})
    evidence = (tool.evidence, *above, *begun.evidence)
    return _with_codebook(Format(source, begun.container, evidence, begun.encoding, begun.tables), file, titles)


def _tool(rows: Rows, reader: str) -> tuple[int, Tool]:
    """The header row and the tool. A tool's own headers are looked for first: half of SurveyMonkey's are blank."""
    likely = header_row_of(rows)
    for row in (likely, *(number for number in range(1, likely))):
        tool = recognised(rows[row - 1 :])
        if tool is not None:
            return row, tool
    return likely, plain(rows[likely - 1 :], reader)


def _with_codebook(found: Format, file: SourceFile, titles: Sequence[str]) -> Format:
    """The same, with the codebook that lies beside the export."""
    codebook = companions.codebook_of(file, found.source.reader, titles)
    if codebook is None:
        return _without_codebook(found)
    source = found.source.model_copy(update={"codebook": codebook})
    evidence = (*found.evidence, f"{codebook} lies beside it and is its codebook")
    return Format(source, found.container, evidence, found.encoding, found.tables)


def _without_codebook(found: Format) -> Format:
    """The same, with what would help: without its codebook, the answers of some tools are codes."""
    if found.source.reader not in companions.WANTED:
        return found
    told = f"no codebook lies beside it: put {companions.WANTED[found.source.reader]} into the same folder"
    return Format(found.source, found.container, (*found.evidence, told), found.encoding, found.tables)


def _with_repeats(found: Format, file: SourceFile) -> Format:
    """Of a REDCap file with repeating instruments, the rows that do not repeat; the fullest repeat if all do."""
    if found.source.reader != "redcap":
        return found
    rows = read_rows(found.source, file)
    headers = [text(cell) for cell in next(rows, [])]
    if INSTRUMENT not in headers:
        return found
    place = headers.index(INSTRUMENT)
    tables = dict(Counter(text(row[place]) for row in rows if len(row) > place))
    repeating = {name: n for name, n in tables.items() if name}
    sheet = None if "" in tables else max(repeating, key=lambda name: repeating[name], default=None)
    listed = ", ".join(f"{name} ({n} rows)" for name, n in repeating.items())
    evidence = (
        (*found.evidence, f"repeating instruments, each a source of its own with sheet: {listed}") if listed else ()
    )
    source = found.source.model_copy(update={"sheet": sheet})
    return Format(source, found.container, evidence or found.evidence, found.encoding, repeating)


def _chosen(kind: str, name: str, tables: Mapping[str, int]) -> str:
    others = ", ".join(f"{other} ({n})" for other, n in tables.items() if other != name)
    rest = f"; the others: {others}" if others else ""
    return f"{kind} {name} has most rows of answers ({tables[name]}){rest}"


def _nothing(file: SourceFile) -> Source:
    return Source(table="answers", reader="csv", files=file.path.name)


def _codebook(name: str, what: str) -> Problem:
    return Problem(
        name,
        f"is {what}: a codebook",
        "an export with answers",
        "inspect the export; a codebook in the same folder is found and used",
    )


def _damaged(name: str, container: str, kind: str) -> Problem:
    return Problem(name, f"the {container} cannot be opened ({kind})", "a whole database file", "copy it again")
