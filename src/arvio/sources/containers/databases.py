"""Databases opened for reading only: SQLite and DuckDB files, and PostgreSQL servers."""

from __future__ import annotations

import socket
import sqlite3
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from arvio.errors import Problem, SourceError
from arvio.saying import say
from arvio.sources.containers.queries import quoted
from arvio.sources.containers.typed_table import arrow_rows
from arvio.sources.limits import MEGABYTE
from arvio.sources.raw_table import ROWS_AT_ONCE
from arvio.sources.source_file import SourceFile

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from sqlalchemy import URL, Connection, Engine

Answer = tuple[Sequence[str], Iterator[Sequence[object]]]
"""The names of the columns, and the rows as they come."""

REACHED_WITHIN_SECONDS = 10
STATEMENT_SECONDS = 120
"""A query that takes longer is stopped: a server is shared with those who work there, and a view in a file may never
end."""
STEPS_AT_MOST = 5_000_000_000
"""Of SQLite's own machine, minutes of work: five million rows of a hundred columns take a third. Not a time, which
would pass too while rows that came are worked on."""
_STEPS_BETWEEN_LOOKS = 100_000
SILENT_SECONDS = STATEMENT_SECONDS + 10
WAITS_SECONDS = 5
"""For a SQLite file that another program is writing into."""
PORT = 5432

_SQLITE_TABLES = (
    "SELECT 'main', name, 1 FROM sqlite_master WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'"
)
_DUCKDB_TABLES = (
    "SELECT table_schema, table_name, table_schema = 'main' FROM information_schema.tables "
    "WHERE table_catalog = current_database()"
)
# Not information_schema, which leaves out what the user may not read: "permission denied" says more than "no table".
_POSTGRESQL_TABLES = (
    "SELECT n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid) "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
)
# Locked, so that a query cannot open them again; replacements would let a query read variables of this program.
_DUCKDB_CLOSED = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "memory_limit": "1GB",
    "temp_directory": "",
    "lock_configuration": "true",
}


@dataclass(frozen=True)
class Database:
    """An open database: its kind, its tables as params may name them and as SQL does, and how it is asked."""

    kind: str
    tables: Mapping[str, str]
    ask: Callable[[str], Answer]


@contextmanager
def sqlite_file(file: SourceFile) -> Iterator[Database]:
    """A SQLite file, opened so that nothing can be written into it."""
    from sqlalchemy import NullPool, create_engine

    def opened() -> sqlite3.Connection:
        found = sqlite3.connect(f"{file.path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAITS_SECONDS)
        found.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MEGABYTE)  # a view could make texts that fill the memory
        looks = count()
        found.set_progress_handler(lambda: next(looks) * _STEPS_BETWEEN_LOOKS > STEPS_AT_MOST, _STEPS_BETWEEN_LOOKS)
        return found

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)
    with engine.connect() as connection:
        yield Database("SQLite", _tables(connection.exec_driver_sql(_SQLITE_TABLES)), _asks(connection))


@contextmanager
def duckdb_file(file: SourceFile) -> Iterator[Database]:
    """A DuckDB file, opened for reading; its queries reach no other file and no network."""
    import duckdb

    def ask(query: str) -> Answer:
        # Arrow, since DuckDB's own rows need a further package for moments with a time zone.
        reader = connection.sql(query).arrow(ROWS_AT_ONCE)
        return reader.schema.names, arrow_rows(_each_in_time(reader, connection.interrupt))

    with closing(duckdb.connect(file.path, read_only=True, config=dict(_DUCKDB_CLOSED))) as connection:
        yield Database("DuckDB", _tables(connection.execute(_DUCKDB_TABLES).fetchall()), ask)


def _each_in_time(batches: Iterable[RecordBatch], stop: Callable[[], None]) -> Iterator[RecordBatch]:
    """The batches of an answer; one that takes longer than a server would give it is stopped."""
    waiting = iter(batches)
    while True:
        timer = threading.Timer(STATEMENT_SECONDS, stop)
        timer.start()
        try:
            batch = next(waiting, None)
        finally:
            timer.cancel()
        if batch is None:
            return
        yield batch


