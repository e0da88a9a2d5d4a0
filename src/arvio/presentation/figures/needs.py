"""Figures of needs: which a started service met, and what persons themselves say of the service."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Mark, Note, Row, Scale
from arvio.presentation.figures.waiting import percents, told
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import is_shown, row_of, value_of
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, without_opinion, written
from arvio.results import EVERYBODY
from arvio.translations import words

ITEM_STATISTICS = ("mean", "share_high")


def needs_met(released: Released) -> Shown:
    """The share of needs that a started service met, of all and of each kind."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    shares = released.rows(statistic="need_met")
    chart = Chart(
        tuple(Row(_need(row, context), (_share(row, context),)) for row in plain_rows(told(shares))),
        Scale(0, 1, percents(context)),
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
        [f"{_need(row, context)}: {written('need_met', row, context.language)}" for row in plain_rows(shares)],
    )
    return figure(chart, caption, _table_of_needs(heading, released), released=released)


def felt(released: Released) -> Shown:
    """What persons themselves say of the service: the mean of each item with its interval."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    means = released.rows(statistic="mean")
    if means.empty:
        return not_collected(context)
    low, high = _ends(means, context)
    shown = means.dropna(subset=["value"])
    chart = Chart(
        tuple(Row(term(row["indicator"], context), (_mean(row, context),)) for row in plain_rows(shown)),
        Scale(low, high, [(mark, style.number(mark, context.language)) for mark in range(int(low), int(high) + 1)]),
    )
    caption = Caption(
        gettext("What persons say of the service"),
        gettext("Mean of each statement from %(low)s to %(high)s; %(period)s")
        % {
            "low": style.number(low, context.language),
            "high": style.number(high, context.language),
            "period": period_of(context),
        },
        [f"{term(row['indicator'], context)}: {written('mean', row, context.language)}" for row in plain_rows(means)],
    )
    used = released.only(statistic=[*ITEM_STATISTICS, *without_opinion(context)])
    return figure(chart, caption, _table_of_items(caption.title, used), released=used)


def _ends(means: pd.DataFrame, context: Context) -> tuple[float, float]:
    """The lowest and the highest value of the items' scale."""
    ends = [context.scales[item] for item in means["indicator"] if item in context.scales]
    return (min(one.lowest for one in ends), max(one.highest for one in ends)) if ends else (1.0, 5.0)


def _mean(row: Record, context: Context) -> Mark:
    return Dot(row["value"], row["low"], row["high"], written("mean", row, context.language))


def _table_of_items(heading: str, released: Released) -> HtmlTable:
    context = released.context
    gettext = words(context.language).gettext
    header = [gettext("Statement"), term("mean", context), gettext("95%% interval") % {}, "n"]
    columns = [*ITEM_STATISTICS, *without_opinion(context)]
    header += [term(one, context) for one in columns[1:]]
    cells = []
    for item, rows in released.table.groupby("indicator", sort=False):
        found = {row["statistic"]: row for row in plain_rows(rows)}
        mean = found["mean"]
        written_values = [
            written(one, found[one], context.language) if one in found else style.EN_DASH for one in columns
        ]
        interval, n = interval_cell(mean, context.language), count_cell(mean, context.language)
        cells.append([term(item, context), written_values[0], interval, n, *written_values[1:]])
    return HtmlTable(heading, header, cells)


def _need(row: Record, context: Context) -> str:
    return words(context.language).gettext("All needs") if row["group"] == EVERYBODY else term(row["group"], context)


def _share(row: Record, context: Context) -> Mark:
    """A point with its interval; a share that is told as a bound is a bar up to the bound, being no point."""
    if row["value"] != row["value"]:
        return Note(written("need_met", row, context.language))
    if row["status"] == "coarsened":
        return Bar(0, row["value"], written("need_met", row, context.language), strength=0.2)
    return Dot(row["value"], row["low"], row["high"], written("need_met", row, context.language))


def _table_of_needs(heading: str, released: Released) -> HtmlTable:
    context = released.context
    gettext = words(context.language).gettext
    header = [gettext("Need"), term("persons", context), term("need_met", context), gettext("95%% interval") % {}]
    cells = []
    for _, rows in released.table.groupby("group", sort=False):
        found = {row["statistic"]: row for row in plain_rows(rows)}
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
