"""Sentences about those who do the work: how they cope, who they are and what they check."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.presentation.family_words import about
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.feedback import trend
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
from arvio.results import EVERYBODY
from arvio.translations import words


def staff_response(released: Released) -> Shown:
    """How many workers were asked how they cope, and how many answered; nothing where none were asked."""
    released = require_released(released).only(group="workers", wave="")
    rows, context = {row["statistic"]: row for row in released.each()}, released.context
    if not rows:
        return Shown("sentences", "", "")
    gettext = words(context.language).gettext
    if not is_shown(rows.get("answered")):
        return paragraph([Sentence(gettext("How many of the workers answered is not shown, since they are few."))])
    figures = {"answered": about(rows["answered"], context)}
    if not is_shown(rows.get("invited")):
        return paragraph([say(gettext("The workers were asked how they cope: %(answered)s answers."), figures)])
    figures["invited"] = about(rows["invited"], context)
    message = gettext("The workers were asked how they cope: sent to %(invited)s, answered by %(answered)s.")
    if is_shown(rows.get("waves")) and rows["waves"]["value"] > 1:
        figures["waves"] = value_of(rows["waves"], context)
        message = gettext(
            "The workers were asked how they cope in %(waves)s waves: %(invited)s invitations, %(answered)s answers."
            " Most of the workers are the same from wave to wave."
        )
    return paragraph([say(message, figures)])


def staff_wellbeing(released: Released) -> Shown:
    """The mean of each statement in the last wave of the period, or that the workers are too few to be told of.

    Waves are never put together: the same few workers answer each of them.
    """
    every = require_released(released).rows(statistic="mean")
    context = released.context
    if every.empty:
        return not_collected(context)
    gettext = words(context.language).gettext
    means = every[every["wave"] == every["wave"].max()]
    shown = [row for row in plain_rows(means) if is_shown(row)]
    if not shown:
        return paragraph([_too_few(context)])
    message = gettext("“%(item)s”: mean %(mean)s out of 5 (%(wave)s, n = %(n)s).")
    figures = [{"mean": value_of(row, context), "n": count_of(row, context)} for row in shown]
    names = [{"item": term(row["indicator"], context), "wave": row["wave"]} for row in shown]
    sentences = [say(message, figure, **name) for figure, name in zip(figures, names, strict=True)]
    if len(shown) < len(means):
        sentences.append(
            Sentence(gettext("The other statements are not told, since too few of the workers answered them."))
        )
    return listed(sentences, finding=sentences[0])


def wellbeing_trend(released: Released) -> Shown:
    """Whether the workers' answers have changed from wave to wave, or that it cannot be told."""
    means = require_released(released).rows(statistic="mean")
    gettext = words(released.context.language).gettext
    waves = means.dropna(subset=["value"]).groupby("indicator").size()
    if means.empty or (waves > 1).any():
        return trend(released)
    if waves.empty:
        return paragraph([_too_few(released.context)])
    if (means["status"] == "withheld").any():
        return paragraph([Sentence(gettext("No change is told, since too few of the workers answered in some waves."))])
    return paragraph([Sentence(gettext("The workers have been asked once: there is no change to tell."))])


def staff(numbers: Released, experience: Released) -> Shown:
    """How many workers there were, and how many of them have worked in residential child welfare."""
    sentences = [*_numbers(require_released(numbers)), *_experience(require_released(experience))]
    if not sentences:
        return not_collected(numbers.context)
    return paragraph(sentences)


def ddp_levels(released: Released) -> Shown:
    """How many of the workers have training in DDP, dyadic developmental psychotherapy."""
    released = require_released(released)
    row, context = row_of(released, indicator="ddp_trained", statistic="with_training"), released.context
    if row is None:
        return not_collected(context)
    gettext = words(context.language).gettext
    if not is_shown(row):
        return paragraph([Sentence(gettext("How many have training in DDP is not told, since the numbers are small."))])
    message = gettext(
        "Of the workers whose training is known %(share)s have training in DDP, dyadic developmental psychotherapy"
        " (n = %(n)s)."
    )
    sentences = [say(message, {"share": value_of(row, context), "n": count_of(row, context)})]
    levels = released.rows(indicator="ddp_levels")
    told = levels.loc[levels["value"].notna(), "group"]
    if len(told) < len(levels) or set(told) <= {EVERYBODY, "other_levels"}:
        sentences.append(Sentence(gettext("The levels of training are not told, since some of them are of few.")))
    return paragraph(sentences, finding=sentences[0])


def quality_checks(released: Released) -> Shown:
    """How many requirements of the law, and how many of one's own beyond it, are met."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    messages = {
        "statutory": gettext("Of the %(requirements)s statutory requirements that were checked %(met)s are met."),
        "beyond_statutory": gettext(
            "Of the %(requirements)s practices beyond the statutory minimum that were checked %(met)s are in use."
        ),
    }
    sentences = [
        say(messages[kind], {"requirements": value_of(checked, context), "met": value_of(met, context)})
        for kind, checked, met in _checked(released)
        if kind in messages
    ]
    return paragraph(sentences, finding=sentences[-1]) if sentences else not_collected(context)


def _too_few(context: Context) -> Sentence:
    return Sentence(
        words(context.language).gettext(
            "The workers' answers are not shown: there are so few workers that somebody's own answer could be worked"
            " out."
        )
    )


def _numbers(released: Released) -> Iterator[Sentence]:
    context = released.context
    gettext = words(context.language).gettext
    days = {row["group"]: row for row in released.each(breakdown="day")}
    if not days:
        return
    if all(is_shown(days.get(day)) for day in ("first_day", "last_day")):
        message = gettext("There were %(first)s workers on the first day of the period and %(last)s on the last.")
        figures = {"first": about(days["first_day"], context), "last": about(days["last_day"], context)}
        yield say(message, figures)
    if all(is_shown(days.get(change)) for change in ("began", "left")):
        message = gettext("%(began)s began in the period and %(left)s left.")
        yield say(message, {change: about(days[change], context) for change in ("began", "left")})
    else:
        yield Sentence(gettext("How many began and left in the period is not told, since they are few."))


def _experience(released: Released) -> Iterator[Sentence]:
    context = released.context
    gettext = words(context.language).gettext
    row = row_of(released, statistic="with_experience", wave="")
    if row is None:
        return
    if not is_shown(row):
        yield Sentence(gettext("How many have worked in residential child welfare is not told: the workers are few."))
        return
    message = gettext(
        "Of those who worked in the period %(share)s have worked in residential child welfare (n = %(n)s)."
    )
    yield say(message, {"share": value_of(row, context), "n": count_of(row, context)})


def _checked(released: Released) -> Iterator[tuple[str, pd.Series, pd.Series]]:
    counts = released.rows(indicator="quality_checks", breakdown="kind")
    for kind in ("statutory", "beyond_statutory"):
        rows = {row["statistic"]: row for row in plain_rows(counts[counts["group"] == kind])}
        if all(is_shown(rows.get(name)) for name in ("requirements", "requirements_met")):
            yield kind, rows["requirements"], rows["requirements_met"]
