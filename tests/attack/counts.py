"""Tables of counts as statements: totals and their groups, two groupings at once, months, and years side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from arvio.disclosure.auditing import model

from . import words
from .pages import Line
from .place import Place
from .printed import WITHHELD
from .told import Cell

UNTIL = "By the end of"


def counts(place: Place) -> None:
    """Counts with a name over their column, in groups below their total."""
    named = place.columns(lambda name: words.PERSONS.fullmatch(name) or words.EVENTS.fullmatch(name))
    if not named or place.column(UNTIL, "Wave", "Month", "Claimed") is not None:
        return
    for group in dict.fromkeys(line.group for line in place.table.lines):
        lines = [line for line in place.table.lines if line.group == group]
        found = {column: _of_lines(place, lines, column) for column in named}
        for cells in found.values():
            _grouped(place, cells)
        _no_more_persons_than_events(place, list(found.values()))


def two_ways(place: Place) -> None:
    """Persons by two groupings at once, with the totals of both."""
    columns, lines = place.table.columns, place.table.lines
    measure = words.PERSONS.match(place.table.caption)
    if measure is None or len(columns) < 3 or not words.is_total(columns[1]) or not words.is_total(lines[0].cells[0]):
        return
    what = (measure[0].casefold(), lines[0].cells[1])
    table = [[_inner(place, line, column, what) for column in range(1, len(columns))] for line in lines]
    others = _told_among(place)
    for line, cells in zip(lines, table, strict=True):
        if line.cells[0].casefold() != others:
            _within(place, cells[0], cells[1:])
    for number, column in enumerate(zip(*table, strict=True), start=1):
        _within(place, column[0], column[1:])
        rest = [cell for line, cell in zip(lines, column, strict=True) if line.cells[0].casefold() == others and cell]
        few = [cell for line, cell in zip(lines, column, strict=True) if line.cells[number] == "–" and cell]
        if rest and rest[0] not in few:
            place.told.say("", model.contains, rest[0], tuple(few))


def _within(place: Place, total: Cell | None, parts: Sequence[Cell | None]) -> None:
    """What a margin and the cells beside it tell; where some are told among others they need not make it up."""
    told = tuple(part for part in parts if part is not None)
    if total is not None and told:
        is_whole = len(told) == len(parts) and not _told_among(place)
        place.told.say("", _made_up_of(place, {"": total}) if is_whole else model.contains, total, told)


def months(place: Place) -> None:
    """Counts month by month, which make up those of longer periods."""
    measure = words.EVENTS.match(place.table.caption)
    columns = place.columns(lambda name: name.isdigit() and len(name) < 3)
    if measure is None or len(columns) != 12 or place.column("Year") is None:
        return
    for line in place.table.lines:
        kind = place.under(line, "Counting basis", otherwise=line.group)
        for month, column in enumerate(columns, start=1):
            period = f"{place.under(line, 'Year')}-{month:02}"
            cell = Cell(place.page.organisation, period, (measure[0].casefold(), "", kind))
            _told(place, line, column, cell)
            if line.cells[column] == "–" and words.months_of(period) <= words.months_of(place.page.period):
                place.told.say(place.where(line, column), model.exactly, (cell,), 0)
            place.told.in_series(cell, *cell.what, growth="sum")


def year_before(place: Place) -> None:
    """Counts of a year beside those of the year before."""
    years = place.columns(lambda name: words.months_of(name) and len(name) == 4)
    before = place.column("Year before")
    if len(years) != 1 or before is None:
        return
    year = place.table.columns[years[0]]
    for line in place.table.lines:
        label = place.under(line, "Counted").rpartition(": ")[2]
        for column, period in ((years[0], year), (before, words.year_before(year))):
            what = _counted(label, line.cells[column])
            if what:
                _told(place, line, column, Cell(place.page.organisation, period, what))


def until(place: Place) -> None:
    """Persons by the end of one period after another: what was added in each is a count too."""
    column = next(iter(place.columns(words.PERSONS.fullmatch)), None)
    if place.column(UNTIL) is None or column is None:
        return
    name = place.table.columns[column].casefold()
    cells = [Cell(place.page.organisation, f"until {line.cells[0]}", (name, UNTIL)) for line in place.table.lines]
    for line, cell in zip(place.table.lines, cells, strict=True):
        _told(place, line, column, cell)
    for earlier, later in pairwise(cells):
        place.told.say("", model.not_fewer, later, earlier)
        place.told.protect([later], "count", place.rules.minimum, less=[earlier])


def _of_lines(place: Place, lines: Sequence[Line], column: int) -> dict[str, Cell]:
    """The cell of each label, the total under no label; what is told among others has none."""
    name = place.table.columns[column].casefold()
    population = _population(lines, column) if words.PERSONS.fullmatch(name) else ""
    cells = {}
    for line in lines:
        label = "" if words.is_total(line.cells[0]) else line.cells[0]
        cell = Cell(*place.at, (name, population or _name(place, name), *filter(None, (line.group, label))))
        if _told(place, line, column, cell):
            cells[label] = cell
            if not words.NOT_LINKED_OVER_TIME.fullmatch(name):
                _over_time(place, cell, place.table.columns[0])
    return cells


def _over_time(place: Place, cell: Cell, grouped_by: str) -> None:
    """The same count in other periods: met or visited is once more; persons and their services may go on."""
    name, _, *labels = cell.what
    if any(words.MERGED.match(str(label)) for label in labels):
        return
    if words.ADDED_OVER_TIME.fullmatch(str(name)):
        place.told.in_series(cell, *cell.what, growth="sum")
    else:
        place.told.in_series(cell, name, grouped_by, *labels, growth="union")


def _population(lines: Sequence[Line], column: int) -> str:
    """Persons whose total is the same number are the same persons, as far as a reader can tell."""
    return next((line.cells[column] for line in lines if words.is_total(line.cells[0])), "")


def _name(place: Place, name: str) -> str:
    return "" if words.EVENTS.fullmatch(name) else place.table.caption


def _told(place: Place, line: Line, column: int, cell: Cell) -> bool:
    """Tell of a cell what is printed in it; whether anything is."""
    number, is_of_persons = place.number(line.cells[column]), bool(words.PERSONS.fullmatch(str(cell.what[0])))
    is_withheld = line.cells[column] == WITHHELD
    if is_withheld or (is_of_persons and number):
        place.told.protect([cell], "count", place.rules.minimum)
    if number is not None and number.is_count:
        count = place.rules.read(number, of_persons=is_of_persons)
        place.told.count(place.where(line, column), [cell], count)
    return number is not None or is_withheld


def _is_of_persons(cells: dict[str, Cell]) -> bool:
    return any(words.PERSONS.fullmatch(str(cell.what[0])) for cell in cells.values())


def _grouped(place: Place, cells: dict[str, Cell]) -> None:
    """A total and its groups."""
    parts = tuple(cell for label, cell in cells.items() if label)
    if "" in cells and parts:
        place.told.say("", _made_up_of(place, cells), cells[""], parts)


def _made_up_of(place: Place, cells: dict[str, Cell]) -> Callable[..., list[model.Row]]:
    """Events add up, and persons where the page counts each of them once; else a person may be in several groups."""
    is_once = not _is_of_persons(cells) or words.COUNTED_ONCE.search(place.table.notes)
    return _adds_up if is_once else model.covers


def _adds_up(total: Cell, parts: Sequence[Cell], *, told_by: str) -> list[model.Row]:
    return model.adds_up([total], parts, told_by=told_by)


def _inner(place: Place, line: Line, column: int, what: tuple[str, ...]) -> Cell | None:
    labels = [label for label in (line.cells[0], place.table.columns[column]) if not words.is_total(label)]
    cell = Cell(*place.at, (*what, *labels))
    is_told = _told(place, line, column, cell)
    if is_told or _told_among(place):
        place.told.protect([cell], "count", place.rules.minimum)
        if not any(map(words.MERGED.match, labels)):
            place.told.in_series(cell, "two ways", *labels, growth="union")
        return cell
    return None


def _told_among(place: Place) -> str:
    """Among whom a table tells what it has a dash for, since they are few; empty where a dash is nobody."""
    match = words.TOLD_AMONG_OTHERS.search(place.table.notes)
    return match[1].casefold() if match else ""


def _counted(label: str, text: str) -> tuple[str, ...]:
    """Of what a line of a table of years tells."""
    met = words.MET_BY.fullmatch(label)
    if met:
        return (met[1].casefold(), "", met[2].capitalize())
    return (label.casefold(), text) if words.PERSONS.fullmatch(label) and text != WITHHELD else ()


def _no_more_persons_than_events(place: Place, found: Sequence[dict[str, Cell]]) -> None:
    persons = [cells for cells in found if _is_of_persons(cells)]
    events = [cells for cells in found if cells and not _is_of_persons(cells)]
    for one in persons:
        for other in events:
            for label in set(one) & set(other):
                place.told.say("", model.contains, other[label], (one[label],))
