"""Sentences about means by what is known of the respondent: role in the family, size of the municipality."""

from __future__ import annotations

import itertools

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.presentation.family_words import about
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.feedback import trend
from arvio.presentation.narrative.sentences import (
    Sentence,
    count_of,
    has_interval,
    is_shown,
    listed,
    row_of,
    say,
    value_of,
)
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words

FAMILIES = "participants"


def families_asked(released: Released) -> Shown:
    """Which share of the invited answered, and how many answers that is; counts that were rounded would not give it."""
    released = require_released(released)
    answered, rate = (row_of(released, wave="", statistic=name) for name in ("answered", "response_rate"))
    if answered is None:
        return not_collected(released.context)
    context = released.context
    gettext = words(context.language).gettext
    if not is_shown(answered):
        return listed([Sentence(gettext("The number of answers is not shown, since it is small."))])
    names, numbers = {"answers": about(answered, context)}, [value_of(answered, context)]
    message = gettext("Forms that came back: %(answers)s. How many were invited is not known.")
    if is_shown(rate):
        message = gettext("Of those invited %(rate)s answered; forms that came back: %(answers)s.")
        names["rate"] = value_of(rate, context)
        numbers.append(names["rate"])
    sentence = Sentence(message % names, tuple(numbers))
    return listed([sentence], finding=sentence)


def means_by_role(released: Released) -> Shown:
    """The highest and lowest mean of parents and of young people, and the statements on which they differ."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    parts = _parts(released)
    gettext = words(released.context.language).gettext
    shown = parts.dropna(subset=["value"])
    if shown.empty:
        untold = gettext("Parents and young people are not shown apart, since too few of either answered.")
        return listed([Sentence(untold)])
    extremes = [_extremes(role, rows, released.context) for role, rows in shown.groupby("group", sort=False)]
    unknown = gettext("Answers without the respondent's role are left out where they are few.")
    return listed([*extremes, *_differences(shown, released.context), Sentence(unknown)])


def means_by_wave(released: Released) -> Shown:
    """Change between the first and the last wave of each statement, where the intervals support one."""
    released = require_released(released)
    waves = _parts(released)
    shown = waves[waves["group"].str[:4].str.isdigit()].dropna(subset=["value"])
    if waves.empty or shown["group"].nunique() > 1:
        return trend(Released(shown.assign(wave=shown["group"], group=FAMILIES), released.context))
    one = words(released.context.language).gettext("There is one wave to show so far, so that nothing can be compared.")
    return listed([Sentence(one)])


def smoothness(released: Released) -> Shown:
    """The mean that those who order the work gave to cooperation, in all and by the size of their municipality."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    total = released.rows(group=EVERYBODY)
    if total.empty or not is_shown(total.iloc[0]):
        untold = words(released.context.language).gettext(
            "How smoothly cooperation goes is not shown: too few answered."
        )
        return listed([Sentence(untold)])
    sentence = _in_all(total.iloc[0], released.context)
    return listed([sentence, *_by_class(_parts(released), released.context)], finding=sentence)


def _parts(released: Released) -> pd.DataFrame:
    return released.table[(released.table["group"] != EVERYBODY) & (released.table["statistic"] == "mean")]


def _extremes(role: str, means: pd.DataFrame, context: Context) -> Sentence:
    ranked = means.sort_values("value", kind="stable")
    lowest, highest = ranked.iloc[0], ranked.iloc[-1]
    figures = {
        "highest": value_of(highest, context),
        "lowest": value_of(lowest, context),
        "n": count_of(highest, context),
    }
    items = {"high_item": term(highest["indicator"], context), "low_item": term(lowest["indicator"], context)}
    message = words(context.language).gettext(
        "%(group)s (n = %(n)s): the highest mean is %(highest)s (“%(high_item)s”), the lowest %(lowest)s"
        " (“%(low_item)s”)."
    )
    return say(message, figures, group=term(role, context), **items)


def _differences(means: pd.DataFrame, context: Context) -> list[Sentence]:
    """The statements on which the intervals of two groups lie apart; or that no difference can be told."""
    gettext = words(context.language).gettext
    if means["group"].nunique() < 2:
        return []
    apart = [item for item, rows in means.groupby("indicator", sort=False) if _any_apart(rows)]
    if not apart:
        return [Sentence(gettext("On no statement can it be told that the groups differ by more than chance."))]
    message = gettext("The groups differ by more than chance on “%(item)s”.")
    return [say(message, item=term(item, context)) for item in apart]


def _in_all(row: Row, context: Context) -> Sentence:
    message = words(context.language).gettext(
        "Those who order the work gave “%(item)s” a mean of %(mean)s on a scale from 1 to 5 (n = %(n)s)."
    )
    figures = {"mean": value_of(row, context), "n": count_of(row, context)}
    return say(message, figures, item=term(row["indicator"], context))


def _by_class(parts: pd.DataFrame, context: Context) -> list[Sentence]:
    gettext = words(context.language).gettext
    if parts["value"].isna().any() or parts.empty:
        return [Sentence(gettext("Municipalities are not shown by size, since too few answered from some of them."))]
    message = gettext("%(group)s: %(mean)s (n = %(n)s).")
    told = [
        say(message, {"mean": value_of(row, context), "n": count_of(row, context)}, group=term(row["group"], context))
        for row in plain_rows(parts)
    ]
    if len(parts) < 2:
        return told
    apart = gettext("Municipalities of different size differ by more than chance.")
    unclear = gettext(
        "It cannot be told whether cooperation differs by the size of the municipality by more than chance."
    )
    return [*told, Sentence(apart if _any_apart(parts) else unclear)]


def _any_apart(means: pd.DataFrame) -> bool:
    """Whether the intervals of two groups lie apart; groups without one tell nothing."""
    known = [row for row in plain_rows(means) if has_interval(row)]
    return any(
        one["low"] > other["high"] or other["low"] > one["high"] for one, other in itertools.combinations(known, 2)
    )
