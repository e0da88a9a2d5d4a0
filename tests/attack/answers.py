"""Tables of answers as statements: means, intervals, shares, n and don't-know answers of items on a scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from arvio.disclosure.auditing import model

from . import words
from .pages import Line
from .place import Place
from .printed import WITHHELD, ends_of
from .told import Cell

LARGEST_FOR_INTERVAL = 250
"""Of more answers an interval of the mean says nothing of single persons that would be worth reckoning."""
OF_EVERYBODY = "Mean"
OF_SOME = ("At the start", "At the end", "Answered both", "Did not come back")
"""Means of the persons of whom the column tells, rather than of those of whom the line does."""
ITEM = ("Statement", "Statement or score")
GROUP = "Respondent group"


def scales(place: Place) -> None:
    """Which marks the items of a table have."""
    marks = words.scale_in(place.table.caption, place.table.subtitle, *place.page.sentences, *place.page.in_words)
    if marks and place.column(OF_EVERYBODY, *OF_SOME) is not None:
        for line in place.table.lines:
            place.attack.scales.setdefault((place.page.organisation, _item(place, line)), marks)


def waves(place: Place) -> None:
    """Who was asked and who answered, wave by wave."""
    columns = [place.column(name) for name in ("Wave", "Invited", "Answered", "Response rate")]
    if None in columns:
        return
    for line in place.table.lines:
        wave = line.cells[columns[0]]
        period = place.page.period if words.is_total(wave) else wave
        if not words.is_total(wave):
            place.attack.waves[(*place.at, line.group)].append(wave)
        invited, answered = (
            Cell(place.page.organisation, period, (name.casefold(), line.group)) for name in ("Invited", "Answered")
        )
        for cell, column in ((invited, columns[1]), (answered, columns[2])):
            _count(place, line, column, [cell])
            place.told.in_series(cell, *cell.what, growth="sum")
        place.told.say("", model.contains, invited, (answered,))
        _share(place, line, columns[3], [answered], [invited])


def of_items(place: Place) -> None:
    """Means, their intervals and n, the answers in groups, and those without an opinion."""
    for line in place.table.lines:
        for column in place.columns(lambda name: name in (OF_EVERYBODY, *OF_SOME)):
            cells = _answers(place, line, place.table.columns[column])
            _n(place, line, column, cells)
            _mean(place, line, column, cells)
        if place.columns(lambda name: "–" in name and words.MARKS.fullmatch(name)):
            cells = _answers(place, line, OF_EVERYBODY)
            _n(place, line, 0, cells)
            _parts(place, line, cells)
        _change(place, line)
        _without_opinion(place, line)


def year_before(place: Place) -> None:
    """Means of a year beside those of the year before, and their difference."""
    years = place.columns(lambda name: words.months_of(name) and len(name) == 4)
    before, difference = place.column("Year before"), place.column("Difference")
    if len(years) != 1 or before is None or difference is None:
        return
    year = place.table.columns[years[0]]
    for line in place.table.lines:
        both = [_of_period(place, line, one) for one in (year, words.year_before(year))]
        for column, cells in zip((years[0], before), both, strict=True):
            _mean(place, line, column, cells)
        _difference(place, line, difference, both)


def differences(place: Place) -> None:
    """How far the mean of a group lies from that of the first group."""
    column = place.column("Difference of means")
    if column is None:
        return
    first = {item: group for (_, item, group) in reversed(_groups(place))}
    for line in place.table.lines:
        cells = _answers(place, line, OF_EVERYBODY)
        other = _cells(place, place.page.period, _item(place, line), first.get(_item(place, line), ""))
        _difference(place, line, column, (cells, other))


def partitions(place: Place) -> None:
    """Shares that make up a whole, such as better, unchanged and worse, with their n."""
    n = place.column("n")
    parts = place.columns(lambda name: name in ("Better", "Unchanged", "Worse"))
    if n is None or not parts:
        return
    for line in place.table.lines:
        cells = [Cell(*place.at, ("answers", _item(place, line), "both"), place.table.columns[one]) for one in parts]
        _count(place, line, n, cells)
        for column, cell in zip(parts, cells, strict=True):
            _share(place, line, column, [cell], cells)
            place.told.protect([cell], "answers", place.rules.minimum)
        start = _answers(place, line, "At the start")
        if start:
            place.told.say("", _same_number, tuple(start), tuple(cells))


def revisions(place: Place) -> None:
    """What a yearly report told and what is told now; of what changed only the newer is true."""
    was, now = place.column("Was"), place.column("Is now")
    if was is None or now is None:
        return
    for line in place.table.lines:
        item, part, group = ["", "", *line.cells[0].rsplit(", ", 2)][-3:]
        cells = _cells(place, line.group, item, group)
        column = was if place.number(line.cells[now]) is None else now
        marks = words.marks_of(part, list(cells.values()))
        _share(place, line, column, [cell for cell, mark in cells.items() if mark in marks], list(cells))


def link_waves(place: Place) -> None:
    """The waves of a period make up its answers, where all of them are told."""
    organisation, period = place.at
    for (_, *path, _), cells in list(place.told.series.items()):
        found = place.attack.waves.get((organisation, str(path[-1]), period), [])
        cell = cells.get(period)
        parts = [cells[wave] for wave in found if wave in cells]
        if cell is None or cell.organisation != organisation or not parts or parts == [cell]:
            continue
        if len(parts) == len(found):
            place.told.say("", _same_number, (cell,), tuple(parts))
        else:
            place.told.say("", model.contains, cell, tuple(parts))


def _item(place: Place, line: Line) -> str:
    return place.under(line, *ITEM, otherwise=line.group)


def _groups(place: Place) -> list[tuple[str, str, str]]:
    """Organisation, item and group of all answers of the period, as they were read."""
    cells = [cells[place.page.period] for cells in place.told.series.values() if place.page.period in cells]
    found = [cell for cell in cells if cell.organisation == place.page.organisation and cell.what[0] == "answers"]
    return list(dict.fromkeys((cell.organisation, str(cell.what[1]), str(cell.what[2])) for cell in found))


def _answers(place: Place, line: Line, column: str) -> dict[Cell, int]:
    group = place.under(line, GROUP) if column == OF_EVERYBODY else column
    return _cells(place, place.under(line, "Wave", otherwise=place.page.period), _item(place, line), group)


def _of_period(place: Place, line: Line, period: str) -> dict[Cell, int]:
    return _cells(place, period, _item(place, line), place.under(line, GROUP))


def _cells(place: Place, period: str, item: str, group: str) -> dict[Cell, int]:
    """How many gave each mark; nothing where the scale is not told."""
    marks = place.attack.marks_of(place.page.organisation, item)
    cells = {Cell(place.page.organisation, period, ("answers", item, group), mark): mark for mark in marks}
    for cell in cells:
        place.told.in_series(cell, *cell.what, growth="sum")
        place.told.protect([cell], "answers", place.rules.minimum)
        place.told.protect([other for other in cells if other != cell], "all_alike", place.rules.minimum)
    return cells


def _n(place: Place, line: Line, column: int, cells: dict[Cell, int]) -> None:
    """The n that stands next after a column."""
    after = [number for number in place.columns(lambda name: name == "n") if number > column]
    if after and cells:
        _count(place, line, after[0], list(cells))


def _count(place: Place, line: Line, column: int, cells: Sequence[Cell]) -> None:
    number = place.number(line.cells[column])
    if number is None and line.cells[column] != WITHHELD:
        return
    place.told.protect(cells, "count", place.rules.minimum)
    if number is not None and number.is_count:
        count = place.rules.read(number, of_persons=True)
        place.told.count(place.where(line, column), cells, count)
        place.attack.sizes[tuple(cells)] = count


def _mean(place: Place, line: Line, column: int, cells: dict[Cell, int]) -> None:
    number = place.number(line.cells[column])
    if number is None or not cells:
        return
    if number.unit == "%":
        highest = sorted(cells, key=lambda cell: cells[cell])[-2:]
        if words.HIGHEST_TWO.search(place.table.caption):
            _share(place, line, column, highest, list(cells))
        return
    value, decimals, where = float(number.value), number.decimals, place.where(line, column)
    place.told.say(where, model.mean_of, cells, value, decimals=decimals)
    size, after = place.attack.sizes.get(tuple(cells)), line.cells[column + 1] if column + 1 < len(line.cells) else ""
    ends = ends_of(after, place.page.language)
    if ends and size and size.high <= LARGEST_FOR_INTERVAL and place.table.columns[column + 1].endswith("interval"):
        values, counts = (float(ends[0].value), float(ends[1].value)), range(size.low, size.high + 1)
        where = place.where(line, column + 1)
        place.told.say(where, model.interval_of, cells, values, counts=counts, mean=(value, decimals))


def _parts(place: Place, line: Line, cells: dict[Cell, int]) -> None:
    """The answers in groups, such as 1–2, 3 and 4–5."""
    for column, name in enumerate(place.table.columns):
        marks = words.marks_of(name, list(cells.values()))
        if marks:
            part = [cell for cell, mark in cells.items() if mark in marks]
            _share(place, line, column, part, list(cells))
            place.told.protect(part, "answers", place.rules.minimum)


def _share(place: Place, line: Line, column: int, part: Sequence[Cell], whole: Sequence[Cell]) -> None:
    number = place.number(line.cells[column])
    if number is None or number.unit != "%" or not part:
        return
    say = partial(place.told.say, place.where(line, column))
    if number.bound in ("over", "under"):
        bound = model.over_share if number.bound == "over" else model.under_share
        say(bound, tuple(part), tuple(whole), float(number.share))
    else:
        say(model.share_of, tuple(part), tuple(whole), float(number.share), decimals=number.decimals + 2)


def _change(place: Place, line: Line) -> None:
    """The mean change of the same persons."""
    column = place.column("Change")
    number = None if column is None else place.number(line.cells[column])
    start, end = (_answers(place, line, name) for name in ("At the start", "At the end"))
    if number and start and number.unit == "" and place.column("At the start") is not None:
        terms = {**end, **{cell: -mark for cell, mark in start.items()}}
        place.told.ratio(place.where(line, column), terms, list(start), number)


def _difference(place: Place, line: Line, column: int, both: Sequence[dict[Cell, int]]) -> None:
    """The difference of two means of known n, each as the sum of the marks."""
    number, sizes = place.number(line.cells[column]), [place.attack.sizes.get(tuple(cells)) for cells in both]
    exact = [size.low for size in sizes if size is not None and size.low == size.high]
    if number is None or len(exact) < 2:
        return
    scale = 2 * 10**number.decimals
    terms = {cell: scale * exact[1] * mark for cell, mark in both[0].items()}
    terms |= {cell: -scale * exact[0] * mark for cell, mark in both[1].items()}
    middle, product = int(number.value * scale), exact[0] * exact[1]
    where = place.where(line, column)
    place.told.say(where, model.sum_of, terms, (middle - 1) * product, (middle + 1) * product)


def _without_opinion(place: Place, line: Line) -> None:
    """Those who chose not to know; with those who gave a mark they are no more than those who answered the form.

    The rest left the statement blank. That is no answer, and no page has a cell for it: it is not taken for protected.
    """
    column = place.column("Don't know")
    cells = _answers(place, line, OF_EVERYBODY)
    if column is None or not cells:
        return
    group = place.under(line, GROUP)
    unsure, answered = (
        Cell(*place.at, what) for what in (("don't know", _item(place, line), group), ("answered", group))
    )
    _count(place, line, column, [unsure])
    place.told.in_series(unsure, *unsure.what, growth="sum")
    if (answered,) in place.attack.sizes:
        place.told.say("", model.sum_of, {answered: 1, unsure: -1, **dict.fromkeys(cells, -1)}, 0, None)


def _same_number(ones: Sequence[Cell], others: Sequence[Cell], *, told_by: str) -> list[model.Row]:
    return model.adds_up(ones, others, told_by=told_by)
