"""How far several raters, or several measurements of the same thing, agree: intraclass correlations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from arvio.indicators.estimates.estimate import CONFIDENCE, Estimate, without_interval


@dataclass(frozen=True)
class Agreement:
    """The six intraclass correlations, of a single rater and of the mean of all raters."""

    icc1: Estimate
    """Each target was rated by other raters."""
    icc2: Estimate
    """The same raters, drawn from many: whether their ratings are equal."""
    icc3: Estimate
    """The same raters, and no others matter: whether they order alike."""
    icc1k: Estimate
    icc2k: Estimate
    icc3k: Estimate


def intraclass_correlations(ratings: np.ndarray) -> Agreement:
    """The intraclass correlations of ratings, an array of targets × raters, with their intervals.

    Formula: from the mean squares of targets B, raters J and residual E, and W within targets, n targets and k raters:
        ICC1 = (B − W)/(B + (k − 1)W); ICC2 = (B − E)/(B + (k − 1)E + k(J − E)/n); ICC3 = (B − E)/(B + (k − 1)E);
        of means: ICC1k = (B − W)/B, ICC2k = (B − E)/(B + (J − E)/n), ICC3k = (B − E)/B
    Source: Shrout & Fleiss 1979, Psychol Bull 86:420
    Missing: targets without a rating of each rater are left out; n counts the others
    Smallest n: 5 targets and 2 raters, not in full agreement
    Reproduces: icc.shroutfleiss
    """
    whole = ratings[~np.isnan(ratings).any(axis=1)]
    n, k = whole.shape
    if n < 2 or k < 2 or np.ptp(whole - whole.mean(axis=1, keepdims=True)) == 0:
        return Agreement(*[without_interval(np.nan, n)] * 6)
    between, raters, residual, inside = _mean_squares(whole)
    one = _one_way(between / inside, n, k) if inside > 0 else (np.nan,) * 3
    three = _by_f(between / residual, n, k, (n - 1) * (k - 1)) if residual > 0 else (np.nan,) * 3
    two = _two_way(between, raters, residual, n, k) if residual > 0 else (np.nan,) * 3
    singles = [Estimate(*found, n) for found in (one, two, three)]
    return Agreement(*singles, *(_of_means(single, k) for single in singles))


def _mean_squares(ratings: np.ndarray) -> tuple[float, float, float, float]:
    """Of targets, raters, the residual, and all within targets."""
    n, k = ratings.shape
    targets = k * np.sum((ratings.mean(axis=1) - ratings.mean()) ** 2)
    raters = n * np.sum((ratings.mean(axis=0) - ratings.mean()) ** 2)
    total = np.sum((ratings - ratings.mean()) ** 2)
    residual = max(total - targets - raters, 0.0)
    both = residual / (n - 1) / (k - 1), (total - targets) / n / (k - 1)
    return float(targets / (n - 1)), float(raters / (k - 1)), float(both[0]), float(both[1])


def _one_way(ratio: float, n: int, k: int) -> tuple[float, float, float]:
    return _by_f(ratio, n, k, n * (k - 1))


def _by_f(ratio: float, n: int, k: int, df: int) -> tuple[float, float, float]:
    """(F − 1)/(F + k − 1) of the ratio of mean squares and of its limits."""
    from scipy.stats import f

    tail = (1 + CONFIDENCE) / 2
    low, high = ratio / f.ppf(tail, n - 1, df), ratio * f.ppf(tail, df, n - 1)
    return _of_ratio(ratio, k), _of_ratio(low, k), _of_ratio(high, k)


def _of_ratio(ratio: float, k: int) -> float:
    return float((ratio - 1) / (ratio + k - 1))


def _two_way(between: float, raters: float, residual: float, n: int, k: int) -> tuple[float, float, float]:
    """ICC2, whose interval needs degrees of freedom after Satterthwaite."""
    from scipy.stats import f

    value = (between - residual) / (between + (k - 1) * residual + k * (raters - residual) / n)
    own, rest = k * value * raters / residual, n * (1 + (k - 1) * value) - k * value
    df = (k - 1) * (n - 1) * (own + rest) ** 2 / ((n - 1) * own**2 + rest**2)
    lower, upper = (f.ppf((1 + CONFIDENCE) / 2, *dfs) for dfs in ((n - 1, df), (df, n - 1)))
    others = k * raters + (k * n - k - n) * residual
    low = n * (between - lower * residual) / (lower * others + n * between)
    high = n * (upper * between - residual) / (others + n * upper * between)
    return float(value), float(low), float(high)


def _of_means(single: Estimate, k: int) -> Estimate:
    """The agreement of the mean of k raters, after Spearman and Brown."""
    value, low, high = (k * one / (1 + (k - 1) * one) for one in single[:3])
    return Estimate(value, low, high, single.n)