@contextmanager
def postgresql_server(url: URL, *, name: str) -> Iterator[Database]:
    """A PostgreSQL server, asked in one transaction that can write nothing and whose statements end in time."""
    with _engine(url, name).connect() as connection:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(STATEMENT_SECONDS * 1000)}")
        yield Database("PostgreSQL", _tables(connection.exec_driver_sql(_POSTGRESQL_TABLES)), _asks(connection))


def _engine(url: URL, name: str) -> Engine:
    """The password goes to the driver alone, so that nothing that SQLAlchemy says of its engine can hold it."""
    from sqlalchemy import NullPool, create_engine

    arguments = {"timeout": SILENT_SECONDS, "application_name": "arvio", "password": url.password or ""}
    arguments |= _options(url, name)
    _refuse_unreachable(url, arguments, name)
    plain = url.set(drivername="postgresql+pg8000", query={})._replace(password=None)  # set() leaves what is None
    return create_engine(plain, connect_args=arguments, poolclass=NullPool, hide_parameters=True)


def _asks(connection: Connection) -> Callable[[str], Answer]:
    def ask(query: str) -> Answer:
        # As the driver takes it: in SQLAlchemy's text() a colon would begin the name of a parameter.
        result = connection.exec_driver_sql(query, execution_options={"yield_per": ROWS_AT_ONCE})
        return list(result.keys()), (tuple(row) for row in result)

    return ask


def _tables(found: Iterable[Sequence[Any]]) -> dict[str, str]:
    """Each table as params may name it, with its schema, and without where the database looks for it there."""
    rows = [(str(schema), str(name), visible) for schema, name, visible in found]
    plain = {name: quoted(schema, name) for schema, name, visible in rows if visible}
    return plain | {f"{schema}.{name}": quoted(schema, name) for schema, name, _ in rows}


def _options(url: URL, name: str) -> dict[str, Any]:
    """What stands behind the ? of a connection string, as the driver wants it."""
    unknown = set(url.query) - {"sslmode", "unix_sock"}
    mode = str(url.query.get("sslmode", "prefer"))
    if unknown or mode not in _SSL:
        raise SourceError(
            Problem(
                name,
                say("the connection string has options that are not known"),
                say("behind its ? nothing, or sslmode=%(listed)s, or unix_sock", listed=", ".join(_SSL)),
                say("take the others out of the environment variable"),
            )
        )
    sockets = {"unix_sock": url.query["unix_sock"]} if "unix_sock" in url.query else {}
    return {"ssl_context": _SSL[mode]()} | sockets


def _refuse_unreachable(url: URL, arguments: Mapping[str, Any], name: str) -> None:
    """Told soon: the driver itself would wait as long for a server that is not there as for a long query."""
    if "unix_sock" in arguments:
        return
    try:
        socket.create_connection((url.host or "localhost", url.port or PORT), REACHED_WITHIN_SECONDS).close()
    except (OSError, UnicodeError, OverflowError):
        raise SourceError(unreachable(name)) from None


def unreachable(name: str) -> Problem:
    """A server that does not answer. Its address is not told: a password with an @ in it would be part of it."""
    return Problem(
        name,
        say("the database server cannot be reached"),
        say("a server that answers at the host and port of the connection string"),
        say(
            "check host and port in the environment variable, and whether this computer is in the right "
            "network or VPN; signs such as @ : / %% in the password are written as %%40 %%3A %%2F %%25"
        ),
    )


def _issuer_verified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    return context


_SSL: Mapping[str, Callable[[], Any]] = {
    "disable": lambda: False,
    "allow": lambda: None,
    "prefer": lambda: None,
    "require": lambda: True,
    "verify-ca": _issuer_verified,
    "verify-full": ssl.create_default_context,
}
"""What the driver takes for each sslmode that connection strings know. None: encrypted where the server can."""
