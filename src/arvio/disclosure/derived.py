"""What a reader works out of one printed figure: the whole numbers of persons that fit a share, a mean, an interval.

The auditor (`arvio.disclosure.auditing`) judges all that was published together. Here it is one figure with its n and
what stands beside it, so that nothing which gives somebody away by itself is shown at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import numpy as np

from arvio.indicators.estimates.spread import WEIGHT

FEWEST_VALUES = 3
"""A small number is protected where at least so many whole values are possible, as the auditor has it."""

LARGEST = 200
"""Of more answers an interval says nothing of single persons that would be worth reckoning, as the auditor has it."""

MARKS = 5
"""Scales of so many marks are gone through answer by answer; wider ones would take too long."""


class Scale(NamedTuple):
    """The lowest and the highest mark of an item that is answered in whole numbers."""

    lowest: int
    highest: int


class Span(NamedTuple):
    """Between which whole numbers of persons something lies, both included."""

    low: int
    high: int


class Printed(NamedTuple):
    """A mean as it is printed, with the numbers that its n may be, and how many decimals are printed."""

    mean: float
    counts: tuple[int, ...]
    decimals: int


def printed_alike(n: float, base: int) -> tuple[int, ...]:
    """The numbers that are printed as n is: all that round to the same multiple of the base."""
    if base == 1:
        return (int(n),)
    told = int(n / base + 0.5) * base
    lowest = -((base - 2 * told) // 2)
    return tuple(range(max(lowest, 1), lowest + base))


@cache
def part_and_rest(share: float, counts: tuple[int, ...]) -> tuple[Span, Span]:
    """How many persons a share of whole percent may be of, and how many the rest, whichever of the counts n is.

    2 % of 210 are 4 or 5 persons. A share that is no quotient of n, as one estimated from a curve, is taken for the
    nearest one.
    """
    percent = round(share * 100)
    found = [(n, max(-((1 - 2 * percent) * n // 200), 0), min(-(-(2 * percent + 1) * n // 200) - 1, n)) for n in counts]
    nearest = [(n, round(share * n), round(share * n)) for n in counts]
    fits = [(n, low, high) for n, low, high in found if low <= high] or nearest
    return (
        Span(min(low for _, low, _ in fits), max(high for *_, high in fits)),
        Span(min(n - high for n, _, high in fits), max(n - low for n, low, _ in fits)),
    )


def values_of_band(bound: float, n: float) -> int:
    """How many whole numbers of n persons are more than the bound: of 20, over 90 % are 19 or 20."""
    return int(n) - int(Fraction(repr(float(bound))) * int(n))


def is_near_an_end(printed: Printed, scale: Scale, *, minimum: int) -> bool:
    """Whether the marks lie so few steps from an end of the scale that a mean gives single answers away.

    4.9 of eight answers is seven fives and one four. From three steps on each number of persons can be three or more;
    of no more than the minimum the two highest marks need four, as a scale of three marks does. Of two marks a mean is
    a share.
    """
    n = max(printed.counts)
    steps = {1: minimum, 2: FEWEST_VALUES + 1}.get(scale.highest - scale.lowest, FEWEST_VALUES)
    needed = max(steps, FEWEST_VALUES + 1) if n <= minimum else steps
    sums = _sums(printed, n, scale)
    return max(sums) - n * scale.lowest < needed or n * scale.highest - min(sums) < needed


@cache
def gives_answers_away(
    printed: Printed,
    scale: Scale,
    *,
    ends: tuple[float, float] | None = None,
    groups: tuple[Span, Span, Span] | None = None,
    minimum: int,
) -> bool:
    """Whether a mean with the ends of its interval, or with the three answer groups, tells how many gave a mark.

    Only of scales of five marks and up to two hundred answers; else no.
    """
    if scale.highest - scale.lowest + 1 != MARKS or max(printed.counts) > LARGEST:
        return False
    low, high = np.array(LARGEST + 1), np.array(-1)
    for fewest, most in _possible(printed, scale, ends, groups):
        low, high = np.minimum(low, fewest), np.maximum(high, most)
        if np.all((low < 1) | (high - low + 1 >= FEWEST_VALUES)):  # what fits besides can only open it wider
            return False
    return bool(np.any((high >= 0) & (low >= 1) & (low < minimum) & (high - low + 1 < FEWEST_VALUES)))


def _sums(printed: Printed, n: int, scale: Scale) -> range:
    """The sums of n marks whose mean is printed so."""
    half = Fraction(1, 2 * 10**printed.decimals)
    mean = Fraction(repr(float(printed.mean)))
    low, high = -((half - mean) * n // 1), -(-(mean + half) * n // 1) - 1
    return range(max(int(low), n * scale.lowest), min(int(high), n * scale.highest) + 1)


def _possible(
    printed: Printed, scale: Scale, ends: tuple[float, float] | None, groups: Sequence[Span] | None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For each n and sum of marks that fit, the fewest and the most persons of each mark and answer group."""
    above = None if ends is None else (ends[0] - scale.lowest, ends[1] - scale.lowest)
    for n in printed.counts:
        for total in _sums(printed, n, scale):
            steps = total - n * scale.lowest
            squares = (0, MARKS**2 * n) if above is None else _squares(n, steps, above, printed.decimals)
            if squares:
                yield from _tables(n, steps, squares, groups)


