"""SPSS files (.sav, .zsav, .por): codes with their labels, and missing values with the codes that tell why."""

from __future__ import annotations

import codecs
import datetime as dt
import marshal
import signal
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from arvio.errors import ArvioError, Problem, SourceError
from arvio.params import Source
from arvio.programs import without_secrets
from arvio.saying import joined, say
from arvio.sources.codebooks.spss_dictionary import (
    Code,
    Dictionary,
    declares_missing,
    headers_of,
    is_date,
    questions_of,
)
from arvio.sources.containers.first_bytes import packed_form
from arvio.sources.containers.text_file import likely_encoding
from arvio.sources.containers.typed_table import typed_tables
from arvio.sources.limits import MEGABYTE, beyond
from arvio.sources.raw_table import ROWS_AT_ONCE, RawTable
from arvio.sources.source_file import SourceFile

BOOKKEEPING = ("filter_$",)
"""What SPSS itself adds when cases were selected."""

EPOCH = dt.datetime(1582, 10, 14)
"""SPSS counts seconds from the eve of the Gregorian calendar."""

_EVERY_BYTE = "ISO-8859-1"
"""Gives every byte a letter, so that what cannot be read otherwise can be looked at."""
_OTHERWISE_CALLED = {"mac-roman": "macintosh", "utf-8-sig": "utf-8"}
_EMPTY_BYTES = 3_000 * MEGABYTE
"""Of addresses, most of them never used: what the process asks for before it has read anything."""
_OUT_OF_TIME = getattr(signal, "SIGXCPU", None) or 24
_PROCESS = Path(__file__).parents[1] / "containers" / "spss_process.py"

