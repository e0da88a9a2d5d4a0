"""The words of services and chains that are not one id's alone: pairs of services, lists, places after a service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row
from arvio.presentation import style
from arvio.presentation.terms import term
from arvio.presentation.written import written, written_interval
from arvio.results import EVERYBODY
from arvio.translations import words

PAIR = " > "
"""Between the services of a pair in results."""
ARROW = f"{style.NO_BREAK_SPACE}→ "


NOT_NAMED = ("not_known", "other_or_not_known")
"""Groups of which it is not known, or not told, where they belong."""


def is_told_apart(groups: Iterable[str]) -> bool:
    """Whether some group has a name of its own: else all that is told is the total again."""
    return any(not is_merged(group) for group in groups if group != EVERYBODY)


def pair_of(group: str, context: Context) -> str:
    """A pair of services in their own words: Askel → Olopiste."""
    return ARROW.join(term(service, context) for service in group.split(PAIR))


def destination(group: str, context: Context) -> str:
    """Where persons went. None is a destination here: that no path went on."""
    if group == "none":
        return words(context.language).gettext("No further path")
    return term(group, context)


def steps_of(group: str, context: Context) -> str:
    """How many services a chain had: 1 is no chain, 3_or_more holds all that are longer."""
    gettext = words(context.language).gettext
    if group == EVERYBODY:
        return term(group, context)
    if group == "1":
        return gettext("One service")
    if group.endswith("_or_more"):
        return gettext("%(steps)s services or more") % {"steps": group.removesuffix("_or_more")}
    return gettext("%(steps)s services") % {"steps": group}


def is_merged(group: str) -> bool:
    """Whether a group holds several that are too small to be told by themselves."""
    return group.startswith("other_") and group != "other_special_group"


def in_order(released: Released) -> pd.DataFrame:
    """The groups of a total, the largest first; merged ones after those with a name, and what is not known last."""
    parts = released.table[released.table["group"] != EVERYBODY]
    last = parts["group"].map(lambda group: 2 if group in NOT_NAMED else int(is_merged(group)))
    return parts.assign(_last=last).sort_values(["_last", "value"], ascending=[True, False], kind="stable")


def enumerated(names: Sequence[str], context: Context) -> str:
    """Names one after another: Askel, Olopiste and OmaKamu."""
    if len(names) < 2:
        return "".join(names)
    gettext = words(context.language).gettext
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def within_days(group: str, context: Context) -> str:
    """By when something had happened: on the day itself, or within so many days."""
    gettext = words(context.language).gettext
    if group == "0":
        return gettext("On the day of the referral")
    return gettext("Within %(days)s days") % {"days": style.number(int(group), context.language)}


def days_of(row: Row, context: Context) -> str:
    """A number of days as it was counted: whole days without a decimal, the mark of what is withheld, or a dash."""
    return written("median_days", row, context.language)


def days_interval(row: Row, context: Context) -> str:
    """The interval of a number of days; open at its end where so few have begun that no end is known."""
    if row["status"] == "withheld" or row["low"] != row["low"]:
        return ""
    if row["high"] != row["high"]:
        low = style.number(row["low"], context.language, style.decimals_of(row["low"]))
        return words(context.language).gettext("%(days)s or more") % {"days": low}
    if row["low"] == int(row["low"]) and row["high"] == int(row["high"]):
        ends = (style.number(row[end], context.language) for end in ("low", "high"))
        return style.interval(*ends)
    return written_interval(row, context.language)
