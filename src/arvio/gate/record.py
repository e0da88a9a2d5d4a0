"""What was found when an organisation was last audited, kept for the page that tells of it and for the next audit.

A small JSON file for each organisation under reports/.run/audit/, which never leaves the house: it is written whole or
not at all, and holds no figure of a report.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from arvio.bounded import json_in
from arvio.disclosure.auditing.explain import WHAT_IS_KNOWN
from arvio.disclosure.auditing.facts import READ_BY, Cell
from arvio.disclosure.auditing.verdicts import Judged, Protected
from arvio.disclosure.coarsening import Coarsening
from arvio.disclosure.kept import keep
from arvio.gate.audited import Audited
from arvio.gate.narrowest import narrowest
from arvio.saying import joined, say


class HeldBackLike(Protocol):
    """A report that was not let out."""

    run: object
    because: str


@dataclass(frozen=True)
class Narrowest:
    """The protected number of which most is known. `high` is None where nothing bounds it."""

    fact: str
    """Its name, as `arvio audit --explain` takes it."""
    words: str
    low: float
    high: float | None
    cell: tuple[str, ...] = ()
    """The parts of its name: indicator, breakdown, group, wave, period, and who; none in records of older versions."""


@dataclass(frozen=True)
class OfReader:
    """What was found for one reader. `when` is ISO 8601 in UTC."""

    when: str
    facts: int
    shown: int
    protected: int
    leaks: int
    contradictions: int
    narrowest: Narrowest | None


@dataclass(frozen=True)
class HeldBack:
    """A report that was not let out, and why, in words for the evaluator only: they may hold its figures."""

    run: str
    because: str


@dataclass(frozen=True)
class AuditRecord:
    """The last audit of an organisation for each reader, and what became of its reports."""

    readers: Mapping[str, OfReader]
    coarsened: tuple[Coarsening, ...] = ()
    held_back: tuple[HeldBack, ...] = ()

    def coarsened_for(self, reader: str) -> tuple[Coarsening, ...]:
        """What was coarsened of the editions that a reader has."""
        return tuple(one for one in self.coarsened if one.audience in READ_BY[reader])


def record_of(
    audited: Mapping[str, Audited],
    coarsened: Iterable[Coarsening] = (),
    held_back: Iterable[HeldBackLike] = (),
    *,
    when: dt.datetime | None = None,
) -> AuditRecord:
    """The record of an organisation's audits by reader, made now unless told otherwise."""
    at = (when or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    return AuditRecord(
        {reader: of_reader(found, at) for reader, found in audited.items()},
        tuple(coarsened),
        tuple(HeldBack(str(one.run), one.because) for one in held_back),
    )


def write_record(root: Path, organisation: str, record: AuditRecord) -> Path:
    """Write an organisation's record in place of an older one; where it lies."""
    path = _path(root, organisation)
    keep(path, asdict(record))
    return path


def read_record(root: Path, organisation: str) -> AuditRecord | None:
    """An organisation's record; None where it was never audited, or the file is no whole record."""
    try:
        plain = json_in(_path(root, organisation))
        return AuditRecord(
            {reader: read_reader(found) for reader, found in plain["readers"].items()},
            tuple(Coarsening(**one) for one in plain["coarsened"]),
            tuple(HeldBack(**one) for one in plain["held_back"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def name_of(protected: Protected) -> str:
    """What a protected number is called, as `arvio audit --explain` takes it: its parts with slashes between."""
    return "/".join(part for part in _cell(protected) if part)


def verdict_told(because: str) -> str:
    """The verdict that a reason in words gives, such as that of a coarsening; empty where it gives none."""
    head = because.partition("\n")[0]
    return next((verdict for verdict, words in WHAT_IS_KNOWN.items() if words("").partition(":")[0] in head), "")


def range_in_words(low: float, high: float | None) -> str:
    """A range of whole numbers in words; `high` is infinite or None where nothing bounds it."""
    if high is None or math.isinf(high):
        return say("%(least)s or more", least=f"{low:.0f}")
    if low == high:
        return f"{low:.0f}"
    return say("%(low)s to %(high)s", low=f"{low:.0f}", high=f"{high:.0f}")


def of_reader(found: Audited, when: str) -> OfReader:
    """What was found for one reader."""
    return OfReader(
        when=when,
        facts=len(found.facts),
        shown=found.shown,
        protected=len(found.statements.protected),
        leaks=len(found.audit.leaking),
        contradictions=len(found.audit.contradictions),
        narrowest=_narrowest(narrowest(found)),
    )


def _narrowest(judged: Judged | None) -> Narrowest | None:
    if judged is None:
        return None
    protected, low, high = judged.protected, judged.possible.low, judged.possible.high
    words = joined([protected.words, range_in_words(low, high)], ": ")
    return Narrowest(name_of(protected), words, low, None if math.isinf(high) else high, _cell(protected))


def _cell(protected: Protected) -> tuple[str, ...]:
    *_, cell = (one for one, _ in protected.terms if isinstance(one, Cell))
    return cell.indicator, cell.breakdown, cell.group, cell.wave, cell.period, str(cell.who)


def read_reader(found: Mapping[str, Any]) -> OfReader:
    """What was found for one reader, from what was kept of it."""
    narrowest_of = found["narrowest"]
    return OfReader(**{**found, "narrowest": _read_narrowest(narrowest_of) if narrowest_of else None})


def _read_narrowest(found: Mapping[str, Any]) -> Narrowest:
    return Narrowest(**{**found, "cell": tuple(found.get("cell", ()))})


def _path(root: Path, organisation: str) -> Path:
    return root / "reports" / ".run" / "audit" / f"{organisation}.json"
