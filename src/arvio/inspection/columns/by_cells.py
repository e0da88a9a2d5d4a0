"""The kind of a column by what stands in its cells alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from arvio.inspection.columns import scales
from arvio.inspection.columns.column import Column, Kind, Missing, Option
from arvio.inspection.columns.headings import asks_for_own_words
from arvio.inspection.columns.several_in_cell import Taken, taken_apart
from arvio.inspection.columns.tally import AT_LEAST, Tally, identifies
from arvio.inspection.columns.vocabulary import missing_reason
from arvio.saying import say
from arvio.sources.cells import label
from arvio.sources.mapping.codebook import ANYTHING_ELSE

MOST_OPTIONS = 40
LONGEST_LABEL = 150
SHARE_OF_LABELS = 0.8
"""Of the answers that must have a label that others have too; with fewer, the column holds what people wrote."""
SHARE_OF_NUMBERS = 0.8
FIGURES_AT_LEAST = 10
"""Different numbers; a column of nearly nothing but numbers with more of them is a figure that some wrote in words."""

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,3})")
_LEADING_ZERO = re.compile(r"0[0-9]+")
"""Codes of municipalities, as 091: no figures, though every cell is a number."""
_SENTENCE = re.compile(r"\S+(?: \S+)+[.!]")

Answers = Mapping[str, tuple[str, int]]
"""Label in its compared form: its spelling, and how often."""


def by_cells(column: Column, separator: str) -> Column:
    """Dates, figures, marks, labels or what people wrote; `separator` is what the tool puts between several answers."""
    tally = column.tally
    if tally.days and (tally.dates.order is None or tally.dates.order in tally.days):
        return replace(column, kind="date")
    found = tally.labels()
    said = {words: reason for words, _ in found.values() if (reason := missing_reason(words))}
    column = replace(column, missing={**said, **column.missing})
    answers = {form: one for form, one in found.items() if one[0] not in column.missing}
    if not answers:
        return replace(column, kind="empty", remark=say("holds nothing but answers that are missing"))
    if len(answers) == 1 and tally.filled >= AT_LEAST and not tally.beyond:
        return column if asks_for_own_words(column.header) else replace(column, kind="constant")
    return _several_answers(column, answers, separator)


def _several_answers(column: Column, answers: Answers, separator: str) -> Column:
    tally, found = column.tally, column.tally.labels()
    in_words = [form for form in map(label, column.missing) if form in found and not _is_whole(form)]
    not_numbers = tally.not_numbers - sum(found[form][1] for form in in_words)
    if not not_numbers and not any(_LEADING_ZERO.fullmatch(words) for words, _ in answers.values()):
        return _of_numbers(column, answers)
    if not_numbers and _are_nearly_numbers(tally, not_numbers):
        remark = say(
            "figures but for %(not_numbers)s of %(filled)s answers: correct these and make it an item",
            not_numbers=not_numbers,
            filled=tally.filled,
        )
        return replace(column, kind="open text", remark=remark)
    return _of_labels(column, answers, separator)


def _are_nearly_numbers(tally: Tally, not_numbers: int) -> bool:
    return tally.filled - not_numbers >= SHARE_OF_NUMBERS * tally.filled and len(tally.forms) > FIGURES_AT_LEAST


def _is_whole(written: str) -> bool:
    """Whether a cell is a whole number that may be a mark or a code: figures may have any number of digits."""
    return _WHOLE.fullmatch(written) is not None


def _of_numbers(column: Column, answers: Answers) -> Column:
    """Marks on a scale, codes of a choice, or figures."""
    forms = [words for words, _ in answers.values()]
    if not all(map(_is_whole, forms)):
        return replace(column, kind="number")
    steps = scales.of_numbers(column.header, {int(form) for form in forms})
    if steps and column.tally.filled >= AT_LEAST:
        aside: Missing = dict.fromkeys(steps.set_aside, "does_not_know")
        return replace(column, kind="scale", steps=steps, missing={**column.missing, **aside}, remark=_remark(steps))
    if len(forms) > 1 and (set(forms) <= {"0", "1"} or set(forms) <= {"1", "2"}):
        options = tuple(Option(words, n) for words, n in sorted(answers.values()))
        return replace(column, kind="choice", options=options)
    return replace(column, kind="number")


def _remark(steps: scales.Steps) -> str:
    if steps.set_aside:
        return say(
            "%(listed)s stands apart from the scale: taken for don't know; say what it means",
            listed=", ".join(steps.set_aside),
        )
    if (steps.lowest, steps.highest) == (1, 6):
        return say('6 may be "En osaa sanoa", which Webropol exports as a number: then write it under missing')
    return ""


def _of_labels(column: Column, answers: Answers, separator: str) -> Column:
    """One of some options, several of them in a cell, or what people wrote."""
    forms = dict(answers.values())
    several = taken_apart(forms, separator)
    chosen = _without_missing(several) if several else {form: n for form, (_, n) in answers.items()}
    named = {form: n for form, n in chosen.items() if n >= AT_LEAST}
    total = sum(chosen.values()) + column.tally.beyond
    named = {form: n for form, n in named.items() if form != ANYTHING_ELSE}
    options = [Option(_spelling(form, answers), n) for form, n in sorted(named.items(), key=lambda one: -one[1])]
    if any(identifies(one.words) for one in options):
        return replace(
            column, kind="open text", remark=say("some labels look like names, numbers or addresses of persons")
        )
    if sum(named.values()) < SHARE_OF_LABELS * total or not options or not _are_labels(column.header, options):
        return replace(column, kind="open text")
    kind: Kind = "choices" if several else "choice"
    found = replace(column, kind=kind, options=tuple(options), rare=total - sum(named.values()))
    return replace(found, separator=several.separator) if several else found


def _without_missing(several: Taken) -> dict[str, int]:
    return {form: n for form, n in several.options.items() if missing_reason(form) is None}


def _are_labels(header: str, options: Collection[Option]) -> bool:
    """Whether the answers are those of a list, and no sentences that several people wrote alike."""
    sentences = [one for one in options if _SENTENCE.fullmatch(one.words)]
    if asks_for_own_words(header) or 2 * len(sentences) > len(options):
        return False
    return len(options) <= MOST_OPTIONS and all(len(one.words) <= LONGEST_LABEL for one in options)


def _spelling(form: str, answers: Answers) -> str:
    """A label as it is written in the cells, also where it is a part of one: the compared form has no capitals."""
    if form in answers:
        return answers[form][0]
    return next(_found_in(form, (words for words, _ in answers.values())), form)


def _found_in(form: str, cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        place = label(cell).find(form)
        if place >= 0 and len(label(cell)) == len(cell):
            yield cell[place : place + len(form)]
