"""Figures and tables numbered in the order of the page, and no id twice on it."""

from __future__ import annotations

import gettext
import re
from collections.abc import Sequence
from itertools import count

NUMBER = re.compile(r'<span class="number" data-number="(figure|table)"></span>')
"""The empty place that figures and tables leave for their number."""

_ID = re.compile(r'\bid="([^"]+)"')


def numbered(pieces: Sequence[str], words: gettext.NullTranslations) -> list[str]:
    """The pieces with "Figure 1." and "Table 1." where a figure or table has left a place for it."""
    counts = {"figure": count(1), "table": count(1)}
    names = {"figure": words.gettext("Figure %(number)s."), "table": words.gettext("Table %(number)s.")}

    def number(match: re.Match[str]) -> str:
        return f'<span class="number">{names[match[1]] % {"number": next(counts[match[1]])}}</span> '

    return [NUMBER.sub(number, piece) for piece in pieces]


def with_unique_ids(pieces: Sequence[str]) -> list[str]:
    """The pieces with each id that an earlier one has already used renamed: the same figure may be shown twice."""
    used: set[str] = set()
    renamed = []
    for place, piece in enumerate(pieces, start=1):
        own = set(_ID.findall(piece))
        again = sorted(own & used)
        unique = piece
        for identifier in again:
            unique = _renamed(unique, identifier, f"{identifier}-{place}")
        used |= set(_ID.findall(unique)) if again else own
        renamed.append(unique)
    return renamed


def _renamed(html: str, old: str, new: str) -> str:
    """An id and all that refers to it: links, labels, headers of cells, and url(#…) within an SVG."""
    name = re.escape(old)
    html = re.sub(rf'(\bid="|="#|url\(#){name}(?=["\)])', rf"\g<1>{new}", html)
    lists = r'(\b(?:aria-labelledby|aria-describedby|aria-controls|headers|for)=")([^"]*)(")'
    return re.sub(lists, lambda match: match[1] + _replaced(match[2], old, new) + match[3], html)


def _replaced(identifiers: str, old: str, new: str) -> str:
    return " ".join(new if identifier == old else identifier for identifier in identifiers.split())
