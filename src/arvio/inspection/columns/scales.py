"""Whether the answers of a column are steps of a scale: marks, an instrument's words, or words that are common."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from arvio.inspection.columns.vocabulary import Wording, wordings
from arvio.params import Instrument
from arvio.params.models import Scale
from arvio.saying import say
from arvio.sources.cells import label

HIGHEST_MARK = 10
SET_ASIDE = frozenset({-1, -9, -99, 9, 66, 77, 88, 97, 98, 99, 999})
"""Numbers that stand beside a scale for "don't know" and the like, when there is a gap before them."""
STEPS_AT_LEAST = 3

_COUNTED = re.compile(
    r"montako|kuinka mon|lukumäärä|\bkpl\b|vuotta|vuosina|\bikä\b|hur många|antal|ålder|how many|number of|\bage\b",
    re.IGNORECASE,
)
"""Headers of figures: three children are no mark of three."""
_NUMBERED = re.compile(r"(\d{1,2})\s*[-=:.)]\s*([^\W\d].*)")

Direction = Literal["higher_is_better", "lower_is_better"]


@dataclass(frozen=True)
class Steps:
    """The steps of a scale, the words of each as found, and how it was known."""

    lowest: int
    highest: int
    labels: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    known_by: str = say("its numbers")
    direction: Direction = "higher_is_better"
    guessed: tuple[str, ...] = ()
    """Words of steps that nobody chose: the usual ones."""
    set_aside: tuple[str, ...] = ()
    """Numbers that were found beside the scale and taken for missing answers."""


def of_numbers(header: str, numbers: Collection[float]) -> Steps | None:
    """A scale of marks from 0 or 1 up to 10, and numbers set aside; None where the numbers are figures or codes."""
    if _COUNTED.search(header) or any(number != int(number) for number in numbers):
        return None
    found = sorted(int(number) for number in numbers)
    steps = _without_set_aside(found)
    if not steps or steps[0] < 0 or steps[-1] > HIGHEST_MARK or len(found) < 2:
        return None
    if len(steps) < 2 or set(steps) <= {0, 1} or set(steps) <= {1, 2}:
        return None
    aside = tuple(str(number) for number in found if number not in steps)
    return Steps(min(steps[0], 1), steps[-1], set_aside=aside)


def _without_set_aside(found: Sequence[int]) -> list[int]:
    """The numbers without those behind a gap: 1 2 3 4 5 and 9 are a scale of five and a 9 for something else."""
    steps = [number for number in found if number not in SET_ASIDE]
    if len(steps) < STEPS_AT_LEAST or steps[-1] - steps[0] != len(steps) - 1:
        return list(found)
    return [number for number in found if number in steps or steps[-1] + 1 == number]


def of_labels(
    written: Sequence[str], instruments: Mapping[str, Instrument], others: Iterable[Collection[str]] = ()
) -> Steps | None:
    """The scale whose words the answers are; None where they are steps of no scale that is known.

    `others` are the answers of the other columns: where they use the same words, they show which steps there are.
    """
    if len({label(one) for one in written}) < 2:
        return None
    return _of_instrument(written, instruments) or _numbered(written) or _worded(written, others)


def _of_instrument(written: Sequence[str], instruments: Mapping[str, Instrument]) -> Steps | None:
    for name, instrument in instruments.items():
        for scale in scales_of(instrument):
            codes = codes_of(scale)
            if all(label(one) in codes for one in written):
                own = {step: tuple(words) for step, words in scale.labels.items()}
                return Steps(scale.lowest, scale.highest, own, say("instrument %(name)s", name=name))
    return None


def scales_of(instrument: Instrument) -> list[Scale]:
    """The different scales of an instrument."""
    found = [instrument.scale, *(item.scale for item in instrument.items)]
    return [scale for place, scale in enumerate(found) if scale is not None and scale not in found[:place]]


def codes_of(scale: Scale) -> dict[str, int]:
    """Label in its compared form: its step. Numbers alone are known to every scale, and say nothing."""
    return {label(word): step for step, words in scale.labels.items() for word in words if not word.isdecimal()}


def _numbered(written: Sequence[str]) -> Steps | None:
    """Labels that begin with their number: 5 – Erittäin tärkeä. Steps in between may be numbers alone."""
    found: dict[int, list[str]] = {}
    for one in written:
        number, words = _number_and_words(one)
        if number is None or number > HIGHEST_MARK:
            return None
        found.setdefault(number, []).extend([one] if words else [])
    if len(found) < 2 or not any(found.values()):
        return None
    labels = {number: tuple(words) for number, words in sorted(found.items()) if words}
    return Steps(min(*found, 1), max(found), labels, say("the numbers before the words"))


def _number_and_words(written: str) -> tuple[int | None, str]:
    if written.isdecimal():
        return int(written), ""
    found = _NUMBERED.fullmatch(label(written))
    return (int(found[1]), found[2]) if found else (None, "")


def _worded(written: Sequence[str], others: Iterable[Collection[str]]) -> Steps | None:
    fitting = [wording for wording in wordings() if _steps(wording, written) is not None]
    if not fitting:
        return None
    pool = _pooled(written, fitting, others)
    fitting = [wording for wording in fitting if _steps(wording, pool) is not None]
    best = min(fitting, key=lambda wording: _misfit(wording, pool))
    return _as_steps(best, written)


def _steps(wording: Wording, written: Iterable[str]) -> dict[str, int] | None:
    """Each answer's step; None where one of them is no step of this scale."""
    found = {one: wording.step(one) for one in written}
    steps = {one: step for one, step in found.items() if step is not None}
    return steps if len(steps) == len(found) else None


