"""What the solver found of facts that hang together, kept beside the register: the same question is not solved twice.

A batch judges what is about to go out, and afterwards audits all that is out for the page on protection: most of it is
the same. What is kept is found by a digest of all statements and of what is asked of them, so that other facts are
another question; another solver, or another version of the reckoning, finds nothing of it. What could not be proven in
time is not kept. Where reports go out of which nothing was published before, the gate's own audit is kept as well: it
is that of all that is out afterwards, if the register then tells the same facts. `arvio audit` works everything out
anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import math
from collections import UserDict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from arvio.bounded import json_in
from arvio.disclosure.auditing import bounds, model, moves, programmes, reckoning, searching, targets
from arvio.disclosure.auditing.bounds import Known, Solved
from arvio.disclosure.auditing.facts import Fact
from arvio.disclosure.auditing.targets import Range
from arvio.disclosure.kept import keep
from arvio.errors import RunError

FOLDER = Path("reports", ".run", "solved")


class Remembered(UserDict[str, Solved]):
    """Blocks that were solved, by their digest, and which of them were asked for since."""

    def __init__(self, before: Mapping[str, Solved], audits: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        super().__init__(before)
        self.audits = dict(audits or {})
        """What the gate found of some facts, by their digest, for the record of what is out."""
        self._asked: set[str] = set()

    def __getitem__(self, digest: str) -> Solved:
        self._asked.add(digest)
        return super().__getitem__(digest)

    @property
    def asked(self) -> Known:
        """Those that were asked for."""
        return {digest: self.data[digest] for digest in self._asked}


def solved_before(root: Path, organisation: str) -> Remembered:
    """What was solved of an organisation's facts; nothing where nothing is kept, or by another solver."""
    try:
        kept = json_in(_path(root, organisation))
        if kept["solver"] != solver():
            return Remembered({})
        return Remembered({digest: _solved(*one) for digest, one in kept["blocks"].items()}, kept["audits"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # kept to save time: it can be worked out anew
        return Remembered({})


def keep_solved(
    root: Path, organisation: str, known: Known, audits: Mapping[str, Mapping[str, Any]] | None = None
) -> None:
    """Keep what is proven in place of what was kept; where the disk does not take it, it is worked out anew."""
    blocks = {digest: _plain(one) for digest, one in sorted(known.items()) if _is_proven(one)}
    with contextlib.suppress(RunError):
        keep(_path(root, organisation), {"solver": solver(), "blocks": blocks, "audits": audits or {}})


def digest_of(facts: Iterable[Fact], reader: str) -> str:
    """The same for the same facts that a reader has, in whatever order they are told."""
    told = sorted(repr(_as_told(fact)) for fact in facts)
    return hashlib.sha256("\n".join([reader, *told]).encode()).hexdigest()


def _as_told(fact: Fact) -> Fact:
    """A fact without what depends on the order of facts, or on how a file writes a whole number."""
    numbers: dict[str, Any] = {name: float(getattr(fact, name)) for name in ("value", "low", "high", "n")}
    return replace(fact, id="", editions=tuple(sorted(fact.editions)), **numbers)


@cache
def solver() -> str:
    """By what the ranges were found: the reckoning as it is written, and the versions of what solves programmes."""
    written = b"".join(
        Path(inspect.getfile(module)).read_bytes()
        for module in (bounds, model, moves, programmes, reckoning, searching, targets)
    )
    return f"highspy {version('highspy')}, numpy {version('numpy')}, {hashlib.sha256(written).hexdigest()}"


def _is_proven(one: Solved) -> bool:
    return one.ranges is None or all(found.known != "at_most" for found in one.ranges)


def _plain(one: Solved) -> list[Any]:
    ranges = one.ranges and [[low, None if high == math.inf else high, known] for low, high, known in one.ranges]
    return [ranges, one.programmes]


def _solved(ranges: list[Any] | None, programmes: int) -> Solved:
    if ranges is None:
        return Solved(None, programmes)
    return Solved(
        tuple(Range(low, math.inf if high is None else high, known) for low, high, known in ranges), programmes
    )


def _path(root: Path, organisation: str) -> Path:
    return root / FOLDER / f"{organisation}.json"
