"""Run charts: the share of visits month by month, with the limits within which it lies when only chance is at work."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Mark, Note, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import is_shown, row_of, value_of
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

STEPS = (0.05, 0.1, 0.25)
MOST_STEPS = 4
"""Between the ends of the scale, so that a phone has room for each."""
ROOM = 0.06
"""Below the lowest value of the scale, for the words beside it."""


@dataclass(frozen=True)
class Month:
    """One month, or several put together: its share, and the limits where there are any."""

    name: str
    share: pd.Series
    low: float
    high: float


def pair_work(released: Released, whole: Released) -> Shown:
    """The share of visits by a pair or a team month by month, with its limits and the promise of all."""
    released, whole = require_released(released), require_released(whole)
    context = released.context
    gettext = words(context.language).gettext
    counts = [row_of(whole, statistic=statistic) for statistic in ("realised", "promised")]
    heading = gettext("Visits by a pair or a team month by month")
    if all(is_shown(row) for row in counts):
        figures = {name: value_of(row, context) for name, row in zip(("realised", "promised"), counts, strict=True)}
        heading = gettext("%(realised)s of %(promised)s visits were made by a pair or a team") % figures
    promise = Reference(1, gettext("Promised: %(share)s") % {"share": style.share(1, context.language)})
    return _run_chart(released, heading, (promise,))


def multi_professional(released: Released) -> Shown:
    """The share of visits with two or more professions month by month, with its limits."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    whole = row_of(released, group=EVERYBODY, statistic="share_of_visits")
    heading = gettext("Visits by several professions month by month")
    if is_shown(whole):
        message = gettext("Two or more professions took part in %(share)s of visits")
        heading = message % {"share": value_of(whole, context)}
    return _run_chart(released, heading, ())


def _run_chart(released: Released, heading: str, references: tuple[Reference, ...]) -> Shown:
    context = released.context
    gettext = words(context.language).gettext
    months = _months(released)
    if not months:
        return not_collected(context)
    chart = Chart(
        tuple(Row(_label(month, context), _marks(month, context)) for month in months),
        _scale(months, context),
        references,
    )
    subtitle = gettext("Share of visits held in each month; n counts visits; %(period)s")
    if any(month.low == month.low for month in months):
        subtitle = gettext(
            "Share of visits held in each month (dot), and the limits of chance (bar); n counts visits; %(period)s"
        )
    caption = Caption(heading, subtitle % {"period": period_of(context)}, _values(months, context))
    header = [gettext("Month"), gettext("Share of visits"), gettext("Limits of chance"), "n"]
    return figure(chart, caption, HtmlTable(heading, header, _cells(months, context)), released=released)


def _months(released: Released) -> list[Month]:
    """The months in their order, each with its limits; those of which nothing is shown among them."""
    shares = released.rows(statistic="share_of_visits", breakdown="month")
    limits = released.table.set_index(["group", "statistic"])["value"]
    return [
        Month(row["group"], row, *(limits.get((row["group"], end), math.nan) for end in ("limit_low", "limit_high")))
        for _, row in shares.iterrows()
        if row["group"] != EVERYBODY
    ]


def _label(month: Month, context: Context) -> str:
    name, n = style.months(month.name, context.language), month.share["n"]
    if n != n:
        return name
    return f"{name} (n{style.NO_BREAK_SPACE}={style.NO_BREAK_SPACE}{style.number(n, context.language)})"


def _marks(month: Month, context: Context) -> tuple[Mark, ...]:
    said = written("share_of_visits", month.share, context.language)
    if not is_shown(month.share):
        return (Note(said),)
    dot = Dot(month.share["value"], math.nan, math.nan, said, side="left")
    if month.low != month.low:
        return (dot,)
    return (Bar(month.low, month.high, ink="quiet", strength=0.2), dot)


def _scale(months: list[Month], context: Context) -> Scale:
    """From below the lowest value to 100 %, so that small differences near all can be seen; the ends are written."""
    found = [value for month in months for value in (month.share["value"], month.low) if value == value]
    lowest = max(min(found, default=0) - ROOM, 0)
    step = next((step for step in STEPS if (1 - lowest) / step <= MOST_STEPS), STEPS[-1])
    number = math.ceil(round((1 - lowest) / step, 6))
    marks = [1 - step * count for count in range(number, -1, -1)]
    return Scale(marks[0], 1, [(mark, style.share(mark, context.language)) for mark in marks])


def _values(months: list[Month], context: Context) -> list[str]:
    """The months in words, the lowest first."""
    ordered = sorted((month for month in months if is_shown(month.share)), key=lambda month: month.share["value"])
    return [
        f"{style.months(month.name, context.language)}: {written('share_of_visits', month.share, context.language)}"
        for month in ordered
    ]


def _cells(months: list[Month], context: Context) -> list[list[str]]:
    return [
        [
            style.months(month.name, context.language),
            written("share_of_visits", month.share, context.language),
            _limits(month, context),
            count_cell(month.share, context.language),
        ]
        for month in months
    ]


def _limits(month: Month, context: Context) -> str:
    limits = month.share.copy()
    limits["low"], limits["high"] = month.low, month.high
    return interval_cell(limits, context.language)
