"""Sentences about public statements: what was said, what the data give, and the verdict."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import Sentence, has_interval, interval_of, listed, say, value_of
from arvio.presentation.terms import term
from arvio.translations import words


def claims(released: Released) -> Shown:
    """Each claim with its verdict, the value computed, n, interval and basis."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    sentences = [
        _judged(claim, rows, released.context) for claim, rows in released.table.groupby("indicator", sort=False)
    ]
    return listed(sentences, finding=sentences[0])


def _judged(claim: str, rows: pd.DataFrame, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    by_statistic = rows.set_index("statistic", drop=False)
    computed = by_statistic.drop(index=["claimed", "verdict"])
    verdict = by_statistic.loc["verdict"]
    name = term(claim, context)
    if computed.empty:
        return say(gettext("“%(claim)s”: cannot be judged, since nothing was collected that tells."), claim=name)
    if verdict["status"] == "withheld":
        return say(gettext("“%(claim)s”: not judged here, since there are too few answers to show."), claim=name)
    found = computed.iloc[0]
    figures = {"value": value_of(found, context)}
    if found["n"] == found["n"]:
        figures["n"] = style.number(found["n"], context.language)
    if has_interval(found):
        figures["interval"] = interval_of(found, context)
    if "deviations" in computed.index:
        figures["deviations"] = value_of(computed.loc["deviations"], context)
    return say(_message(verdict["value"], figures, context), figures, claim=name, basis=term(found["basis"], context))


def _message(verdict: float, figures: dict[str, str], context: Context) -> str:
    gettext = words(context.language).gettext
    if "interval" in figures:
        if verdict == 1:
            return gettext(
                "“%(claim)s”: the data support this (%(value)s; n = %(n)s; 95%% interval %(interval)s; %(basis)s)."
            )
        return gettext(
            "“%(claim)s”: the data do not support this (%(value)s; n = %(n)s; 95%% interval %(interval)s; %(basis)s)."
        )
    if verdict == 1:
        return gettext("“%(claim)s”: the data support this (%(value)s; %(basis)s).")
    if "deviations" in figures:  # whole percents can hide a few of hundreds
        return gettext("“%(claim)s”: the data do not support this (%(value)s; deviations: %(deviations)s; %(basis)s).")
    return gettext("“%(claim)s”: the data do not support this (%(value)s; %(basis)s).")
