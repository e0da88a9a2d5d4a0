"""A table or a query of a database: a SQLite or DuckDB file, or a PostgreSQL server. Nothing is ever written there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from arvio.errors import ArvioError, Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.containers.database_errors import as_problem
from arvio.sources.containers.databases import Database, duckdb_file, postgresql_server, sqlite_file
from arvio.sources.containers.first_bytes import packed_form
from arvio.sources.containers.queries import statement
from arvio.sources.containers.typed_table import typed_tables
from arvio.sources.raw_table import RawTable
from arvio.sources.source_file import SourceFile

if TYPE_CHECKING:
    from sqlalchemy import URL

FORM = "postgresql://USER:PASSWORD@HOST:5432/DATABASE"

_POSTGRESQL = ("postgresql", "postgres")


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows of the query in the order in which the database gives them; NULL is an empty cell."""
    tables: dict[str, str] = {}
    try:
        with _opened(source, file) as database:
            tables |= database.tables
            yield from _answer(source, file, database)
    except ArvioError:
        raise
    except Exception as error:  # drivers raise many kinds, and what they say may hold a cell or the password
        raise SourceError(as_problem(error, file.name, tables)) from None


def _opened(source: Source, file: SourceFile) -> AbstractContextManager[Database]:
    if source.connection:
        return postgresql_server(_url(source.connection, file.name), name=file.name)
    form = packed_form(file)
    if form == "sqlite":
        return sqlite_file(file)
    if form == "duckdb":
        return duckdb_file(file)
    raise SourceError(
        Problem(
            file.name,
            say("is neither a SQLite nor a DuckDB file (its first bytes are not those of one)"),
            say("a database file, or connection: with the name of an environment variable"),
            say("choose the reader of its own format in params"),
        )
    )


def _answer(source: Source, file: SourceFile, database: Database) -> Iterator[RawTable]:
    names, rows = database.ask(statement(source.query, database.tables, file=file.name))
    first = next(rows, None)
    if first is None:
        raise SourceError(_no_rows(file.name))
    for part in typed_tables(file, names, chain([first], rows)):
        yield replace(part, notes=(say("asked of %(kind)s, for reading only", kind=database.kind),))


def _url(variable: str, name: str, environment: Mapping[str, str] = os.environ) -> URL:
    """The connection string, of which nothing is ever told."""
    from sqlalchemy import make_url

    if not environment.get(variable):
        raise SourceError(_not_set(variable, name))
    try:
        url = make_url(environment[variable].strip())
    except Exception:  # SQLAlchemy quotes what it cannot read
        raise SourceError(_not_understood(variable, name)) from None
    if url.drivername.partition("+")[0] not in _POSTGRESQL or not url.username:
        raise SourceError(_not_understood(variable, name))
    return url


def _not_set(variable: str, name: str) -> Problem:
    return Problem(
        name,
        say("the environment variable %(variable)s is not set", variable=variable),
        f"{variable}={FORM}",
        say("set it where arvio is started, not in params: it holds a password"),
    )


def _not_understood(variable: str, name: str) -> Problem:
    return Problem(
        name,
        say(
            "the environment variable %(variable)s holds no connection string of a PostgreSQL database",
            variable=variable,
        ),
        FORM,
        say(
            "signs such as @ : / %% in the password are written as %%40 %%3A %%2F %%25; a SQLite or DuckDB "
            "file belongs into the data folder, under files:"
        ),
    )


def _no_rows(name: str) -> Problem:
    return Problem(
        name, say("the query gives no rows"), say("at least one row"), say("check its conditions; mend query in params")
    )
