"""Validated tables kept between runs, under a key of all that they depend on: file, mapping, codebook, reader, secret.

The folder is data/.cache, which git ignores and only its owner may read: person keys stand in it. Whatever is wrong
with a kept table, it is read anew from the export, so that the cache can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from arvio.bounded import json_in
from arvio.datasets.reading import FileRecord
from arvio.datasets.stores import FolderStore
from arvio.errors import ArvioError, Problem, SourceError
from arvio.params import Survey
from arvio.partitions.partition import digest_of
from arvio.saying import say
from arvio.sources.files import companion, unreadable
from arvio.sources.mapping.export import Intake, Setting
from arvio.sources.personal.scanning import Scan
from arvio.sources.source_file import SourceFile
from arvio.whole_files import make_folder

FOLDER = Path("data", ".cache")
RECORD = "record.json"
LIBRARIES = ("duckdb", "openpyxl", "pandas", "pyarrow", "pyreadstat", "pyxform", "sqlalchemy")
"""What reads the files beside our own modules; another version may read otherwise."""
WRITTEN_AHEAD = ("-wal", ".wal")
"""Files in which SQLite and DuckDB keep changes that are not in the database file yet."""
DIGITS = 24
"""Of the key: enough to tell files apart, short enough for the paths of Windows."""


def key_of(file: SourceFile, setting: Setting, surveys: Sequence[Survey]) -> str | None:
    """The key of a file as it is read now; None of what has no bytes of its own, such as a database connection."""
    if setting.source.connection:
        return None
    digest = hashlib.sha256(_reader().encode())
    models = [setting.source, setting.instrument, *surveys]
    said: list[object] = [one and one.model_dump(mode="json") for one in models]
    said += [setting.name, setting.data, file.name, sorted(setting.not_asked), sorted(setting.not_comparable)]
    said += [file.part.cells, file.part.numbers] if file.part else []
    said += [setting.withdrawals.state] if setting.withdrawals else []
    digest.update(json.dumps(said, sort_keys=True).encode())
    digest.update(hashlib.sha256(b"cache" + setting.secret).digest())
    try:
        for path in _files(file, setting):
            digest.update(digest_of(path).encode())
    except OSError as error:
        raise SourceError(unreadable(file, error)) from None
    return digest.hexdigest()[:DIGITS]


@contextmanager
def unchanged(key: str, file: SourceFile, setting: Setting, surveys: Sequence[Survey]) -> Iterator[None]:
    """A SourceError where a file is another one after it was read in here than when its key was taken.

    Another program wrote it meanwhile: half of it may have been read, or of an Excel file parts of two. What went wrong
    at reading is not told then. The contents are compared, since other programs touch times of files too.
    """
    try:
        yield
    except ArvioError:
        _refuse_another(key, file, setting, surveys)
        raise
    _refuse_another(key, file, setting, surveys)


def _refuse_another(key: str, file: SourceFile, setting: Setting, surveys: Sequence[Survey]) -> None:
    if key_of(file, setting, surveys) != key:
        what, expected = say("changed while it was read"), say("an export that no program writes any more")
        remedy = say("close it in the program that writes it, or wait until it is copied; then run again")
        raise SourceError(Problem(file.name, what, expected, remedy))


def _files(file: SourceFile, setting: Setting) -> Iterator[Path]:
    """Whatever a reading takes in: the export, its codebook, and what a database has written beside its file so far.

    Of a file that several organisations share the own rows count, by their digests, and not the file.
    """
    if not file.part:
        yield file.path
    if setting.source.codebook:
        yield companion(file, setting.source.codebook).path
    yield from (beside for end in WRITTEN_AHEAD if (beside := file.path.with_name(file.path.name + end)).is_file())


def folder_of(root: Path, organisation: str, source: str, file: SourceFile) -> Path:
    """Where the tables of a file are kept, as one source reads it."""
    name = hashlib.sha256(f"{source} {file.name}".encode()).hexdigest()[:12]
    return root / FOLDER / organisation / name


def kept(folder: Path, key: str) -> tuple[FileRecord, FolderStore] | None:
    """What was kept of a file under a key; None when there is nothing, or it is not whole."""
    folder = folder / key
    try:
        written = json_in(folder / RECORD)
        for name, digest in written["tables"].items():
            if digest_of(folder / name) != digest:
                return None
        return _record(written), FolderStore(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


@contextmanager
def keeping(folder: Path, key: str) -> Iterator[FolderStore | None]:
    """A store to fill, which becomes the file's only kept one by `finish`; None where nothing can be written."""
    beside = folder / f".{key}-{secrets.token_hex(4)}"
    try:
        make_folder(folder)
        beside.mkdir(mode=0o700)
    except OSError:
        yield None
        return
    store = FolderStore(beside)
    try:
        yield store
    finally:
        store.close()
        shutil.rmtree(beside, ignore_errors=True)


def finish(store: FolderStore, key: str, record: FileRecord) -> FolderStore:
    """The filled store under its key; older ones of the same file are removed. Of two processes the first one wins:
    what it has put there may be in use, and holds the same."""
    store.close()
    tables = {path.name: digest_of(path) for path in sorted(store.folder.glob("*.parquet"))}
    written = {"tables": tables, "record": _as_json(record)}
    (store.folder / RECORD).write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
    for path in store.folder.iterdir():
        path.chmod(0o600)
    target = store.folder.with_name(key)
    if kept(target.parent, key) is None:
        shutil.rmtree(target, ignore_errors=True)
    try:
        store.folder.rename(target)
    except OSError:
        if not (target / RECORD).exists():
            raise
    for other in target.parent.iterdir():
        if other.name != key and not other.name.startswith("."):
            shutil.rmtree(other, ignore_errors=True)
    return FolderStore(target)


def _as_json(record: FileRecord) -> dict[str, Any]:
    return {
        "intake": asdict(record.intake),
        "notes": [[*note, n] for note, n in record.notes.items()],
        "withdrawn": sorted(record.withdrawn),
        "scans": {
            header: [dict(scan.counts), scan.n_cells, sorted(scan.marks)] for header, scan in record.scans.items()
        },
        "left": {digest: list(rows) for digest, rows in record.left.items()},
    }


def _record(written: dict[str, Any]) -> FileRecord:
    found = written["record"]
    return FileRecord(
        Intake(**found["intake"]),
        {(kind, column, detail): n for kind, column, detail, n in found["notes"]},
        frozenset(found["withdrawn"]),
        {header: Scan(counts, n, frozenset(marks)) for header, (counts, n, marks) in found["scans"].items()},
        {digest: tuple(rows) for digest, rows in found["left"].items()},
    )


@cache
def _reader() -> str:
    """What the code that reads is: our own modules that reading and what is kept of it depend on, and the libraries."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for folder in ("datasets", "params", "partitions", "sources"):
        for path in sorted((package / folder).rglob("*")):
            if path.suffix in (".py", ".txt"):
                digest.update(path.read_bytes())
    return digest.hexdigest() + " ".join(f"{name} {version(name)}" for name in LIBRARIES) + os.name
