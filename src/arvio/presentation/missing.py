"""What stands in a section about which nothing was collected."""

from __future__ import annotations

from html import escape

from arvio.disclosure import Context
from arvio.presentation.marks import Shown
from arvio.translations import words


def not_collected(context: Context) -> Shown:
    """One sentence in place of a figure, table or text: an empty section is no error and no zero."""
    sentence = words(context.language).gettext("This was not collected in the period.")
    return Shown("sentences", f'<p class="arvio-not-collected">{escape(sentence)}</p>', sentence)
