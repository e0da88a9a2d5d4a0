"""Sentences about how many changed which way, and whether subgroups did so alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.narrative.sentences import (
    Sentence,
    count_of,
    is_shown,
    listed,
    paragraph,
    row_of,
    say,
    value_of,
)
from arvio.presentation.terms import term
from arvio.results import CHANGE_CLASSES, EVERYBODY
from arvio.translations import words


def agreeing(released: Released) -> Shown:
    """How many agreed at the start and at the end; nothing where nobody was asked so, or too few for shares."""
    released = require_released(released)
    if released.table.empty:
        return Shown("sentences", "", "")
    scores = released.table.groupby("indicator", sort=False)
    sentences = [_agreed(score, Released(rows, released.context)) for score, rows in scores]
    if released.rows(statistic="change_of_agreeing")["low"].notna().any():
        gettext = words(released.context.language).gettext
        sentences.append(
            Sentence(gettext("The intervals in the table tell how far chance alone could have moved the shares."))
        )
    return listed(sentences)


def change_classes(released: Released) -> Shown:
    """How many changed for the better, not at all, and for the worse, and what is called a change."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    if released.table.empty:
        few = gettext("Shares are told only where at least twenty persons answered both forms.")
        return paragraph([Sentence(few)])
    scores = released.table.groupby("indicator", sort=False)
    sentences = [_divided(score, Released(rows, released.context)) for score, rows in scores]
    if (released.rows(statistic=[*CHANGE_CLASSES])["status"] == "withheld").any():
        sentences.append(Sentence(gettext("How the others are divided is not shown where parts are small.")))
    return listed([*_rules(released), *sentences])


def subgroups(released: Released) -> Shown:
    """Whether subgroups changed differently, as far as their intervals tell."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return paragraph([Sentence(gettext("Change is not divided into subgroups."))])
    parts = released.table[released.table["group"] != EVERYBODY]
    if not any(is_shown(row) for row in plain_rows(parts)):
        return paragraph([Sentence(gettext("The subgroups are not shown, since at least one of them is small."))])
    small = gettext(
        "The subgroups are small and were not tested: a difference between them is a reason to ask, and not a result."
    )
    return listed([_set_apart(parts, context), Sentence(small)])


def _agreed(score: str, released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    names = {"item": term(score, context)}
    first, last = (row_of(released, wave=wave) for wave in ("baseline", "follow_up"))
    if not is_shown(first) or not is_shown(last):
        return say(gettext("“%(item)s”: the shares of those who agree are not shown, since parts are small."), **names)
    figures = {"first": value_of(first, context), "last": value_of(last, context), "n": count_of(first, context)}
    message = gettext("“%(item)s”: %(first)s agreed at the start and %(last)s at the end (n = %(n)s).")
    return say(message, figures, **names)


def _rules(released: Released) -> Iterator[Sentence]:
    """What is called a change of one person, by each rule that is used."""
    gettext = words(released.context.language).gettext
    rules = set(released.rows(statistic=[*CHANGE_CLASSES])["breakdown"])
    if any(rule.endswith("one_step") for rule in rules):
        yield Sentence(
            gettext(
                "A person has changed whose answer at the end is higher or lower by at least one step of the scale."
                " That may be chance too, since it is not known how much answers vary by themselves."
            )
        )
    if any(rule.endswith("reliable_change") for rule in rules):
        yield Sentence(
            gettext(
                "Where the reliability of a score is known, a person has changed whose score differs by more than the"
                " error of the instrument (reliable change index)."
            )
        )


def _divided(score: str, released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    names = {"item": term(score, context)}
    rows = {row["statistic"]: row for row in released.each()}
    if all(is_shown(rows[name]) for name in CHANGE_CLASSES):
        figures = {name.removeprefix("share_"): value_of(rows[name], context) for name in CHANGE_CLASSES}
        message = gettext(
            "“%(item)s”: %(improved)s changed for the better, %(unchanged)s did not change, and %(worsened)s changed"
            " for the worse (n = %(n)s)."
        )
        return say(message, {**figures, "n": count_of(rows["share_improved"], context)}, **names)
    if is_shown(rows["improved"]):
        figures = {"improved": value_of(rows["improved"], context), "n": count_of(rows["improved"], context)}
        return say(gettext("“%(item)s”: %(improved)s changed for the better (n = %(n)s)."), figures, **names)
    return say(gettext("“%(item)s”: how many changed is not shown, since parts are small."), **names)


def _set_apart(parts: pd.DataFrame, context: Context) -> Sentence:
    """Scores in which the intervals of two subgroups do not meet."""
    gettext = words(context.language).gettext
    apart = [
        f"“{term(score, context)}”"
        for score, rows in parts.groupby("indicator", sort=False)
        if any(one["high"] < other["low"] or other["high"] < one["low"] for one, other in _two_of(rows))
    ]
    if not parts["low"].notna().any():
        return Sentence(gettext("With so few persons it cannot be told whether the subgroups changed differently."))
    if not apart:
        return Sentence(gettext("The intervals of all subgroups overlap, so no difference between them can be told."))
    message = gettext("The intervals of some subgroups do not meet in: %(items)s.")
    return say(message, items=", ".join(apart))


def _two_of(rows: pd.DataFrame) -> Iterator[tuple[pd.Series, pd.Series]]:
    return combinations(plain_rows(rows), 2)
