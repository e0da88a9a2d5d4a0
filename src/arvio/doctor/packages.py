"""Python and the packages that are installed here, held against the lock."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distributions, requires
from pathlib import Path

from arvio.doctor.diagnosis import LOOK, OK, WRONG, Diagnosis
from arvio.saying import joined, say
from arvio.shipped import LOCK, shipped_root

OLDEST_PYTHON = (3, 11)
"""As pyproject.toml has it, which is not there where arvio is installed."""
SHOWN_AT_MOST = 8
INSTALL = say(
    "install the versions of the lock: make test, or where there is no make: "
    "python -m pip install --require-hashes -r requirements.lock"
)


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Diagnosis:
    """Whether this Python is one that arvio runs on."""
    found, oldest = ".".join(map(str, version)), ".".join(map(str, OLDEST_PYTHON))
    facts = {"version": found, "oldest": oldest, "implementation": platform.python_implementation()}
    if version >= OLDEST_PYTHON:
        return Diagnosis("python", OK, say("Python %(version)s", version=found), facts=facts)
    said = say("Python %(version)s is too old: arvio needs %(oldest)s or newer", version=found, oldest=oldest)
    remedy = say("install a newer Python, remove .venv and run: make PYTHON=python%(oldest)s test", oldest=oldest)
    return Diagnosis("python", WRONG, said, remedy, facts)


def packages(folder: Path) -> Diagnosis:
    """Whether just the versions of the lock are installed: of the project, else as arvio was shipped with it.

    Wrong is a missing package that reports rest on; one of tests or of a cluster, or another version, is to look at,
    since pages may then have other bytes.
    """
    lock = next((path for path in (folder / LOCK, shipped_root() / LOCK) if path.is_file()), None)
    if lock is None:
        said = say("there is no requirements.lock to hold the installed packages against")
        return Diagnosis("packages", LOOK, said, say("run it in the folder that arvio was installed from"))
    wanted = locked(lock.read_text(encoding="utf-8"))
    installed: dict[str, str] = {}
    for one in distributions():  # of several the first is imported
        installed.setdefault(_plain(one.name or ""), one.version)
    missing = [name for name in wanted if name not in installed]
    other = {name: installed[name] for name in wanted if name in installed and installed[name] != wanted[name]}
    facts = {"lock": len(wanted), "missing": missing, "other": other}
    if not missing and not other:
        said = say("packages: all %(n)s are those of requirements.lock", n=len(wanted))
        return Diagnosis("packages", OK, said, facts=facts)
    needed = _needed()
    state = WRONG if any(name in needed for name in missing) else LOOK
    return Diagnosis("packages", state, _said(missing, other, wanted), INSTALL, facts)


def locked(text: str) -> dict[str, str]:
    """The version of each package that a lock has for this machine; an entry is of some machines only by its marker."""
    from packaging.requirements import Requirement

    entries = (line.split("\\")[0].split("--hash")[0].strip() for line in text.splitlines())
    found = (Requirement(entry) for entry in entries if entry and not entry.startswith("#"))
    return {
        _plain(one.name): next(iter(one.specifier)).version
        for one in found
        if one.marker is None or one.marker.evaluate()
    }


def _said(missing: Iterable[str], other: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    named = [say("no %(name)s (%(here)s is needed)", name=name, here=wanted[name]) for name in missing]
    named += [
        say("%(name)s %(there)s instead of %(here)s", name=name, there=version, here=wanted[name])
        for name, version in other.items()
    ]
    shown, left = joined(named[:SHOWN_AT_MOST], "; "), len(named) - SHOWN_AT_MOST
    if left > 0:
        shown = say("%(packages)s and %(left)s more", packages=shown, left=left)
    return say("packages are not those of requirements.lock: %(packages)s", packages=shown)


def _needed() -> set[str]:
    """Every package that arvio rests on without its extras, itself or by others, as far as it is installed."""
    known, waiting = set(), ["arvio"]
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            waiting += _required_by(name)
    return known


def _required_by(name: str) -> Iterator[str]:
    from packaging.requirements import Requirement

    try:
        texts = requires(name) or ()
    except PackageNotFoundError:
        return
    for one in map(Requirement, texts):
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield _plain(one.name)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
