"""What came after each service: a table whose cells are the darker the more often, and the order both figures keep."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Mark, Note, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import said_above
from arvio.presentation.pathway_words import ARROW, is_told_apart
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

STATES = ("still_in_service", "exit", "not_known", "other_or_not_known", "not_started")
"""What is no service, in the order in which it stands after the services."""
LETTERS = "ABCDE"


def transitions(released: Released) -> Shown:
    """A row for each service, a column for what came next; columns are numbered, so that a phone has room for them.

    Nothing where no path is told by itself: the sentence under it says so.
    """
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    paths = paths_of(released)
    if paths.empty:
        return said_above("figure")
    columns = columns_of(paths)
    if not is_told_apart(columns):
        return said_above("figure")
    marks = _column_marks(columns)
    scale = Scale(0, len(columns), [(place + 0.5, marks[column]) for place, column in enumerate(columns)])
    chart = Chart(
        tuple(
            Row(_row_label(service, marks, context), _cells(rows, columns, paths["value"].max(), context))
            for service, rows in _in_rows(paths)
        ),
        scale,
    )
    key = "; ".join(f"{marks[column]}{style.NO_BREAK_SPACE}{term(column, context)}" for column in columns)
    caption = Caption(
        gettext("What came after each service"),
        gettext("Number of times, the stronger the colour the more. Columns: %(key)s. %(period)s")
        % {"key": key, "period": period_of(context)},
        in_words(paths, context),
    )
    return figure(chart, caption, table_of_paths(caption.title, paths, context), released=Released(paths, context))


def paths_of(released: Released) -> pd.DataFrame:
    """The rows that tell what came after a service, without the totals."""
    table = released.table
    return table[(table["breakdown"] != "") & (table["group"] != EVERYBODY)]


def columns_of(paths: pd.DataFrame) -> list[str]:
    """What came next, services in the order of the rows and then the states."""
    services = list(dict.fromkeys(paths["breakdown"]))
    found = set(paths["group"])
    others = sorted(found - {*services, *STATES})
    known = [service for service in [*services, *others] if service in found and service != "other_services"]
    merged = ["other_services"] if "other_services" in found else []
    return [*known, *merged, *(state for state in STATES if state in found)]


def in_words(paths: pd.DataFrame, context: Context) -> list[str]:
    """Each path in words, the most frequent first."""
    ordered = paths.sort_values("value", ascending=False, kind="stable")
    return [
        f"{term(row['breakdown'], context)}{ARROW}{term(row['group'], context).lower()}: "
        f"{written('transitions', row, context.language)}"
        for row in plain_rows(ordered)
    ]


def table_of_paths(caption: str, paths: pd.DataFrame, context: Context) -> HtmlTable:
    """Each service with what came next, how often and for how many persons."""
    gettext = words(context.language).gettext
    header = [gettext("Service"), gettext("What came next"), term("transitions", context), term("persons", context)]
    cells = [
        [
            term(row["breakdown"], context),
            term(row["group"], context),
            written("transitions", row, context.language),
            count_cell(row, context.language),
        ]
        for _, rows in _in_rows(paths)
        for row in plain_rows(rows)
    ]
    return HtmlTable(caption, header, cells, numeric=(2, 3))


def _in_rows(paths: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """The paths of each service, other services last."""
    columns = {column: place for place, column in enumerate(columns_of(paths))}
    parts = [
        (service, rows.assign(_place=rows["group"].map(columns)).sort_values("_place", kind="stable"))
        for service, rows in paths.groupby("breakdown", sort=False)
    ]
    return sorted(parts, key=lambda part: part[0] == "other_services")


def _column_marks(columns: list[str]) -> dict[str, str]:
    """A number for each service and a letter for each state."""
    services = [column for column in columns if column not in STATES]
    states = [column for column in columns if column in STATES]
    return {
        **{service: str(number) for number, service in enumerate(services, start=1)},
        **dict(zip(states, LETTERS, strict=False)),
    }


def _row_label(service: str, marks: dict[str, str], context: Context) -> str:
    name = term(service, context)
    return f"{marks[service]} {name}" if service in marks else name


def _cells(rows: pd.DataFrame, columns: list[str], largest: float, context: Context) -> tuple[Mark, ...]:
    if rows["value"].isna().all():
        return (Note(style.WITHHELD),)
    cells = rows.dropna(subset=["value"])
    return tuple(
        Bar(
            columns.index(row["group"]),
            columns.index(row["group"]) + 1,
            written("transitions", row, context.language),
            "inside",
            strength=0.08 + 0.32 * row["value"] / largest,
        )
        for row in plain_rows(cells)
    )
