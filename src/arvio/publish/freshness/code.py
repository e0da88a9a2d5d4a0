"""Of what code and which libraries a report is made."""

from __future__ import annotations

import functools
import os
import platform
import re
import sys
from collections.abc import Iterable
from importlib.metadata import requires
from pathlib import Path

from arvio.publish.freshness.digests import digest_of

PACKAGE = Path(__file__).parents[2]
_left_out: set[str] = set()
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def sources() -> dict[str, str]:
    """The digest of each source of arvio that this process has imported, and of all that is no module (templates,
    translations, styles), by its path in the package."""
    return {**_modules(tuple(sorted(imported() - _left_out))), **_other_files()}


def leave_out(names: Iterable[str]) -> None:
    """Leave out modules that this process has imported for something else than reports, such as the command line."""
    _left_out.update(names)


def digest_now(name: str) -> str:
    """The digest of a source of arvio as it lies on the disk now."""
    return digest_of(PACKAGE / name)


@functools.cache
def versions() -> dict[str, str]:
    """Python, the system, and the installed version of each library that arvio needs, by the names of its metadata.

    Versions are read from the names of the folders that hold the metadata: to open each takes a hundred times as long.
    """
    required = (_NAME.match(one) for one in requires("arvio") or () if "extra ==" not in one)
    needed = {_plain(name[0]) for name in required if name}
    found = {name: version for name, version in _installed() if name in needed}
    made_by = f"{platform.python_implementation()} {platform.python_version()}"
    return {"python": made_by, "system": platform.system(), **dict(sorted(found.items()))}


def imported() -> set[str]:
    """The modules of arvio that were imported, by their path in the package."""
    own = [module for name, module in [*sys.modules.items()] if name.partition(".")[0] == "arvio"]
    return {_in_package(file) for module in own if (file := getattr(module, "__file__", None))} - {""}


@functools.cache
def _in_package(file: str) -> str:
    """The path of a module in the package; empty where it lies elsewhere. Each report asks it of the same hundreds."""
    path = Path(file)
    return path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else ""


@functools.cache
def _modules(names: tuple[str, ...]) -> dict[str, str]:
    return {name: _module(name) for name in names}


@functools.cache
def _module(name: str) -> str:
    """Computed once by a process, and by a server for the processes that it forks: what they run is what it read."""
    return digest_now(name)


@functools.cache
def _other_files() -> dict[str, str]:
    paths = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc"))
    return {path.relative_to(PACKAGE).as_posix(): digest_of(path) for path in paths}


def _installed() -> list[tuple[str, str]]:
    found = []
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        split = (name.removesuffix(".dist-info").rpartition("-") for name in names if name.endswith(".dist-info"))
        found += [(_plain(name), version) for name, _, version in split]
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
