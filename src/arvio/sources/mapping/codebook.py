"""How the answers to an item are written: labels, numbers, and the words that stand for a missing answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arvio.params import Instrument, Source
from arvio.params.models import Item
from arvio.sources.cells import label
from arvio.sources.raw_table import NOT_SHOWN

NO_ANSWER = "no_answer"
ANYTHING_ELSE = "*"
"""Among an option's labels: every answer that no other option has, such as a form's "other, what?"."""


@dataclass(frozen=True)
class Codebook:
    """How the answers of one item are written: a label or a number, in its compared form, and what it stands for."""

    codes: Mapping[str, int]
    reasons: Mapping[str, str]
    shown: tuple[str, ...]
    lowest: int = 0
    highest: int = 0

    def code(self, cell: object) -> int | None:
        """The number of an answer: itself on the scale, a known label, or a known label behind its own number."""
        form = label(cell)
        if form in self.codes:
            return self.codes[form]
        number, sign, words = form.partition("-") if "-" in form else form.partition("=")
        if sign and number.isdecimal() and self.codes.get(words) == int(number):
            return int(number)
        return None

    def reason(self, cell: object) -> str | None:
        """Why an answer is missing; None when it is not."""
        form = label(cell)
        return self.reasons.get(form, None if form else NO_ANSWER)


@dataclass(frozen=True)
class Options:
    """The options of a choice: each with the labels and codes that stand for it, in the compared form."""

    options: Mapping[str, str]
    """Label or code in its compared form: option."""
    reasons: Mapping[str, str]
    shown: tuple[str, ...]
    other: str | None = None
    """The option of whatever no other has."""

    def option(self, cell: object) -> str | None:
        return self.options.get(label(cell), self.other)

    def reason(self, cell: object) -> str | None:
        """Why an answer is missing; None when it is not."""
        form = label(cell)
        return self.reasons.get(form, None if form else NO_ANSWER)


def codebook(source: Source, instrument: Instrument, item: Item) -> Codebook:
    """The answers that a scale or figure may have: its instrument's, and those that the source's params add."""
    scale = item.scale or instrument.scale
    reasons = _reasons(source, instrument)
    if item.kind == "number" or scale is None:
        return Codebook({}, reasons, tuple(_missing(source, instrument)))
    labels = {written: code for code, several in scale.labels.items() for written in several} | source.labels
    numbers = {str(code): code for code in range(scale.lowest, scale.highest + 1)}
    return Codebook(
        codes=numbers | {form: code for written, code in labels.items() for form in _forms(written, code)},
        reasons=reasons,
        lowest=scale.lowest,
        highest=scale.highest,
        shown=tuple(one for one in (*labels, *_missing(source, instrument)) if not one.isdecimal()),
    )


def options(source: Source, instrument: Instrument, item: Item) -> Options:
    """The options that a choice may have, and the answers that are missing."""
    written = {one: option for option, several in item.options.items() for one in (option, *several)}
    other = next((option for option, several in item.options.items() if ANYTHING_ELSE in several), None)
    known = {label(one): option for one, option in written.items() if one != ANYTHING_ELSE}
    shown = tuple(one for several in item.options.values() for one in several[:1] if one != ANYTHING_ELSE)
    return Options(known, _reasons(source, instrument), (*shown, *_missing(source, instrument)), other)


def _forms(written: str, code: int) -> list[str]:
    """A label in its compared form, and without its own number where that stands before it."""
    form = label(written)
    words = next((form.removeprefix(f"{code}{sign}") for sign in "-=" if form.startswith(f"{code}{sign}")), "")
    return [form, words] if words else [form]


def _missing(source: Source, instrument: Instrument) -> dict[str, str]:
    return {**instrument.missing, **source.missing}


def _reasons(source: Source, instrument: Instrument) -> dict[str, str]:
    declared = {label(written): reason for written, reason in _missing(source, instrument).items()}
    return {NOT_SHOWN: "not_shown", **declared}
