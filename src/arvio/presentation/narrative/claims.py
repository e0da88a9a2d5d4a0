"""Sentences about public statements: what was said, what the data give, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, require_released
from arvio.params import Claim
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import (
    Sentence,
    has_interval,
    interval_of,
    listed,
    paragraph,
    say,
    value_of,
)
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


def claim_verdicts(released: Released) -> Shown:
    """How many public statements the data support, do not support and cannot judge."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    gettext = words(released.context.language).gettext
    figures = {row["group"]: value_of(row, released.context) for row in released.each()}
    withheld = figures.pop("not_told")
    counted = say(
        gettext(
            "Statements made in public: %(all)s. The data support %(supported)s and do not support %(not_supported)s;"
            " %(cannot_be_judged)s cannot be judged."
        ),
        figures,
    )
    few = gettext("Not judged here, since there are too few answers to show: %(count)s.")
    return paragraph([counted, *([say(few, {"count": withheld})] if withheld != "0" else [])], finding=counted)


def claim_notes(released: Released, stated: Sequence[Claim]) -> Shown:
    """What must be known of the public statements, such as why no figure can tell whether one holds."""
    released = require_released(released)
    language = released.context.language
    told = set(released.table["indicator"])
    message = words(language).gettext("“%(claim)s”: %(note)s")
    notes = [
        say(message, claim=term(claim.claim, released.context), note=claim.note.in_language(language))
        for claim in stated
        if claim.note and claim.claim in told
    ]
    return listed(notes) if notes else Shown("sentences", "", "")


def untold_claims(released: Released) -> Shown:
    """The statements that no page for the public judges, and why."""
    released = require_released(released)
    message = words(released.context.language).gettext(
        "“%(claim)s”: not judged here. It rests on what is known of families in child welfare, and the public is told"
        " nothing of them."
    )
    names = [term(claim, released.context) for claim in released.table["indicator"]]
    return listed([say(message, claim=name) for name in names]) if names else Shown("sentences", "", "")


def claim_methods(released: Released) -> Shown:
    """How a statement is judged, in plain words."""
    gettext = words(require_released(released).context.language).gettext
    sentences = [
        gettext(
            "The figure is computed from the data, rounded once and half up to the decimals of the statement, and only"
            " then compared: a mean of 4.44 does not support “4.5”, one of 4.45 does."
        ),
        gettext("A share that is claimed of all or of none is not rounded: 99.6% are not all."),
        gettext(
            "A statement is not judged where nothing was collected that tells, where no figure can tell, or where it is"
            " claimed of all and of some nothing is known."
        ),
    ]
    shown = listed([Sentence(one) for one in sentences])
    return Shown("method", shown.html, shown.text)


def _judged(claim: str, rows: pd.DataFrame, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    by_statistic = rows.set_index("statistic", drop=False)
    computed = by_statistic.drop(index=["claimed", "verdict"])
    verdict = by_statistic.loc["verdict"]
    name = term(claim, context)
    if computed.empty:
        return say(_unjudged(verdict, context), claim=name)
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


def _unjudged(verdict: Row, context: Context) -> str:
    """Why there is no verdict: nothing tells, or all that is known bears it out and something is not known."""
    gettext = words(context.language).gettext
    if verdict["n"] == 0:
        return gettext("“%(claim)s”: cannot be judged, since nothing was collected that tells.")
    return gettext("“%(claim)s”: cannot be judged. It holds of all that is known, and of some it is not known.")


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
