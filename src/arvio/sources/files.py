"""Finding the files of a source, and only below the organisation's data folder."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TextIO

from arvio import bounded
from arvio.errors import Problem, SourceError
from arvio.observed import note
from arvio.params import Source
from arvio.saying import say
from arvio.sources.limits import MEGABYTE, refuse_beyond
from arvio.sources.source_file import SourceFile
from arvio.whole_files import is_link

NAMED_AT_MOST = 5


def contents(file: SourceFile) -> bytes:
    """The bytes of a file, read once; a file that cannot be opened or is empty is told so."""
    try:
        _refuse_large(file)
        with bounded.opened(file.path) as opened_file:
            found = opened_file.read()
    except OSError as error:
        raise SourceError(unreadable(file, error)) from None
    if not found:
        raise SourceError(_empty(file.name))
    return found


def beginning(file: SourceFile, n_bytes: int) -> bytes:
    """The first bytes of a file; a file that cannot be opened or is empty is told so."""
    try:
        _refuse_large(file)
        with bounded.opened(file.path) as opened_file:
            found = opened_file.read(n_bytes)
    except OSError as error:
        raise SourceError(unreadable(file, error)) from None
    if not found:
        raise SourceError(_empty(file.name))
    return found


def _refuse_large(file: SourceFile) -> None:
    refuse_beyond(file, "file_mb", file.path.stat().st_size / MEGABYTE)


def opened(file: SourceFile, encoding: str) -> TextIO:
    """A file as text, its line ends untouched, to be read line by line."""
    return file.path.open(encoding=encoding, newline="")


def unreadable(file: SourceFile, error: OSError) -> Problem:
    """A file that the system does not give."""
    return Problem(
        file.name,
        say("cannot be read: %(error)s", error=error.strerror),
        remedy=say("close it elsewhere; check who may read it"),
    )


def _empty(name: str) -> Problem:
    return Problem(
        name,
        say("the file is empty (0 bytes)"),
        say("an export with headers and rows"),
        say("export or copy the file again"),
    )


def companion(file: SourceFile, name: str) -> SourceFile:
    """A file that belongs to an export, such as its codebook, named from the same data folder."""
    folder = file.folder or file.path.parent
    _refuse_parent_parts(name, folder=folder.name)
    path = folder / name
    shown = (Path(file.name).parents[len(file.path.relative_to(folder).parts) - 1] / name).as_posix()
    if not path.is_file():
        raise SourceError(_nothing_found(folder, folder.name, name))
    _refuse_to_leave(path, root=folder, name=shown)
    return SourceFile(path, shown, folder)


def find_files(root: Path, data_folder: str, pattern: str) -> tuple[SourceFile, ...]:
    """The files below a data folder that a name or pattern finds, sorted; an error when there is none."""
    note("listing", data_folder, pattern)
    folder = root / data_folder
    if not folder.is_dir():
        raise SourceError(
            Problem(data_folder, say("there is no such folder"), remedy=say("make it, or mend data_folder"))
        )
    _refuse_to_leave(folder, root=root, name=data_folder)
    _refuse_to_turn(folder, root=root, name=data_folder)
    _refuse_parent_parts(pattern, folder=data_folder)
    found = sorted(path for path in folder.glob(pattern) if path.is_file() and not _is_beside(path))
    if not found:
        raise SourceError(_nothing_found(folder, data_folder, pattern))
    for path in found:
        _refuse_to_leave(path, root=folder, name=f"{data_folder}/{path.relative_to(folder).as_posix()}")
    return tuple(SourceFile(path, path.relative_to(root).as_posix(), folder) for path in found)


def _is_beside(path: Path) -> bool:
    """Whether a file is what Excel or JupyterLab keeps beside one that somebody opened."""
    return path.name.startswith("~$") or path.parent.name == ".ipynb_checkpoints"


def _refuse_parent_parts(pattern: str, *, folder: str) -> None:
    parts = pattern.replace("\\", "/").split("/")
    if ".." in parts or pattern.startswith(("/", "\\", "~")) or ":" in parts[0]:
        raise SourceError(
            Problem(
                pattern,
                say("the path leaves the data folder"),
                say("a file below %(folder)s", folder=folder),
                say("move the file there and name it"),
            )
        )


def _refuse_to_leave(path: Path, *, root: Path, name: str) -> None:
    """A symbolic link may point anywhere; what counts is where the file really lies."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise SourceError(
            Problem(
                name,
                say("the path leaves the data folder through a link"),
                say("a file that lies in the folder itself"),
                say("copy the file there instead of linking to it"),
            )
        )


def _refuse_to_turn(folder: Path, *, root: Path, name: str) -> None:
    """Within the project too a data folder is no link: it could stand for the folder of another organisation."""
    upwards = (folder, *folder.parents)
    if any(is_link(one) for one in upwards[: upwards.index(root)]):
        raise SourceError(
            Problem(
                name,
                say("the data folder is a link"),
                say("a folder that holds the exports itself"),
                say("move the files there instead of linking to them"),
            )
        )


def _nothing_found(folder: Path, shown: str, pattern: str) -> Problem:
    is_pattern = any(sign in pattern for sign in "*?[")
    what = say("no file matches the pattern") if is_pattern else say("there is no such file")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return Problem(f"{shown}/{pattern}", what, say("a file in %(shown)s", shown=shown), _similar(pattern, names))


def _similar(pattern: str, names: list[str]) -> str:
    if not names:
        return say("the folder is empty: put the export there")
    near = difflib.get_close_matches(pattern, names, n=NAMED_AT_MOST, cutoff=0.5)
    listed = ", ".join(near or names[:NAMED_AT_MOST])
    if near:
        return say("similar names: %(listed)s; mend files in params, or put the export there", listed=listed)
    return say("the folder holds: %(listed)s; mend files in params, or put the export there", listed=listed)


def database_file(source: Source) -> SourceFile:
    """A database connection in the place of a file: it has a name and no path."""
    note("database", str(source.connection))
    return SourceFile(Path(), f"connection {source.connection}")
