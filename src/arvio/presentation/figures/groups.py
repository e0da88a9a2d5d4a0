"""Figures of groups: when they ran, whom they reached, who came, and what goes on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.params.periods import parse_period
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Ink, Mark, Note, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.groups import going_on
from arvio.presentation.terms import term
from arvio.presentation.written import interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

HEAD_ROOM = 1.15
"""How far the scale of a bar chart goes beyond its longest bar, so that the value fits after it."""


def timeline(released: Released, *, reform: dt.date | None = None) -> Shown:
    """When each group ran, with who led it, and the day of the reform where it falls within."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    periods = [_group_period(rows, context) for _, rows in released.table.groupby("group", sort=False)]
    first = dt.date.fromordinal(int(min(one["start"] for one in periods)))
    scale = _years(first, context)
    references = []
    if reform and scale.low < reform.toordinal() < scale.high:
        since = gettext("Wellbeing services counties since %(day)s") % {"day": style.day(reform, context.language)}
        references.append(Reference(reform.toordinal(), since))
    chart = Chart(
        tuple(Row(one["label"], (Bar(one["start"], one["end"], ink="first"),)) for one in periods),
        scale,
        tuple(references),
    )
    caption = Caption(
        gettext("When each group ran"),
        gettext("Groups by their start, with county and leader model; %(period)s") % {"period": period_of(context)},
        [f"{one['label']}: {one['days']}" for one in periods],
    )
    header = [gettext("Group"), gettext("County"), gettext("Led by"), gettext("Began"), gettext("Ended")]
    table = HtmlTable(caption.title, header, [one["cells"] for one in periods], numeric=(3, 4))
    return figure(chart, caption, table, released=released)


def persons_and_visits(released: Released) -> Shown:
    """Different persons and visits by county, each on its own scale, always both."""
    released = require_released(released)
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    if released.table.empty:
        return not_collected(context)
    rows = []
    inks: dict[str, Ink] = {"persons": "first", "visits": "second"}
    for statistic, ink in inks.items():
        counts = released.rows(statistic=statistic)
        rows += [
            Row(term(row["group"], context), (_share_of_largest(row, counts, ink, context),), heading)
            for heading, (_, row) in zip(
                [term(statistic, context), *[""] * len(counts)], counts.iterrows(), strict=False
            )
        ]
    total = released.rows(group=EVERYBODY, statistic="persons").iloc[0]
    heading = gettext("Different persons and visits")
    if total["status"] != "withheld":
        message = ngettext(
            "The groups reached one person", "The groups reached %(persons)s different persons", int(total["value"])
        )
        heading = message % {"persons": written("persons", total, context.language)}
    caption = Caption(
        heading,
        gettext("Different persons and visits by county; %(period)s") % {"period": period_of(context)},
        [_counted(row, context) for row in released.each()],
    )
    chart = Chart(tuple(rows), Scale(0, HEAD_ROOM))
    table = _wide_table(heading, gettext("County"), released, columns=["persons", "visits"])
    return figure(chart, caption, table, released=released)


def reach(released: Released, *, target: float | None = None) -> Shown:
    """Different persons since the start by the end of each half-year, with the target."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    largest = max([target or 0, *released.table["value"].dropna()])
    references = []
    if target is not None:
        written_target = style.number(target, context.language, style.decimals_of(target))
        references.append(Reference(target, gettext("Target %(target)s") % {"target": written_target}))
    counted = [[_last_day(row["wave"], context), written("persons", row, context.language)] for row in released.each()]
    chart = Chart(
        tuple(Row(_last_day(row["wave"], context), (_bar(row, "first", context),)) for row in released.each()),
        Scale(0, largest * HEAD_ROOM),
        tuple(references),
    )
    caption = Caption(
        gettext("Different persons reached since the start"),
        gettext("Each person counts once, at the first visit; until %(day)s")
        % {"day": style.day(context.end, context.language)},
        [": ".join(cells) for cells in counted],
    )
    table = HtmlTable(caption.title, [gettext("By the end of"), term("persons", context)], counted)
    return figure(chart, caption, table, released=released)


def _last_day(half_year: str, context: Context) -> str:
    """The last day of a half-year of results, or of the period where that ends within it."""
    return style.day(min(parse_period(half_year).end, context.end), context.language)


def attendance(released: Released) -> Shown:
    """How many of those on a group's list came, by county, with intervals over the groups."""
    released = require_released(released).only(statistic="attendance_rate")
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    chart = Chart(
        tuple(Row(term(row["group"], context), (_rate(row, context),)) for row in released.each()),
        Scale(0, 1, [(tick / 4, style.share(tick / 4, context.language)) for tick in range(5)]),
    )
    caption = Caption(
        gettext("How many of those on the list came to a session"),
        gettext("Mean of the groups' attendance by county; %(period)s") % {"period": period_of(context)},
        [_counted(row, context) for row in released.each()],
    )
    header = [gettext("County"), term("attendance_rate", context), gettext("95%% interval") % {}]
    cells = [
        [
            term(row["group"], context),
            written("attendance_rate", row, context.language),
            interval_cell(row, context.language),
        ]
        for row in released.each()
    ]
    return figure(chart, caption, HtmlTable(caption.title, header, cells), released=released)


