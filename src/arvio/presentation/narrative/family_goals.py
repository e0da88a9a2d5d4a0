"""Sentences about how far families reached the goals that were set with them."""

from __future__ import annotations

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation import style
from arvio.presentation.family_words import about, band_words
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import (
    Sentence,
    computed_row,
    has_interval,
    interval_of,
    is_shown,
    listed,
    paragraph,
    row_of,
    say,
    value_of,
)
from arvio.results import EVERYBODY
from arvio.translations import words


def attainment(released: Released) -> Shown:
    """The mean T score at the start and at the end, what a T score is, and whose goals nobody has assessed."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    gettext = words(released.context.language).gettext
    change = row_of(released, statistic="mean_change")
    if not is_shown(change):
        untold = gettext("How far the goals were reached is not shown, since they are of too few families.")
        return paragraph([Sentence(untold), *_without_score(released)])
    sentence = _levels(released, change)
    return paragraph(
        [sentence, _meaning(released), *_certainty(change, released), *_without_score(released)], finding=sentence
    )


def attainment_bands(released: Released) -> Shown:
    """How many families reached less than, about, and more than what was expected."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    context = released.context
    gettext = words(context.language).gettext
    bands = [row for row in released.each() if row["group"] != EVERYBODY]
    if not bands or not all(is_shown(row) for row in bands):
        untold = gettext("How many families reached how much is not shown, since too few of them are in some band.")
        return paragraph([Sentence(untold)])
    message = gettext("%(band)s: %(families)s families.")
    return listed(
        [
            Sentence(
                message % {"band": band_words(row["group"], context), "families": about(row, context)},
                (value_of(row, context),),
            )
            for row in bands
        ]
    )


def goals_reached(released: Released) -> Shown:
    """The share of the assessed goals that were reached as expected or better."""
    released = require_released(released)
    assessed, share = (row_of(released, statistic=name) for name in ("goals", "goals_reached"))
    if assessed is None:
        return not_collected(released.context)
    context = released.context
    gettext = words(context.language).gettext
    figures = {"goals": value_of(assessed, context)}
    if share is None:
        return paragraph([Sentence(gettext("None of the families' goals has been assessed yet."))])
    if not is_shown(share):
        message = gettext("%(goals)s goals were assessed; which share of them was reached is not shown.")
        return paragraph([say(message, figures)])
    message = gettext(
        "Of the %(goals)s goals that were assessed %(share)s were reached as expected or better (n = %(n)s families)."
    )
    figures |= {"share": value_of(share, context), "n": style.number(share["n"], context.language)}
    sentence = say(message, figures)
    return paragraph([sentence, *_goals_without_score(released)], finding=sentence)


def _levels(released: Released, change: Row) -> Sentence:
    context = released.context
    message = words(context.language).gettext(
        "The mean T score of the families' goals was %(before)s at the start and %(after)s at the end (change"
        " %(change)s; n = %(n)s families)."
    )
    figures = {
        "before": value_of(computed_row(released, statistic="mean", wave="baseline"), context),
        "after": value_of(computed_row(released, statistic="mean", wave="follow_up"), context),
        "change": value_of(change, context),
        "n": style.number(change["n"], context.language),
    }
    return say(message, figures)


def _meaning(released: Released) -> Sentence:
    return Sentence(
        words(released.context.language).gettext(
            "A T score of 50 means that a family reached its goals just as was expected when they were set; a higher"
            " one that it reached more, a lower one that it reached less."
        )
    )


def _certainty(change: Row, released: Released) -> list[Sentence]:
    """The interval of the change; with few families nothing can be said of it."""
    context = released.context
    gettext = words(context.language).gettext
    if not has_interval(change):
        return [Sentence(gettext("With so few families it cannot be told whether the change is more than chance."))]
    figures = {"interval": interval_of(change, context)}
    if change["low"] > 0 or change["high"] < 0:
        return [say(gettext("The change is more than chance (95%% interval %(interval)s)."), figures)]
    return [say(gettext("The change can be chance (95%% interval %(interval)s)."), figures)]


def _without_score(released: Released) -> list[Sentence]:
    row, context = row_of(released, statistic="without_score"), released.context
    return [_waiting(row, context)] if row is not None else []


def _waiting(row: Row, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    if not is_shown(row):
        return Sentence(gettext("Families without a T score, since their goals are not assessed, are few or none."))
    message = gettext("Families without a T score, since their goals are not assessed: %(families)s.")
    return Sentence(message % {"families": about(row, context)}, (value_of(row, context),))


def _goals_without_score(released: Released) -> list[Sentence]:
    """Goals that nobody has assessed, where they are of so many families that these may be counted."""
    goals, families = (row_of(released, statistic=name) for name in ("goals_without_score", "without_score"))
    if not is_shown(goals) or not is_shown(families):
        return []
    message = words(released.context.language).gettext(
        "%(goals)s goals have not been assessed; they are no part of it."
    )
    return [say(message, {"goals": value_of(goals, released.context)})]
