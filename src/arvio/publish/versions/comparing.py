"""How two versions of a report differ in what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Literal

from arvio.publish.versions.meaning import Fact, Meaning
from arvio.results import KEYS, NUMBERS

WITHHELD = "withheld"
VERDICT = "verdict"
"""The statistic of a fact that is the verdict on a claim or a goal."""
_COMPARED = (*NUMBERS, "status")

Kind = Literal["changed", "new", "gone", "told", "withheld"]
"""told: withheld before and shown now; withheld: the other way round."""


@dataclass(frozen=True)
class Figure:
    """A figure that is told otherwise."""

    key: tuple[str, ...]
    """Indicator, breakdown, group, wave and statistic."""
    before: Fact | None
    now: Fact | None

    @property
    def kind(self) -> Kind:
        if self.before is None:
            return "new"
        if self.now is None:
            return "gone"
        was, is_now = self.before["status"] == WITHHELD, self.now["status"] == WITHHELD
        if was != is_now:
            return "told" if was else "withheld"
        return "changed"


@dataclass(frozen=True)
class Words:
    """Words that are other ones; empty where there were or are none."""

    about: str
    """The section of the commentary, a file or a library; empty where the words say it themselves."""
    before: str
    now: str


@dataclass(frozen=True)
class Difference:
    """How one version differs from another."""

    before: Meaning
    now: Meaning
    figures: tuple[Figure, ...] = ()
    claims: tuple[Figure, ...] = ()
    """Verdicts on claims and goals."""
    sentences: tuple[Words, ...] = ()
    commentary: tuple[Words, ...] = ()
    methods: tuple[Words, ...] = ()
    inputs: tuple[Words, ...] = ()
    """Files, each with a digest of what it held."""
    tools: tuple[Words, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both mean the same; what they were made with does not count."""
        parts = (self.figures, self.claims, self.sentences, self.commentary, self.methods, self.inputs)
        return not any(parts) and self.before.stage == self.now.stage


def difference(before: Meaning, now: Meaning) -> Difference:
    """How a version differs from an earlier one, or a period from another: the first wave of the one is held
    against the first of the other."""
    is_same_period = before.run.period == now.run.period
    earlier, later = (one.facts if is_same_period else _of_any_period(one) for one in (before, now))
    changed = figures(earlier, later)
    return Difference(
        before,
        now,
        figures=tuple(one for one in changed if one.key[-1] != VERDICT),
        claims=tuple(one for one in changed if one.key[-1] == VERDICT),
        sentences=tuple(_lines(before.sentences, now.sentences)),
        commentary=tuple(_named(before.commentary, now.commentary)),
        methods=tuple(_lines(before.methods, now.methods)),
        inputs=tuple(_named(before.inputs, now.inputs)),
        tools=tuple(_named(before.tools, now.tools)),
    )


def figures(before: Iterable[Fact], now: Iterable[Fact]) -> list[Figure]:
    """The figures that are told otherwise, in the order of `now`; those that are gone last.

    A figure may be told twice, as with rougher n in the text for a form: each is then held against its like.
    """
    earlier, later = _by_key(before), _by_key(now)
    found = [one for key in later for one in _of_key(key, earlier.get(key, []), later[key])]
    return [*found, *(one for key in earlier if key not in later for one in _of_key(key, earlier[key], []))]


def _of_key(key: tuple[str, ...], before: Sequence[Fact], now: Sequence[Fact]) -> Iterator[Figure]:
    was, is_now = [_told(one) for one in before], [_told(one) for one in now]
    gone = [one for one in before if _told(one) not in is_now]
    new = [one for one in now if _told(one) not in was]
    for place in range(max(len(gone), len(new))):
        old = gone[place] if place < len(gone) else None
        fresh = new[place] if place < len(new) else None
        yield Figure(key, old, fresh)


def _told(fact: Fact) -> tuple[Any, ...]:
    return tuple(fact[column] for column in _COMPARED)


def _by_key(facts: Iterable[Fact]) -> dict[tuple[str, ...], list[Fact]]:
    found: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        found.setdefault(tuple(str(fact[key]) for key in KEYS), []).append(fact)
    return found


def _of_any_period(meaning: Meaning) -> list[Fact]:
    """Its facts with waves that do not name the period: 2025-1 is what 2024-1 was."""
    period = meaning.run.period
    return [{**fact, "wave": str(fact["wave"]).removeprefix(period)} for fact in meaning.facts]


def _lines(before: Sequence[str], now: Sequence[str]) -> Iterator[Words]:
    """Lines that are other ones, each beside what stood in its place."""
    for kind, one, other, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        was, is_now = before[one:other], now[first:last]
        for place in range(max(len(was), len(is_now))):
            yield Words("", *(lines[place] if place < len(lines) else "" for lines in (was, is_now)))


def _named(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Words]:
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            yield Words(name, before.get(name, ""), now.get(name, ""))


def without_inputs(found: Difference) -> Difference:
    """The same without what it was made from: of another period that is always something else, of a preview unknown."""
    return replace(found, inputs=(), tools=())
