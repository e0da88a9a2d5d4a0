"""Whether the cells of a column hold several answers each, and which options these are: no tool exports its list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arvio.sources.cells import label

SEPARATORS = (";", " | ", "|", ", ")
"""Tried where the tool does not say how it parts answers."""
CELLS_AT_LEAST = 2


@dataclass(frozen=True)
class Taken:
    """The options in the cells, each with how many cells hold it, and what parts them."""

    separator: str
    options: Mapping[str, int]
    """In the compared form."""
    whole: int
    """Cells of which every part is one of the options."""


def parts(cell: str, separator: str) -> list[str]:
    """The answers in a cell. A separator inside brackets belongs to the answer.

    >>> parts("Etelä (Lohja, Hanko), Turku", ", ")
    ['Etelä (Lohja, Hanko)', 'Turku']
    """
    found, depth, start, place = [], 0, 0, 0
    while place < len(cell):
        depth += (cell[place] in "([") - (cell[place] in ")]" and depth > 0)
        if not depth and cell.startswith(separator, place):
            found.append(cell[start:place])
            start = place = place + len(separator)
        else:
            place += 1
    found.append(cell[start:])
    return [one.strip() for one in found if one.strip()]


def taken_apart(forms: Mapping[str, int], separator: str = "") -> Taken | None:
    """The options of a column, cell: how often; None where its cells hold one answer each.

    What stands between two separators is an option only when it is also found alone or beside something else: so
    "Yes, partly", which is never "Yes" and something other, stays whole.
    """
    tried = [_taken(forms, one) for one in ([separator] if separator else SEPARATORS)]
    return max((one for one in tried if one), key=lambda one: one.whole, default=None)


def _taken(forms: Mapping[str, int], separator: str) -> Taken | None:
    cells = {form: tuple(label(one) for one in parts(form, separator)) for form in forms}
    closed = separator == ";" and all(form.rstrip().endswith(separator) for form in forms)  # as Microsoft Forms does
    known = {one for found in cells.values() for one in found} if closed else _known(cells.values())
    several = {form: found for form, found in cells.items() if len(found) > 1 and set(found) <= known}
    whole = sum(n for form, n in forms.items() if form in several)
    if not closed and whole < CELLS_AT_LEAST:
        return None
    options: Counter[str] = Counter()
    for form, n in forms.items():
        options.update(dict.fromkeys(several.get(form, [_one(form, separator)]), n))
    return Taken(separator, options, whole)


def _one(form: str, separator: str) -> str:
    return label(form.rstrip().removesuffix(separator.strip()))


def _known(cells: Iterable[tuple[str, ...]]) -> set[str]:
    """Answers that stand alone in some cell, or in two cells with different others."""
    beside: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for found in cells:
        for one in found:
            beside[one].add(found)
    return {one for one, several in beside.items() if len(several) > 1 or (one,) in several}
