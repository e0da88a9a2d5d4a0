"""Released values as they are written in tables, figures and sentences alike."""

from __future__ import annotations

import datetime as dt

from arvio.disclosure import Context, Row
from arvio.presentation import style
from arvio.results import STATISTICS
from arvio.translations import words


def without_opinion(context: Context) -> tuple[str, ...]:
    """The statistic of those without an opinion on an item, which stands in the organisation's own tables only.

    To anybody else n tells it, beside how many answered the form: a mark for withheld would pretend otherwise.
    """
    return ("does_not_know",) if context.audience == "internal" else ()


def written(statistic: str, row: Row, language: str) -> str:
    """The value of a released row: one mark where it is withheld, a bound where it was coarsened."""
    if row["status"] == "withheld":
        return style.WITHHELD
    if row["value"] != row["value"]:
        return style.EN_DASH
    if row["status"] == "coarsened":
        return _bound(row["value"], language)
    return written_value(statistic, row["value"], language)


def written_value(statistic: str, value: float, language: str) -> str:
    """A value of a statistic by its kind: 4,5 for a mean, 45 % for a share, 1 240 for a count."""
    if statistic == "median_days":  # counted in whole days, or between two of them
        return style.number(value, language, style.decimals_of(value))
    match STATISTICS[statistic]:
        case "share" | "rate" | "share_difference":
            return style.share(value, language)
        case "relative_change":
            return style.change_of_share(value, language)
        case "difference":
            return style.difference(value, language)
        case "mean" | "spread" | "effect":
            return style.number(value, language, decimals=1)
        case "probability":
            return _probability(value, language)
        case "ratio":
            return style.euros(value, language, decimals=2)
        case "amount" | "amount_per":
            return style.euros(value, language)
        case "assumption":
            return style.share_as_given(value, language)
        case "date":
            return style.day(dt.date.fromordinal(int(value)), language)
    return style.number(value, language, style.decimals_of(value))


def written_interval(row: Row, language: str) -> str:
    """The interval of a released row; nothing where it has none."""
    if row["low"] != row["low"] or row["high"] != row["high"]:
        return ""
    statistic = row["statistic"]
    return style.interval(*(written_value(statistic, row[end], language) for end in ("low", "high")))


def interval_cell(row: Row, language: str) -> str:
    """The interval of a released row for a table: the one mark where the row is withheld, a dash where it has none."""
    if row["status"] == "withheld":
        return style.WITHHELD
    return written_interval(row, language) or style.EN_DASH


def count_cell(row: Row, language: str) -> str:
    """The n of a released row for a table: the one mark where the row is withheld, a dash where it has none."""
    if row["status"] == "withheld":
        return style.WITHHELD
    return style.number(row["n"], language) if row["n"] == row["n"] else style.EN_DASH


def _probability(value: float, language: str) -> str:
    """The p of a test with two decimals; one that rounds to 0 as below 0.01, since no p is 0."""
    smallest = 0.01
    if value < smallest:
        return f"<{style.NO_BREAK_SPACE}{style.number(smallest, language, decimals=2)}"
    return style.number(value, language, decimals=2)


def _bound(value: float, language: str) -> str:
    gettext = words(language).gettext
    bound = {"share": style.share(value, language)}
    return gettext("over %(share)s") % bound if value > 0.5 else gettext("under %(share)s") % bound
