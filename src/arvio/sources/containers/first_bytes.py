"""Which packed form a file has, by the bytes that it begins with."""

from __future__ import annotations

from typing import Literal

from arvio.sources.files import beginning
from arvio.sources.source_file import SourceFile

PackedForm = Literal["sav", "por", "parquet", "sqlite", "duckdb"]

PARQUET = b"PAR1"
_STARTS: dict[bytes, PackedForm] = {
    b"$FL2": "sav",
    b"$FL3": "sav",
    PARQUET: "parquet",
    b"SQLite format 3\x00": "sqlite",
}
_DUCKDB, _DUCKDB_FROM = b"DUCK", 8
_PORTABLE, _PORTABLE_WITHIN = b"SPSSPORT", 1000


def packed_form(file: SourceFile) -> PackedForm | None:
    """The form of an SPSS, Parquet or database file; None of any other."""
    start = beginning(file, _PORTABLE_WITHIN)
    for mark, form in _STARTS.items():
        if start.startswith(mark):
            return form
    if start[_DUCKDB_FROM:].startswith(_DUCKDB):
        return "duckdb"
    return "por" if _PORTABLE in start else None
