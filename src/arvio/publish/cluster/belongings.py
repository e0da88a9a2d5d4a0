"""What the reports of an organisation read, so that it can be sent to where they are made, and nothing beyond it.

Of other organisations nothing goes along. Of the organisation's data folder only the files that its params name do; the
names of the others go with empty files, since messages about a missing file name those that are similar.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

import arvio
from arvio import withdrawals
from arvio.commentary.accepted import FIRST
from arvio.disclosure import coarsening, extract, register
from arvio.params import Organisation, Project
from arvio.params.models import Source
from arvio.publish.cluster.parcels import Contents

CACHE = Path("data", ".cache")
KEY = Path("data", ".key")
_OF_ALL = ("params/suite.yaml", "params/instruments/*.yaml", "params/translations/*.yaml", "notebooks/**/*")
_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints", ".DS_Store"}
_BESIDE = ("-wal", ".wal")
"""Files in which SQLite and DuckDB keep changes that are not in the database file yet."""
_METADATA = ("METADATA", "entry_points.txt")
"""By these the version of the package and its engine for notebooks are found."""


def of_project(project: Project, organisation: str) -> Contents:
    """The params, notebooks and exports that the reports of an organisation are made from."""
    params = project.organisation(organisation)
    root = project.root
    patterns = (*_OF_ALL, f"params/organisations/{organisation}.yaml", f"params/commentary/{organisation}/**/*")
    found = {path for pattern in patterns for path in _files(root, pattern)}
    listed = withdrawals.extract(root, organisation)
    forgotten = {withdrawals.PATH.as_posix(): listed} if listed else {}
    return {path.relative_to(root).as_posix(): path for path in found} | dict(_exports(root, params)) | forgotten


def of_state(project: Project, organisation: str) -> Contents:
    """What was decided and published about an organisation so far, which its reports go by."""
    found: dict[str, Path | bytes] = {
        path.relative_to(project.root).as_posix(): path.read_bytes() for path in _decided(project.root, organisation)
    }
    if extract.last_number(project.root, organisation):
        with tempfile.TemporaryDirectory(prefix="arvio-") as folder:
            told = extract.extract(project.root, organisation, into=Path(folder))
            found[register.PATH.as_posix()] = told.read_bytes()
    return found


def state_of(project: Project, organisation: str) -> tuple[bytes, int]:
    """What changes whenever `of_state` does, and is looked up faster."""
    decided = b"\0".join(path.read_bytes() for path in _decided(project.root, organisation))
    return decided, extract.last_number(project.root, organisation)


def of_package() -> Contents:
    """This arvio, with what its installation says of it: other machines need not have one, and never use another."""
    package = Path(arvio.__file__).parent
    found = {f"arvio/{path.relative_to(package).as_posix()}": path for path in _files(package, "**/*")}
    installed = distribution("arvio")
    folder = f"arvio-{installed.version}.dist-info"
    said = {name: installed.read_text(name) for name in _METADATA}
    return found | {f"{folder}/{name}": text.encode() for name, text in said.items() if text}


def stays_here(project: Project, organisation: str, notebook: Path) -> bool:
    """Whether a notebook is executed on this machine all the same.

    A database is reached from here, with a password that lies here. A file that several organisations share is divided
    here (arvio.partitions). A mirror is put on record when it is shown, and the next one must know of it
    (arvio.mirror.history); only here do all of them know of each other.
    """
    params = project.organisation(organisation)
    if any(source.connection or source.shared for source in params.sources.values()):
        return True
    return bool(params.mirror) and "mirror" in notebook.read_text(encoding="utf-8")


def _decided(root: Path, organisation: str) -> Iterator[Path]:
    """Which tables tell less, and with which numbers comments went out first."""
    steps = root / coarsening.FOLDER / f"{organisation}.json"
    yield from (steps,) if steps.exists() else ()
    yield from sorted((root / FIRST).glob(f"*/{organisation}/*/*.json"))


def _exports(root: Path, organisation: Organisation) -> Iterator[tuple[str, Path | bytes]]:
    folder = root / organisation.data_folder
    named = {path for source in organisation.sources.values() for path in _named(folder, source)}
    for path in _files(folder, "**/*"):
        within = path.relative_to(root)
        if within.parts[:2] != CACHE.parts and within not in (KEY, withdrawals.PATH, withdrawals.LOCK):
            yield within.as_posix(), path if path in named else b""


def _named(folder: Path, source: Source) -> Iterable[Path]:
    """The files that a source reads. Patterns that leave the folder find nothing here, and are refused over there."""
    patterns = [name for name in (source.files, source.codebook) if name and not _leaves(name)]
    found = [path for pattern in patterns for path in folder.glob(pattern)]
    return [*found, *(path.with_name(path.name + end) for path in found for end in _BESIDE)]


def _leaves(pattern: str) -> bool:
    return ".." in Path(pattern).parts or Path(pattern).is_absolute()


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    """Files below a folder. What a link leads to outside of it is not sent."""
    inside = folder.resolve()
    for path in folder.glob(pattern):
        parts = path.relative_to(folder).parts
        if _LEFT_OUT.isdisjoint(parts) and path.is_file() and path.resolve().is_relative_to(inside):
            yield path
