"""Tables of the annual report: the year beside the year before, goals, and means of both years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation import style
from arvio.presentation.annual_words import Counted, area, counted, counted_words, goals, parts_of_goal, reached_words
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.narrative.annual import target_words
from arvio.presentation.tables.feedback import feedback
from arvio.presentation.tables.layout import NOT_ASKED, table_or_nothing
from arvio.presentation.terms import term
from arvio.presentation.written import interval_cell, written
from arvio.translations import words


def activity(released: Released) -> Shown:
    """Each count of the year, that of the year before, the change with its interval, and the basis."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    rows = [_row(one, context) for one in counted(released)]
    header = [gettext("Activity"), gettext("Counted"), context.period, gettext("Year before"), gettext("Change")]
    header += [gettext("95%% interval") % {}, gettext("Basis")]
    caption = gettext("The year in figures, beside the year before")
    return table_or_nothing(released, HtmlTable(caption, header, rows, numeric=(2, 3, 4, 5)))


def goal_results(released: Released) -> Shown:
    """Each goal with its target, what came of it, its state and its basis."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    rows = [_goal(kind, part, context) for kind, part in goals(released)]
    header = [gettext("Goal"), gettext("Held against"), gettext("Target"), gettext("Result"), gettext("State")]
    table = HtmlTable(gettext("Goals and what came of them"), [*header, gettext("Basis")], rows, numeric=(2, 3))
    return table_or_nothing(released, table)


def benefit(released: Released) -> Shown:
    """What each source answered; nothing where nobody was asked, which the sentences say."""
    return feedback(released) if len(require_released(released).table) else Shown("table", "", "")


def benefit_changes(released: Released) -> Shown:
    """The mean of each item and source in both years, and the difference with its interval."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    rows = [_means(key, part, context) for key, part in released.table.groupby(["indicator", "group"], sort=False)]
    header = [gettext("Statement"), gettext("Respondent group"), context.period, gettext("Year before")]
    header += [gettext("Difference"), gettext("95%% interval") % {}]
    caption = gettext("What was answered in the year and in the year before")
    return table_or_nothing(released, HtmlTable(caption, header, rows, numeric=(2, 3, 4, 5)))


def _row(one: Counted, context: Context) -> list[str]:
    return [
        area(one.area, context),
        counted_words(one, context),
        written(one.statistic, one.now, context.language),
        _written(one.before, context),
        _written(one.change, context),
        NOT_ASKED if one.change is None else interval_cell(one.change, context.language),
        term(one.basis, context),
    ]


def _written(row: Row | None, context: Context) -> str:
    return NOT_ASKED if row is None else written(row["statistic"], row, context.language)


def _goal(kind: str, rows: Sequence[Row], context: Context) -> list[str]:
    gettext = words(context.language).gettext
    target, found, verdict = parts_of_goal(rows)
    against = gettext("The year") if kind == "goal_of_year" else gettext("By the end of the year")
    statistic = "claimed" if found is None else found["statistic"]
    return [
        term(rows[0]["indicator"], context),
        against,
        target_words(statistic, target["value"], context),
        _written(found, context),
        reached_words(verdict, context),
        NOT_ASKED if found is None else term(found["basis"], context),
    ]


def _means(key: tuple[str, str], rows: pd.DataFrame, context: Context) -> list[str]:
    item, group = key
    means, differences = rows[rows["statistic"] == "mean"], rows[rows["statistic"] == "difference"]
    now, before = means[means["wave"] == context.period], means[means["wave"] != context.period]
    difference = differences.iloc[0] if len(differences) else None
    cells = [_written(part.iloc[0] if len(part) else None, context) for part in (now, before)]
    interval = style.EN_DASH if difference is None else interval_cell(difference, context.language)
    return [term(item, context), term(group, context), *cells, _written(difference, context), interval]
