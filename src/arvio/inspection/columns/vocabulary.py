"""Words that forms answer with: the steps of common scales, and what says that there is no answer.

They stand in scales.txt and missing_words.txt beside this module: common wordings of Finnish, Swedish and English
forms, none of them an instrument. A form with other words loses nothing: its answers are then read as options.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

from arvio.params.models import MissingReason
from arvio.sources.cells import label

_REMARK = re.compile(r"\s*\([^)]*\)$")
_LANGUAGES = re.compile(r"\s*/\s*")


@dataclass(frozen=True)
class Wording:
    """The steps of a scale in one language, from the lowest to the highest, each with the ways to write it."""

    name: str
    language: str
    steps: tuple[tuple[str, ...], ...]

    def step(self, written: str) -> int | None:
        """Which step a label is, counted from 1; None where it is none of them."""
        return next((self._by_form[form] for form in _forms(written) if form in self._by_form), None)

    @property
    def _by_form(self) -> Mapping[str, int]:
        return _by_form(self)


@cache
def _by_form(wording: Wording) -> dict[str, int]:
    return {label(word): number for number, words in enumerate(wording.steps, start=1) for word in words}


def _forms(written: str) -> list[str]:
    """The ways in which a label may be known: as it is, without a remark in brackets, in one of two languages."""
    form = label(written)
    bare = _REMARK.sub("", form)
    return [form, bare, *_LANGUAGES.split(bare)]


@cache
def wordings() -> tuple[Wording, ...]:
    """The scales that are known, the commonest first, those without their middle step last."""
    whole = tuple(_read_wordings())
    return (*whole, *(_without_middle(one) for one in whole if len(one.steps) == 5))


def missing_reason(written: str) -> MissingReason | None:
    """Why an answer that is written so is missing; None where it is an answer.

    >>> missing_reason("En osaa sanoa"), missing_reason("Prefer not to say."), missing_reason("Joskus")
    ('does_not_know', 'refused', None)
    """
    return _missing_words().get(label(written).rstrip(".!"))


@cache
def _missing_words() -> dict[str, MissingReason]:
    lines = (line.partition(":") for line in _lines("missing_words.txt"))
    reasons = {reason: reason for reason in get_args(MissingReason)}
    return {label(word): reasons[reason] for reason, _, words in lines for word in _words(words)}


def _read_wordings() -> Iterator[Wording]:
    heading, steps = "", []
    for line in (*_lines("scales.txt"), "end of the last one"):
        if line.startswith(" "):
            steps.append(_words(line))
            continue
        if heading:
            name, _, language = heading.rpartition(" ")
            yield Wording(name, language, tuple(steps))
        heading, steps = line, []


def _without_middle(wording: Wording) -> Wording:
    """The same scale with an even number of steps, on which nobody can stay in between."""
    middle = len(wording.steps) // 2
    return Wording(wording.name, wording.language, wording.steps[:middle] + wording.steps[middle + 1 :])


def _words(line: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in line.split("|"))


def _lines(name: str) -> list[str]:
    written = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in written.splitlines() if line.strip() and not line.startswith("#")]
