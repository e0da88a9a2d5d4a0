"""Text files: their encoding, their delimiter and their rows. Nothing is guessed in silence."""

from __future__ import annotations

import codecs
import csv
import io

from arvio.errors import Problem, SourceError
from arvio.params import Source
from arvio.sources.files import SourceFile, contents

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LIKELY = ("cp1252", "iso8859-15", "cp850", "mac-roman")
_EXPECTED_SIGNS = frozenset("åäöÅÄÖéüšžÉÜŠŽ–—’”“…€\xa0")
_BYTES_TO_GUESS_FROM = 200_000


def read_rows(source: Source, file: SourceFile) -> list[list[str]]:
    """Every row of a delimited text file, in the encoding and with the delimiter that params say or the file shows."""
    text = read_text(file, source.encoding)
    delimiter = source.delimiter or find_delimiter(text, file.name, header_row=source.header_row)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SourceError(
            Problem(
                file.name,
                f"is not delimited text: {error}",
                f"cells parted by a {DELIMITERS[delimiter]}, texts with quotes closed",
                "export again, or write the right delimiter in params",
            )
        ) from None


def read_text(file: SourceFile, encoding: str | None) -> str:
    """A file as text: in the encoding that it is marked with, else in the declared one, else UTF-8."""
    found = _contents(file)
    marked = next((name for mark, name in _MARKS if found.startswith(mark)), None)
    wanted = marked or encoding or "utf-8"
    try:
        text = found.decode(wanted)
    except UnicodeDecodeError as error:
        raise SourceError(_wrong_encoding(file.name, found, wanted=wanted, position=error.start)) from None
    except LookupError:
        raise SourceError(
            Problem(file.name, "params name an unknown encoding", "utf-8, cp1252 or iso-8859-15", value=wanted)
        ) from None
    if "\x00" in text:
        raise SourceError(_null(file.name, text.index("\x00")))
    return text


def find_delimiter(text: str, name: str, *, header_row: int = 1) -> str:
    """The delimiter of which the header row has most, outside quotes; an error when none stands out."""
    header = _line(text, header_row)
    counts = sorted(((_outside_quotes(header, sign), sign) for sign in DELIMITERS), reverse=True)
    if counts[0][0] == counts[1][0] != 0:
        raise SourceError(
            Problem(
                name,
                "the header has as many of two delimiters",
                "one delimiter that stands out",
                'write delimiter: ";" (or "," or "\\t") for this source in params',
            )
        )
    return counts[0][1] if counts[0][0] else ","


def _contents(file: SourceFile) -> bytes:
    found = contents(file)
    if found.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SourceError(
            Problem(
                file.name,
                "is a workbook and not a text file",
                "delimited text (CSV)",
                "choose the reader of a workbook in params (excel, webropol or microsoft_forms), or save it as CSV",
            )
        )
    return found


def _null(name: str, position: int) -> Problem:
    return Problem(
        name,
        f"character {position} is a NUL, which no text holds",
        "text",
        "the file is damaged, or it is UTF-16 without its mark: export again, or write encoding: utf-16-le in params",
    )


def _wrong_encoding(name: str, found: bytes, *, wanted: str, position: int) -> Problem:
    line = found.count(b"\n", 0, position) + 1
    likely = _likely_encoding(found, position)
    remedy = f"it looks like {likely}: write encoding: {likely} for this source in params" if likely else ""
    return Problem(
        name,
        f"byte {position} (0x{found[position]:02x}, on line {line}) is not {wanted.upper().replace('-SIG', '')}",
        "text in the encoding that params declare, or UTF-8",
        remedy or "export again as UTF-8",
    )


def _likely_encoding(found: bytes, position: int) -> str:
    """The encoding that makes the most of the odd bytes Nordic letters or Finnish typography.

    charset-normalizer alone took "tärkeä" in Windows-1252 for Mac Roman, so it is asked only when this finds nothing.
    """
    start = max(0, position - _BYTES_TO_GUESS_FROM // 2)
    part = found[start : start + _BYTES_TO_GUESS_FROM]
    shares = {encoding: _expected_share(part, encoding) for encoding in _LIKELY}
    best = max(_LIKELY, key=lambda encoding: shares[encoding])
    return best if shares[best] > 0.5 else _guessed_encoding(part)


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
