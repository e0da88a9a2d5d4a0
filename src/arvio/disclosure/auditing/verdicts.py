"""What is protected, and whether it is: a verdict on each protected number from the range that an outsider can derive.

The truth is never asked for. A range is judged by what it tells: that there are a few persons (one or more, fewer than
the minimum), or nearly how many, or that all of a group answered alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from arvio.disclosure.auditing.bounds import Known, ranges
from arvio.disclosure.auditing.model import Row, Unknown
from arvio.disclosure.auditing.targets import Enough, Range, Target
from arvio.saying import joined

FEWEST_VALUES = 3
"""A small number is protected where at least so many whole values are possible."""

Kind = Literal["count", "answers", "all_alike", "nobody"]
Verdict = Literal["protected", "too_narrow", "known_small", "all_alike", "contradiction", "not_proven"]


class Told(Protocol):
    """What can be told in words."""

    @property
    def words(self) -> str: ...


@dataclass(frozen=True)
class Protected:
    """A number that nobody may work out.

    count: persons in a cell of a published table, shown or withheld; also "none or one" is too narrow.
    answers: persons who gave one answer, which no table has. That some did is what a mean tells; too narrow is a range
    of few values that begins at one or more, and below the minimum.
    all_alike: everybody but those who answered so; where it can only be 0, all of the group answered alike.
    nobody: persons who answered so on a sensitive subject; where it can only be 0, the group's answer is known.
    """

    name: str
    kind: Kind
    terms: tuple[tuple[Unknown, int], ...]
    minimum: int
    about: Told | str = ""
    """The cell of which it is, or what it is in words."""
    whom: str = ""
    """Who of the cell, with the mark that parts it from the cell's own words."""

    @property
    def words(self) -> str:
        """What it is in plain words, made when it is told: of most numbers that is never."""
        return joined([self.about if isinstance(self.about, str) else self.about.words, self.whom], "")


@dataclass(frozen=True)
class Judged:
    """A protected number with its range and verdict; no range where its facts contradict each other."""

    protected: Protected
    range: Range | None
    verdict: Verdict

    @property
    def possible(self) -> Range:
        """The range of what is no contradiction."""
        assert self.range is not None  # facts that contradict each other give no range
        return self.range

    @property
    def leaks(self) -> bool:
        """Whether a report with these facts must not go out."""
        return self.verdict != "protected"


@dataclass(frozen=True)
class Audit:
    """Every protected number judged, and for each contradiction the facts of its block."""

    judged: tuple[Judged, ...]
    contradictions: tuple[tuple[str, ...], ...]

    @property
    def leaking(self) -> tuple[Judged, ...]:
        """What is not protected, the narrowest range first."""
        found = [one for one in self.judged if one.leaks]
        return tuple(sorted(found, key=lambda one: (one.range.width if one.range else 0, one.protected.name)))

    @property
    def is_safe(self) -> bool:
        """Whether everything is protected and nothing contradicts itself."""
        return not self.leaking and not self.contradictions

    @property
    def narrowest(self) -> Judged | None:
        """The protected number of which most is known, among those that may be of few persons."""
        near = [one for one in self.judged if one.verdict == "protected" and _may_be_few(one)]
        return min(near, key=lambda one: one.possible.width, default=None)


def audit(rows: Iterable[Row], protected: Iterable[Protected], *, known: Known | None = None) -> Audit:
    """Every protected number judged by what the statements tell together, with exact ranges."""
    return _audit(rows, dict.fromkeys(protected, ()), known)


def audit_verdicts(rows: Iterable[Row], protected: Iterable[Protected], *, known: Known | None = None) -> Audit:
    """The same verdicts in less time: a range that is wide enough is looked at no closer."""
    return _audit(rows, {one: wide_enough(one) for one in protected}, known)


def wide_enough(protected: Protected) -> tuple[Enough, ...]:
    """Which ranges are protected whatever more is possible."""
    if protected.kind == "count":
        return Enough(low=0, width=FEWEST_VALUES), Enough(high=protected.minimum, width=FEWEST_VALUES)
    if protected.kind == "answers":
        return Enough(low=0), Enough(width=FEWEST_VALUES)
    return (Enough(high=1),)


def _audit(rows: Iterable[Row], protected: Mapping[Protected, tuple[Enough, ...]], known: Known | None) -> Audit:
    targets = [Target(one.name, one.terms, enough) for one, enough in protected.items()]
    found = ranges(rows, targets, known=known)
    return Audit(tuple(_judged(one, found.ranges.get(one.name)) for one in protected), found.contradictions)


def verdict_on(protected: Protected, found: Range) -> Verdict:
    """What a range tells of a protected number."""
    verdict = _JUDGES[protected.kind](protected, found)
    if verdict == "protected" and found.known == "at_most" and found.low < protected.minimum:
        return "not_proven"
    return verdict


def _judged(protected: Protected, found: Range | None) -> Judged:
    return Judged(protected, found, "contradiction" if found is None else verdict_on(protected, found))


def _of_count(protected: Protected, found: Range) -> Verdict:
    if found.high < 1 or found.low >= protected.minimum:
        return "protected"
    if found.low >= 1 and found.high < protected.minimum:
        return "known_small"
    return "too_narrow" if found.width < FEWEST_VALUES else "protected"


def _of_answers(protected: Protected, found: Range) -> Verdict:
    known = 1 <= found.low < protected.minimum and found.width < FEWEST_VALUES
    return _of_count(protected, found) if known else "protected"


def _of_all(protected: Protected, found: Range) -> Verdict:
    return "all_alike" if found.high < 1 else "protected"


_JUDGES = {"count": _of_count, "answers": _of_answers, "all_alike": _of_all, "nobody": _of_all}


def _may_be_few(judged: Judged) -> bool:
    found = judged.range
    if found is None or judged.protected.kind not in ("count", "answers"):
        return False
    return found.known == "exactly" and found.high >= 1 and found.low < judged.protected.minimum
