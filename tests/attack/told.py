"""What an attacker has worked out so far: statements on unknown numbers of persons, and what nobody should work out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.verdicts import Kind, Protected

from .printed import Printed
from .words import months_of, parts_of

Growth = Literal["sum", "union"]
"""Over time, answers and visits add up; the same person may be in two periods."""


class Cell(NamedTuple):
    """How many there are: where, when, of what, and who of them (a mark of the scale, or a label)."""

    organisation: str
    period: str
    what: tuple[Hashable, ...]
    who: Hashable = ""


@dataclass(frozen=True)
class Count:
    """A printed count: between which whole numbers the true one lies."""

    low: int
    high: int


@dataclass
class Told:
    """Statements and protected numbers; the same statement read in several places is told once."""

    rows: list[Row] = field(default_factory=list)
    protected: dict[Hashable, Protected] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    series: dict[tuple, dict[str, Cell]] = field(default_factory=lambda: defaultdict(dict))
    growth: dict[tuple, Growth] = field(default_factory=dict)
    _said: set[Hashable] = field(default_factory=set)

    def say(self, where: str, rows: Callable[..., list[Row]], *what: object, **details: object) -> None:
        """Add what a place of a page tells, by one of the auditor's functions."""
        key = repr((rows.__name__, what, sorted(details.items())))
        if key not in self._said:
            self._said.add(key)
            fact = f"fact {len(self.words) + 1}" if where else ""
            self.words |= {fact: where} if where else {}
            self.rows += rows(*what, **details, told_by=fact)

    def count(self, where: str, cells: Collection[Cell], count: Count) -> None:
        self.say(where, model.between, tuple(cells), count.low, count.high)

    def ratio(self, where: str, above: Mapping[Cell, int], below: Collection[Cell], printed: Printed) -> None:
        """Above ÷ below is rounded to a number: for differences of means, whose upper part may be negative."""
        self.say(where, _ratio, tuple(above.items()), tuple(below), printed.value, printed.decimals)

    def protect(self, cells: Sequence[Cell], kind: Kind, minimum: int, *, less: Sequence[Cell] = ()) -> None:
        """Nobody may work out how many are in the cells, less those in others; the strictest minimum counts."""
        key = (tuple(cells), tuple(less), kind)
        known = self.protected.get(key)
        if known is None or known.minimum < minimum:
            terms = (*((cell, 1) for cell in cells), *((cell, -1) for cell in less))
            name = _name(cells, less, kind)
            self.protected[key] = Protected(name, kind, terms, minimum, name)

    def in_series(self, cell: Cell, *path: Hashable, growth: Growth) -> None:
        """The same thing in another period is found by the words that it goes by."""
        key = (cell.organisation, *path, cell.who)
        self.series[key][cell.period] = cell
        self.growth[key] = growth

    def link_periods(self) -> None:
        """A longer period holds what the shorter ones in it hold."""
        for key, cells in self.series.items():
            for period in (one for one in cells if months_of(one)):
                parts, is_all = parts_of(period, cells)
                self._link(cells[period], [cells[part] for part in parts], self.growth[key] if is_all else None)

    def _link(self, whole: Cell, parts: list[Cell], growth: Growth | None) -> None:
        parts = [part for part in dict.fromkeys(parts) if part != whole]
        if parts and growth == "sum":
            self.say("", _adds_up, whole, tuple(parts))
        elif parts and growth == "union":
            self.say("", model.covers, whole, tuple(parts))
        elif parts:
            self.say("", model.contains, whole, tuple(parts))


def _adds_up(whole: Cell, parts: Sequence[Cell], *, told_by: str) -> list[Row]:
    return model.adds_up([whole], parts, told_by=told_by)


def _ratio(
    above: Sequence[tuple[Cell, int]], below: Sequence[Cell], value: Fraction, decimals: int, *, told_by: str
) -> list[Row]:
    """Twice the rounding unit makes both bounds whole; halves are rounded up or away from zero, which is not told."""
    scale = 2 * 10**decimals
    middle = int(value * scale)
    terms = {cell: scale * times for cell, times in above}
    lower, upper = (
        {cell: terms.get(cell, 0) - (middle + side) * (cell in below) for cell in [*terms, *below]} for side in (-1, 1)
    )
    return [*model.sum_of(lower, 0, None, told_by=told_by), *model.sum_of(upper, None, 0, told_by=told_by)]


def _name(cells: Sequence[Cell], less: Sequence[Cell], kind: str) -> str:
    def words(cell: Cell) -> str:
        return " ".join(str(part) for part in (cell.organisation, cell.period, *cell.what, cell.who) if part != "")

    first = words(cells[0]) + ("" if len(cells) == 1 else f" and {', '.join(str(cell.who) for cell in cells[1:])}")
    return f"{kind}: {first}" + "".join(f", less {words(cell)}" for cell in less)
