"""Everything with rows of persons removed that can be made again from the raw exports."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from arvio.bounded import json_in
from arvio.errors import ArvioError, Problem, RunError
from arvio.params import Project
from arvio.publish import files, places
from arvio.publish.notebooks.outputs import without_outputs
from arvio.retention import copies
from arvio.saying import say
from arvio.turns import in_turn
from arvio.whole_files import is_link, leading_elsewhere

WAIT_SECONDS = 600
"""A batch that is making an organisation's reports is waited for so long."""


@dataclass(frozen=True)
class Purged:
    """What was removed, or would be: files with their bytes, and notebooks whose outputs were taken out."""

    n_files: int = 0
    n_bytes: int = 0
    notebooks: tuple[str, ...] = ()

    def __add__(self, other: Purged) -> Purged:
        notebooks = (*self.notebooks, *other.notebooks)
        return Purged(self.n_files + other.n_files, self.n_bytes + other.n_bytes, notebooks)


def purge(project: Project, organisations: Collection[str] = ()) -> Purged:
    """Remove what was kept of some organisations, or of all; a RunError naming whatever the system did not give.

    Each organisation has its turn, so that no batch makes its reports meanwhile. Given again it removes what is left.
    """
    return _gone_through(project, organisations, remove=_remove, clear=_clear)


def would_purge(project: Project, organisations: Collection[str] = ()) -> Purged:
    """What `purge` would remove."""
    return _gone_through(project, organisations, remove=lambda path: None, clear=lambda root, path: None)


Remove = Callable[[Path], None]
Clear = Callable[[Path, Path], None]


def _gone_through(project: Project, organisations: Collection[str], *, remove: Remove, clear: Clear) -> Purged:
    root, purged = project.root, Purged()
    left: list[Problem] = []
    step = _Step(root, remove, clear, left)
    for name in organisations or sorted({*project.names, *copies.organisations_left(root)}):
        with in_turn(places.lock(root, name), seconds=WAIT_SECONDS, what=name):
            purged += step.done(copies.files_of(root, name), copies.notebooks_of(root, name))
    purged += step.done(copies.files_of_all(root), copies.notebooks_of_all(root))
    if left:
        raise RunError(left)
    return purged


@dataclass(frozen=True)
class _Step:
    """Some files and notebooks gone through; what the system does not give is told when all others are done."""

    root: Path
    remove: Remove
    clear: Clear
    left: list[Problem]

    def done(self, paths: Iterable[Path], notebooks: Iterable[Path]) -> Purged:
        purged = Purged()
        for path in paths:
            with self._told(path):
                _refuse_link(self.root, path)
                n_bytes = path.lstat().st_size
                self.remove(path)
                purged += Purged(1, n_bytes)
        for path in notebooks:
            with self._told(path):
                _refuse_link(self.root, path)
                self.clear(self.root, path)
                purged += Purged(notebooks=(path.relative_to(self.root).as_posix(),))
        return purged

    @contextlib.contextmanager
    def _told(self, path: Path) -> Iterator[None]:
        """What goes wrong with a file, kept to be told when all others are done."""
        try:
            yield
        except FileNotFoundError:
            return
        except (OSError, ArvioError, ValueError, KeyError, TypeError, AttributeError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            problem = _not_removed(_shown(self.root, Path(getattr(error, "filename", None) or path)), reason)
            if problem not in self.left:
                self.left.append(problem)


def _refuse_link(root: Path, path: Path) -> None:
    """An OSError that names the first link to a folder on the way to a file: what lies at its end is not arvio's."""
    upwards = (path, *path.parents)
    for way in reversed(upwards[: upwards.index(root)]):
        if is_link(way) and way.is_dir():
            raise leading_elsewhere(way)


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _remove(path: Path) -> None:
    """A file gone, and its folder where it is empty then."""
    path.unlink()
    with contextlib.suppress(OSError):
        os.removedirs(path.parent)


def _clear(root: Path, path: Path) -> None:
    """A notebook without what it computed, written whole as Jupyter writes it."""
    notebook = without_outputs(json_in(path))
    files.write_whole(root, path, json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def _not_removed(name: str, reason: str) -> Problem:
    return Problem(
        name,
        say("may hold rows of persons and could not be removed (%(reason)s)", reason=reason),
        say("a file that may be removed and no other program holds open, or a notebook that can be read"),
        say("close it elsewhere or remove it yourself, then give the command again"),
    )
