"""What holds between the numbers of one table, and between tables that count the same persons.

- groups of a breakdown make up their total as `declared` says, and as each edition divides it.
- answers of an item are made up of its answer groups and marks, pairs of the classes of change.
- who is told of and who is not known make up all; those at work on a day, who came and who left give the next.
- the waves of a year make up its answers; counts that grow never fall.
- of two versions the one with more persons holds whom the other held.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import itemgetter
from typing import Any

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.cells import (
    ANSWERS,
    ASKED,
    MISSING,
    OF_FORMS,
    PAIRS,
    PERSONS,
    REASONS,
    Cell,
    Cells,
    base_of,
)
from arvio.disclosure.auditing.declared import division
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.times import DATED, REGROUPED, on_day
from arvio.results import CHANGE_CLASSES, CUMULATIVE, EVERYBODY, PARTS, STATISTICS

NOT_KNOWN = "persons_not_known"
KNOWN_AND_NOT = ("n of without_placement",)
"""Who are told of, where a table counts all, them, and who are not known."""


def of_scales(cells: Cells) -> Iterator[Row]:
    """Marks make up the answers and the answer groups, and the classes of change make up the pairs."""
    whoms: dict[Cell, set[Any]] = defaultdict(set)
    for cell in cells:
        whoms[cell._replace(who=ANSWERS)].add(cell.who)
    for place, who in whoms.items():
        marks = sorted(mark for mark in who if isinstance(mark, int))
        at = {name: place._replace(who=name) for name in [*who, ANSWERS, PAIRS, ASKED, PERSONS]}
        if marks:
            yield from model.adds_up([at[ANSWERS]], [at[mark] for mark in marks])
        if set(PARTS) <= who:
            yield from model.adds_up([at[ANSWERS]], [at[part] for part in PARTS])
        if marks and set(PARTS) <= who:
            yield from model.adds_up([at[PARTS[0]]], [at[mark] for mark in marks[:2]])
            yield from model.adds_up([at[PARTS[2]]], [at[mark] for mark in marks[-2:]])
        if set(CHANGE_CLASSES) <= who:
            yield from model.adds_up([at[PAIRS]], [at[one] for one in CHANGE_CLASSES])
        yield from _of_forms(at, who)
        for part in who - {*PARTS, *CHANGE_CLASSES, *OF_FORMS}:
            yield from _part_of_its_n(at, part, who)


def _of_forms(at: Mapping[str | int, Cell], who: set[Any]) -> Iterator[Row]:
    """Of those asked, who answered and who did not, by reason; and of all, who are told of and who are not known."""
    if ASKED in who and ANSWERS in who and MISSING in who:
        yield from model.adds_up([at[ASKED]], [at[ANSWERS], at[MISSING]])
        yield from model.adds_up([at[MISSING]], [at[reason] for reason in REASONS if reason in who])
    for known in KNOWN_AND_NOT:
        if {known, NOT_KNOWN, PERSONS} <= who:
            yield from model.adds_up([at[PERSONS]], [at[known], at[NOT_KNOWN]])


def _part_of_its_n(at: Mapping[str | int, Cell], part: str | int, who: set[Any]) -> list[Row]:
    """A lone share is a part of those its n counts."""
    if STATISTICS.get(str(part)) != "share" or base_of(part) not in who:
        return []
    return model.contains(at[base_of(part)], [at[part]])


def of_totals(cells: Cells) -> Iterator[Row]:
    """The groups of a breakdown and their total, as each edition divides it."""
    by_edition: dict[Cell, dict[str, set[Cell]]] = defaultdict(lambda: defaultdict(set))
    for cell, facts in cells.items():
        if _adds(cell.who):
            for edition in {edition for fact in facts for edition in fact.editions}:
                by_edition[_table_of(cell)][edition].add(cell)
    for total in [cell for cell in cells if cell.group == EVERYBODY and _adds(cell.who)]:
        for parts in _divisions(total, by_edition[_table_of(total)].values()):
            yield from _divided(total, sorted(parts, key=str))


def _divisions(total: Cell, tables: Iterable[set[Cell]]) -> set[frozenset[Cell]]:
    """The groups of a total in each edition that tells it, or else those of the editions that tell groups only."""
    own = {frozenset(table - {total}) for table in tables if total in table and len(table) > 1}
    groups = [table for table in tables if total not in table]
    if own or not groups or total.indicator in REGROUPED:
        return own
    whole = {frozenset(table) for table in groups if any(cell.merged for cell in table)}
    return whole or {frozenset(set().union(*groups))}


def _table_of(cell: Cell) -> Cell:
    """What all groups of a table have in common; of dated waves each is of its own time."""
    common = cell._replace(group="", merged="")
    return common._replace(period="") if cell.breakdown == "wave" else common


def _adds(who: str | int) -> bool:
    """Whether groups can make up their total in this: single answers and counts of persons, not an n of its own."""
    if isinstance(who, int):
        return True
    return who in (ANSWERS, PAIRS, PERSONS, *PARTS, *CHANGE_CLASSES) or STATISTICS.get(who) == "persons"


def _divided(total: Cell, parts: list[Cell]) -> list[Row]:
    if not parts:
        return []
    how = division(total.indicator, total.breakdown)
    if how == "partition":
        return model.adds_up([total], parts)
    if how == "covering":
        return model.covers(total, parts)
    return model.contains(total, parts) if how == "within" else []


def of_staff(cells: Cells) -> Iterator[Row]:
    """Who is at work on the last day is who was on the first, and who began, less who left."""
    for began in [cell for cell in cells if (cell.indicator, cell.group) == ("staff", "began")]:
        left = began._replace(group="left")
        first, last = (began._replace(period=on_day(began.period, day), group=day) for day in ("first_day", "last_day"))
        if {left, first, last} <= cells.keys():
            yield from model.adds_up([first, began], [last, left])


def of_growth(cells: Cells) -> Iterator[Row]:
    """Counts that grow from wave to wave never fall."""
    growing = [cell for cell in cells if cell.breakdown == CUMULATIVE]
    for earlier, later in in_turn(growing, "wave"):
        yield from model.not_fewer(later, earlier)


def of_versions(cells: Cells) -> Iterator[Row]:
    """Of two versions the one with more persons holds whom the other held; what both tell alike is of the same."""
    for fewer, more in differing_versions(cells):
        yield from model.contains(more, [fewer])
    for earlier, later in _versions(cells):
        if _are_alike(cells[earlier], cells[later]):
            yield from model.adds_up([earlier], [later])


def differing_versions(cells: Cells) -> Iterator[tuple[Cell, Cell]]:
    """Each cell in two versions that follow each other, the one where n is told to be smaller first.

    Where an n that may be rounded stays the same, persons may have been added. An exact one that stays the same beside
    other figures tells of a correction, of which nothing is known.
    """
    for earlier, later in _versions(cells):
        before, after = (cells.get(cell._replace(who=_counted_by(cell)), []) for cell in (earlier, later))
        grew = _largest(after) - _largest(before)
        may_have_grown = grew == 0 and any(_is_rounded(fact) for fact in (*before, *after))
        if grew > 0 or may_have_grown:
            yield earlier, later
        elif grew < 0:
            yield later, earlier


def _versions(cells: Cells) -> Iterator[tuple[Cell, Cell]]:
    """Each cell with that of the next version; a group of what was too small to be named is another one in each."""
    return in_turn([cell for cell in cells if not cell.merged], "version")


def _is_rounded(fact: Fact) -> bool:
    return fact.n_is_rounded or fact.status == "rounded"


def _are_alike(before: Iterable[Fact], after: Iterable[Fact]) -> bool:
    """Whether two versions tell the same of a cell, exactly; what both withhold may differ."""
    told = [fact for fact in after if fact.status != "withheld"]
    exact = bool(told) and not any(_is_rounded(fact) for fact in told)
    return exact and {fact.id for fact in before} == {fact.id for fact in after}


def _counted_by(cell: Cell) -> str | int:
    is_answer = isinstance(cell.who, int) or cell.who in PARTS
    return ANSWERS if is_answer else PAIRS if cell.who in CHANGE_CLASSES else cell.who


def _largest(facts: Iterable[Fact]) -> float:
    numbers = [fact.n if STATISTICS[fact.statistic] != "persons" else fact.value for fact in facts]
    return max((number for number in numbers if not math.isnan(number)), default=math.nan)


def in_turn(cells: Iterable[Cell], part: str) -> Iterator[tuple[Cell, Cell]]:
    """Cells that differ in one part only, each with the next."""
    same, place = defaultdict(list), Cell._fields.index(part)
    for cell in cells:
        same[cell[:place] + cell[place + 1 :]].append(cell)
    for found in same.values():
        yield from pairwise(sorted(found, key=itemgetter(place)))


def of_waves(cells: Cells) -> Iterator[Row]:
    """The waves of a year make up its answers, as a reader takes it who works out a wave that is withheld."""
    waves: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if DATED.match(cell.wave) and not DATED.fullmatch(cell.wave):
            waves[cell._replace(wave="", period=cell.wave[:4])].append(cell)
    for year, of_year in waves.items():
        adds = isinstance(year.who, int) or year.who in (ANSWERS, *PARTS, "answered", "invited")
        if not adds or year not in cells or year.breakdown != "respondent_group" or len(of_year) < 2:
            continue
        if any(all(fact.status == "withheld" for fact in cells[wave]) for wave in of_year):
            yield from model.adds_up([year], of_year)
