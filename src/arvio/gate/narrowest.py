"""Of which protected number most is known: the narrowest range that still protects.

Verdicts need no exact ranges, so that most of what an audit returns is only known to be wide enough. What may be
narrower than the narrowest known so far is looked at again here, no closer than that question asks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from arvio.disclosure.auditing.bounds import ranges
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.targets import Enough, Range, Target, blocks
from arvio.disclosure.auditing.verdicts import Audit, Judged
from arvio.gate.audited import Audited

FIRST, AT_ONCE = 10, 100
"""So many numbers are looked at before it is asked again what may still be narrower. The first are followed to both
ends, since nothing is known yet that they could be narrower than; they are few, and most others then need no more."""

NARROWEST_POSSIBLE = 2
"""Values of a range that protects: none or one."""


def narrowest(found: Audited) -> Judged | None:
    """The protected number in the narrowest range, with that range exactly; None where none may be of few persons."""
    best = found.audit.narrowest
    waiting = [one for one in _not_exact(found.audit) if one.possible.width < _width(best)]
    waiting.sort(key=lambda one: one.possible.width)
    at_once = FIRST
    while waiting and _width(best) > NARROWEST_POSSIBLE:
        best = _narrower(best, waiting[:at_once], found)
        waiting = [one for one in waiting[at_once:] if one.possible.width < _width(best)]
        at_once = AT_ONCE
    return best


def near(rows: Sequence[Row], targets: Sequence[Target]) -> list[Row]:
    """The rows that hang together with any of the targets."""
    return [row for block in blocks(rows, targets) if block.targets for row in block.rows]


def _not_exact(audit: Audit) -> list[Judged]:
    """What is protected, may be of few persons, and is only known to be wide enough."""
    return [
        one
        for one in audit.judged
        if one.verdict == "protected"
        and one.protected.kind in ("count", "answers")
        and one.possible.known == "at_least"
    ]


def _width(judged: Judged | None) -> float:
    return judged.possible.width if judged else math.inf


def _narrower(best: Judged | None, some: Sequence[Judged], told: Audited) -> Judged | None:
    """The narrowest of some and the best so far; a range as wide as the best is followed no further."""
    width = _width(best)
    # the value that was seen to be possible is the low end, until the solver finds a lower one
    enough = [(Enough(width=width), Enough(high=one.possible.low + width - 1)) for one in some]
    targets = [Target(one.protected.name, one.protected.terms, of) for one, of in zip(some, enough, strict=True)]
    found = ranges(near(told.statements.rows, targets), targets, known=told.known).ranges
    now = [Judged(one.protected, _both(one.possible, found[one.protected.name]), "protected") for one in some]
    return Audit((*([best] if best else []), *now), ()).narrowest


def _both(seen: Range, found: Range) -> Range:
    """From the lowest to the highest of what was seen before and what was found now."""
    return Range(min(seen.low, found.low), max(seen.high, found.high), found.known)
