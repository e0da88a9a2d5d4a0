"""A name among other words where no element can hold it apart: in titles, plain texts and office files.

Letters that are read from right to left, and marks that turn the direction, change the order of what stands behind
them. On pages <bdi> keeps a name to itself; elsewhere the characters of Unicode for the same do (UAX 9).
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates, and what ends them: one of them in a name could end the isolation itself."""
_FROM_RIGHT = {"R", "AL", "AN"}
_FIRST_STRONG, _END = "\u2068", "\u2069"


def isolated(name: str) -> str:
    """A name that leaves the words around it in their order; one that is read from left to right as it is.

    >>> isolated("Harjula ry")
    'Harjula ry'
    """
    plain = _MARKS.sub("", name)
    if any(unicodedata.bidirectional(letter) in _FROM_RIGHT for letter in plain):
        return f"{_FIRST_STRONG}{plain}{_END}"
    return plain
