"""Small files made to fill the memory, or to keep a reader at work without end."""

import sqlite3
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from .exports import write_export

SHEET = "xl/worksheets/sheet1.xml"
_SHEET_DATA = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
_ENDLESS = "CREATE VIEW vastaukset AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "


def _workbook(path: Path, sheet: str | bytes = "", **more: bytes) -> None:
    """A sound workbook with another sheet, and with further parts."""
    write_export("excel", path.parent).rename(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {SHEET: sheet} if sheet else {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in {**parts, **more}.items():
            archive.writestr(name, contents)


def _rows(path: Path, rows: str) -> None:
    _workbook(path, _SHEET_DATA.format(rows))


def _archive(path: Path, files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, contents in files.items():
            archive.writestr(name, contents)


def _sqlite(path: Path, view: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(view)
    connection.commit()
    connection.close()


def _parquet(path: Path, cells: pa.Array) -> None:
    pq.write_table(pa.table({"sana": cells}), path)


def _folded(text: str, n_rows: int) -> pa.Array:
    """One text that many rows have."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * n_rows, pa.int32()), pa.array([text]))


BOMBS = {
    "row_a_billion": (
        "excel",
        lambda path: _rows(path, '<row r="1"><c t="n"><v>1</v></c></row><row r="9999999999"><c><v>1</v></c></row>'),
        "has more than 200000 rows",
    ),
    "cells_far_to_the_right": (
        "excel",
        lambda path: _rows(path, '<row><c r="XFD1"><v>1</v></c></row>' * 5000),
        "has more than 50000000 cells",
    ),
    "columns_beyond_excel": ("excel", lambda path: _rows(path, '<row><c r="ZZZ1"><v>1</v></c></row>'), "16384 cells"),
    "long_cell": (
        "excel",
        lambda path: _rows(path, f'<row><c t="inlineStr"><is><t>{"x" * 200_000}</t></is></c></row>'),
        "a cell of more than 131072 characters",
    ),
    "zip_bomb": (
        "excel",
        lambda path: _workbook(path, **{"xl/media/kuva.bin": bytes(300_000_000)}),
        "would unpack to more than 200 times its size",
    ),
    "many_parts": (
        "excel",
        lambda path: _workbook(path, **{f"xl/media/{n}": b"" for n in range(2500)}),
        "holds more than 2000 files",
    ),
    "tags_never_closed": (
        "excel",
        lambda path: _workbook(path, b"<c " * 1_000_000 + b"<c><f></f>" + b" " * 300_000),
        "is damaged and cannot be read",
    ),
    "deep_xml": ("excel", lambda path: _workbook(path, b"<a>" * 500_000), "is damaged and cannot be read"),
    "long_line": ("csv", lambda path: path.write_bytes(b"a;b\n" + b"x" * 5_000_000), "a line of more than 4000000"),
    "wide_row": ("csv", lambda path: path.write_bytes(b";" * 20_000 + b"a\n1\n"), "a row of more than 16384 cells"),
    "many_rows": ("csv", lambda path: path.write_bytes(b"a;b\n" + b"1;2\n" * 200_001), "has more than 200000 rows"),
    "archive_bomb": ("kobo", lambda path: _archive(path, {"a.csv": bytes(300_000_000)}), "200 times its size"),
    "archive_in_archive": (
        "kobo",
        lambda path: _archive(path, {"a.csv": b"a,b\n" * 1000 + b"1,2\n" * 30_000_000}),
        "200 times its size",
    ),
    "archive_of_many": ("kobo", lambda path: _archive(path, {f"{n}.csv": b"" for n in range(2500)}), "2000 files"),
    "archive_line": ("kobo", lambda path: _archive(path, {"a.csv": b";" * 5_000_000}), "a line of more than 4000000"),
    "rows_without_end": ("database", lambda path: _sqlite(path, _ENDLESS + "SELECT i FROM n"), "than 200000 rows"),
    "steps_without_end": (
        "database",
        lambda path: _sqlite(path, _ENDLESS + "SELECT count(*) AS i FROM n"),
        "takes more steps than a file of answers ever needs",
    ),
    "texts_out_of_nothing": (
        "database",
        lambda path: _sqlite(path, _ENDLESS + "SELECT printf('%.*c', 100000000, 'x') AS i FROM n"),
        "has more than 200000 rows",
    ),
    "long_text": (
        "database",
        lambda path: _sqlite(path, _ENDLESS + "SELECT printf('%.*c', 500000, 'x') AS i FROM n LIMIT 2"),
        "a cell of more than 131072 characters",
    ),
    "folded_rows": ("parquet", lambda path: _parquet(path, pa.nulls(3_000_000, pa.string())), "than 200000 rows"),
    "folded_text": ("parquet", lambda path: _parquet(path, _folded("x" * 5_000_000, 20_000)), "a cell of more than"),
    "folded_texts": ("parquet", lambda path: _parquet(path, _folded("x" * 100_000, 20_000)), "more than 1000 MB"),
}
"""What it is: the reader that meets it, how it is made, and what is then said."""


def write_bomb(name: str, folder: Path) -> Path:
    """One of them, in a folder."""
    path = folder / f"{name}.vienti"
    BOMBS[name][1](path)
    return path
