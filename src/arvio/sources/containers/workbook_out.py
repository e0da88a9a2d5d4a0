"""Cells on their way into a workbook or text file that a spreadsheet program will open."""

from __future__ import annotations

import re

ACTIVE = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a text that a spreadsheet program would take for a formula (OWASP, CSV injection)."""


_HARMLESS = re.compile(r"-|-\d+(?:[.,]\d+)?")


def escaped(cell: object) -> object:
    """A cell that stays text: an apostrophe before what would become a formula. Numbers and a lone dash stay.

    >>> escaped("=1+1"), escaped("- ei tietoa"), escaped("-2"), escaped(-1)
    ("'=1+1", "'- ei tietoa", '-2', -1)
    """
    active = isinstance(cell, str) and cell.startswith(ACTIVE) and not _HARMLESS.fullmatch(cell)
    return f"'{cell}" if active else cell
