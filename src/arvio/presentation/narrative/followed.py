"""Sentences about who answered the first form, who came back, and how those who did not differed at the start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation.change_words import is_beyond_chance, is_then_test
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
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def flow(released: Released) -> Shown:
    """How many began and came back, and whose change the report tells of."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    if is_then_test(released):
        return paragraph([_looking_back(released)])
    returned = list(_returned(released))
    return paragraph([_began(released), *returned, *_rest(released)], finding=next(iter(returned), None))


def attrition(released: Released) -> Shown:
    """Where those who did not come back differed at the start from those who did."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    only = Sentence(gettext("What follows tells of those who answered both forms, and of nobody else."))
    rows = released.each(statistic="difference")
    if not any(is_shown(row) for row in rows):
        few = gettext("Those who did not come back are too few to be compared with those who did.")
        return paragraph([Sentence(few), only])
    apart = [_differed(row, released) for row in rows if is_shown(row) and is_beyond_chance(row)]
    return listed([*apart, _alike(apart, rows, released.context), only])


def _looking_back(released: Released) -> Sentence:
    context = released.context
    row = row_of(released, group=EVERYBODY)
    if not is_shown(row):
        return _few(context)
    message = words(context.language).gettext(
        "%(persons)s persons judged both the time before and the present, in one form at the end."
    )
    return say(message, {"persons": value_of(row, context)})


def _began(released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    everybody = {"group": EVERYBODY, "statistic": "persons"}
    started, first = (row_of(released, breakdown=name, **everybody) for name in ("started", "came_back"))
    if not is_shown(first):
        return _few(context)
    if not is_shown(started):
        message = gettext("By the end of the period %(first)s persons had answered the first form.")
        return say(message, {"first": value_of(first, context)})
    message = gettext(
        "By the end of the period %(started)s persons had begun a service and %(first)s had answered the first form."
    )
    return say(message, {"started": value_of(started, context), "first": value_of(first, context)})


def _few(context: Context) -> Sentence:
    return Sentence(words(context.language).gettext("So few have answered that their number is not told."))


def _returned(released: Released) -> Iterator[Sentence]:
    """How many of those who began came back, and how many may still."""
    context = released.context
    rate = row_of(released, statistic="return_rate")
    counts = {row["group"]: row for row in released.each(breakdown="came_back", statistic="persons")}
    if is_shown(rate) and is_shown(counts.get("both")):
        figures = {group: value_of(row, context) for group, row in counts.items() if is_shown(row)}
        yield say(_message(figures, context), {**figures, "rate": value_of(rate, context)})


def _message(figures: dict[str, str], context: Context) -> str:
    gettext = words(context.language).gettext
    if {"only_baseline", "not_due"} <= set(figures):
        return gettext(
            "The last form too was answered by %(both)s persons, %(rate)s of those whose time to answer is over;"
            " %(only_baseline)s did not answer it, and %(not_due)s may still answer in time."
        )
    if "only_baseline" in figures:
        return gettext(
            "Of those who answered the first form %(both)s (%(rate)s) have answered the last form too;"
            " %(only_baseline)s have not, and some of these may still be in the service."
        )
    return gettext("Of those who answered the first form %(both)s (%(rate)s) have answered the last form too.")


def _rest(released: Released) -> Iterator[Sentence]:
    """Whose last form is of the period, and what could not be matched."""
    context = released.context
    gettext = words(context.language).gettext
    rows = {row["group"]: row for row in released.each(breakdown=["when", "apart"])}
    if is_shown(rows.get("in_period")):
        message = gettext("The changes are those of the %(persons)s persons who answered the last form in this period.")
        yield say(message, {"persons": value_of(rows["in_period"], context)})
    messages = {
        "only_follow_up": gettext("%(persons)s persons answered the last form only and are part of no change."),
        "no_key": gettext("%(persons)s forms carry no key of a person and cannot be matched."),
    }
    told = {group: rows[group] for group in messages if group in rows}
    yield from (say(messages[one], {"persons": value_of(row, context)}) for one, row in told.items() if is_shown(row))
    if any(not is_shown(row) for row in told.values()):
        yield Sentence(gettext("A few forms could not be matched with another of the same person."))


def _differed(row: Row, released: Released) -> Sentence:
    context = released.context
    own = {"indicator": row["indicator"], "statistic": "mean"}
    figures = {
        "lost": value_of(computed_row(released, group="only_baseline", **own), context),
        "both": value_of(computed_row(released, group="both", **own), context),
        "difference": value_of(row, context),
        "interval": interval_of(row, context),
    }
    message = words(context.language).gettext(
        "“%(item)s”: those who did not come back differed at the start from those who did: a mean of %(lost)s against"
        " %(both)s (difference %(difference)s; 95%% interval %(interval)s)."
    )
    return say(message, figures, item=term(row["indicator"], context))


def _alike(apart: Sequence[Sentence], rows: Sequence[pd.Series], context: Context) -> Sentence:
    gettext = words(context.language).gettext
    if not any(has_interval(row) for row in rows):
        return Sentence(gettext("With so few persons it cannot be told whether they differed at the start."))
    if len(apart) == len(rows):
        return Sentence(gettext("The two differed at the start in everything that was asked."))
    if apart:
        return Sentence(gettext("Otherwise no difference at the start can be told between the two."))
    return Sentence(gettext("No difference at the start can be told between those who came back and who did not."))
