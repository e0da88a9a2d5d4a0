"""What everything published tells of one thing that somebody asks about: its facts, and the numbers that hang on them.

A question is an indicator, which any of the other parts of a fact may narrow (trust/participants/2023/mean), or the id
of a leak.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from arvio.disclosure.auditing.facts import Cell, Fact
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.targets import Target
from arvio.disclosure.auditing.verdicts import Audit, Protected, audit
from arvio.gate.audited import Audited
from arvio.gate.narrowest import near

_PLACE = ("indicator", "breakdown", "group", "wave", "period")


@dataclass(frozen=True)
class Answer:
    """The facts that tell of what was asked, and the numbers that hang on them with their exact ranges."""

    facts: tuple[Fact, ...]
    audit: Audit


def id_of(protected: Protected) -> str:
    """A short name of a protected number, the same for each reader and in each audit."""
    return hashlib.sha256(protected.name.encode("utf-8")).hexdigest()[:8]


def answer(found: Audited, question: str) -> Answer | None:
    """What a reader's facts tell of the question; None where nothing is called so."""
    asked = _fragments(question)
    facts = [fact for fact in found.facts if _is_about(asked, _parts(fact))]
    told = {fact.id for fact in facts}
    cells = {cell for row in found.statements.rows if row.told_by in told for cell in _cells(row)}
    protected = [
        one
        for one in found.statements.protected
        if id_of(one) == question.strip()
        or any(cell in cells or _is_about(asked, _parts(cell)) for cell in _cells(one))
    ]
    if not facts:
        places = {_place(cell) for one in protected for cell in _cells(one)}
        facts = [fact for fact in found.facts if _place(fact) in places]
    if not facts and not protected:
        return None
    return Answer(_once(facts), _exactly(found.statements.rows, protected))


def names(found: Audited, question: str) -> set[str]:
    """What may be asked: the indicators; where the question begins with one of them, what may narrow it."""
    asked = _fragments(question)
    narrowing = {
        part for fact in found.facts if asked and asked[0] == fact.indicator.casefold() for part in _parts(fact)[1:]
    }
    if narrowing:
        return {f"{question.split('/', maxsplit=1)[0].strip()}/{part}" for part in narrowing if part}
    return {fact.indicator for fact in found.facts}


def _exactly(rows: Iterable[Row], protected: list[Protected]) -> Audit:
    if not protected:
        return Audit((), ())
    rows = list(rows)
    return audit(near(rows, [Target(one.name, one.terms) for one in protected]), protected)


def _fragments(question: str) -> list[str]:
    return [part for written in question.split("/") if (part := written.strip().casefold())]


def _parts(told: Fact | Cell) -> list[str]:
    """The parts that a question may name, the indicator first; a group of two months is two parts."""
    last = told.statistic if isinstance(told, Fact) else str(told.who)
    indicator, *others = (*_place(told), last)
    return [indicator.casefold(), *(piece for part in others for piece in part.casefold().split("/"))]


def _is_about(asked: list[str], parts: Collection[str]) -> bool:
    indicator, *others = parts
    return bool(asked) and asked[0] == indicator and all(part in others for part in asked[1:])


def _cells(told: Row | Protected) -> list[Cell]:
    return [cell for cell, _ in told.terms if isinstance(cell, Cell)]


def _place(told: Fact | Cell) -> tuple[Any, ...]:
    return tuple(getattr(told, part) for part in _PLACE)


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts that hold in several versions stand once."""
    return tuple({fact.words: fact for fact in facts}.values())
