"""Sentences about what the respondent groups answered."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released, rows_by
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import (
    Sentence,
    computed_row,
    count_of,
    has_interval,
    interval_of,
    is_shown,
    listed,
    paragraph,
    say,
    value_of,
)
from arvio.presentation.terms import term
from arvio.translations import later, words

FEW = 20
"""Below this many answers a sentence tells counts and no percent, which would look more exact than it is."""


def response(released: Released) -> Shown:
    """How many of each respondent group answered, of those invited."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    sentences = [_response_of(group, released) for group in dict.fromkeys(released.table["group"])]
    return listed(sentences, finding=sentences[0])


def intake(released: Released) -> Shown:
    """What was read, and what was left out before anything was computed."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    figures = {
        group: value_of(computed_row(released, group=group), released.context) for group in released.table["group"]
    }
    gettext = words(released.context.language).gettext
    message = gettext(
        "The files hold %(read)s rows. Duplicates (%(duplicates)s) and test rows, empty rows and withdrawn consents"
        " (%(left_out)s together) were left out; %(kept)s rows were kept."
    )
    return paragraph([say(message, figures)])


def feedback(released: Released) -> Shown:
    """Highest and lowest mean of each respondent group."""
    released = require_released(released)
    means = released.rows(statistic="mean")
    if means.empty:
        return not_collected(released.context)
    sentences = [_extremes(group, rows, released.context) for group, rows in means.groupby("group", sort=False)]
    return listed(sentences, finding=sentences[0])


def differences(released: Released, *, margin: float) -> Shown:
    """Whether each group is on the level of the reference group, differs from it, or neither can be told."""
    released = require_released(released)
    rows = released.rows(statistic="difference")
    if rows.empty:
        return not_collected(released.context)
    return listed([_compared(row, margin, released.context) for row in plain_rows(rows)])


def ranking(released: Released) -> Shown:
    """The item with the highest mean, called the highest only where its interval stands clear of the next."""
    released = require_released(released)
    means = (
        released.rows(statistic="mean").dropna(subset=["value"]).sort_values("value", ascending=False, kind="stable")
    )
    if len(means) < 2:
        return not_collected(released.context)
    sentence = _first_of(means.iloc[0], means.iloc[1], released.context)
    return paragraph([sentence], finding=sentence)


def trend(released: Released) -> Shown:
    """Change between the first and the last wave of each item and group, where the intervals support one."""
    released = require_released(released)
    shown = [row for row in released.each(statistic="mean") if row["value"] == row["value"]]
    sentences = [
        _change(sorted(rows, key=lambda row: row["wave"]), released.context)
        for rows in rows_by(shown, "indicator", "group").values()
        if len(rows) > 1
    ]
    return listed(sentences) if sentences else not_collected(released.context)


def survey_limits(released: Released) -> Shown:
    """What the answers and their intervals can't tell."""
    gettext = words(require_released(released).context.language).gettext
    return listed(
        [
            Sentence(
                gettext("Those who did not answer may think otherwise than those who did; no interval covers that.")
            ),
            Sentence(
                gettext(
                    "An interval tells how much chance alone can move a mean. It ends where the scale ends, and with"
                    " few answers it is left out, since it would give away how they were spread."
                )
            ),
            Sentence(gettext("Don't-know answers are counted, and are no part of any mean or share.")),
            Sentence(gettext("Opinions were asked; whether the work brought about a change was not studied.")),
        ]
    )


def _response_of(group: str, released: Released) -> Sentence:
    context = released.context
    ngettext, gettext = words(context.language).ngettext, words(context.language).gettext
    rows = {row["statistic"]: row for row in released.each(group=group, wave="")}
    names = {"group": term(group, context)}
    if not is_shown(rows.get("answered")):
        return say(gettext("%(group)s: the number of answers is not shown, since it is small."), **names)
    figures = {name: value_of(row, context) for name, row in rows.items() if is_shown(row)}
    if not is_shown(rows.get("invited")) or not is_shown(rows.get("response_rate")):
        message = ngettext(
            "%(group)s: one answer; how many were invited is not known.",
            "%(group)s: %(answered)s answers; how many were invited is not known.",
            int(rows["answered"]["value"]),
        )
        return say(message, {"answered": figures["answered"]}, **names)
    if rows["answered"]["value"] < FEW:
        message = gettext("%(group)s: %(answered)s of the %(invited)s invited answered.")
        return say(message, {name: figures[name] for name in ("answered", "invited")}, **names)
    message = ngettext(
        "%(group)s: %(answered)s of the %(invited)s invited answered (%(response_rate)s), in one wave.",
        "%(group)s: %(answered)s of the %(invited)s invited answered (%(response_rate)s), in %(waves)s waves.",
        int(rows["waves"]["value"]),
    )
    return say(message, figures, **names)


