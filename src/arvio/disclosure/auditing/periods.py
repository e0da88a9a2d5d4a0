"""What the numbers of a period say of those of the shorter periods in it, as `times` declares their course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.cells import ANSWERS, PAIRS, PERSONS, Cell, Cells
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.times import Course, course_of, days_of, lies_in
from arvio.results import CHANGE_CLASSES, PARTS

OVER_TIME = (
    *(ANSWERS, PAIRS, PERSONS, *PARTS, *CHANGE_CLASSES, "answered", "encounters", "invited", "responses"),
    *("persons_not_known", "n of without_placement", "without_placement"),
)
"""Who can be followed from period to period, beside those who gave a mark: others are judged anew in each."""


def of_periods(cells: Cells) -> Iterator[Row]:
    """What a longer period says of the shorter ones in it."""
    same: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.period and (isinstance(cell.who, int) or cell.who in OVER_TIME):
            same[cell._replace(period="")].append(cell)
    for found in same.values():
        course = course_of(found[0].indicator, found[0].breakdown, found[0].group)
        for whole in found if course != "apart" and len(found) > 1 else ():
            yield from _of_period(whole, _longest_in(whole, found), course)


def _longest_in(whole: Cell, cells: list[Cell]) -> list[Cell]:
    """The cells of periods within a longer one, without those within another of them."""
    parts = [one for one in cells if one != whole and lies_in(one.period, whole.period)]
    return [one for one in parts if not any(one != other and lies_in(one.period, other.period) for other in parts)]


def _of_period(whole: Cell, parts: list[Cell], course: Course) -> list[Row]:
    if not parts:
        return []
    fill = sum(days_of(part.period) for part in parts) == days_of(whole.period)
    if course == "added":
        return model.adds_up([whole], parts) if fill else model.holds(whole, parts)
    kept = model.contains(whole, parts) if course in ("held", "kept") else []
    return [*kept, *(model.not_more(whole, parts) if fill and course in ("held", "last") else [])]
