"""What stands in a section about which nothing was collected, or nothing is known."""

from __future__ import annotations

from html import escape

from arvio.disclosure import Context
from arvio.presentation.marks import PartKind, Shown
from arvio.translations import words


def not_collected(context: Context) -> Shown:
    """One sentence in place of a figure, table or text: an empty section is no error and no zero."""
    return _instead(words(context.language).gettext("This was not collected in the period."))


def not_written(context: Context) -> Shown:
    """One sentence in place of the evaluator's own words."""
    return _instead(words(context.language).gettext("The evaluator has written nothing on this for the period."))


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
    return Shown("sentences", f'<p class="arvio-not-collected">{escape(sentence)}</p>', sentence)
