"""Headings over the whole page: one title, levels without jumps, an id for each section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)


def without_title(pieces: Sequence[str]) -> tuple[str, str, list[str]]:
    """The first heading, what stands below it before the next one, and the pieces of the page without both.

    The template puts them on top, before the findings.
    """
    for number, piece in enumerate(pieces):
        headings = list(_HEADING.finditer(piece))
        if headings:
            first, end = headings[0], headings[1].start() if len(headings) > 1 else len(piece)
            rest = piece[: first.start()] + piece[end:]
            below = piece[first.end() : end].strip()
            return first[2].strip(), below, [*pieces[:number], rest.strip(), *pieces[number + 1 :]]
    return "", "", list(pieces)


def in_order(pieces: Sequence[str]) -> list[str]:
    """The pieces with headings from level 2 on, none more than one below the one before it, sections with ids."""
    written = [int(heading[1]) for piece in pieces for heading in _HEADING.finditer(piece)]
    levels, sections = _levels(written), count(1)

    def heading(match: re.Match[str]) -> str:
        level = next(levels)
        identifier = f' id="section-{next(sections)}"' if level == 2 else ""
        return f"<h{level}{identifier}>{match[2]}</h{level}>"

    return [_HEADING.sub(heading, piece) for piece in pieces]


def contents_of(pieces: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Id and heading of each section."""
    return tuple((section[1], section[2]) for piece in pieces for section in _SECTION.finditer(piece))


def _levels(written: Sequence[int]) -> Iterator[int]:
    """The levels as shown.

    >>> list(_levels([2, 4, 4, 1, 3]))
    [2, 3, 3, 2, 3]
    """
    level = 1
    for wanted in written:
        level = max(2, min(wanted, level + 1))
        yield level