def _pooled(written: Sequence[str], fitting: Sequence[Wording], others: Iterable[Collection[str]]) -> set[str]:
    """The answers of this column and of those beside it that use the same scale."""
    pool = set(written)
    for other in others:
        if any(_steps(wording, pool | set(other)) is not None for wording in fitting):
            pool |= set(other)
    return pool


def _misfit(wording: Wording, pool: Collection[str]) -> tuple[int, int, int]:
    """Best is a scale that tells most answers apart, all of whose steps were answered, the commonest first."""
    seen = {wording.step(one) for one in pool}
    unseen = len(wording.steps) - len(seen)
    return -len(seen), int(unseen > 0), wordings().index(wording)


def _as_steps(wording: Wording, written: Sequence[str]) -> Steps:
    """The scale in the words of this export; steps that nobody chose get the words that are usual."""
    found = _steps(wording, written) or {}
    capital = all(one[:1].isupper() for one in written)
    labels, guessed = {}, []
    for step, words in enumerate(wording.steps, start=1):
        own = tuple(one for one, its in found.items() if its == step)
        usual = words[0][:1].upper() + words[0][1:] if capital else words[0]
        labels[step] = own or (usual,)
        guessed += [] if own else [usual]
    known_by = say("the common words of %(name)s", name=wording.name)
    return Steps(1, len(wording.steps), labels, known_by, guessed=tuple(guessed))


def of_codes(options: Mapping[str, str]) -> Steps | None:
    """The scale that a codebook's codes and labels are; None where its labels show no order."""
    codes = {int(code): words for code, words in options.items() if re.fullmatch(r"[0-9]{1,4}", code)}
    if len(codes) < max(len(options), STEPS_AT_LEAST) or max(codes) - min(codes) != len(codes) - 1:
        return None
    if all(words == str(code) for code, words in codes.items()):
        return Steps(min(codes), max(codes))
    for wording in wordings():
        found = [step for _, words in sorted(codes.items()) if (step := wording.step(words)) is not None]
        if len(found) == len(codes) and found in (sorted(set(found)), sorted(set(found), reverse=True)):
            direction: Direction = "higher_is_better" if found[0] < found[-1] else "lower_is_better"
            labels = {code: (words,) for code, words in sorted(codes.items())}
            return Steps(min(codes), max(codes), labels, say("its codebook"), direction)
    return None
