"""Units of unequal size side by side, without taking chance for a difference: funnel limits and shrunken means."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from arvio.indicators.estimates.estimate import CONFIDENCE

WINSORISED = 0.1
"""The part of the most extreme units at each end that may not decide how much units differ in general."""


@dataclass(frozen=True)
class Funnel:
    """The share of each unit, and between which limits it lies when the unit does not differ from the others."""

    shares: np.ndarray
    centre: float
    low: np.ndarray
    high: np.ndarray
    outside: tuple[int, ...]
    """The places of the units outside their limits."""


@dataclass(frozen=True)
class Shrunken:
    """The mean of each unit drawn towards the mean of all, the more the fewer answers it has."""

    values: np.ndarray
    low: np.ndarray
    high: np.ndarray
    centre: float
    between_sd: float
    """How much the units themselves differ."""


def funnel(counts: np.ndarray, n: np.ndarray, *, confidence: float = CONFIDENCE) -> Funnel:
    """The limits within which the share of each unit lies by chance, given how much units differ in general.

    Formula: the 2.5 % and 97.5 % quantiles of the binomial of n and the common share p, divided by n; their distance
        from p times √φ, φ = mean of z² with z = (y − p)/√(p(1 − p)/n), winsorised at 10 %, at least 1
    Source: Spiegelhalter 2005, Stat Med 24:1185
    Missing: units without answers are left out by the caller
    Smallest n: 5 units; 10 for the dispersion to be told from chance
    """
    shares, centre = counts / n, float(np.sum(counts) / np.sum(n))
    if not 0 < centre < 1:
        none = np.full(len(n), np.nan)
        return Funnel(shares, centre, none, none, ())
    z = (shares - centre) / np.sqrt(centre * (1 - centre) / n)
    kept = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    dispersion = max(1.0, float(np.mean(kept**2)))
    low, high = (_limit(n, centre, tail, dispersion) for tail in ((1 - confidence) / 2, (1 + confidence) / 2))
    outside = np.flatnonzero((shares < low) | (shares > high))
    return Funnel(shares, centre, low, high, tuple(int(place) for place in outside))


def shrunken_means(means: np.ndarray, sds: np.ndarray, n: np.ndarray) -> Shrunken:
    """The means of units, each drawn towards the mean of all by as much as it is uncertain (empirical Bayes).

    Works on what a unit can hand over: mean, standard deviation and n, no answers.

    Formula: θ = μ + τ²/(τ² + σ²/n)·(x̄ − μ), with the pooled σ², τ² after Paule and Mandel, and μ the weighted mean;
        interval θ ± 1.96·√(B·τ² + B²·var μ), B = (σ²/n)/(τ² + σ²/n)
    Source: Morris 1983, J Am Stat Assoc 78:47; Paule & Mandel 1982, J Res NBS 87:377
    Missing: units without two answers are left out by the caller
    Smallest n: 5 units; where no unit's answers differ nothing is drawn
    """
    own = np.sum((n - 1) * sds**2) / np.sum(n - 1) / n
    return shrunken(means, own)


def shrunken(values: np.ndarray, variances: np.ndarray) -> Shrunken:
    """Figures of units, each drawn towards the mean of all by as much as it is uncertain (empirical Bayes).

    The same as shrunken_means where each figure comes with the variance of its error.

    Formula: θ = μ + τ²/(τ² + v)·(y − μ), with τ² after Paule and Mandel, and μ the weighted mean; interval
        θ ± 1.96·√(B·τ² + B²·var μ), B = v/(τ² + v)
    Source: Morris 1983, J Am Stat Assoc 78:47; Paule & Mandel 1982, J Res NBS 87:377
    Missing: units without a figure or a variance are left out by the caller
    Smallest n: 5 units; nothing is drawn where a variance is zero
    """
    from scipy.stats import norm

    if len(values) < 2 or not variances.min() > 0:
        none = np.full(len(values), np.nan)
        return Shrunken(values, none, none, float(np.mean(values)), np.nan)
    between = _variance_between(values, variances)
    weights = 1 / (between + variances)
    centre = float(weights @ values / weights.sum())
    drawn = variances * weights
    found = centre + (1 - drawn) * (values - centre)
    half = norm.ppf((1 + CONFIDENCE) / 2) * np.sqrt(drawn * between + drawn**2 / weights.sum())
    return Shrunken(found, found - half, found + half, centre, between**0.5)


def heterogeneity(values: np.ndarray, variances: np.ndarray) -> float:
    """The part of the variation between units that is more than chance (I²), from 0 to 1.

    Formula: max(0, (Q − (k − 1))/Q), Q = Σ(y − ȳ)²/v around the mean ȳ weighted by 1/v
    Source: Higgins & Thompson 2002, Stat Med 21:1539
    Missing: units without a figure or a variance are left out by the caller
    Smallest n: 5 units; of few it is itself uncertain
    """
    weights = 1 / variances
    spread = float(weights @ (values - weights @ values / weights.sum()) ** 2)
    return max(0.0, (spread - (len(values) - 1)) / spread) if spread > 0 else 0.0


def spread_behind(halves: np.ndarray, n: np.ndarray) -> float:
    """The common standard deviation behind the intervals of means, where these are all that is told.

    Least squares through the origin: intervals are rounded by the same amount whatever their n, and the wide ones tell
    the spread best.

    Formula: σ = Σ(h·a)/Σa², h the half of an interval, a = t(0.975; n − 1)/√n
    Source: Legendre 1805 (least squares); the intervals as for mean
    Missing: units without an interval are left out by the caller
    Smallest n: 1 unit with 20 answers, from which on intervals are told
    """
    from scipy.stats import t

    factors = t.ppf((1 + CONFIDENCE) / 2, n - 1) / np.sqrt(n)
    return float(halves @ factors / (factors @ factors))


def typical_range(values: np.ndarray) -> tuple[float, float]:
    """Between which values most of several units lie, so that no end is the figure of one that stands out.

    Never the lowest and the highest. The 10th and the 90th percentile where at least 21 units keep these from lying
    beyond the third value from each end; the third values of 7 or more; of 4 to 6, where third values meet or cross,
    the mean of the lower and of the upper half, the middle one in both.

    Formula: see above; percentiles by linear interpolation
    Source: the project's own rule; percentiles: Hyndman & Fan 1996, Am Stat 50:361, type 7
    Missing: units without a figure are left out by the caller
    Smallest n: 4 units; none is given of fewer
    """
    ordered = np.sort(values)
    if len(ordered) < 4:
        return float("nan"), float("nan")
    if len(ordered) < 7:
        half = (len(ordered) + 1) // 2
        return float(ordered[:half].mean()), float(ordered[-half:].mean())
    if len(ordered) < 21:
        return float(ordered[2]), float(ordered[-3])
    low, high = np.quantile(ordered, [0.1, 0.9])
    return float(low), float(high)


def _variance_between(values: np.ndarray, variances: np.ndarray) -> float:
    """τ² after Paule and Mandel: with which the weighted squares are as many as units less one; 0 where they are fewer
    without any. By hand, since statsmodels warns of a division by zero where all units are alike."""
    from scipy.optimize import brentq

    def excess(between: float) -> float:
        weights = 1 / (between + variances)
        return float(weights @ (values - weights @ values / weights.sum()) ** 2) - (len(values) - 1)

    if excess(0.0) <= 0:
        return 0.0
    return float(brentq(excess, 0.0, float(np.ptp(values) ** 2) * len(values), xtol=1e-12))


def _limit(n: np.ndarray, centre: float, tail: float, dispersion: float) -> np.ndarray:
    from scipy.stats import binom

    exact = binom.ppf(tail, n, centre) / n
    return np.clip(centre + (exact - centre) * np.sqrt(dispersion), 0.0, 1.0)
