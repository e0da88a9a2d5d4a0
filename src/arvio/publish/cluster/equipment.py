"""What has to be the same where reports are made as here: Python, the system and every package that arvio rests on.

With other versions a page may have other bytes, or other figures. arvio itself is not compared, since it is sent along.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from arvio.errors import Problem, RunError
from arvio.saying import joined, say

SHOWN_AT_MOST = 12
"""Packages named of one worker: another environment differs in all of them."""


@dataclass(frozen=True)
class Equipment:
    """What a machine has."""

    python: str
    system: str
    packages: Mapping[str, str]
    """Name and version; "" where it is not installed."""


def equipment_here() -> Equipment:
    """What this machine has."""
    packages = {name: distribution(name).version for name in _names(needed_packages())}
    return Equipment(platform.python_version(), f"{platform.system()} {platform.machine()}", packages)


def equipment_of(told: Mapping[str, Any]) -> Equipment:
    """What a worker has, as Dask tells of it (`Client.get_versions`)."""
    host, packages = told["host"], told["packages"]
    python = ".".join(str(host["python"]).split(".")[:3])
    found = {name: version or "" for name, version in packages.items()}
    return Equipment(python, f"{host['OS']} {host['machine']}", found)


def needed_packages() -> frozenset[str]:
    """Every package that arvio rests on here, itself or by others; without itself, and with Dask for the cluster."""
    known: set[str] = set()
    waiting = ["arvio", "distributed"]
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            waiting += _required_by(name)
    return frozenset(known - {"arvio"})


def require_equal(here: Equipment, workers: Mapping[str, Equipment]) -> None:
    """Refuse workers that have something else than this machine: each with what differs and what to do."""
    problems = [problem for address, there in sorted(workers.items()) for problem in _differences(here, there, address)]
    if problems:
        raise RunError(problems)


def _differences(here: Equipment, there: Equipment, address: str) -> Iterator[Problem]:
    where = say("worker %(address)s", address=address)
    if there.python != here.python:
        remedy = say("install that Python there and begin the worker with it")
        yield Problem(where, say("has another Python"), here.python, remedy, value=there.python)
    if there.system != here.system:
        remedy = say("use machines of the same kind: numbers may differ in their last digits, and pages with them")
        yield Problem(where, say("is another kind of machine"), here.system, remedy, value=there.system)
    other = [_difference(name, version, there.packages.get(name, "")) for name, version in here.packages.items()]
    found = [text for text in other if text]
    if found:
        named, left = joined(found[:SHOWN_AT_MOST], "; "), len(found) - SHOWN_AT_MOST
        named = say("%(packages)s and %(left)s more", packages=named, left=left) if left > 0 else named
        what = say("has other packages: %(packages)s", packages=named)
        remedy = say("install the lock file of the project there (requirements.lock), then begin the worker again")
        yield Problem(where, what, say("the same versions as here"), remedy)


def _difference(name: str, here: str, there: str) -> str:
    if here == there:
        return ""
    if there:
        return say("%(name)s %(there)s instead of %(here)s", name=name, there=there, here=here)
    return say("no %(name)s (%(here)s is needed)", name=name, here=here)


def _required_by(name: str) -> Iterator[str]:
    """The packages that one asks for on this machine, without its extras."""
    from packaging.requirements import Requirement

    try:
        requires = distribution(name).requires or []
    except PackageNotFoundError:  # asked for by a package and not installed, as nothing here uses it
        return
    for text in requires:
        one = Requirement(text)
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield _canonical(one.name)
            for extra in one.extras:
                yield from _of_extra(one.name, extra)


def _of_extra(name: str, extra: str) -> Iterator[str]:
    from packaging.requirements import Requirement

    try:
        requires = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for text in requires:
        one = Requirement(text)
        if one.marker is not None and not one.marker.evaluate({"extra": ""}) and one.marker.evaluate({"extra": extra}):
            yield _canonical(one.name)


def _names(names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names):
        try:
            distribution(name)
        except PackageNotFoundError:
            continue
        yield name


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
