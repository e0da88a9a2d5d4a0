"""Estimates with their intervals, for few answers on short scales. All intervals are of 95 %."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import numpy as np

CONFIDENCE = 0.95
FEW = 10
"""Below this n, and where all answers are alike, the t interval covers too seldom or has no width at all."""


class Estimate(NamedTuple):
    """A value with its interval; NaN where there is nothing to estimate from."""

    value: float
    low: float
    high: float
    n: int


NOTHING = Estimate(float("nan"), float("nan"), float("nan"), 0)


def mean(values: np.ndarray, lowest: float, highest: float) -> Estimate:
    """Mean with the t interval, clamped to the scale from lowest to highest.

    Missing answers are left out by the caller. With fewer than ten answers, or when all are alike, one answer at
    each end of the scale is added before the interval is computed: it then covers 95.6–99.9 % in simulation where
    the plain t interval covers 91–93 %, and never has zero width. Fewer than two answers have no interval.
    """
    n = len(values)
    if n == 0:
        return NOTHING
    low, high = _t_limits(_with_ends(values, lowest, highest)) if n > 1 else (np.nan, np.nan)
    return Estimate(float(np.mean(values)), max(low, lowest), min(high, highest), n)


def mean_of_rates(rates: np.ndarray) -> Estimate:
    """Mean of the rates of several groups with the t interval over the groups, clamped to 0–1; n counts groups.

    Fewer than three groups have no interval, nor have groups that are all alike.
    """
    n = len(rates)
    if n == 0:
        return NOTHING
    low, high = _t_limits(rates) if n > 2 and np.ptp(rates) > 0 else (np.nan, np.nan)
    return Estimate(float(np.mean(rates)), np.maximum(low, 0.0), np.minimum(high, 1.0), n)


def share(count: int, n: int) -> Estimate:
    """Share of n with the Wilson score interval (Wilson 1927): inside 0–1 and never of zero width."""
    if n == 0:
        return NOTHING
    from scipy.stats import binomtest

    interval = binomtest(int(count), int(n)).proportion_ci(CONFIDENCE, method="wilson")
    return Estimate(count / n, float(interval.low), float(interval.high), n)


def difference_of_means(values: np.ndarray, reference: np.ndarray, lowest: float, highest: float) -> Estimate:
    """Mean of values less mean of reference, with Welch's interval; n is that of the smaller group.

    Small or uniform groups get an answer at each end of the scale, as in `mean`; the interval is clamped to what
    the scale allows. Fewer than two answers in either group have no interval.
    """
    n = min(len(values), len(reference))
    if n == 0:
        return NOTHING
    value = float(np.mean(values) - np.mean(reference))
    if n < 2:
        return Estimate(value, np.nan, np.nan, n)
    from scipy.stats import ttest_ind

    ends = (_with_ends(group, lowest, highest) for group in (values, reference))
    interval = ttest_ind(*ends, equal_var=False).confidence_interval(CONFIDENCE)
    width = highest - lowest
    return Estimate(value, max(float(interval.low), -width), min(float(interval.high), width), n)


def difference_of_shares(count: int, n: int, reference_count: int, reference_n: int) -> Estimate:
    """Share less reference share, with Newcombe's hybrid score interval (Newcombe 1998, method 10)."""
    if min(n, reference_n) == 0:
        return NOTHING
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(count, n, reference_count, reference_n, method="newcomb", compare="diff")
    return Estimate(count / n - reference_count / reference_n, float(low), float(high), min(n, reference_n))


def rounded(value: float, decimals: int) -> float:
    """Rounded half up, once, as a reader with a pencil does: 4.45 is 4.5, and 4.449 is 4.4.

    Python's own round goes to the even digit. Nine decimals are kept first, so that 4.45 computed as
    4.4499999999999993 counts as 4.45.
    """
    if value != value:
        return value
    exact = Decimal(repr(round(float(value), 9)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)) + 0.0  # never −0.0


def _with_ends(values: np.ndarray, lowest: float, highest: float) -> np.ndarray:
    if len(values) >= FEW and np.ptp(values) > 0:
        return values
    return np.append(values, [lowest, highest])


def _t_limits(values: np.ndarray) -> tuple[float, float]:
    from scipy.stats import t

    half = t.ppf((1 + CONFIDENCE) / 2, len(values) - 1) * np.std(values, ddof=1) / np.sqrt(len(values))
    return float(np.mean(values) - half), float(np.mean(values) + half)
