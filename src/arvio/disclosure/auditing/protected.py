"""Which of the numbers behind facts nobody may work out: counts, single answers, and those by whom two figures differ.

- every count of persons in a table, shown or withheld; every answer and the part of every share; all but them, where
  the subject is sensitive; who was added in a later version (a late answer) or removed. Not how forms were filled in
  (who left an item out, and why): n tells it beside the number of forms, and it says nothing of anybody's answer.
- whom the editions for others leave out (services for children), and whom a table leaves out that is of fewer persons
  (families of whom no role is known).
"""

from __future__ import annotations

from collections.abc import Iterator

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.cells import OF_FORMS, REASONS, Cell, Cells, Reading, base_of
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.structure import differing_versions
from arvio.disclosure.auditing.verdicts import Kind, Protected
from arvio.results import CHANGE_CLASSES, EVERYBODY, PARTS, STATISTICS
from arvio.saying import say

OTHERS_LEAVE_OUT = say(", of those whom other editions leave out")
HAVE_NO_ROLE = say(", of those of whom no role is told")
THE_REST, EVERYBODY_ELSE = say(": the rest"), say(": everybody else")


def protected_numbers(cells: Cells, reading: Reading) -> Iterator[Protected]:
    """Each number that nobody may work out of the cells."""
    minimums = _minimums(cells, reading)
    for cell in cells:
        if cell.who not in (*OF_FORMS, *REASONS):
            yield from _protected_of(cell, cells, minimums[cell.indicator], reading)
    for fewer, more in differing_versions(cells):
        if more.is_answer:
            who, version = "added" if fewer.version < more.version else "removed", max(fewer.version, more.version)
            whom = say(", of those added in version %(version)s", version=version)
            if who == "removed":
                whom = say(", of those removed in version %(version)s", version=version)
            terms = ((more, 1), (fewer, -1))
            yield Protected(f"{who} {more}", "answers", terms, minimums[more.indicator], more, whom)
    for cell, fewer, left_out in left_out_pairs(cells):
        if cell.is_answer:
            continue  # how many they are is what says whether anything can be known of their answers
        terms = ((cell, 1), (fewer, -1))
        yield Protected(f"left out {cell} {fewer}", "count", terms, minimums[cell.indicator], cell, left_out)


def of_left_out(cells: Cells) -> Iterator[Row]:
    """Who is counted in the smaller of two populations is counted in the larger."""
    for cell, fewer, _ in left_out_pairs(cells):
        yield from model.contains(cell, [fewer])


def left_out_pairs(cells: Cells) -> Iterator[tuple[Cell, Cell, str]]:
    """Each cell with one of fewer persons by the same name, and who they are by whom the two differ.

    An edition that tells of more persons than the others holds theirs in all, though maybe not in each group.
    """
    for cell in cells:
        fewer = cell._replace(population="")
        if cell.population and fewer in cells and cell.group == EVERYBODY and not cell.is_answer:
            yield cell, fewer, OTHERS_LEAVE_OUT
        with_role = cell._replace(breakdown="respondent_role", group=EVERYBODY)
        is_of_families = (cell.breakdown, cell.group) == ("respondent_group", "participants")
        if is_of_families and with_role in cells:
            yield cell, with_role, HAVE_NO_ROLE


def _protected_of(cell: Cell, cells: Cells, minimum: int, reading: Reading) -> Iterator[Protected]:
    yield Protected(str(cell), _kind(cell), ((cell, 1),), minimum, cell)
    base = cell._replace(who=base_of(cell.who))
    if not cell.is_answer or base not in cells:
        return
    others = ((base, 1), (cell, -1))
    sensitive = reading.is_sensitive(cell.indicator)
    if STATISTICS.get(str(cell.who)) == "share" and cell.who not in (*PARTS, *CHANGE_CLASSES):
        yield Protected(f"not {cell}", "answers", others, minimum, cell, THE_REST)
        if sensitive:
            yield Protected(f"none {cell}", "nobody", ((cell, 1),), minimum, cell)
    if sensitive:
        yield Protected(f"all but {cell}", "all_alike", others, minimum, cell, EVERYBODY_ELSE)


def _minimums(cells: Cells, reading: Reading) -> dict[str, int]:
    """Of each indicator the smallest count that the rules of any edition show, which the reader may know then."""
    facts = {fact.id: fact for told in cells.values() for fact in told}
    found: dict[str, int] = {}
    for fact in facts.values():
        smallest = reading.smallest(fact)
        found[fact.indicator] = min(found.get(fact.indicator, smallest), smallest)
    return found


def _kind(cell: Cell) -> Kind:
    return "answers" if cell.is_answer else "count"
