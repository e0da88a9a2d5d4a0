"""Differences between two groups of different persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from arvio.indicators.estimates.estimate import NOTHING, Estimate, within, without_interval
from arvio.indicators.estimates.shares import share
from arvio.indicators.estimates.spread import Uncertainty, limits, with_ends
from arvio.indicators.estimates.spread import difference as uncertainty_of_difference

Level = Literal["same", "different", "undecided"]


@dataclass(frozen=True)
class Equivalence:
    """Whether two groups answer on the same level, given the largest difference that still counts as the same."""

    difference: Estimate
    margin: float
    low: float
    high: float
    """The interval of 90 %, which has to lie within the margin: two one-sided tests of 5 %."""
    p: float
    """The larger p of the two tests."""
    level: Level


def difference_of_means(values: np.ndarray, reference: np.ndarray, lowest: float, highest: float) -> Estimate:
    """Mean of values less mean of reference, with Welch's interval; n is that of the smaller group.

    Each group gets half an answer for the interval, shared by both ends of the scale as in `mean`.

    Formula: (m₁ − m₂) ± t(0.975; df)·√(s₁²/(n₁ + ½) + s₂²/(n₂ + ½)) with m and s as for `mean` and Welch's df, cut to
        what the scale allows
    Source: Welch 1947, Biometrika 34:28; the half answer: decision 14
    Missing: left out by the caller
    Smallest n: 2 in each group
    """
    n = min(len(values), len(reference))
    if n == 0:
        return NOTHING
    value = float(np.mean(values) - np.mean(reference))
    if n < 2:
        return without_interval(value, n)
    width = highest - lowest
    found = Estimate(value, *limits(_uncertainty(values, reference, lowest, highest)), n)
    return within(found, -width, width)


def difference_of_shares(count: int, n: int, reference_count: int, reference_n: int) -> Estimate:
    """Share less reference share, with Newcombe's way of putting two intervals together, here the exact ones.

    Formula: d − √((p₁ − low₁)² + (high₂ − p₂)²) … d + √((high₁ − p₁)² + (p₂ − low₂)²), limits as for `share`
    Source: Newcombe 1998, Stat Med 17:873; with other intervals than Wilson's: Zou & Donner 2008, Stat Med 27:1693
    Missing: left out by the caller
    Smallest n: 1 in each group
    """
    return square_and_add(share(count, n), share(reference_count, reference_n))


def square_and_add(first: Estimate, second: Estimate, *, correlation: float = 0.0) -> Estimate:
    """The first estimate less the second, its interval from the two intervals; n is the smaller one.

    With Wilson's intervals of two shares this is Newcombe's method 10. The correlation is 0 where the persons are
    different ones.

    Formula: d − √(a² − 2r·a·b + b²) with a = v₁ − low₁, b = high₂ − v₂; d + the same root with a = high₁ − v₁,
        b = v₂ − low₂; r the correlation
    Source: Newcombe 1998, Stat Med 17:873 and 17:2635; Zou & Donner 2008, Stat Med 27:1693
    Missing: left out by the caller
    Smallest n: that of the two estimates
    Reproduces: newcombe.diff
    """
    if min(first.n, second.n) == 0:
        return NOTHING
    value = first.value - second.value
    low = value - _root(first.value - first.low, second.high - second.value, correlation)
    high = value + _root(first.high - first.value, second.value - second.low, correlation)
    return Estimate(value, low, high, min(first.n, second.n))


def equivalence(values: np.ndarray, reference: np.ndarray, *, scale: tuple[float, float], margin: float) -> Equivalence:
    """Whether the means of two groups are the same within a margin that was chosen before looking.

    "same": the interval of 90 % lies within the margin, be the difference significant or not. "different": the
    interval of 95 % leaves out 0. Otherwise "undecided": the answers are too few to tell.

    Formula: p = the larger of P(T > (d + margin)/se) and P(T < (d − margin)/se), d, se and df as for
        `difference_of_means`
    Source: Schuirmann 1987, J Pharmacokinet Biopharm 15:657 (two one-sided tests)
    Missing: left out by the caller
    Smallest n: 2 in each group; "undecided" below
    """
    found = difference_of_means(values, reference, *scale)
    if found.n < 2:
        return Equivalence(found, margin, np.nan, np.nan, np.nan, "undecided")
    from scipy.stats import t

    middle, variance, df = uncertainty = _uncertainty(values, reference, *scale)
    low, high = limits(uncertainty, confidence=0.9)
    p = float(t.sf((margin - abs(middle)) / variance**0.5, df))
    return Equivalence(found, margin, low, high, p, _level(found, low, high, margin))


def adjusted_difference(after: np.ndarray, before: np.ndarray, group: np.ndarray) -> Estimate:
    """How much higher the members of a group end than a comparison group, for the same start (ANCOVA).

    `group` is 1 for members and 0 for the comparison group. The start is adjusted for, since those who start low tend
    to rise anyway.

    Formula: b of group in after = a + b·group + c·before by least squares, with its t interval
    Source: Vickers & Altman 2001, BMJ 323:1123
    Missing: persons without a start or an end are left out; n counts those with both
    Smallest n: 4, with two in each group
    Reproduces: btheb.ancova
    """
    whole = ~(np.isnan(after) | np.isnan(before))
    after, before, group = after[whole], before[whole], group[whole]
    n = len(after)
    if n < 4 or min(np.sum(group == 0), np.sum(group == 1)) < 2:
        return without_interval(np.nan, n)
    from statsmodels.regression.linear_model import OLS

    fitted = OLS(after, np.column_stack([np.ones(n), group, before])).fit()
    low, high = fitted.conf_int()[1]
    return Estimate(float(fitted.params[1]), float(low), float(high), n)


def _root(one: float, other: float, correlation: float) -> float:
    return float(max(one**2 - 2 * correlation * one * other + other**2, 0.0) ** 0.5)


def _uncertainty(values: np.ndarray, reference: np.ndarray, lowest: float, highest: float) -> Uncertainty:
    return uncertainty_of_difference(with_ends(values, lowest, highest), with_ends(reference, lowest, highest))


def _level(found: Estimate, low: float, high: float, margin: float) -> Level:
    if -margin < low and high < margin:
        return "same"
    return "different" if found.low > 0 or found.high < 0 else "undecided"
