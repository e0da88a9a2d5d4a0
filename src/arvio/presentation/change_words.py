"""The words that figures, tables and sentences about change share."""

from __future__ import annotations

from arvio.disclosure import Context, Released, Row
from arvio.presentation import style
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words

THEN_TEST = "then_test"


def form_name(row: Row) -> str:
    """The term for a count of the flow: who began, who answered the first form, and what became of them."""
    if row["group"] != EVERYBODY:
        return row["group"]
    breakdown = str(row["breakdown"])
    return {"came_back": "first_form", "then_test": "both"}.get(breakdown, breakdown)


def score_label(score: str, context: Context) -> str:
    """The words of an item or a score, with its good end where that is the lower one."""
    name = term(score, context)
    if score not in context.scales or context.scales[score].better == "higher":
        return name
    return words(context.language).gettext("%(item)s (lower is better)") % {"item": name}


def with_n(label: str, row: Row, context: Context) -> str:
    """A label with the n of a row, where it may be shown."""
    if row["n"] != row["n"]:
        return label
    space = style.NO_BREAK_SPACE
    return f"{label} (n{space}={space}{style.number(row['n'], context.language)})"


def with_design(heading: str, released: Released) -> str:
    """A heading that says so where the time before was judged only at the end."""
    if not is_then_test(released):
        return heading
    return words(released.context.language).gettext("%(heading)s (then-test)") % {"heading": heading}


def is_then_test(released: Released) -> bool:
    """Whether the time before was judged only at the end."""
    return released.table["breakdown"].str.startswith(THEN_TEST).any()


def is_beyond_chance(row: Row) -> bool:
    """Whether a row has an interval, and zero is not in it."""
    return row["low"] > 0 or row["high"] < 0