def _squares(n: int, total: int, ends: tuple[float, float], decimals: int) -> tuple[int, int] | None:
    """Between which the sum of squares of steps lies, of which the interval of the mean is printed so.

    The interval is that of `estimates.mean`, with half an answer shared by both ends of the scale.
    """
    from scipy.special import stdtrit

    highest = MARKS - 1
    squares = np.arange(total, highest * total + 1, 2)  # a number and its square are odd together
    size = n + 2 * WEIGHT
    middle = (total + WEIGHT * highest) / size
    variance = (squares + WEIGHT * highest**2 - size * middle**2) / (size - 1) / size
    half = float(stdtrit(size - 1, 0.975)) * np.sqrt(np.maximum(variance, 0))
    scale = 10**decimals
    fits = np.ones(len(squares), dtype=bool)
    for end, limit in zip(ends, (middle - half, middle + half), strict=True):
        fits &= np.floor(np.round(np.clip(limit, 0, highest) * scale, 9) + 0.5) == round(end * scale)
    return (int(squares[fits][0]), int(squares[fits][-1])) if fits.any() else None


def _tables(
    n: int, total: int, squares: tuple[int, int], groups: Sequence[Span] | None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The fewest and the most of each mark, and of the answer groups, that have the sum and such squares.

    The two highest marks are gone through; the middle one then lies between two bounds, and gives the two lowest.
    """
    fourth, fifth = _pairs(n)
    others, left = n - fourth - fifth, total - 3 * fourth - 4 * fifth
    beyond = 9 * fourth + 16 * fifth + left
    low = np.maximum.reduce([np.zeros_like(left), left - others, -((beyond - squares[0]) // 2)])
    high = np.minimum(left // 2, (squares[1] - beyond) // 2)
    fits = left >= 0
    if groups:
        low = np.maximum.reduce([low, np.full_like(low, groups[1].low), others - groups[0].high])
        high = np.minimum.reduce([high, np.full_like(high, groups[1].high), others - groups[0].low])
        fits &= (n - others >= groups[2].low) & (n - others <= groups[2].high)
    fits &= low <= high
    if not fits.any():
        return
    low, high, others, left, fourth, fifth = (one[fits] for one in (low, high, others, left, fourth, fifth))
    few = [others - left + low, left - 2 * high, low, fourth, fifth, others - high, fourth + fifth]
    many = [others - left + high, left - 2 * low, high, fourth, fifth, others - low, fourth + fifth]
    yield np.array([one.min() for one in few]), np.array([one.max() for one in many])


@cache
def _pairs(n: int) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of whole numbers that are n together, or less."""
    first, second = np.indices((n + 1, n + 1)).reshape(2, -1)
    return first[first + second <= n], second[first + second <= n]
