"""The auditor against trying every table there could be: small random tables, told in random ways.

The trials know nothing of how the auditor writes statements: each table is told as a report would tell it, with the
decimals and the rounding of a report, and those tables are kept that read the same.
"""

from __future__ import annotations

import functools
import itertools
import os
import statistics
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.bounds import ranges
from arvio.disclosure.auditing.targets import Target
from arvio.indicators import estimates

CASES = int(os.environ.get("ARVIO_AUDIT_CASES", "2000"))
MARKS = (1, 2, 3, 4)
MOST = 6
"""The most persons in a table."""

TABLES = [table for table in itertools.product(range(MOST + 1), repeat=len(MARKS)) if 0 < sum(table) <= MOST]


def test_agrees_with_trying_every_table():
    chance = np.random.default_rng(20250607)
    derived = 0

    for number in range(CASES):
        truth = TABLES[chance.integers(len(TABLES))]
        told = [TOLD[chance.integers(len(TOLD))](chance) for _ in range(chance.integers(1, 4))]
        all_said = [(one, one.tell(truth)) for one in [OF_N[chance.integers(len(OF_N))], *told]]
        said = [(one, words) for one, words in all_said if words is not None]
        rows = [row for place, (one, words) in enumerate(said) for row in one.rows(words, place)]
        fitting = [table for table in TABLES if all(one.tell(table) == words for one, words in said)]
        asked = chance.choice(MARKS, size=2, replace=False).tolist()
        expected = [(min(values), max(values)) for values in zip(*fitting, strict=True)]
        expected = [expected[MARKS.index(mark)] for mark in asked]

        found = ranges([*rows, *model.between(MARKS, 1, MOST)], [Target(str(mark), ((mark, 1),)) for mark in asked])

        assert not found.contradictions, (number, truth, said)
        assert [found.ranges[str(mark)][:2] for mark in asked] == expected, (number, truth, said)
        derived += sum(low == high for low, high in expected)
    assert derived > CASES / 4  # else the cases would prove nothing


class Count:
    """How many persons gave some of the marks, exactly."""

    def __init__(self, chance):
        self.marks = [mark for mark in MARKS if chance.integers(2)] or [MARKS[0]]

    def tell(self, table):
        return sum(table[MARKS.index(mark)] for mark in self.marks)

    def rows(self, words, place):
        return model.exactly(self.marks, words, told_by=str(place))


class Rounded(Count):
    """The same, rounded to threes or fives."""

    def __init__(self, chance):
        super().__init__(chance)
        self.base = int(chance.choice([3, 5]))

    def tell(self, table):
        return int(half_up(Fraction(super().tell(table), self.base), 0)) * self.base

    def rows(self, words, place):
        return model.rounded_to(self.marks, words, base=self.base, told_by=str(place))


class Share(Count):
    """Their share of everybody."""

    def __init__(self, chance):
        super().__init__(chance)
        self.decimals = int(chance.integers(1, 4))

    def tell(self, table):
        return half_up(Fraction(super().tell(table), sum(table)), self.decimals)

    def rows(self, words, place):
        return model.share_of(self.marks, MARKS, words, decimals=self.decimals, told_by=str(place))


class Bound(Count):
    """That their share is over or under a bound, where it is."""

    def tell(self, table):
        share = Fraction(super().tell(table), sum(table))
        return "over" if share > Fraction(9, 10) else "under" if share < Fraction(1, 10) else None

    def rows(self, words, place):
        told = model.over_share if words == "over" else model.under_share
        return told(self.marks, MARKS, 0.9 if words == "over" else 0.1, told_by=str(place))


class Mean:
    """The mean mark."""

    def __init__(self, chance):
        self.decimals = int(chance.integers(0, 3))

    def tell(self, table):
        return half_up(Fraction(sum(answers(table)), sum(table)), self.decimals)

    def rows(self, words, place):
        return model.mean_of({mark: mark for mark in MARKS}, words, decimals=self.decimals, told_by=str(place))


class Spread:
    """The standard deviation, with a decimal or two."""

    def __init__(self, chance):
        self.decimals = int(chance.integers(1, 3))

    def tell(self, table):
        if sum(table) < 2:
            return None
        return spread_told(table, self.decimals)

    def rows(self, words, place):
        half, middle = Fraction(1, 2 * 10**self.decimals), Fraction(Decimal(str(words)))
        spread = model.Bounds(max(middle - half, Fraction(0)), middle + half)
        marks = {mark: mark for mark in MARKS}
        return model.spread_of(marks, spread, counts=range(2, MOST + 1), mean=None, told_by=str(place))


class Interval(Mean):
    """The confidence interval of the mean beside it, as the reports make it."""

    def tell(self, table):
        return interval_told(table, self.decimals)

    def rows(self, words, place):
        marks, (value, low, high) = {mark: mark for mark in MARKS}, words
        mean = (value, self.decimals)
        counts = range(2, MOST + 1)
        return model.interval_of(marks, (low, high), counts=counts, mean=mean, told_by=str(place))


class Median:
    """The median mark."""

    def __init__(self, chance):
        pass

    def tell(self, table):
        return statistics.median(answers(table))

    def rows(self, words, place):
        return model.median_of({mark: mark for mark in MARKS}, words, at_most=MOST, told_by=str(place))


class Extremes:
    """The lowest and the highest mark."""

    def __init__(self, chance):
        pass

    def tell(self, table):
        return min(answers(table)), max(answers(table))

    def rows(self, words, place):
        return model.extremes_of({mark: mark for mark in MARKS}, *words, told_by=str(place))


class Number:
    """How many persons there are: exactly, rounded, or only that they are fewer than a limit."""

    def __init__(self, how):
        self.how = how

    def tell(self, table):
        n = sum(table)
        return {"exact": n, "rounded": int(half_up(Fraction(n, 5), 0)) * 5, "limit": n < 5 or None}[self.how]

    def rows(self, words, place):
        if self.how == "exact":
            return model.exactly(MARKS, words, told_by=str(place))
        if self.how == "rounded":
            return model.rounded_to(MARKS, words, base=5, told_by=str(place))
        return model.between(MARKS, 0, 4, told_by=str(place))


TOLD = (Count, Rounded, Share, Bound, Mean, Mean, Spread, Interval, Median, Extremes)
OF_N = (Number("exact"), Number("rounded"), Number("limit"))


def answers(table) -> list[int]:
    """The marks of a table one by one."""
    return [mark for mark, count in zip(MARKS, table, strict=True) for _ in range(count)]


@functools.cache
def spread_told(table, decimals: int) -> float:
    """The standard deviation of a table's marks as a report prints it."""
    variance = statistics.variance(Fraction(mark) for mark in answers(table))
    exact = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@functools.cache
def interval_told(table, decimals: int) -> tuple[float, float, float] | None:
    """The mean of a table's marks with its interval as a report prints it."""
    if sum(table) < 2:
        return None
    found = estimates.mean(np.array(answers(table), dtype=float), lowest=MARKS[0], highest=MARKS[-1])
    return tuple(estimates.rounded(value, decimals) for value in (found.value, found.low, found.high))


@functools.cache
def half_up(value: Fraction, decimals: int) -> float:
    """A fraction as a report prints it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
