"""Figures of access to services: how long persons waited, and which needs were met."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Mark, Note, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import is_shown, row_of, value_of
from arvio.presentation.pathway_words import days_interval, days_of
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

HEAD_ROOM = 1.2
NAN = float("nan")


def waiting(released: Released) -> Shown:
    """By when half of the services had begun, in all and in each, with the days that count as in time."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    medians = released.rows(statistic="median_days")
    if medians.empty:
        return not_collected(context)
    rule = row_of(released, statistic="timely_days")
    target = rule["value"] if is_shown(rule) else 0
    furthest = max([target, *medians["value"].dropna(), *medians["high"].dropna()])
    chart = Chart(
        tuple(Row(_service(row, context), (_days(row, context),)) for _, row in medians.iterrows()),
        Scale(0, max(furthest, 1) * HEAD_ROOM),
        tuple(_target(rule, context)),
    )
    caption = Caption(
        gettext("How many days it took until half of the services had begun"),
        gettext("Median days from the referral, those still waiting counted; %(period)s")
        % {"period": period_of(context)},
        [f"{_service(row, context)}: {days_of(row, context)}" for _, row in medians.iterrows()],
    )
    shown = released.only(statistic=["median_days", "begun_in_time"])
    return figure(chart, caption, _table_of_waits(caption.heading, released), released=shown)


def needs_met(released: Released) -> Shown:
    """The share of needs that a started service met, of all and of each kind."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    shares = released.rows(statistic="need_met")
    chart = Chart(
        tuple(Row(_need(row, context), (_share(row, context),)) for _, row in shares.iterrows()),
        Scale(0, 1, [(tick / 4, style.share(tick / 4, context.language)) for tick in range(5)]),
    )
    whole = row_of(released, statistic="need_met", group=EVERYBODY)
    heading = gettext("Needs met by a service that had begun")
    if is_shown(whole):
        heading = gettext("%(share)s of the needs were met by a service that had begun") % {
            "share": value_of(whole, context)
        }
    caption = Caption(
        heading,
        gettext("Share of the needs of which it is marked; %(period)s") % {"period": period_of(context)},
        [f"{_need(row, context)}: {written('need_met', row, context.language)}" for _, row in shares.iterrows()],
    )
    return figure(chart, caption, _table_of_needs(heading, released), released=released)


def _service(row: pd.Series, context: Context) -> str:
    return words(context.language).gettext("All services") if row["group"] == EVERYBODY else term(row["group"], context)


def _need(row: pd.Series, context: Context) -> str:
    return words(context.language).gettext("All needs") if row["group"] == EVERYBODY else term(row["group"], context)


def _days(row: pd.Series, context: Context) -> Mark:
    if row["value"] != row["value"]:
        return Note(days_of(row, context))
    return Dot(row["value"], row["low"], row["high"], days_of(row, context))


def _share(row: pd.Series, context: Context) -> Mark:
    """A point with its interval; a share that is told as a bound is a bar up to the bound, being no point."""
    if row["value"] != row["value"]:
        return Note(written("need_met", row, context.language))
    if row["status"] == "coarsened":
        return Bar(0, row["value"], written("need_met", row, context.language), strength=0.2)
    return Dot(row["value"], row["low"], row["high"], written("need_met", row, context.language))


def _target(rule: pd.Series | None, context: Context) -> list[Reference]:
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
    found = {row["statistic"]: row for _, row in rows.iterrows()}
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


def _table_of_needs(heading: str, released: Released) -> HtmlTable:
    context = released.context
    gettext = words(context.language).gettext
    header = [gettext("Need"), term("persons", context), term("need_met", context), gettext("95%% interval") % {}]
    cells = []
    for _, rows in released.table.groupby("group", sort=False):
        found = {row["statistic"]: row for _, row in rows.iterrows()}
        met = found.get("need_met")
        cells.append(
            [
                _need(rows.iloc[0], context),
                written("persons", found["persons"], context.language),
                written("need_met", met, context.language) if met is not None else style.EN_DASH,
                interval_cell(met, context.language) if met is not None else style.EN_DASH,
            ]
        )
    return HtmlTable(heading, header, cells)
