"""Finding the files of a source, and only below the organisation's data folder."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from arvio.errors import Problem, SourceError

NAMED_AT_MOST = 5


@dataclass(frozen=True)
class SourceFile:
    """A file to read, and the name by which an evaluator knows it: its path from the project's root."""

    path: Path
    name: str

    @property
    def stem(self) -> str:
        return self.path.stem


def contents(file: SourceFile) -> bytes:
    """The bytes of a file, read once; a file that cannot be opened or is empty is told so."""
    try:
        found = file.path.read_bytes()
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise SourceError(Problem(file.name, what, remedy="close it elsewhere; check who may read it")) from None
    if not found:
        raise SourceError(
            Problem(
                file.name,
                "the file is empty (0 bytes)",
                "an export with headers and rows",
                "export or copy the file again",
            )
        )
    return found


def find_files(root: Path, data_folder: str, pattern: str) -> tuple[SourceFile, ...]:
    """The files below a data folder that a name or pattern finds, sorted; an error when there is none."""
    folder = root / data_folder
    if not folder.is_dir():
        raise SourceError(Problem(data_folder, "there is no such folder", remedy="make it, or mend data_folder"))
    _refuse_to_leave(folder, root=root, name=data_folder)
    _refuse_parent_parts(pattern, folder=data_folder)
    found = sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith("~$"))
    if not found:
        raise SourceError(_nothing_found(folder, data_folder, pattern))
    for path in found:
        _refuse_to_leave(path, root=folder, name=f"{data_folder}/{path.relative_to(folder).as_posix()}")
    return tuple(SourceFile(path, path.relative_to(root).as_posix()) for path in found)


def _refuse_parent_parts(pattern: str, *, folder: str) -> None:
    parts = pattern.replace("\\", "/").split("/")
    if ".." in parts or pattern.startswith(("/", "\\", "~")) or ":" in parts[0]:
        raise SourceError(
            Problem(
                pattern, "the path leaves the data folder", f"a file below {folder}", "move the file there and name it"
            )
        )


def _refuse_to_leave(path: Path, *, root: Path, name: str) -> None:
    """A symbolic link may point anywhere; what counts is where the file really lies."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise SourceError(
            Problem(
                name,
                "the path leaves the data folder through a link",
                "a file that lies in the folder itself",
                "copy the file there instead of linking to it",
            )
        )


def _nothing_found(folder: Path, shown: str, pattern: str) -> Problem:
    what = "no file matches the pattern" if any(sign in pattern for sign in "*?[") else "there is no such file"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return Problem(f"{shown}/{pattern}", what, f"a file in {shown}", _similar(pattern, names))


def _similar(pattern: str, names: list[str]) -> str:
    if not names:
        return "the folder is empty: put the export there"
    near = difflib.get_close_matches(pattern, names, n=NAMED_AT_MOST, cutoff=0.5)
    listed = ", ".join(near or names[:NAMED_AT_MOST])
    return f"{'similar names' if near else 'the folder holds'}: {listed}; mend files in params, or put the export there"
