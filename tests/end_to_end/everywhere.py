"""Every file of a project as text, opened as far as it goes: archives, tables, databases, notebooks, one in another."""

import gzip
import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

SQLITE, DUCKDB = b"SQLite format 3\0", b"DUCK"


def holding(root: Path, planted: Iterable[str]) -> dict[str, set[str]]:
    """The files below a folder in which any of some words stands, by their path; which of the words."""
    found = {path.relative_to(root).as_posix(): _in_file(path, tuple(planted)) for path in _files(root)}
    return {name: words for name, words in found.items() if words}


def _files(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.is_file())


def _in_file(path: Path, planted: tuple[str, ...]) -> set[str]:
    texts = [str(path), *_opened(path.read_bytes(), path)]
    return {word for word in planted for text in texts if word in text}


def _opened(content: bytes, path: Path | None = None) -> Iterator[str]:
    """What stands in a file, by what its first bytes say it is, beside its bytes as they lie there."""
    for encoding in ("utf-8", "utf-16-le", "cp1252"):
        yield content.decode(encoding, "ignore")
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from (name, *_opened(archive.read(name)))
    elif content.startswith(b"\x1f\x8b"):
        yield from _opened(gzip.decompress(content))
    elif content.startswith(b"\x78") and (plain := _inflated(content)):
        yield from _opened(plain)
    elif content.startswith(b"PAR1"):
        yield pd.read_parquet(io.BytesIO(content)).to_csv()
    elif content.startswith((b"ARROW1", b"\xff\xff\xff\xff")):
        yield pa.ipc.open_stream(content).read_pandas().to_csv()
    elif path and content.startswith(SQLITE):
        yield from _of_sqlite(path)
    elif path and content[8:12] == DUCKDB:
        with closing(duckdb.connect(str(path), read_only=True)) as database:
            for (table,) in database.execute("select table_name from duckdb_tables()").fetchall():
                yield database.execute(f'select * from "{table}"').fetchdf().to_csv()


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""


def _of_sqlite(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        yield from database.iterdump()
