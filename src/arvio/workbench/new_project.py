"""A new project: a folder with the notebooks, instruments and params that arvio ships, and no organisation yet."""

from __future__ import annotations

from pathlib import Path

from arvio.errors import Problem, UsageError
from arvio.params import open_project
from arvio.params.project import SUITE
from arvio.saying import say
from arvio.shipped import shipped_files
from arvio.workbench.new_files import NewFiles, made_or_nothing

IGNORED = """# Exports, persons' keys and everything that was made of them stay on this machine.
/data/
/reports/
/outbox/
/workbench/
/params/drafts/
.venv/
.ipynb_checkpoints/
"""
"""The .gitignore of a project; it holds no sample, so that all of data is left out."""


def make_project(folder: Path) -> tuple[Path, ...]:
    """The files of a new project in a folder that is empty or not there yet; an ArvioError, and nothing made, else."""
    root = folder.absolute()
    _check_folder(root)
    copies = shipped_files()
    if SUITE.as_posix() not in copies:
        raise UsageError(
            Problem("arvio", say("was installed without the files that a project begins with"), remedy=_WHOLE)
        )
    with made_or_nothing(root, NewFiles({".gitignore": IGNORED}, copies)):
        open_project(root)
    return (root / ".gitignore", *(root / name for name in copies))


def _check_folder(root: Path) -> None:
    """Refuse a folder that holds something (but .venv or .git), and one in another project."""
    around = next((one for one in root.parents if (one / SUITE).is_file()), None)
    if around is not None:
        what, remedy = say("lies in another project: %(project)s", project=str(around)), say("take a folder outside it")
        raise UsageError(Problem("FOLDER", what, remedy=remedy, value=str(root)))
    if root.exists() and (not root.is_dir() or any(not one.name.startswith(".") for one in root.iterdir())):
        what, expected = say("is there already, and is not written over"), say("an empty folder, or one not there yet")
        raise UsageError(Problem("FOLDER", what, expected, say("take another name"), value=str(root)))


_WHOLE = say("install arvio from its wheel, or from a checkout of all of it")
