"""Tables of how the forms were answered. Where there is nothing to list there is no table."""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation import style
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.tables.layout import NOT_ASKED, cell, cells, table_or_nothing
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell
from arvio.translations import words

REASONS = ("no_answer", "does_not_know", "refused", "not_applicable", "not_shown", "not_asked")


def missing_answers(released: Released) -> Shown:
    """How many were asked each item, and how many answers are missing for each reason that occurs."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    reasons = [reason for reason in REASONS if reason in set(released.table["statistic"])]
    rows = [
        [
            term(item, context),
            term(group, context),
            cell(one, "asked", context),
            *(_count_and_share(one, reason, context) for reason in reasons),
            cell(one, "missing_share", context),
        ]
        for (item, group), one in released.by("indicator", "group")
    ]
    counts = [term(statistic, context) for statistic in ("asked", *reasons, "missing_share")]
    header = [gettext("Statement"), gettext("Respondent group"), *counts]
    caption = gettext("Missing answers to each statement, with their share of those asked")
    return table_or_nothing(released, HtmlTable(caption, header, rows, numeric=tuple(range(2, len(header)))))


def straight_lining(released: Released) -> Shown:
    """Forms with one and the same answer throughout, by respondent group and wave."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    statistics = ["same_answers", "same_answers_share"]
    rows = [
        [
            term(group, context),
            term(wave, context),
            _n(one, context),
            *cells(one, statistics, context),
        ]
        for (group, wave), one in released.by("group", "wave")
    ]
    header = [gettext("Respondent group"), gettext("Wave"), "n", *(term(name, context) for name in statistics)]
    caption = gettext("Forms with the same answer to every statement")
    return table_or_nothing(released, HtmlTable(caption, header, rows, numeric=(2, 3, 4)))


def matching(released: Released) -> Shown:
    """How many of the persons of one wave answered the next."""
    matched = require_released(released).only(statistic=["matched", "match_rate"])
    gettext, context = words(released.context.language).gettext, released.context
    rows = [
        [
            term(group, context),
            *(term(wave, context) for wave in waves.split(">")),
            _n(one, context),
            *cells(one, ["matched", "match_rate"], context),
        ]
        for (group, waves), one in matched.by("group", "wave")
    ]
    header = [gettext("Respondent group"), gettext("Wave"), gettext("Next wave"), "n"]
    header += [term(statistic, context) for statistic in ("matched", "match_rate")]
    caption = gettext("Persons who answered one wave and the next")
    return table_or_nothing(matched, HtmlTable(caption, header, rows, numeric=(3, 4, 5)))


def _n(rows: Sequence[Row], context: Context) -> str:
    """The n of the last statistic, a share or a rate, which is shown more often than the count before it."""
    return count_cell(rows[-1], context.language)


def _count_and_share(rows: Sequence[Row], reason: str, context: Context) -> str:
    """How many answers are missing for a reason, with their share of those asked: 31 (15 %); or its bound alone."""
    count, share = (cell(rows, statistic, context) for statistic in (reason, f"{reason}_share"))
    if share == NOT_ASKED:
        return count
    return share if count == style.WITHHELD else f"{count} ({share})"
