"""Figures of services: who was in them, how long the chains were, and where persons went."""

from __future__ import annotations

from collections.abc import Callable

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Ink, Mark, Note, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import computed_row, is_shown, row_of, value_of
from arvio.presentation.pathway_words import NOT_NAMED, destination, in_order, steps_of
from arvio.presentation.terms import term
from arvio.presentation.written import written
from arvio.results import EVERYBODY
from arvio.translations import words

HEAD_ROOM = 1.15
"""How far the scale goes beyond its longest bar, so that the value fits after it."""

Named = Callable[[str, Context], str]


def services(released: Released) -> Shown:
    """Different persons in each service, the largest first."""
    released = require_released(released)
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    total = row_of(released, group=EVERYBODY, statistic="persons")
    if total is None:
        return not_collected(context)
    heading = gettext("Persons in the services")
    if is_shown(total):
        message = ngettext(
            "One person was in the services", "%(persons)s different persons were in the services", int(total["value"])
        )
        heading = message % {"persons": value_of(total, context)}
    subtitle = gettext("Different persons in each service; %(period)s") % {"period": period_of(context)}
    table = _table_of_services(heading, released)
    persons = released.only(statistic="persons")
    return _bars(persons, Caption(heading, subtitle, _in_words(persons, term)), table, named=term)


def chain_lengths(released: Released) -> Shown:
    """Persons by the number of services in their longest chain."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    heading = gettext("How many services in a row persons had")
    subtitle = gettext("Persons by the number of services in their longest chain; %(period)s") % {
        "period": period_of(context)
    }
    caption = Caption(heading, subtitle, _in_words(released, steps_of))
    return _bars(
        released, caption, _table(caption, gettext("Services in a row"), released, named=steps_of), named=steps_of
    )


def destinations(released: Released) -> Shown:
    """Where persons went when their service ended; those of whom it is not known always stand last."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    caption = Caption(
        gettext("Where persons went after the service"),
        gettext("Persons whose service ended; %(period)s") % {"period": period_of(context)},
        _in_words(released, destination),
    )
    table = _table(caption, gettext("After the service"), released, named=destination)
    return _bars(released, caption, table, named=destination)


def _bars(released: Released, caption: Caption, table: HtmlTable, *, named: Named) -> Shown:
    context = released.context
    parts = in_order(released)
    largest = parts["value"].max()
    chart = Chart(
        tuple(Row(named(row["group"], context), (_bar(row, context),)) for row in plain_rows(parts)),
        Scale(0, largest * HEAD_ROOM if largest == largest else 1),
    )
    return figure(chart, caption, table, released=released)


def _bar(row: Record, context: Context) -> Mark:
    if row["status"] == "withheld":
        return Note(style.WITHHELD)
    ink: Ink = "quiet" if row["group"] in NOT_NAMED else "first"
    return Bar(0, row["value"], written(row["statistic"], row, context.language), ink=ink)


def _in_words(released: Released, named: Named) -> list[str]:
    context = released.context
    return [
        f"{named(row['group'], context)}: {written(row['statistic'], row, context.language)}"
        for row in plain_rows(in_order(released))
    ]


def _table(caption: Caption, first: str, released: Released, *, named: Named) -> HtmlTable:
    context = released.context
    rows = [*released.rows(group=EVERYBODY).iterrows(), *in_order(released).iterrows()]
    cells = [[named(row["group"], context), written("persons", row, context.language)] for _, row in rows]
    return HtmlTable(caption.title, [first, term("persons", context)], cells)


def _table_of_services(heading: str, released: Released) -> HtmlTable:
    context = released.context
    columns = ["persons", "enrolments"]
    groups = [EVERYBODY, *in_order(released.only(statistic="persons"))["group"]]
    cells = [
        [
            term(group, context),
            *(written(one, computed_row(released, group=group, statistic=one), context.language) for one in columns),
        ]
        for group in groups
    ]
    header = [words(context.language).gettext("Service"), *(term(one, context) for one in columns)]
    return HtmlTable(heading, header, cells)
