"""The last search of an annex before it leaves the house: the same as of its page, in every part of the file."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from arvio.publish.annexes.unpacking import Unpacked, unpacked
from arvio.publish.page.decoding import decoded
from arvio.publish.page.leaving import RELEASED, TAKE_OUT, Find, in_place, in_texts, is_raw, refuse
from arvio.publish.page.persons import Row, Rows, has_rows_of_persons
from arvio.saying import say


def check_annex_leaving(annex: bytes, kind: str, file: str, *, root: Path) -> None:
    """Refuse an annex with a trace of data, of persons or of this machine, each find explained.

    `file` is where it will lie below reports/.
    """
    found = unpacked(annex, kind)
    refuse([*_in_parts(found, root), *_in_cells(found), *in_place(file, root)], file)


def _in_parts(found: Unpacked, root: Path) -> Iterator[Find]:
    read = [decoded(text) for text in (*found.written, *map(_embedded, found.pictures), "\n".join(found.texts))]
    for one in read:
        yield from in_texts(one, root)
    if found.strange or any(one.opaque for one in read):
        what = say("holds embedded data that is no picture of points alone")
        yield what, say("texts, tables and pictures of points"), TAKE_OUT
    if any(is_raw(text) for one in read for text in one.hidden):
        yield _ROWS


def _in_cells(found: Unpacked) -> Iterator[Find]:
    """Each cell by itself, and the rows of tables that can be persons one after another."""
    if any(map(is_raw, set(found.texts))) or has_rows_of_persons(Rows(tables=[*map(_rows, found.tables)])):
        yield _ROWS


_ROWS: Find = (say("holds rows or lists of data as an export has them"), RELEASED, TAKE_OUT)


def _rows(table: tuple[tuple[str, ...], ...]) -> list[Row]:
    return [Row(row, has_head=any(letter.isalpha() for letter in "".join(row[:2]))) for row in table[1:]]


def _embedded(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"
