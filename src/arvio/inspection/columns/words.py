"""What was found out, in words that quote no cell: a date or a figure may be somebody's own."""

from __future__ import annotations

from arvio.saying import say
from arvio.sources.dates import Evidence
from arvio.sources.numbers import DecimalEvidence


def dates_in_words(found: Evidence) -> str:
    """The order of day and month with what shows it, or that it must be said."""
    if found.seen == "unambiguous":
        return say("in no doubt: the workbook's own, or the year first")
    if found.seen != "ambiguous":
        return found.summary
    if not found.first_over_12 and not found.second_over_12:
        return say("ambiguous, say which: none of %(values)s values has a day over 12", values=found.values)
    return say(
        "ambiguous, say which: of %(values)s values %(first)s have a first part over 12 and %(second)s a second",
        values=found.values,
        first=found.first_over_12,
        second=found.second_over_12,
    )


def decimals_in_words(found: DecimalEvidence) -> str:
    """The decimal sign of a column, or that it must be said."""
    if found.seen != "ambiguous":
        return found.summary
    return say("ambiguous, say which: %(values)s values can be read in two ways, as 1.234 can", values=found.either)
