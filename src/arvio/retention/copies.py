"""Where rows of persons lie beside the raw exports: in what arvio and Jupyter wrote while reports were made.

Every one of these can be made again from the exports. What is released, decided or signed holds no rows: pages with
what lies beside them, the register, versions, manifests of reports that were made, params and commentary.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from arvio.bounded import json_in
from arvio.datasets.cache import FOLDER as TABLES
from arvio.gate.solved import FOLDER as SOLVED
from arvio.partitions.partition import FOLDER as SHARED
from arvio.publish import places
from arvio.publish.notebooks.outputs import shows_outputs
from arvio.whole_files import is_link
from arvio.workbench.copies import FOLDER as WORKBENCH

_OF_RUNS = ("*.ipynb", "*.error.html", "*.ready.*", "*.part")
_CHECKPOINTS = ".ipynb_checkpoints"
"""Where JupyterLab keeps a second copy of whatever is saved in it, an export too."""
_BEGUN = ".*.part"
_NOT_OF_RUNS = frozenset({"preview", "versions", "diff"})
"""Folders of the workings in which organisations lie one deeper, or no rows at all."""


def files_of(root: Path, organisation: str) -> Iterator[Path]:
    """The files with rows of an organisation, which only its own batches, notebooks and previews write."""
    yield from _below(root / TABLES / organisation)
    workings = places.workings(root)
    yield from _below(*workings.glob(f"preview/*/{organisation}"))
    for folder in workings.glob(f"*/{organisation}"):
        found = {path for pattern in _OF_RUNS for path in _in(folder, pattern)}
        yield from sorted(found | {path for path in _in(folder, "*.json") if _tells_of_failure(path)})
    yield from (path for path in (root / SOLVED / f"{organisation}.json",) if path.is_file())
    copies = root / WORKBENCH / organisation
    yield from (*_in(copies, _BEGUN), *_below(*_checkpoints(copies)))


def files_of_all(root: Path) -> Iterator[Path]:
    """The files in which rows of several organisations lie together, or that JupyterLab keeps beside any file."""
    yield from (path for path in _below(root / SHARED) if path.name != ".lock")
    yield from (path for path in _below(places.partial(root)) if not _is_being_written(path))
    yield from (path for path in (places.log(root),) if path.is_file())
    of_one = root / WORKBENCH
    yield from _below(*(one for one in _checkpoints(root) if of_one not in one.parent.parents))


def organisations_left(root: Path) -> set[str]:
    """The organisations of which something may lie there, also such as params no longer have."""
    workings = places.workings(root)
    folders = [*(root / TABLES).glob("[!.]*"), *(root / WORKBENCH).glob("[!.]*")]
    folders += [one for pattern in ("*/*", "preview/*/*") for one in workings.glob(pattern)]
    solved = (path.stem for path in (root / SOLVED).glob("*.json"))
    return {*(one.name for one in folders if one.is_dir() and one.parent.name not in _NOT_OF_RUNS), *solved}


def _checkpoints(folder: Path) -> Iterator[Path]:
    """The folders of JupyterLab's copies below a folder, outside of hidden ones, which it neither shows nor opens."""
    for place, below, _ in os.walk(folder):
        if _CHECKPOINTS in below:
            yield Path(place, _CHECKPOINTS)
        below[:] = [name for name in below if not name.startswith(".")]


def notebooks_of(root: Path, organisation: str) -> list[Path]:
    """The working copies of an organisation that show what they computed."""
    return [path for path in sorted(_in(root / WORKBENCH / organisation, "*.ipynb")) if _is_shown(path)]


def notebooks_of_all(root: Path) -> list[Path]:
    """The notebooks of the project that show what they computed, which none should."""
    return [path for path in sorted(_in(root / "notebooks", "*.ipynb")) if _is_shown(path)]


def _is_shown(path: Path) -> bool:
    """Whether a notebook holds outputs, or cannot be read to know it; copies that Jupyter keeps are removed whole."""
    if _CHECKPOINTS in path.parts:
        return False
    try:
        return shows_outputs(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return True


def _tells_of_failure(path: Path) -> bool:
    """Whether a manifest says why a report could not be made, which may quote a cell."""
    try:
        told = json_in(path)
        return isinstance(told, dict) and told.get("state") == "failed"
    except (OSError, ValueError):
        return False


def _is_being_written(path: Path) -> bool:
    """Whether the process that began a file is still there; its number begins the file's name."""
    number = path.name.partition("-")[0]
    if os.name == "nt" or not number.isdigit():  # on Windows asking a process means ending it
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _below(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in _in(folder, "*") if path.is_file() or path.is_symlink())


def _in(folder: Path, pattern: str) -> Iterator[Path]:
    """What lies below a folder; of one that is a link itself only the link, so that nothing at its end is gone into."""
    return iter([folder]) if is_link(folder) else folder.rglob(pattern)
