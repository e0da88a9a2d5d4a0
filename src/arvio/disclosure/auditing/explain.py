"""Why something leaks: the smallest set of facts that gives it away together, in words.

Facts are left out as long as the rest still leaks, halves first and single ones last (a deletion filter). What remains
is irreducible: without any one of its facts nothing would be known. There may be other such sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from arvio.disclosure.auditing.bounds import fits, ranges
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.targets import Target, blocks
from arvio.disclosure.auditing.verdicts import Judged, Protected, verdict_on
from arvio.saying import joined, say

WHAT_IS_KNOWN: Mapping[str, Callable[[str], str]] = {
    "known_small": lambda found: say("known to be few: %(range)s", range=found),
    "too_narrow": lambda found: say("known too closely: %(range)s", range=found),
    "all_alike": lambda _: say("known to be none, so that all of them are known"),
    "not_proven": lambda found: say("not proven to be protected: %(range)s is not certain", range=found),
    "contradiction": lambda _: say("contradicted by the facts themselves"),
}
"""Verdict: what it says of a number in a range."""


def facts_behind(judged: Judged, rows: Iterable[Row]) -> tuple[str, ...]:
    """The ids of a smallest set of facts from which a leak follows, in the order of the rows."""
    near = _near(judged.protected, list(rows))
    if judged.range is None:
        return facts_in_conflict(near)
    return _smallest(near, lambda some: _leaks(judged.protected, some))


def facts_in_conflict(rows: Iterable[Row]) -> tuple[str, ...]:
    """The ids of a smallest set of facts that cannot all be true, in the order of the rows."""
    return _smallest(list(rows), lambda some: not fits(some))


def explanation(judged: Judged, facts: Sequence[str], words: Mapping[str, str]) -> str:
    """A leak in plain words: what is known, and the facts that tell it together, one a line."""
    what = judged.protected.words or judged.protected.name
    found = _range(judged)
    known = WHAT_IS_KNOWN[judged.verdict](found) if judged.verdict in WHAT_IS_KNOWN else found
    first = say("%(what)s: %(known)s. It follows from", what=what, known=known)
    return joined([first, *(joined(["- ", words.get(fact, fact)], "") for fact in facts)], "\n")


def _range(judged: Judged) -> str:
    if judged.range is None:
        return say("nothing fits")
    low, high = judged.range.low, judged.range.high
    if low == high:
        return f"{low:.0f}"
    if high == float("inf"):
        return say("%(least)s or more", least=f"{low:.0f}")
    return say("%(low)s to %(high)s", low=f"{low:.0f}", high=f"{high:.0f}")


def _near(protected: Protected, rows: list[Row]) -> list[Row]:
    """The rows that hang together with what is protected."""
    target = Target(protected.name, protected.terms)
    return next(block.rows for block in blocks(rows, [target]) if target in block.targets)


def _leaks(protected: Protected, rows: Sequence[Row]) -> bool:
    found = ranges(rows, [Target(protected.name, protected.terms)]).ranges.get(protected.name)
    return found is not None and verdict_on(protected, found) != "protected"


def _smallest(rows: Sequence[Row], is_enough: Callable[[Sequence[Row]], bool]) -> tuple[str, ...]:
    """A set of facts that is enough, and of which each is needed."""
    kept = list(dict.fromkeys(row.told_by for row in rows if row.told_by))
    size = max(len(kept) // 2, 1)
    while True:
        start = 0
        while start < len(kept):
            without = kept[:start] + kept[start + size :]
            if is_enough(_told_by(rows, without)):
                kept = without
            else:
                start += size
        if size == 1:
            return tuple(kept)
        size = max(size // 2, 1)


def _told_by(rows: Sequence[Row], facts: Sequence[str]) -> list[Row]:
    some = {"", *facts}
    return [row for row in rows if row.told_by in some]
