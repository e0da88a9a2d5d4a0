"""A new project: a folder with the notebooks, instruments and params that arvio ships, and no organisation yet."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from arvio.errors import Problem, UsageError
from arvio.params import open_project
from arvio.params.project import SUITE
from arvio.saying import say
from arvio.shipped import RECORD, shipped_files
from arvio.workbench.laid import GITIGNORE, IGNORED, given, record_text
from arvio.workbench.new_files import NewFiles, made_or_nothing


def make_project(folder: Path) -> tuple[Path, ...]:
    """The files of a new project in a folder that is empty or not there yet; an ArvioError, and nothing made, else.

    A try that was ended halfway is gone on with.
    """
    root = folder.absolute()
    copies = shipped_files()
    _check_folder(root, {RECORD.as_posix(), *copies})
    if SUITE.as_posix() not in copies:
        raise UsageError(
            Problem("arvio", say("was installed without the files that a project begins with"), remedy=_WHOLE)
        )
    texts = {GITIGNORE: IGNORED, RECORD.as_posix(): record_text(given())}
    with made_or_nothing(root, NewFiles(texts, copies)):
        open_project(root)
    return tuple(root / name for name in (*texts, *copies))


def _check_folder(root: Path, names: Collection[str]) -> None:
    """Refuse a folder that holds something (but .venv or .git, or what an ended try left), and one in a project."""
    around = next((one for one in root.parents if (one / SUITE).is_file()), None)
    if around is not None:
        what, remedy = say("lies in another project: %(project)s", project=str(around)), say("take a folder outside it")
        raise UsageError(Problem("FOLDER", what, remedy=remedy, value=str(root)))
    if root.exists() and (not root.is_dir() or not _is_free(root, names)):
        what, expected = say("is there already, and is not written over"), say("an empty folder, or one not there yet")
        raise UsageError(Problem("FOLDER", what, expected, say("take another name"), value=str(root)))


def _is_free(root: Path, names: Collection[str]) -> bool:
    """Whether nothing lies in a folder but what is hidden, and files of a project whose last one is not there yet."""
    visible = [one for one in root.iterdir() if not one.name.startswith(".")]
    if not visible:
        return True
    below = (path for one in visible for path in (one, *one.rglob("*")) if path.is_symlink() or not path.is_dir())
    shown = {path.relative_to(root).as_posix() for path in below if not path.name.startswith(".")}
    return not (root / GITIGNORE).exists() and shown <= set(names)


_WHOLE = say("install arvio from its wheel, or from a checkout of all of it")
