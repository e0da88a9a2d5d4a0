"""Tables of services and chains. What is withheld has one mark, explained below the table."""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, Row, require_released, together
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import said_above
from arvio.presentation.pathway_words import in_order, is_told_apart, pair_of
from arvio.presentation.tables.layout import NOT_ASKED, cell, notes, shown, table_or_nothing
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def services_by_target_group(released: Released, totals: Released) -> Shown:
    """Different persons of each target group in each service; `totals` are those of each group in all services."""
    released, totals = require_released(released), require_released(totals)
    context = released.context
    gettext = words(context.language).gettext
    services = list(dict.fromkeys(released.table["breakdown"]))
    lines = [
        [term(group, context), *(_persons(part, group, context) for part in _columns(released, totals, services))]
        for group in _groups(released, totals)
    ]
    header = [gettext("Target group"), gettext("All services"), *(term(service, context) for service in services)]
    joined = together([totals, released])
    explained = [*notes(joined), *_merged_note(lines, context)]
    table = HtmlTable(gettext("Different persons by service and target group"), header, lines, notes=explained)
    return shown(joined, table) if len(released.table) else said_above("table")


def common_chains(released: Released) -> Shown:
    """Pairs of services of which the second followed the first, the most common first; nothing where all are rare."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if not is_told_apart(released.table["group"]):
        return said_above("table")
    columns = ["transitions", "persons"]
    groups = [group for group in dict.fromkeys(released.table["group"]) if group != EVERYBODY]
    lines = [
        [
            pair_of(group, context) if group != EVERYBODY else gettext("All pairs"),
            *(cell(released.each(group=group), column, context) for column in columns),
        ]
        for group in (*groups, EVERYBODY)
        if len(released.table)
    ]
    header = [gettext("One service and the next"), *(term(column, context) for column in columns)]
    table = HtmlTable(gettext("Which service followed which"), header, lines, notes=notes(released))
    return shown(released, table)


def gaps(released: Released) -> Shown:
    """Gaps found in the services and filled ones, by what was done about them and by need."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    headings = {
        "response": gettext("What was done"),
        "need": gettext("Need"),
        "other_provider": gettext("Other providers"),
    }
    lines = [
        [
            headings.get(breakdown, breakdown),
            term(group, context),
            *(cell(rows, one, context) for one in ("gaps", "filled")),
        ]
        for (breakdown, group), rows in released.by("breakdown", "group")
    ]
    header = [gettext("By"), gettext("Group"), term("gaps", context), term("filled", context)]
    table = HtmlTable(gettext("Gaps found in the services, and those filled"), header, lines, numeric=(2, 3))
    return table_or_nothing(released, table)


def encounters(released: Released) -> Shown:
    """Persons met by kind, each counting basis by itself."""
    released = require_released(released)
    return _by_kind(released, words(released.context.language).gettext("Persons met without a name, by kind"))


def support_contacts(released: Released) -> Shown:
    """Contacts with the services for children by kind; nothing where there are none or they are not told."""
    released = require_released(released)
    return _by_kind(released, words(released.context.language).gettext("Contacts with services for children, by kind"))


def _by_kind(released: Released, caption: str) -> Shown:
    context = released.context
    gettext = words(context.language).gettext
    lines = [
        [term(basis, context).capitalize(), term(group, context), cell(rows, "encounters", context)]
        for (basis, group), rows in released.by("breakdown", "group")
    ]
    header = [gettext("Counting basis"), gettext("Kind"), term("encounters", context)]
    return table_or_nothing(released, HtmlTable(caption, header, lines, numeric=(2,)))


def _groups(released: Released, totals: Released) -> list[str]:
    """The rows: everybody, the groups in the order of the totals, and those that only a service has."""
    ordered = [EVERYBODY, *in_order(totals)["group"]] if len(totals.table) else [EVERYBODY]
    more = in_order(released)["group"] if len(released.table) else []
    return list(dict.fromkeys([*ordered, *more]))


def _columns(released: Released, totals: Released, services: list[str]) -> list[list[Row]]:
    return [totals.each(), *(released.each(breakdown=service) for service in services)]


def _persons(rows: Sequence[Row], group: str, context: Context) -> str:
    return cell([row for row in rows if row["group"] == group], "persons", context)


def _merged_note(lines: list[list[str]], context: Context) -> list[str]:
    if not any(NOT_ASKED in line for line in lines):
        return []
    message = words(context.language).gettext("%(mark)s nobody, or told among other target groups since they are few.")
    return [message % {"mark": NOT_ASKED}]
