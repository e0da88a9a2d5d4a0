"""Text files: their encoding, their delimiter and their rows. Nothing is guessed in silence."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import TextIO

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.files import beginning, opened, unreadable
from arvio.sources.limits import refuse_beyond
from arvio.sources.partitioning.reading import text_rows
from arvio.sources.source_file import SourceFile

DELIMITERS = {",": say("comma"), ";": say("semicolon"), "\t": say("tab")}

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LIKELY = ("cp1252", "iso8859-15", "cp850", "mac-roman")
_EXPECTED_SIGNS = frozenset("åäöÅÄÖéüšžÉÜŠŽ–—’”“…€\xa0")
_BYTES_TO_GUESS_FROM = 200_000
_ONE_BYTE = frozenset({"cp1252", "iso8859-1", "iso8859-15"})
_UTF8_LETTERS = re.compile(rb"\xc3[\x84\x85\x96\xa4\xa5\xb6]")
_UTF8_READ_AS_ONE_BYTE = re.compile("Ã[¤¥¶„…–\x84\x85\x96]")
"""ä, å, ö in UTF-8, and how they look when read as Windows-1252 or Latin-1: letters that no Finnish text has."""


def read_rows(source: Source, file: SourceFile) -> Iterator[list[str]]:
    """Every row of a delimited text file, in the encoding and with the delimiter that params say or the file shows.

    Rows come one at a time, so that a file larger than the memory can be read.
    """
    if file.part:
        yield from text_rows(file.part, file.name)
        return
    encoding = find_encoding(source, file)
    start = "".join(islice(_lines(file, encoding), source.header_row + source.header_rows))
    delimiter = _declared(source, start, file) or find_delimiter(start, file.name, header_row=source.header_row)
    rows = csv.reader(_lines(file, encoding), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error as error:
        raise SourceError(
            Problem(
                file.name,
                say("is not delimited text: %(error)s", error=error),
                say("cells parted by a %(delimiter)s, texts with quotes closed", delimiter=DELIMITERS[delimiter]),
                say("export again, or write the right delimiter in params"),
                say("row %(line_num)s", line_num=rows.line_num),
            )
        ) from None


def read_text(file: SourceFile, encoding: str | None) -> str:
    """A whole file as text: in the encoding that it is marked with, else in the declared one, else UTF-8."""
    source_encoding = _found_encoding(file, encoding)
    return "".join(_lines(file, source_encoding))


def find_encoding(source: Source, file: SourceFile) -> str:
    """The encoding in which a file is read: by its mark, else the declared one, else UTF-8."""
    return _found_encoding(file, source.encoding)


def _found_encoding(file: SourceFile, declared: str | None) -> str:
    start = beginning(file, 4)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SourceError(_workbook(file.name))
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    wanted = marked or declared or "utf-8"
    try:
        codecs.lookup(wanted)
        "".encode(wanted)
    except (LookupError, TypeError, ValueError):
        raise SourceError(
            Problem(
                file.name, say("params name an unknown encoding"), say("utf-8, cp1252 or iso-8859-15"), value=wanted
            )
        ) from None
    return wanted


def _lines(file: SourceFile, encoding: str) -> Iterator[str]:
    """The lines of a file as they end, each checked; what is not text is told with its place."""
    position = 0
    one_byte = codecs.lookup(encoding).name in _ONE_BYTE
    try:
        with opened(file, encoding) as text:
            for number, line in enumerate(lines_of(file, text), start=1):
                if "\x00" in line:
                    raise SourceError(_null(file.name, position + line.index("\x00")))
                if one_byte and _UTF8_READ_AS_ONE_BYTE.search(line):
                    raise SourceError(_mixed_encodings(file.name, number, encoding))
                position += len(line)
                yield line
    except UnicodeDecodeError:
        raise SourceError(_wrong_encoding(file, wanted=encoding)) from None
    except OSError as error:
        raise SourceError(unreadable(file, error)) from None


def lines_of(file: SourceFile, text: TextIO) -> Iterator[str]:
    """The lines of an opened text; no line is taken into memory that is longer than the limits allow."""
    most = file.limits.line_characters
    number = 0
    while line := text.readline(most + 1):
        number += 1
        refuse_beyond(file, "line_characters", len(line), place=say("line %(line)s", line=number))
        yield line


def _declared(source: Source, start: str, file: SourceFile) -> str | None:
    """The delimiter that params name; an error where the header has none of it but others, and several columns are
    asked for: all of them would stand in one cell."""
    header, declared = _line(start, source.header_row), source.delimiter
    others = [sign for sign in DELIMITERS if sign != declared and _outside_quotes(header, sign)]
    if not declared or _outside_quotes(header, declared) or not others or len(source.columns) + len(source.items) < 2:
        return declared
    raise SourceError(
        Problem(
            file.name,
            say("the header holds no %(delimiter)s, by which params part its cells", delimiter=DELIMITERS[declared]),
            say("cells parted by a %(delimiter)s, texts with quotes closed", delimiter=DELIMITERS[declared]),
            say("export again, or write the right delimiter in params"),
            say("row %(line_num)s", line_num=source.header_row),
            DELIMITERS[others[0]],
        )
    )


def find_delimiter(text: str, name: str, *, header_row: int = 1) -> str:
    """The delimiter of which the header row has most, outside quotes; an error when none stands out."""
    header = _line(text, header_row)
    counts = sorted(((_outside_quotes(header, sign), sign) for sign in DELIMITERS), reverse=True)
    if counts[0][0] == counts[1][0] != 0:
        raise SourceError(
            Problem(
                name,
                say("the header has as many of two delimiters"),
                say("one delimiter that stands out"),
                say('write delimiter: ";" (or "," or "\\t") for this source in params'),
            )
        )
    return counts[0][1] if counts[0][0] else ","


def _workbook(name: str) -> Problem:
    return Problem(
        name,
        say("is a workbook and not a text file"),
        say("delimited text (CSV)"),
        say("choose the reader of a workbook in params (excel, webropol or microsoft_forms), or save it as CSV"),
    )


def _null(name: str, position: int) -> Problem:
    return Problem(
        name,
        say("character %(position)s is a NUL, which no text holds", position=position),
        say("text"),
        say(
            "the file is damaged, or it is UTF-16 without its mark: export again, or write encoding: "
            "utf-16-le in params"
        ),
    )


def _mixed_encodings(name: str, line: int, encoding: str) -> Problem:
    return Problem(
        name,
        say("line %(line)s holds letters in UTF-8, and the file is read as %(encoding)s", line=line, encoding=encoding),
        say("one encoding in the whole file"),
        say(
            "if every line is so, take encoding out of params; otherwise rows of two exports were pasted "
            "together: export them apart"
        ),
    )


def _wrong_encoding(file: SourceFile, *, wanted: str) -> Problem:
    """What is wrong with the first line that cannot be decoded; of UTF-16 only that something is."""
    name = wanted.upper().replace("-SIG", "")
    position, letters = 0, False
    with file.path.open("rb") as found:
        for number, line in enumerate(found, start=1):
            try:
                line.decode(wanted)
            except UnicodeDecodeError as error:
                if wanted.startswith("utf-16"):
                    break
                what = say(
                    "byte %(position)s (0x%(byte)s, on line %(line)s) is not %(encoding)s",
                    position=position + error.start,
                    byte=f"{line[error.start]:02x}",
                    line=number,
                    encoding=name,
                )
                rest = line + found.read(_BYTES_TO_GUESS_FROM)
                return _pasted_together(file.name, what) if letters else _other_encoding(file.name, what, rest)
            position += len(line)
            letters = letters or _UTF8_LETTERS.search(line) is not None
    return Problem(
        file.name,
        say("is not %(name)s throughout", name=name),
        say("a whole text file"),
        say("copy or export the file again"),
    )


def _pasted_together(name: str, what: str) -> Problem:
    return Problem(
        name,
        say("%(what)s, and lines above it are", what=what),
        say("one encoding in the whole file"),
        say("rows of two exports were pasted together: export them apart, or save the whole as UTF-8"),
    )


def _other_encoding(name: str, what: str, part: bytes) -> Problem:
    likely = likely_encoding(part)
    remedy = say("export again as UTF-8")
    if likely:
        remedy = say("it looks like %(likely)s: write encoding: %(likely)s for this source in params", likely=likely)
    return Problem(name, what, say("text in the encoding that params declare, or UTF-8"), remedy)


def likely_encoding(part: bytes) -> str:
    """The encoding that makes the most of the odd bytes Nordic letters or Finnish typography.

    charset-normalizer alone took "tärkeä" in Windows-1252 for Mac Roman, and a few odd bytes in English text for
    Windows-1250, so it is asked only when not even Excel's own encoding fits.
    """
    shares = {encoding: _expected_share(part, encoding) for encoding in _LIKELY}
    best = max(_LIKELY, key=lambda encoding: shares[encoding])
    if shares[best] > 0.5:
        return best
    try:
        part.decode("cp1252")
    except UnicodeDecodeError:
        return _guessed_encoding(part)
    return "cp1252"


def _expected_share(part: bytes, encoding: str) -> float:
    """How much of what is not ASCII would be a sign that Finnish texts have."""
    odd = [sign for sign in part.decode(encoding, errors="replace") if ord(sign) > 127]
    return sum(sign in _EXPECTED_SIGNS for sign in odd) / len(odd) if odd else 0.0


def _guessed_encoding(part: bytes) -> str:
    from charset_normalizer import from_bytes  # loaded only when something is wrong

    best = from_bytes(part).best()
    return best.encoding.replace("_", "-") if best else ""


def _line(text: str, number: int) -> str:
    lines = io.StringIO(text, newline=None)
    return next((line for place, line in enumerate(lines, start=1) if place == number), "")


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])
