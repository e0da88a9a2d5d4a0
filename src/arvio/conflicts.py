"""The marks that git leaves in a file where two wrote at the same place."""

from __future__ import annotations

import re

_SIDES = "<<<<<<<", ">>>>>>>"
_MARK = re.compile(rf"({'|'.join(_SIDES)})( .*)?\s*")


def conflict_line(text: str) -> int:
    """The line, counted from 1, of the first mark around two versions that git could not join; 0 where there is none.

    The line between the two versions alone means something else: in Markdown it underlines a heading.
    """
    if not any(side in text for side in _SIDES):
        return 0
    return next((number for number, line in enumerate(text.split("\n"), 1) if _MARK.fullmatch(line)), 0)
