"""Pages as text in which nothing can hide, and raw exports as they stand, to look for what must not be shown."""

import base64
import csv
import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

ENCODED = re.compile(r"base64,([A-Za-z0-9+/=\s]+)")


def folded(page: str) -> str:
    """The page as it is written, as it is read, and what is encoded in it, in small letters and single spaces.

    What is encoded stands there decoded only: the letters of a picture's code spell any short word sooner or later.
    """
    decoded = [
        base64.b64decode(re.sub(r"\s", "", found)).decode("utf-8", errors="replace") for found in ENCODED.findall(page)
    ]
    page = ENCODED.sub("", page)
    read = html.unescape(re.sub(r"<[^>]*>", "", page))
    return "\n".join(plain(text) for text in (page, html.unescape(page), read, *decoded))


def plain(text: str) -> str:
    """A text in small letters and single spaces, without soft hyphens."""
    bare = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return " ".join(bare.split()).casefold()


def rows_of_csv(path: Path) -> Iterator[list[str]]:
    """The cells of a CSV export of the sample, the headers first."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    yield from csv.reader(text.splitlines(), delimiter=delimiter)


def sheets_of(path: Path) -> Iterator[list[list[str]]]:
    """The cells of each sheet of a workbook of the sample."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in workbook:
            yield [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    finally:
        workbook.close()
