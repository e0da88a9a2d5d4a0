"""Which numbers of different tables count the same persons, so that they are one unknown.

A period's service reports count those served in several tables, and change reports the same pairs in each. Where one of
two tables has more versions than the other, the two are left apart: one was made of other data then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypedDict

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.cells import ANSWERS, PAIRS, PERSONS, Cell, Cells
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.times import extent
from arvio.results import EVERYBODY

FAMILIES = (
    frozenset({"services", "service_activity", "services_by_target_group", "target_groups", "transitions"}),
    frozenset({"chain_length", "chains"}),
    frozenset({"cases", "family_activity", "placement_12m", "placement_during"}),
    frozenset({"group_activity", "reach"}),
    frozenset({"encounter_activity", "encounters"}),
    frozenset({"begun_in_time", "waiting"}),
    frozenset({"ddp_levels", "ddp_trained"}),
    frozenset({"residential_experience", "staff"}),
)
"""Indicators some of whose numbers are those of another."""


class _Table(TypedDict):
    indicator: str
    breakdown: str


class _OfStaff(_Table, total=False):
    group: str


SERVED: _Table = {"indicator": "services", "breakdown": "service"}
CHAINED: _Table = {"indicator": "chains", "breakdown": "chain"}
CHAIN_GROUPS = {EVERYBODY: EVERYBODY, "1": "no_chain", "2_or_more": "chain"}
CLASSES = ("one_step", "reliable_change")
IMPROVED = "improved_by_"
AGREE = (4, 5)
"""The marks that agree on the scale from 1 to 5."""


def hanging_together(indicators: Iterable[str]) -> frozenset[str]:
    """The indicators with those that count the same persons in tables of their own: they are audited together."""
    named = frozenset(indicators)
    return named.union(*(family for family in FAMILIES if family & named))


def ones(cells: Cells) -> dict[Cell, Cell]:
    """Each cell that is another one by another name, with that other one."""
    last: dict[tuple[Any, ...], int] = defaultdict(int)
    for cell in cells:
        last[_table(cell)] = max(last[_table(cell)], cell.version)
    found = {}
    for cell in cells:
        same = _followed(cell)
        if same != cell and last.get(_table(same), last[_table(cell)]) == last[_table(cell)]:
            found[cell] = same
    return found


def of_agreeing(cells: Cells) -> Iterator[Row]:
    """Who agrees with an item gave one of its two highest marks at that time."""
    for cell in cells:
        if cell.who == "agreeing" and cell.wave:
            marks = [cell._replace(breakdown="baseline", who=mark) for mark in AGREE]
            if cells.keys() >= set(marks):
                yield from model.adds_up([cell], marks)


def of_trained(cells: Cells) -> Iterator[Row]:
    """Those whose training or experience is told and those of whom it is not are all who were at work that day."""
    for cell in cells:
        for indicator, known, everybody in TOLD_OF_STAFF:
            parts = [cell._replace(who=who) for who in (known, "persons_not_known")]
            whole = [cell._replace(**one, who=PERSONS) for one in everybody]
            if cell == parts[0] and cell.indicator == indicator and parts[1] in cells:
                yield from (row for one in whole if one in cells for row in model.adds_up([one], parts))


_LEVELS: _OfStaff = {"indicator": "ddp_levels", "breakdown": "level"}
_FIRST_DAY: _OfStaff = {"indicator": "staff", "breakdown": "day", "group": "first_day"}
_LAST_DAY: _OfStaff = {"indicator": "staff", "breakdown": "day", "group": "last_day"}
TOLD_OF_STAFF: tuple[tuple[str, str, tuple[_OfStaff, ...]], ...] = (
    ("ddp_trained", "n of with_training", (_LEVELS,)),
    ("residential_experience", "n of with_experience", (_FIRST_DAY, _LAST_DAY)),
)
"""Whose share is told of how many, and the count of all of them."""


def _table(cell: Cell) -> tuple[Any, ...]:
    return cell.population, cell.organisation, cell.period, cell.indicator, cell.breakdown


def _followed(cell: Cell) -> Cell:
    same = _SAME.get(cell.indicator, _of_pairs)(cell)
    return cell if same == cell else _followed(same)


def _served(cell: Cell) -> Cell:
    return cell._replace(**SERVED) if (cell.group, cell.who) == (EVERYBODY, PERSONS) else cell


def _of_one_service(cell: Cell) -> Cell:
    """All of a service, whatever came after it or whichever their target group."""
    if (cell.group, cell.who) != (EVERYBODY, PERSONS):
        return cell
    return cell._replace(**SERVED, group=cell.breakdown or EVERYBODY)


def _chained(cell: Cell) -> Cell:
    if cell.indicator == "chain_length":
        group = CHAIN_GROUPS.get(cell.group)
        return cell._replace(**CHAINED, group=group) if group and cell.who == PERSONS else cell
    return cell._replace(group="chain", who=PERSONS) if cell.who == "in_chain" else _chained_base(cell)


def _chained_base(cell: Cell) -> Cell:
    return cell._replace(who=PERSONS) if cell.who == "n of in_chain" else cell


def _cases_ended(cell: Cell) -> Cell:
    """Whose case ended in the period, or a year before it."""
    days = extent(cell.period)
    if cell.who != PERSONS or not days:
        return cell
    period = days.before.name if cell.indicator == "placement_12m" else cell.period
    return cell._replace(period=period, indicator="cases", breakdown="stage", group="ended")


def _all_in(indicator: str, breakdown: str) -> Callable[[Cell], Cell]:
    """The same count under another indicator."""

    def same(cell: Cell) -> Cell:
        of_all = cell.group == EVERYBODY and cell.who == PERSONS
        return cell._replace(indicator=indicator, breakdown=breakdown) if of_all else cell

    return same


def _met(cell: Cell) -> Cell:
    return cell._replace(indicator="encounters") if cell.who == "encounters" else cell


def _waited(cell: Cell) -> Cell:
    same = cell.who == "n of begun_in_time"
    return cell._replace(indicator="waiting", who="n of median_days") if same else cell


def _came_back(cell: Cell) -> Cell:
    when = (cell.breakdown, cell.group) == ("when", EVERYBODY)
    return cell._replace(breakdown="came_back", group="both") if when else cell


def _of_pairs(cell: Cell) -> Cell:
    """Those who answered both times, in whichever table of change."""
    before = cell._replace(breakdown="baseline", wave="", who=PAIRS)
    if cell.breakdown == "size_class" and cell.group == EVERYBODY:
        return cell._replace(breakdown="respondent_group", group="stakeholders")
    if cell.breakdown == "baseline":
        return before if cell.who == ANSWERS else cell
    if cell.breakdown.startswith(IMPROVED):
        return cell._replace(breakdown=cell.breakdown.removeprefix(IMPROVED))
    in_classes = cell.breakdown in CLASSES and cell.who == PAIRS
    in_subgroups = (cell.breakdown, cell.group, cell.who) == ("subgroup", EVERYBODY, PAIRS)
    return before if in_classes or in_subgroups or cell.who == "n of agreeing" else cell


_SAME: Mapping[str, Callable[[Cell], Cell]] = {
    "begun_in_time": _waited,
    "chain_length": _chained,
    "chains": _chained,
    "encounter_activity": _met,
    "family_activity": _all_in("cases", "stage"),
    "flow": _came_back,
    "group_activity": _all_in("reach", "county"),
    "placement_12m": _cases_ended,
    "placement_during": _cases_ended,
    "service_activity": _served,
    "services_by_target_group": _of_one_service,
    "target_groups": _served,
    "transitions": _of_one_service,
}
"""Where each indicator's numbers stand by another name."""