def _extremes(group: str, means: pd.DataFrame, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    shown = means.dropna(subset=["value"]).sort_values("value", kind="stable")
    name = term(group, context)
    if shown.empty:
        return say(gettext("%(group)s: the answers are not shown, since there are too few of them."), group=name)
    lowest, highest = shown.iloc[0], shown.iloc[-1]
    figures = {"highest": value_of(highest, context), "lowest": value_of(lowest, context)}
    items = {"high_item": term(highest["indicator"], context), "low_item": term(lowest["indicator"], context)}
    message = gettext(
        "%(group)s: the highest mean is %(highest)s out of 5 (“%(high_item)s”), the lowest %(lowest)s (“%(low_item)s”)."
    )
    return say(message, figures, group=name, **items)


def _compared(row: Row, margin: float, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    names = {"group": term(row["group"], context), "item": term(row["indicator"], context)}
    if not is_shown(row):
        return say(gettext("“%(item)s”, %(group)s: not shown, since there are too few answers."), **names)
    figures = {"difference": value_of(row, context)}
    if not has_interval(row):
        message = gettext(
            "“%(item)s”, %(group)s: the means differ by %(difference)s, but with so few answers it cannot be told"
            " whether by more than chance."
        )
        return say(message, figures, **names)
    figures |= {"interval": interval_of(row, context)}
    return say(_level(row, margin, context), figures, **names)


def _level(row: Row, margin: float, context: Context) -> str:
    gettext = words(context.language).gettext
    if -margin <= row["low"] and row["high"] <= margin:
        return gettext(
            "“%(item)s”, %(group)s: on the same level as the participants (difference %(difference)s;"
            " 95%% interval %(interval)s)."
        )
    if row["low"] > 0 or row["high"] < 0:
        return gettext(
            "“%(item)s”, %(group)s: differs from the participants (difference %(difference)s;"
            " 95%% interval %(interval)s)."
        )
    return gettext(
        "“%(item)s”, %(group)s: it cannot be told whether the level is the same as the participants'"
        " (difference %(difference)s; 95%% interval %(interval)s)."
    )


def _first_of(first: Row, second: pd.Series, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    figures = {"mean": value_of(first, context), "n": count_of(first, context), "next_mean": value_of(second, context)}
    names = {"item": term(first["indicator"], context), "next_item": term(second["indicator"], context)}
    if has_interval(first) and has_interval(second) and first["low"] > second["high"]:
        message = gettext("“%(item)s” matters most: mean %(mean)s (n = %(n)s), next “%(next_item)s” %(next_mean)s.")
    else:
        message = gettext(
            "“%(item)s” was rated as mattering most, mean %(mean)s (n = %(n)s), but its interval overlaps with that of"
            " “%(next_item)s” (%(next_mean)s), so their order is not certain."
        )
    return say(message, figures, **names)


def _change(means: Sequence[Row], context: Context) -> Sentence:
    gettext = words(context.language).gettext
    first, last = means[0], means[-1]
    figures = {"first": value_of(first, context), "last": value_of(last, context)}
    names = {
        "item": term(first["indicator"], context),
        "group": term(first["group"], context),
        "first_wave": first["wave"],
        "last_wave": last["wave"],
    }
    return say(gettext(_direction(first, last)), figures, **names)


def _direction(first: Row, last: Row) -> str:
    """The message that the intervals of two waves allow."""
    if has_interval(first) and has_interval(last):
        if last["low"] > first["high"]:
            return RISEN
        if last["high"] < first["low"]:
            return FALLEN
    return NO_CHANGE


RISEN = later("“%(item)s”, %(group)s: the mean rose from %(first)s (%(first_wave)s) to %(last)s (%(last_wave)s).")
FALLEN = later("“%(item)s”, %(group)s: the mean fell from %(first)s (%(first_wave)s) to %(last)s (%(last_wave)s).")
NO_CHANGE = later(
    "“%(item)s”, %(group)s: no change can be told; the mean was %(first)s (%(first_wave)s)"
    " and is %(last)s (%(last_wave)s)."
)
