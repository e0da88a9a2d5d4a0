"""What a database refuses, in words for an evaluator. Its own words are not told: they may quote cells or passwords."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from arvio.errors import Problem
from arvio.saying import say
from arvio.sources.containers.databases import STATEMENT_SECONDS, unreachable
from arvio.sources.containers.queries import no_such_table

Cause = Literal[
    "column",
    "damaged",
    "database",
    "encoding",
    "encryption",
    "endless",
    "in_use",
    "password",
    "permission",
    "syntax",
    "table",
    "time",
    "unknown",
    "unreachable",
    "writes",
]

_STATES: Mapping[str, Cause] = {
    "25006": "writes",
    "28": "password",
    "3D000": "database",
    "3F000": "table",
    "42501": "permission",
    "42601": "syntax",
    "42703": "column",
    "42P01": "table",
    "57014": "time",
    "08": "unreachable",
    "53": "unreachable",
    "57P": "unreachable",
}
"""PostgreSQL's codes of errors, or the classes that they begin with: the same in every language of the server."""

_WORDS: tuple[tuple[str, Cause], ...] = (
    (r"^interrupted$", "endless"),
    (r"INTERRUPT", "time"),
    (r"malformed|Corrupt|not a database|not a valid DuckDB|Serialization Error|INTERNAL|disk I/O", "damaged"),
    (r"no such table|Table with name .* does not exist", "table"),
    (r"no such column|Referenced column|Referenced table", "column"),
    (r"syntax error|incomplete input|unrecognized token|Parser Error", "syntax"),
    (r"Permission Error|file system operations are disabled|not authorized", "permission"),
    (r"readonly database|read-only mode", "writes"),
    (r"is locked|Could not set lock", "in_use"),
    (r"Could not decode|can't decode", "encoding"),
    (r"IO Error", "damaged"),
    (r"SSL|CERTIFICATE", "encryption"),
    (r"create a connection|communication error|network error|timed out", "unreachable"),
    (r"password authentication|not supported by|requires a password", "password"),
)
_NAMED = re.compile(
    r"""(?:no such (?:table|column): |with name |relation |column |Referenced column |near )["']?([^"'\s]+)"""
)


def as_problem(error: Exception, file: str, tables: Mapping[str, str]) -> Problem:
    """What is wrong and what to do about it."""
    cause, name = _cause(error), _name(error)
    if cause == "table":
        return no_such_table(file, name, tables)
    if cause == "unreachable":
        return unreachable(file)
    what, expected, remedy = _TOLD[cause]
    code = _from_server(error).get("C") or type(_origin(error)).__name__
    what = say("%(what)s (%(code)s)", what=what, code=code) if cause == "unknown" else what
    return Problem(
        file,
        what,
        expected,
        remedy,
        value=name if cause in ("column", "syntax") else "",
    )


def _origin(error: Exception) -> Exception:
    """The driver's own error, which SQLAlchemy wraps."""
    return getattr(error, "orig", None) or error


def _cause(error: Exception) -> Cause:
    state = _from_server(error).get("C", "")
    if state:
        return next((cause for known, cause in _STATES.items() if state.startswith(known)), "unknown")
    words = str(_origin(error))
    return next((cause for pattern, cause in _WORDS if re.search(pattern, words)), "unknown")


def _from_server(error: Exception) -> Mapping[str, str]:
    """What PostgreSQL says of an error: C its code, M its message."""
    first = _origin(error).args[0] if _origin(error).args else None
    return first if isinstance(first, dict) else {}


def _name(error: Exception) -> str:
    """The word of the query at which the database stopped."""
    found = _NAMED.search(_from_server(error).get("M", "") or str(_origin(error)))
    return found[1] if found else ""


_TOLD: Mapping[Cause, tuple[str, str, str]] = {
    "column": (
        say("the query names a column that is not there"),
        say("columns of the tables in the query"),
        say("mend query in params"),
    ),
    "damaged": (
        say("the database file is damaged"),
        say("a whole database file"),
        say("copy it again while no program has it open"),
    ),
    "database": (
        say("the server has no such database"),
        say("the name of a database behind the last / of the connection string"),
        say("mend the environment variable"),
    ),
    "encoding": (
        say("the database holds texts that are not UTF-8"),
        say("texts in UTF-8"),
        say("have the texts converted in the database, or export the table as text and read that"),
    ),
    "encryption": (
        say("the server and this computer do not agree on encryption"),
        say("a server that encrypts, with a certificate that this computer trusts, where sslmode asks for it"),
        say("ask whoever keeps the server which sslmode belongs into the connection string"),
    ),
    "endless": (
        say("the query takes more steps than a file of answers ever needs, and was stopped"),
        say("an answer sooner"),
        say("ask for fewer rows or columns, or have a view made for it"),
    ),
    "in_use": (
        say("another program has the database open for writing"),
        say("a database that nobody writes into meanwhile"),
        say("close the program, or read a copy of the file"),
    ),
    "password": (
        say("the server does not let this user in"),
        say("a user and a password that the server knows"),
        say(
            "check both in the environment variable; signs such as @ : / %% in the password are written as "
            "%%40 %%3A %%2F %%25"
        ),
    ),
    "permission": (
        say("this is not permitted"),
        say("tables that the user may read, and no other files"),
        say("ask whoever keeps the database for the right to read this table"),
    ),
    "syntax": (
        say("the query is not valid SQL"),
        say("one SELECT as this database writes it"),
        say("mend query in params"),
    ),
    "time": (
        say("the query took longer than %(seconds)s seconds and was stopped", seconds=STATEMENT_SECONDS),
        say("an answer sooner"),
        say("ask for fewer rows or columns, or have a view made for it"),
    ),
    "unknown": (
        say("the database could not answer the query"),
        say("a query that the database's own program answers"),
        say("try the query there, and mend it in params"),
    ),
    "writes": (say("the query would change the database"), say("a query that only reads"), say("mend query in params")),
}
