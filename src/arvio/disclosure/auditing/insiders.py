"""What somebody who is one of the persons counted could work out of the others, where outsiders can not.

Whoever is in a cell knows that it holds somebody, and whoever gave another answer than the rest knows that one did.
That is looked for where it can tell more of others than everybody is told: on sensitive subjects, in cells that may be
empty for all that outsiders know and hold very few, and in groups of which at most one did not answer alike. Who knows
several persons, or what another one answered, is no insider of this kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.bounds import Known, ranges
from arvio.disclosure.auditing.cells import Cell, Reading
from arvio.disclosure.auditing.facts import Statements
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.targets import Enough, Range, Target, blocks
from arvio.disclosure.auditing.verdicts import Audit, Judged, Protected, Verdict
from arvio.saying import joined, say

FEW = 2
"""In a cell of at most so many, one of them knows that there is at most one other."""


def known_to_insiders(found: Statements, audit: Audit, reading: Reading, *, known: Known | None = None) -> Audit:
    """What one of those counted could work out of the others, of all that the audit found to be protected.

    Cheap beside the audit itself: a range is looked at no closer than that question asks. A leak has the range of the
    others, without the insider.
    """
    sensitive = [one for one in audit.judged if one.verdict == "protected" and _is_sensitive(one.protected, reading)]
    alike = [one.protected for one in sensitive if one.protected.kind == "all_alike"]
    few = [one.protected for one in sensitive if one.protected.kind == "count" and one.possible.low == 0]
    judged = [*_all_but_one(alike, found.rows, known), *_others(few, found.rows, known)]
    return Audit(tuple(judged), ())


def _is_sensitive(protected: Protected, reading: Reading) -> bool:
    return any(isinstance(cell, Cell) and reading.is_sensitive(cell.indicator) for cell, _ in protected.terms)


def _all_but_one(alike: list[Protected], rows: Iterable[Row], known: Known | None) -> Iterator[Judged]:
    """Groups of which the one who answered otherwise knows all the others."""
    wide = (Enough(high=FEW),)
    for one, found in _ranges(alike, list(rows), wide, known):
        verdict: Verdict = "all_alike" if found.high < FEW else "protected"
        yield _judged(one, Range(found.low - 1, found.high - 1, found.known), verdict)


def _others(few: list[Protected], rows: Iterable[Row], known: Known | None) -> Iterator[Judged]:
    """Cells in which somebody who is there knows of at most one other, or that there are a few."""
    rows = list(rows)
    wide = (Enough(high=FEW + 1),)
    for one, found in _ranges(few, rows, wide, known):
        if found.high == FEW:
            ((_, within),) = _ranges(
                [one], [*rows, *model.between([cell for cell, _ in one.terms], 1, None)], (), known
            )
            verdict: Verdict = "known_small" if within.low > 1 else "too_narrow"
            yield _judged(one, Range(within.low - 1, within.high - 1, within.known), verdict)
        else:
            yield _judged(one, found, "protected")


def _ranges(
    every: list[Protected], rows: list[Row], wide: tuple[Enough, ...], known: Known | None
) -> Iterator[tuple[Protected, Range]]:
    targets = [Target(one.name, one.terms, wide) for one in every]
    near = [row for block in blocks(rows, targets) if block.targets for row in block.rows]
    found = ranges(near, targets, known=known).ranges
    return ((one, found[one.name]) for one in every if one.name in found)


def _judged(protected: Protected, found: Range, verdict: Verdict) -> Judged:
    whom = joined([protected.whom, say(", to one of them")], "")
    named = replace(protected, name=f"{protected.name}, the others", whom=whom)
    return Judged(named, found, verdict)
