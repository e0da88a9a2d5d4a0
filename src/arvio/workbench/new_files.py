"""New files in a project, all of them or none, where none of them was before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from arvio.errors import Problem, RunError, UsageError, not_written
from arvio.saying import say
from arvio.whole_files import ANYBODY, STARTED, holds, write_new


@dataclass(frozen=True)
class NewFiles:
    """What is to be written: texts, and copies of other files, by their paths from the project's root."""

    texts: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, Path] = field(default_factory=dict)


@contextlib.contextmanager
def made_or_nothing(root: Path, files: NewFiles) -> Iterator[None]:
    """Write the files where none was, and take away whatever was written if that or what follows fails.

    The first of the texts, which asks for all else, comes last: of one who is killed before it nothing is asked for,
    and the next try goes on with what lies there.
    """
    made: list[Path] = []
    try:
        for name, path in files.copies.items():
            _write(root, name, _bytes(path), made, mode=ANYBODY | path.stat().st_mode & STARTED)
        for name, text in reversed([*files.texts.items()]):
            _write(root, name, text.encode("utf-8"), made)
        yield
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _write(root: Path, name: str, content: bytes, made: list[Path], *, mode: int = ANYBODY) -> None:
    """A file where there was none, or the same; a folder or file that was made is noted before anything goes wrong."""
    path = root / name
    if holds(path, content):
        return
    try:
        for folder in reversed([one for one in path.parents if not one.exists()]):
            folder.mkdir()
            made.append(folder)
        write_new(path, content, mode=mode)
        made.append(path)
    except FileExistsError:
        raise UsageError(already_there(name)) from None
    except OSError as error:
        remedy = say("make room or ask for write access to the folder, then try again")
        raise RunError(not_written(name, error, remedy)) from error


def already_there(name: str) -> Problem:
    """What to do where a new file would take the place of another one."""
    return Problem(
        name, say("is there already, and is not written over"), remedy=say("move it away, or take another name")
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RunError(Problem(path.name, say("cannot be read: %(error)s", error=error.strerror or error))) from error
