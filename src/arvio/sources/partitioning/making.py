"""A file divided by organisation: beside the last one first, then moved into its place, so that none is ever half."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from arvio.bounded import json_in
from arvio.errors import Problem, SourceError
from arvio.partitions import Sharing
from arvio.partitions.finding import SEEN, SHARING, current, folder_of, state_of
from arvio.partitions.partition import DIGITS, FOLDER, PARTS, RECORD, Partition, digest_of, opened
from arvio.saying import say
from arvio.sources.files import unreadable
from arvio.sources.partitioning.batches import batches_of
from arvio.sources.partitioning.splitting import Split, split
from arvio.sources.partitioning.withdrawn import leave_out
from arvio.sources.source_file import SourceFile
from arvio.turns import in_turn
from arvio.whole_files import make_folder, write_kept
from arvio.withdrawals import state as state_of_withdrawals

WAIT_SECONDS = 3600
"""Another batch may be dividing the same file."""
SETTLED_NS = 2 * 10**9
"""A file that was changed so recently may be changed again without its times telling."""
_MAKING = ".making-"


def make(root: Path, sharing: Sharing) -> str:
    """Divide a file unless it is; the name of the folder of its present contents."""
    folder = folder_of(root, sharing)
    with _told(sharing):
        make_folder(folder)
        _remove_deserted(root)
        with in_turn(folder / ".lock", seconds=WAIT_SECONDS, what=sharing.file):
            found = current(root, sharing)  # divided by another batch meanwhile
            return found.folder.name if found else _made(root, sharing, folder)


def _made(root: Path, sharing: Sharing, folder: Path) -> str:
    for left in folder.glob(f"{_MAKING}*"):  # of a process that was killed: nobody else has the turn
        shutil.rmtree(left, ignore_errors=True)
    path = root / sharing.file
    before = state_of(path)
    listed = state_of_withdrawals(root)
    name = _name(digest_of(path), listed)
    _write(folder / SHARING, asdict(sharing))
    if not _is_whole(folder / name):
        shutil.rmtree(folder / name, ignore_errors=True)
        _divide(root, SourceFile(path, sharing.file), sharing, folder / name)
    if before is None or state_of(path) != before:
        shutil.rmtree(folder / name, ignore_errors=True)
        raise SourceError(
            Problem(sharing.file, say("changed while it was read"), remedy=say("run again when it is copied"))
        )
    _write(
        folder / name / SEEN,
        {"state": before, "settled": time.time_ns() - before[1] > SETTLED_NS, "withdrawals": listed},
    )
    for other in folder.iterdir():
        if other.is_dir() and other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    return name


def _name(digest: str, listed: str) -> str:
    """The name of the folder of a file's contents without the rows of those who are on the list of withdrawals."""
    return (hashlib.sha256(f"{digest} {listed}".encode()).hexdigest() if listed else digest)[:DIGITS]


def _divide(root: Path, file: SourceFile, sharing: Sharing, target: Path) -> None:
    beside = target.with_name(f"{_MAKING}{secrets.token_hex(4)}")
    beside.mkdir(mode=0o700)
    try:
        above, batches = batches_of(file, sharing)
        found = split(batches, beside)
        partition = Partition(beside, tuple(map(tuple, above)), 0, 0)
        found = leave_out(root, sharing, partition, found)
        _write_record(beside, above, found)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write_record(folder: Path, above: list[list[str]], found: Split) -> None:
    _write(folder / PARTS, {name: [text, n] for name, text, n in found.parts})
    n_rows = sum(n for _, _, n in found.parts)
    _write(folder / RECORD, {"above": above, "rows": n_rows, "without": found.n_without})


def _is_whole(folder: Path) -> bool:
    try:
        return bool(opened(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _remove_deserted(root: Path) -> None:
    """Cells of a file that is no longer there are no longer kept."""
    for said in (root / FOLDER).glob(f"*/{SHARING}"):
        try:
            file = json_in(said)["file"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if not (root / file).exists():
            shutil.rmtree(said.parent, ignore_errors=True)


def _write(path: Path, content: object) -> None:
    write_kept(path, json.dumps(content, ensure_ascii=False).encode("utf-8"))


@contextmanager
def _told(sharing: Sharing) -> Iterator[None]:
    """What the system refuses, in words: a full disk, a folder that may not be written to, a file that is gone."""
    try:
        yield
    except OSError as error:
        if error.filename and Path(str(error.filename)).as_posix().endswith(sharing.file):
            raise SourceError(unreadable(SourceFile(Path(sharing.file), sharing.file), error)) from None
        raise SourceError(
            Problem(
                sharing.file,
                say("cannot be divided by organisation: %(reason)s", reason=error.strerror or error),
                say("a folder data/.cache that may be written to, with room for the file once more"),
                say("make room or ask for write access, then run again"),
            )
        ) from None
