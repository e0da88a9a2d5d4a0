"""The first rows of an export, before anybody has said how to read it: encoding, delimiter, sheet and header rows."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from arvio.errors import SourceError
from arvio.params import Source
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.containers.text_file import DELIMITERS, find_encoding, likely_encoding, read_rows
from arvio.sources.dates import is_written_as_date
from arvio.sources.files import beginning
from arvio.sources.numbers import parse_number
from arvio.sources.raw_table import is_blank
from arvio.sources.source_file import SourceFile

ROWS_LOOKED_AT = 30
"""Enough for title rows above the header, and to see what stands below it."""

_AT_ONCE = 1_000_000
_PART_TO_GUESS_FROM = 200_000
_MARKED = {"utf-8-sig": say("UTF-8 with a byte-order mark"), "utf-16": say("UTF-16 with a byte-order mark")}

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Found:
    """Something that was found out, and how."""

    value: str
    evidence: str


def encoding_of(file: SourceFile) -> Found:
    """The encoding of a text file: by its mark, else UTF-8 when all of it is, else the likeliest."""
    marked = find_encoding(_plain(), file)
    if marked in _MARKED:
        return Found(marked, _MARKED[marked])
    start = beginning(file, _PART_TO_GUESS_FROM)
    if len(start) > 3 and start.count(0) * 4 > len(start):
        order = "le" if start[1::2].count(0) > start[::2].count(0) else "be"
        return Found(f"utf-16-{order}", say("about every other byte is NUL, as in UTF-16 without its mark"))
    place = _first_not_utf8(file)
    if place is None:
        return Found("utf-8", say("UTF-8, since every byte of it is"))
    part = _part(file, place)
    likely = likely_encoding(part) or "cp1252"
    return Found(
        likely,
        say(
            "%(encoding)s, since byte %(place)s (0x%(byte)s) is not UTF-8",
            encoding=likely,
            place=place,
            byte=f"{part[0]:02x}",
        ),
    )


def delimiter_of(file: SourceFile, encoding: str) -> Found:
    """The delimiter that parts most rows into the same number of cells."""
    found = {sign: _consistency(file, encoding, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: found[sign])
    n_rows, n_cells = found[best]
    if n_cells < 2:
        return Found(",", say("no row has more than one cell"))
    return Found(
        best,
        say(
            "%(delimiter)s, since it parts %(n_rows)s of the first rows into %(n_cells)s cells each",
            delimiter=DELIMITERS[best],
            n_rows=n_rows,
            n_cells=n_cells,
        ),
    )


def text_rows(file: SourceFile, encoding: str, delimiter: str) -> Rows:
    """The first rows of a text file."""
    return list(islice(read_rows(_plain(encoding=encoding, delimiter=delimiter), file), ROWS_LOOKED_AT))


def fullest_sheet(sheets: Mapping[str, Rows]) -> str:
    """The sheet with most rows of answers."""
    return max(sheets, key=lambda name: n_answers(sheets[name]))


def n_answers(rows: Rows) -> int:
    """The rows below the first that hold more than a title does."""
    return max(sum(_n_filled(row) > 1 for row in rows) - 1, 0)


def header_row_of(rows: Rows) -> int:
    """The row that holds the headers, as Excel counts: the first that is at least half as full as the fullest."""
    widest = max(map(_n_filled, rows[:ROWS_LOOKED_AT]), default=0)
    for number, row in enumerate(rows, start=1):
        if 0 < _n_filled(row) >= widest / 2 and any(is_words(cell) for cell in row):
            return number
    return 1


def header_rows_of(rows: Rows) -> int:
    """How many rows the headers take: two when a first one has gaps that a second fills, as merged cells leave them."""
    if len(rows) < 3:
        return 1
    above, below, rest = rows[0], rows[1], rows[2:ROWS_LOOKED_AT]
    gaps = [place for place, cell in enumerate(below) if text(cell) and not text(_cell(above, place))]
    told_again = any(
        text(cell) and text(cell) == text(_cell(row, place)) for row in rest for place, cell in enumerate(below)
    )
    only_words = all(is_words(cell) for cell in below if text(cell))
    has_data = any(text(cell) and not is_words(cell) for row in rest for cell in row)
    return 2 if len(gaps) > 1 and gaps[0] > 0 and only_words and has_data and not told_again else 1


def is_words(cell: object) -> bool:
    """Whether a cell holds words: no number, no date, not nothing."""
    written = text(cell)
    if not isinstance(cell, str) or not written:
        return False
    return parse_number(written, ",") is None and not is_written_as_date(written)


def _plain(**said: str) -> Source:
    return Source.model_validate({"table": "answers", "reader": "csv", **said})


def _first_not_utf8(file: SourceFile) -> int | None:
    """The place of the first byte that is not UTF-8; None when all are."""
    decoder, position = codecs.getincrementaldecoder("utf-8")(), 0
    with file.path.open("rb") as opened:
        while True:
            part = opened.read(_AT_ONCE)
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(part, final=not part)
            except UnicodeDecodeError as error:
                return position - kept + error.start
            if not part:
                return None
            position += len(part)


def _part(file: SourceFile, place: int) -> bytes:
    with file.path.open("rb") as opened:
        opened.seek(place)
        return opened.read(_PART_TO_GUESS_FROM)


def _consistency(file: SourceFile, encoding: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of cells, and that number."""
    try:
        rows = text_rows(file, encoding, delimiter)
    except SourceError:  # quotes that end nowhere when another sign parts the cells
        return 0, 0
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((n_rows, length) for length, n_rows in lengths.items()), default=(0, 0))


def _n_filled(row: Sequence[object]) -> int:
    return 0 if is_blank(row) else sum(bool(text(cell)) for cell in row)


def _cell(row: Sequence[object], place: int) -> object:
    return row[place] if place < len(row) else None
