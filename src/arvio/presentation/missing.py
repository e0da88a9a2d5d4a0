"""What stands in a section about which nothing was collected, or nothing is known."""

from __future__ import annotations

from html import escape

from arvio.disclosure import Context
from arvio.presentation.marks import PartKind, Shown
from arvio.translations import words

NOT_COLLECTED = '<p class="arvio-not-collected">'


def not_collected(context: Context) -> Shown:
    """One sentence in place of a figure, table or text: an empty section is no error and no zero."""
    return _instead(words(context.language).gettext("This was not collected in the period."))


def nothing_written(context: Context) -> Shown:
    """One sentence in place of the evaluator's own words."""
    return _instead(words(context.language).gettext("The evaluator has written nothing on this for the period."))


def if_collected(shown: Shown) -> Shown:
    """What stands below a figure or sentence that has said already that nothing was collected: nothing, then."""
    return said_above(shown.kind) if _is_missing(shown) else shown


def first_collected(*several: Shown) -> Shown:
    """The first of several of which something was collected; that nothing was, where that holds of all of them."""
    return next((shown for shown in several if not _is_missing(shown)), several[0])


def nothing_known(context: Context) -> Shown:
    """The same on a page on the quality of data, which is made while exports cannot be read too."""
    return _instead(
        words(context.language).gettext(
            "Nothing can be told of this: it was not collected in the period, or its exports cannot be read."
        )
    )


def said_above(kind: PartKind) -> Shown:
    """Nothing, where the section has said already that it was not collected, or that it cannot be told."""
    return Shown(kind, "", "")


def _instead(sentence: str) -> Shown:
    return Shown("sentences", f"{NOT_COLLECTED}{escape(sentence)}</p>", sentence)


def _is_missing(shown: Shown) -> bool:
    """Whether the one sentence stands in place of the whole; a figure of which all is withheld has more around it."""
    return shown.html.startswith(NOT_COLLECTED)
