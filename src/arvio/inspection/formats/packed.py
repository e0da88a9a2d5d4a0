"""Exports that are no text and no workbook: SPSS and Parquet files, databases, archives of text files."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from arvio.errors import ArvioError, Problem, SourceError
from arvio.inspection.formats.format import Format, chosen, with_codebook
from arvio.params import Source
from arvio.params.models import Reader
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.containers.csv_archive import csv_names, csv_rows, is_csv_archive
from arvio.sources.containers.databases import Database, duckdb_file, sqlite_file
from arvio.sources.containers.first_bytes import packed_form
from arvio.sources.source_file import SourceFile


def packed_format(file: SourceFile) -> Format | None:
    """What an export is by its first bytes; None of text and workbooks."""
    match packed_form(file):
        case "sav" | "por":
            return _of_first_bytes(file, "spss", say("SPSS file"))
        case "parquet":
            return _of_first_bytes(file, "parquet", say("Parquet file"))
        case "sqlite":
            return _database(file, sqlite_file(file), say("SQLite file"))
        case "duckdb":
            return _database(file, duckdb_file(file), say("DuckDB file"))
    return _archive(file) if is_csv_archive(file) else None


def _of_first_bytes(file: SourceFile, reader: Reader, container: str) -> Format:
    source = Source(table="answers", reader=reader, files=file.path.name)
    return Format(source, container, (_by_first_bytes(container),))


def _by_first_bytes(container: str) -> str:
    if container[0] == "S":
        return say("the first bytes are those of an %(container)s", container=container)
    return say("the first bytes are those of a %(container)s", container=container)


def _database(file: SourceFile, opening: AbstractContextManager[Database], container: str) -> Format:
    """A database file; of its tables the one with most rows."""
    try:
        with opening as database:
            names = {where: name for name, where in reversed(list(database.tables.items()))}
            tables = {name: _n_rows(database, where) for where, name in names.items()}
    except ArvioError:
        raise
    except Exception as error:  # drivers raise many kinds, and what they say may hold a cell
        raise SourceError(_damaged(file.name, container, type(error).__name__)) from None
    if not tables:
        raise SourceError(
            Problem(
                file.name,
                say("the %(container)s has no tables", container=container),
                say("at least one table or view"),
            )
        )
    table = max(tables, key=lambda name: tables[name])
    source = Source(table="answers", reader="database", files=file.path.name, query=table)
    return Format(source, container, (_by_first_bytes(container), chosen("table", table, tables)), tables=tables)


def _n_rows(database: Database, table: str) -> int:
    _, rows = database.ask(f"SELECT count(*) AS n FROM {table}")
    n: Any = next(iter(rows))[0]
    return int(n)


def _archive(file: SourceFile) -> Format:
    """A zip archive of text files, as ODK Central gives it; the form is the file to which no other belongs."""
    source = Source(table="answers", reader="kobo", files=file.path.name)
    headers, tables = {}, {}
    for name in csv_names(file):
        rows = csv_rows(source, file, name)
        headers[name] = next(rows, [])
        tables[name] = sum(1 for _ in rows)
    forms = {name: n for name, n in tables.items() if headers[name] and "PARENT_KEY" not in headers[name]}
    sheet = max(forms or tables, key=lambda name: tables[name])
    titles = [text(cell) for cell in headers[sheet]]
    evidence = (say("a zip archive of text files, as ODK Central packs an export"), chosen("file", sheet, tables))
    begun = Format(source.model_copy(update={"sheet": sheet}), say("zip archive"), evidence, tables=tables)
    return with_codebook(begun, file, titles)


def _damaged(name: str, container: str, kind: str) -> Problem:
    return Problem(
        name,
        say("the %(container)s cannot be opened (%(kind)s)", container=container, kind=kind),
        say("a whole database file"),
        say("copy it again"),
    )
