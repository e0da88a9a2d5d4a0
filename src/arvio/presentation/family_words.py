"""The words that figures, tables and sentences about work with families share."""

from __future__ import annotations

from arvio.disclosure import Context, Row
from arvio.presentation.written import written
from arvio.translations import words


def about(row: Row, context: Context) -> str:
    """A count as written; one that was rounded says so."""
    count = {"count": written(row["statistic"], row, context.language)}
    if row["status"] != "rounded":
        return count["count"]
    return words(context.language).gettext("about %(count)s") % count


def band_words(band: str, context: Context) -> str:
    """A band of T scores in words: under_40, from_40_to_50 and from_60 as results name them."""
    gettext = words(context.language).gettext
    numbers = [part for part in band.split("_") if part.isdigit()]
    if len(numbers) == 2:
        return gettext("From %(low)s to under %(high)s") % dict(zip(("low", "high"), numbers, strict=True))
    edge = {"edge": numbers[0]}
    return gettext("Under %(edge)s") % edge if band.startswith("under") else gettext("%(edge)s or more") % edge
