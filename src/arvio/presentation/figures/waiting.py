"""Figures of access to services: how long persons waited."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Mark, Note, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import said_above
from arvio.presentation.narrative.sentences import is_shown, row_of, value_of
from arvio.presentation.pathway_words import days_interval, days_of, within_days
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

HEAD_ROOM = 1.2
STEPS = (1, 7, 14, 30, 60, 90, 180, 365)
MOST_TICKS = 6


def waiting(released: Released) -> Shown:
    """By when half of the services had begun, in all and in each, with the days that count as in time."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    medians = released.rows(statistic="median_days")
    if medians.empty:
        return said_above("figure")
    rule = row_of(released, statistic="timely_days")
    target = rule["value"] if is_shown(rule) else 0
    furthest = max([target, *medians["value"].dropna(), *medians["high"].dropna()])
    chart = Chart(
        tuple(Row(_service(row, context), (_days(row, context),)) for row in plain_rows(told(medians))),
        Scale(0, max(furthest, 1) * HEAD_ROOM, _ticks(furthest, context)),
        tuple(_target(rule, context)),
    )
    caption = Caption(
        gettext("How many days it took until half of the services had begun"),
        gettext("Median days from the referral, those still waiting counted; %(period)s")
        % {"period": period_of(context)},
        [f"{_service(row, context)}: {days_of(row, context)}" for row in plain_rows(medians)],
    )
    shown = released.only(statistic=["median_days", "begun_in_time"])
    return figure(chart, caption, _table_of_waits(caption.title, released), released=shown)


def begun_by_days(released: Released) -> Shown:
    """The share of services that had begun within so many days of the referral, those still waiting counted."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("figure")
    labels = [within_days(row["group"], context) for row in released.each()]
    rows = list(zip(labels, (row for row in released.each()), strict=True))
    chart = Chart(
        tuple(Row(label, (_step(row, context),)) for label, row in rows if row["status"] != "withheld"),
        Scale(0, 1, percents(context)),
    )
    caption = Caption(
        gettext("How large a share of the services had begun, day by day"),
        gettext("Share of services begun since the referral, those still waiting counted; %(period)s")
        % {"period": period_of(context)},
        [f"{label}: {written('begun_by', row, context.language)}" for label, row in rows],
    )
    header = [gettext("Since the referral"), gettext("Begun"), gettext("95%% interval") % {}]
    cells = [
        [label, written("begun_by", row, context.language), interval_cell(row, context.language)] for label, row in rows
    ]
    return figure(chart, caption, HtmlTable(caption.title, header, cells), released=released)


def _ticks(furthest: float, context: Context) -> list[tuple[float, str]]:
    """Every day, week or month from 0 on, so that there are few."""
    step = next((step for step in STEPS if furthest / step < MOST_TICKS), STEPS[-1])
    count = int(furthest // step) + 1
    return [(place * step, style.number(place * step, context.language)) for place in range(count)]


def told(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that a chart draws: a withheld one has its mark in the table."""
    return rows[rows["status"] != "withheld"]


def percents(context: Context) -> list[tuple[float, str]]:
    """The ticks of a scale of shares."""
    return [(tick / 4, style.share(tick / 4, context.language)) for tick in range(5)]


def _step(row: Record, context: Context) -> Mark:
    """A bar up to the share; a weak one up to its bound where only a bound is told."""
    strength = 0.2 if row["status"] == "coarsened" else 1.0
    return Bar(0, row["value"], written("begun_by", row, context.language), strength=strength)


def _service(row: Record, context: Context) -> str:
    return words(context.language).gettext("All services") if row["group"] == EVERYBODY else term(row["group"], context)


def _days(row: Record, context: Context) -> Mark:
    if row["value"] != row["value"]:
        return Note(days_of(row, context))
    return Dot(row["value"], row["low"], row["high"], days_of(row, context))


def _target(rule: Record | None, context: Context) -> list[Reference]:
    if not is_shown(rule):
        return []
    message = words(context.language).gettext("In time: %(days)s days")
    return [Reference(rule["value"], message % {"days": value_of(rule, context)})]


def _table_of_waits(heading: str, released: Released) -> HtmlTable:
    context = released.context
    gettext = words(context.language).gettext
    interval = gettext("95%% interval") % {}
    header = [gettext("Service"), term("median_days", context), interval, term("begun_in_time", context), interval, "n"]
    cells = [
        _wait_cells(rows, context)
        for _, rows in released.rows(statistic=["median_days", "begun_in_time"]).groupby("group", sort=False)
    ]
    return HtmlTable(heading, header, cells)


def _wait_cells(rows: pd.DataFrame, context: Context) -> list[str]:
    found = {row["statistic"]: row for row in plain_rows(rows)}
    median, share = found["median_days"], found.get("begun_in_time")
    interval = style.WITHHELD if median["status"] == "withheld" else days_interval(median, context) or style.EN_DASH
    return [
        _service(median, context),
        days_of(median, context),
        interval,
        written("begun_in_time", share, context.language) if share is not None else style.EN_DASH,
        interval_cell(share, context.language) if share is not None else style.EN_DASH,
        count_cell(median, context.language),
    ]
