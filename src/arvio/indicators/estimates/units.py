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
    dispersion: float
    """How much more the units vary than chance alone makes them; the limits are widened by its root. Never below 1."""
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
        return Funnel(shares, centre, none, none, 1.0, ())
    z = (shares - centre) / np.sqrt(centre * (1 - centre) / n)
    kept = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    dispersion = max(1.0, float(np.mean(kept**2)))
    low, high = (_limit(n, centre, tail, dispersion) for tail in ((1 - confidence) / 2, (1 + confidence) / 2))
    outside = np.flatnonzero((shares < low) | (shares > high))
    return Funnel(shares, centre, low, high, dispersion, tuple(int(place) for place in outside))


def shrunken_means(means: np.ndarray, sds: np.ndarray, n: np.ndarray) -> Shrunken:
    """The means of units, each drawn towards the mean of all by as much as it is uncertain (empirical Bayes).

    Works on what a unit can hand over: mean, standard deviation and n, no answers.

    Formula: θ = μ + τ²/(τ² + σ²/n)·(x̄ − μ), with the pooled σ², τ² after Paule and Mandel, and μ the weighted mean;
        interval θ ± 1.96·√(B·τ² + B²·var μ), B = (σ²/n)/(τ² + σ²/n)
    Source: Morris 1983, J Am Stat Assoc 78:47; Paule & Mandel 1982, J Res NBS 87:377
    Missing: units without two answers are left out by the caller
    Smallest n: 5 units; where no unit's answers differ nothing is drawn
    """
    from scipy.stats import norm
    from statsmodels.stats.meta_analysis import combine_effects

    own = np.sum((n - 1) * sds**2) / np.sum(n - 1) / n
    if len(n) < 2 or not own.min() > 0:
        none = np.full(len(n), np.nan)
        return Shrunken(means, none, none, float(np.mean(means)), np.nan)
    between = max(0.0, float(combine_effects(means, own, method_re="iterated").tau2))
    weights = 1 / (between + own)
    centre = float(weights @ means / weights.sum())
    drawn = own * weights
    values = centre + (1 - drawn) * (means - centre)
    half = norm.ppf((1 + CONFIDENCE) / 2) * np.sqrt(drawn * between + drawn**2 / weights.sum())
    return Shrunken(values, values - half, values + half, centre, between**0.5)


def _limit(n: np.ndarray, centre: float, tail: float, dispersion: float) -> np.ndarray:
    from scipy.stats import binom

    exact = binom.ppf(tail, n, centre) / n
    return np.clip(centre + (exact - centre) * np.sqrt(dispersion), 0.0, 1.0)
