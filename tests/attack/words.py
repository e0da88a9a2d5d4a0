"""What the words of an English page mean to whoever reads them: totals, counts of persons, periods, scales."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

TOTAL = re.compile(r"All( \w+)?|Whole (period|project)|In all", re.IGNORECASE)
PERSONS = re.compile(
    r"different persons|persons|participants|workers|families as clients|invited|answered|volunteers", re.IGNORECASE
)
EVENTS = re.compile(
    r"persons met|visits held|visits|periods of service|times|gaps found|filled|number|received|led to an action",
    re.IGNORECASE,
)
"""What is counted is no person, although persons come to it: told of persons only where it is withheld."""
MET_BY = re.compile(r"(persons met) \((\w+)\)", re.IGNORECASE)
COUNTED_ONCE = re.compile(r"each person counts once(?! in)", re.IGNORECASE)
ADDED_OVER_TIME = re.compile(r"persons met|visits( held)?", re.IGNORECASE)
NOT_LINKED_OVER_TIME = re.compile(r"gaps found|filled|led to an action", re.IGNORECASE)
"""States that change: what waited in one half of a year may be done in the other."""
MERGED = re.compile(r"other\b", re.IGNORECASE)
"""What is small is told under such a label, so that in another period other things may be in it."""
TOLD_AMONG_OTHERS = re.compile(r"– nobody, or told among ([\w ]+?) since")
HIGHEST_TWO = re.compile(r"the two highest answers")
MARKS = re.compile(r"(\d+)(?:–(\d+))?")
SCALE = re.compile(r"from (\d) to (\d+)")
_PERIOD = re.compile(r"(\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d\d)|(?P<last>\d{4})))?")

Months = frozenset[tuple[int, int]]


def months_of(period: str) -> Months:
    """The months of a period such as 2025, 2025-H1, 2025-03 or 2021-2024; none where it is no period."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return frozenset()
    first, last = int(match[1]), int(match["last"] or match[1])
    within = range(1, 13)
    for length, part in ((6, match["half"]), (3, match["quarter"]), (1, match["month"])):
        if part:
            within = range((int(part) - 1) * length + 1, int(part) * length + 1)
    return frozenset((year, month) for year in range(first, last + 1) for month in within)


def parts_of(whole: str, others: Iterable[str]) -> tuple[list[str], bool]:
    """The longest periods within a period, and whether they are all of it with no month in two."""
    all_of = months_of(whole)
    inside = {other: months for other in others for months in [months_of(other)] if months and months < all_of}
    longest = [one for one, months in inside.items() if not any(months < other for other in inside.values())]
    counted = sum(len(inside[one]) for one in longest)
    return sorted(longest), counted == len(all_of) and len(frozenset().union(*inside.values())) == counted


def year_before(year: str) -> str:
    return str(int(year) - 1)


def marks_of(column: str, scale: Sequence[int]) -> list[int]:
    """The marks of a scale that a column such as 1–2 or 3 is about; none where it is about something else."""
    match = MARKS.fullmatch(column)
    if match is None:
        return []
    marks = range(int(match[1]), int(match[2] or match[1]) + 1)
    return list(marks) if scale and scale[0] <= marks[0] and marks[-1] <= scale[-1] else []


def scale_in(*texts: str) -> list[int]:
    """The marks from the lowest to the highest that a page tells of."""
    match = next(filter(None, map(SCALE.search, texts)), None)
    return list(range(int(match[1]), int(match[2]) + 1)) if match else []


def is_total(label: str) -> bool:
    return bool(TOTAL.fullmatch(label))