Columns = Mapping[str, Sequence[Any]]
Messages = Generator[tuple[str, Any], None, None]


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The cases as codes, dates as moments; the numbers of their rows are those at the left in SPSS."""
    form, encoding = _form(file), _encoding(source, file)
    try:
        with closing(_messages(file, form, encoding)) as messages:
            yield from _tables(file, form, messages)
    except ArvioError:
        raise
    except Exception as error:  # a damaged dictionary may hold anything
        raise SourceError(_damaged(file.name, type(error).__name__)) from error


def _form(file: SourceFile) -> str:
    form = packed_form(file)
    if form in ("sav", "por"):
        return form
    raise SourceError(
        Problem(
            file.name,
            say("is no SPSS file (its first bytes are not those of one)"),
            say("a file saved in SPSS or PSPP (.sav, .zsav or .por)"),
            say("choose the reader of its own format in params, or save it as .sav"),
        )
    )


def _encoding(source: Source, file: SourceFile) -> str:
    """The declared encoding as ReadStat calls it; '' where it is left to the file."""
    try:
        name = codecs.lookup(source.encoding).name if source.encoding else ""
    except (LookupError, ValueError):
        raise SourceError(_unknown_encoding(file.name, source.encoding or "")) from None
    return _OTHERWISE_CALLED.get(name, name.replace("iso8859", "iso-8859"))


def _tables(file: SourceFile, form: str, messages: Messages) -> Iterator[RawTable]:
    dictionary = Dictionary(**next(_wanted(file, form, "about", messages)))
    _refuse_misread(file.name, dictionary.encoding, _words(dictionary))
    headers, questions = headers_of(dictionary), questions_of(dictionary)
    bookkeeping = [headers[name] for name in BOOKKEEPING if name in headers]
    rows = _rows(file, dictionary, _wanted(file, form, "rows", messages))
    for part in typed_tables(file, list(headers.values()), rows):
        notes = _notes(dictionary, form)
        yield replace(part.knowing(bookkeeping=bookkeeping), codes=headers, questions=questions, notes=notes)


def _messages(file: SourceFile, form: str, encoding: str) -> Messages:
    """What the process that reads the file tells, as long as it lives."""
    bounds = (ROWS_AT_ONCE, _EMPTY_BYTES + file.limits.unpacked_mb * MEGABYTE, file.limits.seconds)
    command = [sys.executable, "-P", "-W", "ignore", str(_PROCESS), str(file.path), form, encoding, *map(str, bounds)]
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": without_secrets()}
    with subprocess.Popen(command, stdout=subprocess.PIPE, **quiet) as process:
        told: Any = process.stdout
        try:
            while True:
                yield marshal.load(told)  # noqa: S302, from a process that we started
        except (EOFError, ValueError, TypeError):  # the process ended, perhaps in the middle of a word
            if process.wait() == -_OUT_OF_TIME:
                raise SourceError(beyond(file, "seconds")) from None
            return
        finally:
            process.kill()


def _wanted(file: SourceFile, form: str, kind: str, messages: Messages) -> Iterator[Any]:
    """The messages of one kind, up to the end or to a failure."""
    for found, message in messages:
        if found == kind:
            yield message
        if found == "end":
            return
        if found == "failed":
            raise SourceError(_failure(file, form, message))
    raise SourceError(_damaged(file.name, say("its reader crashed")))


def _rows(file: SourceFile, dictionary: Dictionary, parts: Iterable[Columns]) -> Iterator[tuple[object, ...]]:
    n_rows = 0
    for part in parts:
        columns = [_cells(file, dictionary, name, part[name]) for name in dictionary.names]
        n_rows += len(columns[0])
        yield from zip(*columns, strict=True)
    if dictionary.rows is not None and n_rows < dictionary.rows:
        raise SourceError(_cut_off(file.name))


def _cells(file: SourceFile, dictionary: Dictionary, name: str, values: Sequence[Any]) -> Sequence[object]:
    if dictionary.types.get(name) == "string":
        _refuse_misread(file.name, dictionary.encoding, values)
    if is_date(dictionary, name):
        return [value if _stays(dictionary, name, value) else _moment(value) for value in values]
    return values


def _stays(dictionary: Dictionary, name: str, value: Code | None) -> bool:
    return value is None or declares_missing(dictionary, name, value)


def _moment(seconds: float) -> dt.datetime | float:
    """The moment a number of seconds stands for, or the number where the calendar has no such day."""
    try:
        return EPOCH + dt.timedelta(seconds=seconds)
    except (OverflowError, ValueError):
        return seconds


def _words(dictionary: Dictionary) -> list[str]:
    """Whatever the dictionary has in words."""
    labels = [label for several in dictionary.options.values() for label in several.values()]
    return [word for word in (*dictionary.names, *dictionary.labels, *labels) if word]


def _notes(dictionary: Dictionary, form: str) -> tuple[str, ...]:
    n_missing = len(dictionary.missing)
    if form == "por":
        return (say("a portable SPSS file: cells declared missing are read as empty; save it as .sav to keep why"),)
    return (
        say("read as %(encoding)s", encoding=dictionary.encoding.lower()),
        say(
            "%(variables)s variables, %(labelled)s with labels, %(missing)s with missing values",
            variables=len(dictionary.names),
            labelled=len(dictionary.options),
            missing=n_missing,
        ),
    )


def _refuse_misread(name: str, encoding: str, words: Iterable[object]) -> None:
    """A file that tells no encoding, or a wrong one, is read without an error and with letters that no language has."""
    if encoding and any(isinstance(word, str) and _is_utf8_read_as(encoding, word) for word in words):
        raise SourceError(
            Problem(
                name,
                say("holds letters in UTF-8, and is read as %(encoding)s", encoding=encoding.lower()),
                say("the encoding in which the file was saved"),
                say("write encoding: utf-8 for this source in params, or correct the one that stands there"),
            )
        )


def _is_utf8_read_as(encoding: str, word: str) -> bool:
    if word.isascii() or encoding.casefold().replace("-", "") == "utf8":
        return False
    try:
        return word.encode(encoding).decode("utf-8") != word
    except (LookupError, UnicodeError):
        return False


def _failure(file: SourceFile, form: str, message: str) -> Problem:
    """What a person can do about a failure of pyreadstat, of which only the kind is told: it may quote a cell."""
    if "convert string" in message or "UnicodeDecodeError" in message:
        return _wrong_encoding(file, form)
    if "character set" in message:
        return _unknown_encoding(file.name)
    if "number of rows" in message or "Unable to read from file" in message:
        return _cut_off(file.name)
    return _damaged(file.name, message.partition(":")[0])


def _wrong_encoding(file: SourceFile, form: str) -> Problem:
    likely = _likely_encoding(file, form)
    return Problem(
        file.name,
        say("holds letters that are not in the encoding that the file or params name"),
        say("the encoding in which the file was saved"),
        say(
            "try %(encodings)s: write encoding: %(first)s for this source in params",
            encodings=joined(likely, say(" or ")),
            first=likely[0],
        ),
    )


def _likely_encoding(file: SourceFile, form: str) -> list[str]:
    """The encodings to try, the likeliest first, by the bytes of the labels and of the first cells."""
    with closing(_messages(file, form, _EVERY_BYTE)) as messages:
        found = dict(islice(messages, 2))
    words = _words(Dictionary(**found["about"])) if "about" in found else []
    cells = chain.from_iterable(found["rows"].values()) if "rows" in found else ()
    written = " ".join(word for word in (*words, *cells) if isinstance(word, str)).encode(_EVERY_BYTE, "ignore")
    first = "utf-8" if _is_text(written, "utf-8") else likely_encoding(written) or "cp1252"
    return list(dict.fromkeys((first, "cp1252", "iso-8859-15")))


def _is_text(found: bytes, encoding: str) -> bool:
    try:
        codecs.decode(found, encoding)
    except UnicodeDecodeError:
        return False
    return True


def _unknown_encoding(name: str, encoding: str = "") -> Problem:
    return Problem(
        name,
        say("the encoding that params or the file name is not known"),
        say("utf-8, cp1252 or iso-8859-15"),
        say("write encoding: cp1252 for this source in params, or the one in which the file was saved"),
        value=encoding,
    )


def _damaged(name: str, kind: str) -> Problem:
    return Problem(
        name,
        say("the SPSS file is damaged and cannot be read (%(kind)s)", kind=kind),
        say("a file that SPSS or PSPP opens"),
        say("open it there and save it under a new name, or export it again"),
    )


def _cut_off(name: str) -> Problem:
    return Problem(
        name,
        say("the SPSS file ends too early: it was cut off while being copied or downloaded"),
        say("a whole file"),
        say("copy or export the file again"),
    )
