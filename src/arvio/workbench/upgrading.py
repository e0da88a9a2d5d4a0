"""A project of an older arvio gets what the newer one ships, without a word of the evaluator's lost.

A file that nobody changed is replaced, one that the evaluator changed stays. A notebook in which both changed other
cells is joined. Else the newer file is laid beside, in upgrade/, where also each file lies as it was before.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from arvio.bounded import NOTEBOOK_BYTES, bytes_within
from arvio.errors import Problem, RunError, UsageError, not_written
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.publish.notebooks.outputs import without_outputs
from arvio.saying import say
from arvio.shipped import RECORD, shipped_files, shipped_root
from arvio.whole_files import ANYBODY, STARTED, holds, make_folder, write_new, write_whole
from arvio.workbench.copies import written
from arvio.workbench.joining import Sides, joined
from arvio.workbench.laid import Laid, Parts, given, parts_of, read_laid, record_text, was_shipped

FOLDER = "upgrade"
OLDER, NEWER = "older", "newer"
WRITES = ("new", "replaced", "joined", "beside")
"""States of files that an upgrade does something about."""


@dataclass(frozen=True)
class File:
    """A file that arvio ships or shipped, or a notebook of the evaluator's own."""

    name: str
    root: Path
    written_down: Parts | None
    """As it came, as far as that was written down."""
    mine: bytes | None
    newer: bytes | None

    @cached_property
    def sides(self) -> Sides:
        """Its digests; empty ones where it is not there."""
        mine, newer = (parts_of(self.name, one) if one is not None else {} for one in (self.mine, self.newer))
        came = self.written_down
        if came is None:
            came = mine if was_shipped(self.name, mine) else {}
        return Sides(came, mine, newer)

    @cached_property
    def state(self) -> str:
        """new, taken_out, own, no_longer, same, replaced, yours, joined or beside."""
        sides = self.sides
        if self.mine is None:
            return "new" if self.written_down is None else "taken_out"
        if self.newer is None:
            return "own" if self.written_down is None else "no_longer"
        if _is_same(sides.mine, sides.newer):
            return "same"
        if _is_same(sides.mine, sides.came):
            return "replaced"
        if _is_same(sides.newer, sides.came):
            return "yours"
        if self.join is None:
            return "beside"
        return "yours" if _is_same(parts_of(self.name, self.join), sides.mine) else "joined"

    @cached_property
    def join(self) -> bytes | None:
        """A notebook with the changes of both sides; None where it cannot be had."""
        if len(self.sides.came) < 2 or min(len(self.sides.mine), len(self.sides.newer)) < 2 or self.lying:
            return None  # not known by cells, or what came last time was never taken over
        shipped = shipped_files()[self.name]
        made = joined(self.sides, read_notebook(self.root / self.name), read_notebook(shipped))
        return written(made).encode() if made else None

    @property
    def content(self) -> bytes | None:
        """What is to lie in its place."""
        return self.join if self.state == "joined" else self.newer

    @property
    def lying(self) -> list[Path]:
        """Newer ones of earlier upgrades that lie beside and are not what the project has."""
        found = filter(Path.is_file, sorted((self.root / FOLDER).glob(f"*/{NEWER}/{self.name}")))
        return [one for one in found if not _is_same(parts_of(self.name, one.read_bytes()), self.sides.mine)]


@dataclass(frozen=True)
class Upgrade:
    """What becomes of a project."""

    root: Path
    laid: Laid
    given: Mapping[str, bytes]
    files: tuple[File, ...]

    @property
    def folder(self) -> Path:
        """Where older and newer files are put aside, of its own for each set of shipped files."""
        digest = hashlib.sha256(record_text(self.given).encode()).hexdigest()[:8]
        return self.root / FOLDER / f"{version('arvio')}-{digest}"

    @property
    def waiting(self) -> list[Path]:
        """The newer files that lie beside the evaluator's, or will, until she takes them over or removes them."""
        before = [one for file in self.files for one in file.lying]
        return sorted({*before, *(self.beside(file) for file in self.files if file.state == "beside")})

    def beside(self, file: File) -> Path:
        return self.folder / NEWER / file.name


def planned(root: Path) -> Upgrade:
    """What becomes of each file; nothing is written. A UsageError in a checkout, and where nothing is shipped."""
    if root.resolve() == shipped_root().resolve():
        remedy = say("git pull brings what is newer")
        raise UsageError(Problem(str(root), say("is the checkout that this arvio runs from"), remedy=remedy))
    contents, laid = given(), read_laid(root)
    own = (path.relative_to(root).as_posix() for path in sorted((root / "notebooks").glob("*.ipynb")))
    names = dict.fromkeys([*contents, *laid.files, *own])
    files = (File(name, root, laid.files.get(name), _mine(root, name), contents.get(name)) for name in names)
    return Upgrade(root, laid, contents, tuple(files))


def upgrade(plan: Upgrade) -> list[Path]:
    """Write what is planned, the record last: whoever is interrupted begins again and comes to the same. What was
    written in the project or beside its files."""
    made = [path for file in plan.files if file.state in WRITES for path in _carried_out(plan, file)]
    record, text = plan.root / RECORD, record_text(plan.given).encode()
    if not holds(record, text):
        _write(record, text)
        made.append(record)
    return made


def _carried_out(plan: Upgrade, file: File) -> Iterator[Path]:
    path = plan.root / file.name
    if file.state == "beside":
        path = plan.beside(file)
        if not path.exists():
            _write_beside(path, file.newer or b"")
            yield path
        return
    if file.mine is not None:
        yield from _kept(plan, file)
    _write(path, file.content or b"", mode=_mode(file))
    yield path


def _kept(plan: Upgrade, file: File) -> Iterator[Path]:
    """Put a file aside as it is, under the first name that is free. Outputs of a notebook are left out: they may show
    what should lie in one place only."""
    content = file.mine or b""
    if len(file.sides.mine) > 1:
        content = written(without_outputs(read_notebook(plan.root / file.name))).encode()
    for number in itertools.count(1):
        path = plan.folder / (OLDER if number == 1 else f"{OLDER}-{number}") / file.name
        if holds(path, content):
            return
        if not path.exists():
            _write_beside(path, content)
            yield path
            return


def _mode(file: File) -> int:
    """What may be started still may, as the evaluator has it or as it is shipped."""
    there = file.root / file.name if file.mine is not None else shipped_files().get(file.name)
    return ANYBODY | (there.stat().st_mode & STARTED if there else 0)


def _mine(root: Path, name: str) -> bytes | None:
    try:
        return bytes_within(root / name, NOTEBOOK_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RunError(Problem(name, say("cannot be read: %(error)s", error=error.strerror or error))) from None


def _write(path: Path, content: bytes, *, mode: int = ANYBODY) -> None:
    try:
        make_folder(path.parent)
        write_whole(path, content, mode=mode)
    except OSError as error:
        raise _not_written(path, error) from error


def _write_beside(path: Path, content: bytes) -> None:
    try:
        make_folder(path.parent)
        write_new(path, content)
    except FileExistsError:
        pass  # a colleague's upgrade put it there in this moment
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> RunError:
    remedy = say("see to it, then try again: what was done before stays, and the rest follows")
    return RunError(not_written(path.name, error, remedy))


def _is_same(one: Parts, other: Parts) -> bool:
    return [*one.items()] == [*other.items()]
