"""Tables of what the respondent groups answered. What is withheld has one mark, explained below the table."""

from __future__ import annotations

from arvio.disclosure import Released, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.tables.layout import table_of
from arvio.presentation.written import without_opinion
from arvio.translations import words


def response(released: Released) -> Shown:
    """Invited, answered and response rate, a row for each respondent group and wave."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    return table_of(
        released,
        gettext("Who was asked and who answered"),
        rows=["group", "wave"],
        row_headers=[gettext("Respondent group"), gettext("Wave")],
        statistics=["invited", "answered", "response_rate"],
    )


def feedback(released: Released) -> Shown:
    """Mean with interval, n and answer groups, a row for each item and respondent group."""
    released = require_released(released)
    unknown = without_opinion(released.context)
    gettext = words(released.context.language).gettext
    return table_of(
        released,
        gettext("Answers to each statement, on a scale from 1 to 5"),
        rows=["indicator", "group"],
        row_headers=[gettext("Statement"), gettext("Respondent group")],
        statistics=["mean", "interval", "n", "share_low", "share_middle", "share_high", *unknown],
    )


def differences(released: Released) -> Shown:
    """Difference from the reference group with its interval, a row for each item and respondent group."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    return table_of(
        released.only(statistic="difference"),
        gettext("Differences from the participants' answers"),
        rows=["indicator", "group"],
        row_headers=[gettext("Statement"), gettext("Respondent group")],
        statistics=["difference", "interval", "n"],
    )
