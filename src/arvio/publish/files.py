"""Files appear whole or not at all: written elsewhere under reports/ first, then moved into place."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from arvio import whole_files
from arvio.errors import Problem, RunError, not_written
from arvio.publish import places
from arvio.saying import say

LEFT_SECONDS = 86_400
"""Nobody writes at a file for a day: whoever began it is gone."""
_NUMBERS = itertools.count()
_WRITTEN_BESIDE = "params", "notebooks", "workbench", "outbox", "upgrade"
"""Folders in which commands write a file beside its place first; `arvio purge` looks into the others too."""


def write_whole(root: Path, path: Path, text: str) -> None:
    """Write a text file of the project at `root` so that nobody ever sees a part of it."""
    write_bytes_whole(root, path, text.encode("utf-8"))


def write_bytes_whole(root: Path, path: Path, content: bytes) -> None:
    """Write a file of the project at `root` so that nobody ever sees a part of it."""
    partial = partial_path(root, path)
    with told_if_not_written(path):
        make_folder(path.parent)
        whole_files.write_whole(path, content, partial=partial)


def partial_path(root: Path, path: Path) -> Path:
    """A place for the unfinished version of a file, its own for each process and each write."""
    folder = places.partial(root)
    make_folder(folder)
    return folder / f"{os.getpid()}-{next(_NUMBERS)}-{path.name}"


def sweep(root: Path) -> None:
    """Take away what was left unfinished long ago by processes that were killed: by batches in a folder of theirs, by
    other commands beside what they wrote. What is not to be had is left where it is."""
    for path in _unfinished(root):
        with contextlib.suppress(OSError):
            if time.time() - path.lstat().st_mtime > LEFT_SECONDS:
                path.unlink()


def _unfinished(root: Path) -> Iterator[Path]:
    folder = places.partial(root)
    if folder.is_dir() and not whole_files.link_out_of_private(folder):
        yield from folder.iterdir()
    for name in _WRITTEN_BESIDE:
        if not whole_files.is_link(root / name):
            yield from (path for path in (root / name).rglob(".*.part") if whole_files.BEGUN.fullmatch(path.name))


def move_into_place(partial: Path, path: Path) -> None:
    """Put a finished file where it belongs, in place of an older one."""
    make_folder(path.parent)
    with told_if_not_written(path):
        partial.replace(path)


@contextlib.contextmanager
def told_if_not_written(path: Path) -> Iterator[None]:
    """A RunError that names the file where the disk does not take what is written in here."""
    try:
        yield
    except OSError as error:
        raise RunError(_cannot_write(path, error)) from error


def link_or_copy(source: Path | str, target: Path | str) -> None:
    """The same file in a second place, or a copy of it where the disk has no such links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def remove(path: Path) -> None:
    """Remove a file that may be missing."""
    with told_if_not_written(path):
        path.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """A folder with those above it, unless it is there."""
    with told_if_not_written(folder):
        whole_files.make_folder(folder)


def _cannot_write(path: Path, error: OSError) -> Problem:
    remedy = say("close the report in the browser or editor that has it open, or ask for write access, then run again")
    return not_written(
        path.name,
        error,
        remedy,
        place=say("folder %(name)s", name=path.parent.name),
        expected=say("a folder that may be written to, with free space, and a file that no other program holds open"),
    )
