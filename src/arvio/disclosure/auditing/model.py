"""What a published figure says, as statements on unknown numbers of persons.

Every unknown is a whole number that is not negative: how many persons (or answers) there are of one kind. Every
published figure is one or more linear statements on them, with whole coefficients, so that nothing is lost to rounding
in the auditor itself:

- a count is one sum; a rounded count, a range and "fewer than" are a sum between two bounds
- a mean of n answers is marks × persons between two multiples of n. It stays linear where n is not told, and says that
  there is at least one answer. Half is rounded up: 3.65 to under 3.75 is told as 3.7
- a share is the same with the part for the marks; a share told as a bound ("over 90 %") has one bound only
- a standard deviation is linear once n and the sum of marks are chosen: each possible choice is an unknown of its own,
  0 or 1, of which exactly one is 1. A confidence interval of a mean is such a fact too, its width being the spread
- a median is one of few choices of the two middle marks
- a total is the sum of its parts where each person is in one, and between the largest and the sum where persons may be
  in several
- who knows something that nobody published (their own answer, who was absent) adds a statement of what they know
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

WIDEST = 1000.0
"""Wider than the interval of any mean on a scale."""

Unknown = Hashable
Terms = Mapping[Any, int]
"""How often each unknown counts; whatever they are named by, which a Mapping of Unknown would not allow."""


@dataclass(frozen=True)
class Row:
    """Low ≤ the sum of coefficient × unknown ≤ high; None where there is no such bound.

    `told_by` is the id of the fact that says so; empty where it needs no fact, such as that groups make up their total.
    """

    terms: tuple[tuple[Unknown, int], ...]
    low: int | None
    high: int | None
    told_by: str = ""


class Bounds(NamedTuple):
    """Between which values something lies, as fractions: the first belongs to it, the second does not."""

    low: Fraction
    high: Fraction


class Choice(NamedTuple):
    """One possible n and sum of marks, and between which whole numbers their squares then add up."""

    n: int
    total: int
    lowest: int
    highest: int


def between(cells: Collection[Unknown], low: int | None, high: int | None, *, told_by: str = "") -> list[Row]:
    """There are from low to high persons in the cells together, both included."""
    return [_row(Counter(cells), low, high, told_by)]


def exactly(cells: Collection[Unknown], value: int, *, told_by: str = "") -> list[Row]:
    """There are so many persons in the cells together."""
    return between(cells, value, value, told_by=told_by)


def rounded_to(cells: Collection[Unknown], value: int, *, base: int, told_by: str = "") -> list[Row]:
    """The persons in the cells, rounded to a multiple of the base, halves up."""
    lowest = -((base - 2 * value) // 2)
    return between(cells, max(lowest, 0), lowest + base - 1, told_by=told_by)


def mean_of(marks: Terms, value: float, *, decimals: int, told_by: str = "") -> list[Row]:
    """The mean of the marks that persons gave; marks maps each unknown to its mark."""
    return [*_ratio(marks, Counter(list(marks)), value, decimals, told_by), *_somebody(marks, told_by)]


def share_of(
    part: Collection[Unknown], whole: Collection[Unknown], value: float, *, decimals: int, told_by: str = ""
) -> list[Row]:
    """The persons in part as a share of those in whole, with so many decimals of the share (0.45 has two)."""
    return [*_ratio(Counter(part), Counter(whole), value, decimals, told_by), *_somebody(whole, told_by)]


def ratio_of(above: Terms, below: Terms, bounds: Bounds, *, told_by: str = "") -> list[Row]:
    """A sum of coefficient × unknown as a part of another lies between two bounds, both included."""
    lower, upper = (_less(above, below, bound.numerator, bound.denominator) for bound in bounds)
    return [_row(lower, 0, None, told_by), _row(upper, None, 0, told_by)]


def over_share(part: Collection[Unknown], whole: Collection[Unknown], bound: float, *, told_by: str = "") -> list[Row]:
    """The part is more than the bound of the whole."""
    limit = printed(bound)
    terms = _less(Counter(part), Counter(whole), limit.numerator, limit.denominator)
    return [_row(terms, 1, None, told_by), *_somebody(whole, told_by)]


def under_share(part: Collection[Unknown], whole: Collection[Unknown], bound: float, *, told_by: str = "") -> list[Row]:
    """The part is less than the bound of the whole."""
    limit = printed(bound)
    terms = _less(Counter(part), Counter(whole), limit.numerator, limit.denominator)
    return [_row(terms, None, -1, told_by), *_somebody(whole, told_by)]


def sum_of(marks: Terms, low: int, high: int, *, told_by: str = "") -> list[Row]:
    """The sum of the marks that persons gave lies between two whole numbers, both included."""
    return [_row(marks, low, high, told_by)]


def spread_of(
    marks: Terms, spread: Bounds, *, counts: Iterable[int], mean: tuple[float, int] | None, told_by: str = ""
) -> list[Row]:
    """The standard deviation (with n − 1) of the marks lies within bounds, whichever of the counts n is.

    `mean` is the published mean with its decimals, where there is one: without it every sum of marks is possible.
    """
    choices = [
        Choice(n, total, *_squares(n, total, spread)) for n in counts if n > 1 for total in _sums(marks, n, mean)
    ]
    return squares_of(marks, choices, told_by=told_by)


def interval_of(
    marks: Terms, ends: tuple[float, float], *, counts: Iterable[int], mean: tuple[float, int], told_by: str = ""
) -> list[Row]:
    """The confidence interval of a mean as the reports make it (decision 14), which gives away the spread.

    An end that lies at the end of the scale may have been cut there, and says only that it is no further inside.
    """
    scale = min(marks.values()), max(marks.values())
    choices = [
        Choice(n, total, *found)
        for n in counts
        if n > 1
        for total in _sums(marks, n, mean)
        for found in [_squares_of_interval(n, total, scale, ends, mean[1])]
    ]
    return squares_of(marks, choices, told_by=told_by)


def interval_of_share(
    part: Unknown, whole: Unknown, told: tuple[float, float, float], *, counts: Iterable[int], told_by: str = ""
) -> list[Row]:
    """A share with its exact interval (Clopper and Pearson) in whole percent, which tells of n too where it is rounded.

    Nothing where no count of the part gives what was told: then the interval is of another kind.
    """
    possible = [(n, x) for n in counts for x in _parts_of_share(n, told)]
    chosen = [((*_choice(possible, part), n, x), n, x) for n, x in possible]
    if not chosen:
        return []
    return [
        _row(Counter([pick for pick, _, _ in chosen]), 1, 1, told_by),
        _row({whole: 1, **{pick: -n for pick, n, _ in chosen}}, 0, 0, told_by),
        _row({part: 1, **{pick: -x for pick, _, x in chosen}}, 0, 0, told_by),
    ]


def squares_of(marks: Terms, choices: Sequence[Choice], *, told_by: str = "") -> list[Row]:
    """One of the choices of n, sum of marks and sum of squares holds."""
    possible = [one for one in choices if one.lowest <= one.highest]
    named = _choice(possible, next(iter(marks)))
    chosen = [((*named, one.n, one.total), one) for one in possible]
    squared = {cell: mark**2 for cell, mark in marks.items()}
    return [
        _row(Counter([pick for pick, _ in chosen]), 1, 1, told_by),
        _row({**Counter(list(marks)), **{pick: -one.n for pick, one in chosen}}, 0, 0, told_by),
        _row({**marks, **{pick: -one.total for pick, one in chosen}}, 0, 0, told_by),
        _row({**squared, **{pick: -one.lowest for pick, one in chosen}}, 0, None, told_by),
        _row({**squared, **{pick: -one.highest for pick, one in chosen}}, None, 0, told_by),
    ]


def median_of(marks: Terms, value: float, *, at_most: int, told_by: str = "") -> list[Row]:
    """The median of the marks; with an even number of answers it may lie between two. `at_most` bounds n."""
    twice = int(printed(value) * 2)
    given = sorted(set(marks.values()))
    middles = [(low, twice - low) for low in given if low <= twice - low and twice - low in given]
    return one_of([_middle(marks, low, high) for low, high in middles], at_most=at_most, told_by=told_by)


def extremes_of(marks: Terms, lowest: int, highest: int, *, told_by: str = "") -> list[Row]:
    """The lowest and the highest mark that anybody gave."""
    outside = [cell for cell, mark in marks.items() if not lowest <= mark <= highest]
    ends = [[cell for cell, mark in marks.items() if mark == end] for end in (lowest, highest)]
    beyond = between(outside, 0, 0, told_by=told_by) if outside else []
    return [*beyond, *(row for end in ends for row in between(end, 1, None, told_by=told_by))]


def one_of(alternatives: Sequence[Sequence[Row]], *, at_most: int, told_by: str = "") -> list[Row]:
    """One of several sets of statements holds. No unknown in them is larger than `at_most`."""
    picks = [("choice", told_by, number) for number in range(len(alternatives))]
    held = [
        loose
        for pick, rows in zip(picks, alternatives, strict=True)
        for row in rows
        for loose in _only_if(pick, row, at_most)
    ]
    return [_row(Counter(picks), 1, 1, told_by), *(replace(row, told_by=told_by) for row in held)]


def adds_up(total: Collection[Unknown], parts: Collection[Unknown], *, told_by: str = "") -> list[Row]:
    """Everybody of the total is in exactly one of the parts."""
    return [_row(_less(Counter(total), Counter(parts), 1, 1), 0, 0, told_by)]


def covers(total: Unknown, parts: Collection[Unknown], *, told_by: str = "") -> list[Row]:
    """Everybody of the total is in one of the parts or in several."""
    return [*contains(total, parts, told_by=told_by), *not_more(total, parts, told_by=told_by)]


def not_more(total: Unknown, parts: Collection[Unknown], *, told_by: str = "") -> list[Row]:
    """Whoever is in the total is in one of the parts or in several, where others may be too."""
    return [_row({**Counter(parts), total: -1}, 0, None, told_by)]


def contains(total: Unknown, parts: Iterable[Unknown], *, told_by: str = "") -> list[Row]:
    """Everybody of each part is in the total, in which others may be too."""
    return [_row({total: 1, part: -1}, 0, None, told_by) for part in parts]


def holds(total: Unknown, parts: Collection[Unknown], *, told_by: str = "") -> list[Row]:
    """Everybody of the parts is in the total, in which others may be too, and nobody is in two parts."""
    return [_row({total: 1, **dict.fromkeys(parts, -1)}, 0, None, told_by)]


def not_fewer(later: Unknown, earlier: Unknown, *, told_by: str = "") -> list[Row]:
    """A later version or period holds all that an earlier one held: nobody leaves a count that only grows."""
    return contains(later, [earlier], told_by=told_by)


def known_person(cell: Unknown, *, told_by: str = "insider") -> list[Row]:
    """Somebody knows of one person who is in the cell: oneself, or a participant who was seen there."""
    return between([cell], 1, None, told_by=told_by)


def _choice(possible: Sequence[tuple[Any, ...]], cell: Unknown) -> tuple[Any, ...]:
    """What names the choices: facts that leave the same, as in editions for others, have them in common.

    One that holds in several versions has choices in each, as its cell is another one.
    """
    return "choice", hashlib.sha256(repr([tuple(one) for one in possible]).encode()).hexdigest()[:16], cell


def _row(terms: Terms, low: int | None, high: int | None, told_by: str) -> Row:
    return Row(tuple((one, times) for one, times in terms.items() if times), low, high, told_by)


def _ratio(above: Terms, below: Terms, value: float, decimals: int, told_by: str) -> list[Row]:
    """Above ÷ below is rounded to the value: twice the rounding unit makes both bounds whole."""
    scale = 2 * 10**decimals
    middle = int(printed(value) * scale)
    lower, upper = (_less(above, below, middle + side, scale) for side in (-1, 1))
    return [_row(lower, 0, None, told_by), _row(upper, None, -1, told_by)]


def _somebody(cells: Iterable[Unknown], told_by: str) -> list[Row]:
    """A mean or a share is told of somebody."""
    return between(list(cells), 1, None, told_by=told_by)


def _less(first: Terms, second: Terms, times: int, scale: int) -> dict[Unknown, int]:
    """Scale × first − times × second."""
    cells = dict.fromkeys([*first, *second])
    return {cell: scale * first.get(cell, 0) - times * second.get(cell, 0) for cell in cells}


def _sums(marks: Terms, n: int, mean: tuple[float, int] | None) -> Iterable[int]:
    """The sums of n marks that round to the mean."""
    lowest, highest = n * min(marks.values()), n * max(marks.values())
    if mean is None:
        return range(lowest, highest + 1)
    value, decimals = mean
    half = Fraction(1, 2 * 10**decimals)
    low, high = (printed(value) - half) * n, (printed(value) + half) * n
    return range(max(ceil(low), lowest), min(ceil(high) - 1, highest) + 1)


def _parts_of_share(n: int, told: tuple[float, float, float]) -> Iterable[int]:
    """The counts whose share of n and its interval round to what was told, in whole percent."""
    from scipy.special import betaincinv

    for x in range(n + 1):
        if abs(x / n - told[0]) > _HALF_PERCENT:
            continue
        low = betaincinv(x, n - x + 1, 0.025) if x else 0.0
        high = betaincinv(x + 1, n - x, 0.975) if x < n else 1.0
        if all(abs(end - said) <= _HALF_PERCENT for end, said in zip((low, high), told[1:], strict=True)):
            yield x


_HALF_PERCENT = 0.005 + 1e-9


def _squares(n: int, total: int, spread: Bounds) -> tuple[int, int]:
    """Between which whole numbers the sum of squares lies."""
    of_mean = Fraction(total**2, n)
    low, high = (bound**2 * (n - 1) + of_mean for bound in spread)
    return ceil(low), ceil(high) - 1


def _squares_of_interval(
    n: int, total: int, scale: tuple[int, int], ends: tuple[float, float], decimals: int
) -> tuple[int, int]:
    """Between which whole numbers the sum of squares lies that gives the ends of the interval of a mean."""
    from scipy.special import stdtrit

    size, half, added = n + 0.5, 0.5 / 10**decimals, sum(scale) / 4
    middle = (total + added) / size
    widths = [abs(middle - end) for end in ends]
    uncut = [width for width, end, cut in zip(widths, ends, scale, strict=True) if end != cut]
    low, high = max(0.0, *(one - half for one in widths)), min([WIDEST, *(one + half for one in uncut)])
    per_width = size**0.5 / float(stdtrit(n - 0.5, 0.975))
    others = size * middle**2 - sum(end**2 for end in scale) / 4
    lowest, highest = ((width * per_width) ** 2 * (n - 0.5) + others for width in (low, high))
    return ceil(lowest - 1e-6), int(highest + 1e-6)


def _middle(marks: Terms, low: int, high: int) -> list[Row]:
    """The two middle marks are low and high."""
    below = [cell for cell, mark in marks.items() if mark < high]
    above = [cell for cell, mark in marks.items() if mark > low]
    if low < high:
        ends = [[cell for cell, mark in marks.items() if mark == end] for end in (low, high)]
        nothing = [cell for cell, mark in marks.items() if low < mark < high]
        halves = _less(Counter(below), Counter(list(marks)), 1, 2)
        return [_row(halves, 0, 0, ""), *(row for end in ends for row in between(end, 1, None)), *_none_of(nothing)]
    return [_row(_less(Counter(side), Counter(list(marks)), 1, 2), None, -1, "") for side in (below, above)]


def _none_of(cells: Collection[Unknown]) -> list[Row]:
    return between(cells, 0, 0) if cells else []


def _only_if(pick: Unknown, row: Row, at_most: int) -> Iterator[Row]:
    """The row where the pick is 1, and nothing where it is 0."""
    terms = dict(row.terms)
    most = sum(abs(times) for times in terms.values()) * at_most
    if row.low is not None:
        room = most + abs(row.low)
        yield _row({**terms, pick: -room}, row.low - room, None, row.told_by)
    if row.high is not None:
        room = most + abs(row.high)
        yield _row({**terms, pick: room}, None, row.high + room, row.told_by)


def printed(value: float) -> Fraction:
    """The number as it is printed."""
    return Fraction(Decimal(repr(float(value))))