def partner_forms(released: Released) -> Shown:
    """Recorded actions by form and year: the darker, the more."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    years = sorted(set(released.table["wave"]))
    largest = released.table["value"].max()
    forms = released.table.groupby("group")["value"].sum().sort_values(ascending=False, kind="stable").index
    cells = released.table.set_index(["group", "wave"])
    chart = Chart(
        tuple(
            Row(
                term(form, context),
                tuple(
                    Bar(
                        place,
                        place + 1,
                        written("actions", cells.loc[(form, year)], context.language),
                        "inside",
                        strength=0.08 + 0.32 * cells.loc[(form, year), "value"] / largest,
                    )
                    for place, year in enumerate(years)
                    if (form, year) in cells.index
                ),
            )
            for form in forms
        ),
        Scale(0, len(years), [(place + 0.5, year) for place, year in enumerate(years)]),
    )
    caption = Caption(
        gettext("Recorded actions with partners by form and year"),
        gettext("Number of actions, the stronger the colour the more; %(period)s") % {"period": period_of(context)},
        [_counted(row, context) for row in plain_rows(released.table.sort_values("value", ascending=False))],
    )
    rows = [
        [
            term(form, context),
            *(
                written("actions", cells.loc[(form, year)], context.language) if (form, year) in cells.index else "0"
                for year in years
            ),
        ]
        for form in forms
    ]
    table = HtmlTable(caption.title, [gettext("Form of cooperation"), *years], rows)
    return figure(chart, caption, table, released=released)


def continuity(released: Released) -> Shown:
    """What becomes of the groups that have ended."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    parts = released.table[released.table["group"] != EVERYBODY]
    chart = Chart(
        tuple(Row(term(row["group"], context), (_bar(row, "first", context),)) for row in plain_rows(parts)),
        Scale(0, parts["value"].max() * HEAD_ROOM),
    )
    finding = going_on(released)
    caption = Caption(
        finding.text.rstrip(".") if finding else gettext("What becomes of the groups that have ended"),
        gettext("Number of groups that had ended by %(day)s") % {"day": style.day(context.end, context.language)},
        [_counted(row, context) for row in plain_rows(parts)],
    )
    cells = [[term(row["group"], context), written("groups", row, context.language)] for row in plain_rows(parts)]
    table = HtmlTable(caption.title, [gettext("After the project"), term("groups", context)], cells)
    return figure(chart, caption, table, released=released)


def _group_period(rows: pd.DataFrame, context: Context) -> dict[str, Any]:
    """One group of the timeline: where its bar starts and ends, its label and its cells."""
    gettext = words(context.language).gettext
    days = rows.set_index("statistic")["value"]
    row = rows.iloc[0]
    running = days["end"] != days["end"]
    end = context.end.toordinal() if running else days["end"]
    names = {"number": row["group"], "county": term(row["wave"], context), "leaders": term(row["breakdown"], context)}
    began = written("start", rows.iloc[0], context.language)
    ended = gettext("still running") if running else written("end", rows.iloc[1], context.language)
    return {
        "start": days["start"],
        "end": end,
        "label": gettext("%(number)s. %(county)s, %(leaders)s") % {**names, "leaders": names["leaders"].lower()},
        "days": f"{began} – {ended}",
        "cells": [names["number"], names["county"], names["leaders"], began, ended],
    }


def _years(first: dt.date, context: Context) -> Scale:
    """A scale of whole years, with a line and its year at each new year."""
    days = {year: dt.date(year, 1, 1).toordinal() for year in range(first.year, context.end.year + 2)}
    return Scale(min(days.values()), max(days.values()), [(day, str(year)) for year, day in days.items()])


def _share_of_largest(row: Record, counts: pd.DataFrame, ink: Ink, context: Context) -> Mark:
    """A bar as long as its count against the largest of its kind: persons and visits have scales of their own."""
    if row["status"] == "withheld":
        return Note(style.WITHHELD)
    return Bar(0, row["value"] / counts["value"].max(), written(row["statistic"], row, context.language), ink=ink)


def _bar(row: Record, ink: Ink, context: Context) -> Mark:
    if row["status"] == "withheld":
        return Note(style.WITHHELD)
    return Bar(0, row["value"], written(row["statistic"], row, context.language), ink=ink)


def _rate(row: Record, context: Context) -> Mark:
    if row["value"] != row["value"]:
        return Note(written("attendance_rate", row, context.language))
    return Dot(row["value"], row["low"], row["high"], written("attendance_rate", row, context.language))


def _counted(row: Record, context: Context) -> str:
    """One value in words: Kymenlaakso, visits: 898."""
    names = [term(row["group"], context), row["wave"], term(row["statistic"], context).lower()]
    value = written(row["statistic"], row, context.language)
    return f"{', '.join(name for name in names if name)}: {value}"


def _wide_table(caption: str, first: str, released: Released, *, columns: list[str]) -> HtmlTable:
    context = released.context
    cells = []
    for group, rows in released.table.groupby("group", sort=False):
        values = rows.set_index("statistic")
        cells.append(
            [term(group, context), *(written(column, values.loc[column], context.language) for column in columns)]
        )
    return HtmlTable(caption, [first, *(term(column, context) for column in columns)], cells)
