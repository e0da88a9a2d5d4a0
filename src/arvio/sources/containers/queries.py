"""What params may ask of a database: one SELECT, or all of one table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from arvio.errors import Problem, SourceError
from arvio.saying import say
from arvio.sources.files import NAMED_AT_MOST

_ASKS = re.compile(r"(?:select|with)\b", re.IGNORECASE)
_HIDING = ("--", "/*", "$", "\\")
"""Comments, dollar quotes and escapes: what stands behind them is read otherwise by each database."""
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*\"""")


def statement(query: str | None, tables: Mapping[str, str], *, file: str) -> str:
    """The statement to send: the query itself, or a SELECT of the table that it names.

    `tables` is each table and view as params may name it: its name as SQL writes it. What is not among them is never
    sent, so that a table's name may hold anything.
    """
    asked = (query or "").strip()
    if asked in tables:
        return f"SELECT * FROM {tables[asked]}"
    if _ASKS.match(asked):
        return _one_statement(asked, file=file)
    if not asked or " " in asked or ";" in asked:
        raise SourceError(_no_query(file, asked))
    raise SourceError(no_such_table(file, asked, tables))


def quoted(*parts: str) -> str:
    """A name of one or two parts as SQL writes it, whatever letters it has.

    >>> quoted("main", 'the "big" table')
    '"main"."the ""big"" table"'
    """
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def no_such_table(file: str, name: str, tables: Mapping[str, str]) -> Problem:
    """A table that is not there, with the nearest that are."""
    remedy = say("%(hint)s; mend query in params", hint=_similar(name, tables))
    return Problem(file, say("there is no such table"), say("a table or view of the database"), remedy, value=name)


def _similar(name: str, tables: Mapping[str, str]) -> str:
    longest_first = sorted(tables, key=len, reverse=True)
    known = sorted({tables[one]: one for one in longest_first}.values())
    near = difflib.get_close_matches(name.casefold(), known, n=NAMED_AT_MOST, cutoff=0.5)
    if not known:
        return say("the database has no tables")
    if near:
        return say("similar names: %(listed)s", listed=", ".join(near))
    listed, more = ", ".join(known[:NAMED_AT_MOST]), len(known) - NAMED_AT_MOST
    if more > 0:
        return say("it has: %(listed)s and %(more)s more", listed=listed, more=more)
    return say("it has: %(listed)s", listed=listed)


def _one_statement(query: str, *, file: str) -> str:
    """The query without the semicolon at its end. Within it, one is let through only where it surely is text."""
    only = query.rstrip("; \t\r\n")
    if ";" in only and (any(sign in only for sign in _HIDING) or ";" in _QUOTED.sub("", only)):
        raise SourceError(
            Problem(
                file,
                say("the query holds a semicolon, behind which a second statement may stand"),
                say("one SELECT, without comments or escapes where a text in it has a semicolon"),
                say("write one statement; for another table write another source"),
            )
        )
    return only


def _no_query(file: str, query: str) -> Problem:
    return Problem(
        file,
        say("the query neither begins with SELECT or WITH nor is the name of a table")
        if query
        else say("params give no query"),
        say("query: one SELECT, or the name of a table"),
        say("arvio only reads: write what is to be read"),
    )
