"""Whether the items of an instrument measure one thing in these answers. Items are an array, persons × items."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from arvio.indicators.estimates.estimate import CONFIDENCE, Estimate, without_interval


@dataclass(frozen=True)
class ItemRest:
    """How each item goes with the sum of the others, and which go against it."""

    correlations: tuple[float, ...]
    """NaN for an item that everybody answered alike."""
    against: tuple[int, ...]
    """The places of the items with a negative correlation: as a rule an item that was not reversed."""
    n: int


def alpha(items: np.ndarray) -> Estimate:
    """Cronbach's alpha of the persons who answered all items, with Feldt's interval.

    Formula: α = k/(k − 1)·(1 − Σs²ᵢ/s²_sum); low = 1 − (1 − α)·F(0.975; n − 1, (n − 1)(k − 1)), high with F(0.025)
    Source: Cronbach 1951, Psychometrika 16:297; interval: Feldt, Woodruff & Salih 1987, Appl Psychol Meas 11:93
    Missing: persons with a missing item are left out; n counts the others
    Smallest n: 30; below, the interval is as wide as from 0.2 to 0.7
    Reproduces: bfi.alpha.complete.agree, bfi.alpha.complete.consc, bfi.alpha.complete.extra, bfi.alpha.complete.neuro,
        bfi.alpha.complete.open, bfi.alpha.feldt.agree, bfi.alpha.feldt.consc, bfi.alpha.feldt.extra,
        bfi.alpha.feldt.neuro, bfi.alpha.feldt.open, bfi.alpha.small30
    """
    whole = _whole(items)
    n, k = whole.shape
    value = _alpha(np.cov(whole, rowvar=False)) if n > 1 and k > 1 else np.nan
    if not value < 1:
        return without_interval(value, n)
    from scipy.stats import f

    factors = f.ppf([(1 + CONFIDENCE) / 2, (1 - CONFIDENCE) / 2], n - 1, (n - 1) * (k - 1))
    low, high = 1 - (1 - value) * factors
    return Estimate(value, float(low), float(high), n)


def alpha_pairwise(items: np.ndarray) -> Estimate:
    """Cronbach's alpha from the covariances of all persons who answered both items of a pair; without an interval.

    n counts those with any answer. Without an interval, since no n stands behind the whole.

    Formula: as for `alpha`, with covariances over the persons who have both items
    Source: Cronbach 1951, Psychometrika 16:297
    Missing: a missing item takes a person out of the pairs with that item only
    Smallest n: 30
    Reproduces: bfi.alpha.pairwise.agree, bfi.alpha.pairwise.consc, bfi.alpha.pairwise.extra, bfi.alpha.pairwise.neuro,
        bfi.alpha.pairwise.open
    """
    import pandas as pd

    covariances = pd.DataFrame(items).cov(min_periods=2).to_numpy()
    return without_interval(_alpha(covariances), int(np.sum(~np.isnan(items).all(axis=1))))


def item_rest(items: np.ndarray) -> ItemRest:
    """The correlation of each item with the sum of the other items, and which items go against the rest.

    Formula: r(xᵢ, Σx − xᵢ)
    Source: Nunnally & Bernstein 1994, Psychometric Theory, 3rd ed.
    Missing: persons with a missing item are left out; n counts the others
    Smallest n: 30
    Reproduces: bfi.itemrest.agree
    Avoids: bfi.alpha.unreversed
    """
    whole = _whole(items)
    rest = whole.sum(axis=1, keepdims=True) - whole
    found = tuple(_correlation(one, other) for one, other in zip(whole.T, rest.T, strict=True))
    return ItemRest(found, tuple(place for place, value in enumerate(found) if value < 0), len(whole))


def omega_total(items: np.ndarray) -> Estimate:
    """McDonald's omega total: the share of the sum's variance that one common factor explains; without an interval.

    Formula: ω = (Σλ)²/((Σλ)² + Σθ), loadings λ and residual variances θ of one factor by maximum likelihood
    Source: McDonald 1999, Test Theory; the fit: Jöreskog 1967, Psychometrika 32:443
    Missing: persons with a missing item are left out; n counts the others
    Smallest n: 100, and three items; missing where a residual variance is 0 in the best fit
    Reproduces: bfi.omega.lavaan.neuro
    """
    whole = _whole(items)
    n, k = whole.shape
    if k < 3 or n <= k or 0 in np.ptp(whole, axis=0):
        return without_interval(np.nan, n)
    loadings, residuals = _one_factor(np.corrcoef(whole, rowvar=False))
    sd = np.std(whole, axis=0)
    common, rest = np.sum(sd * loadings) ** 2, np.sum(sd**2 * residuals)
    return without_interval(common / (common + rest) if residuals.min() > SMALLEST_RESIDUAL else np.nan, n)


SMALLEST_RESIDUAL = 0.001
"""Of a variance of 1; a fit that ends here would go on below 0, and means nothing."""


def _one_factor(correlations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Loadings and residual variances of one factor. For given residuals the best loadings are an eigenvector."""
    from scipy.optimize import minimize

    def misfit(residuals: np.ndarray) -> float:
        rest = _eigen(correlations, residuals)[0][:-1]
        return float(np.sum(rest - np.log(rest) - 1))

    start = 1 / np.diag(np.linalg.pinv(correlations))
    bounds = [(SMALLEST_RESIDUAL, 1.0)] * len(start)
    strict = {"ftol": 1e-14, "gtol": 1e-9}
    found = minimize(misfit, np.clip(start, *bounds[0]), method="L-BFGS-B", bounds=bounds, options=strict).x
    values, vectors = _eigen(correlations, found)
    return np.sqrt(found * max(values[-1] - 1, 0.0)) * vectors[:, -1], found


def _eigen(correlations: np.ndarray, residuals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    values, vectors = np.linalg.eigh(correlations / np.sqrt(np.outer(residuals, residuals)))
    return np.maximum(values, 1e-12), vectors


def _whole(items: np.ndarray) -> np.ndarray:
    return items[~np.isnan(items).any(axis=1)]


def _alpha(covariances: np.ndarray) -> float:
    k, total = len(covariances), covariances.sum()
    return float(k / (k - 1) * (1 - np.trace(covariances) / total)) if k > 1 and total > 0 else np.nan


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    if len(one) < 2 or 0 in (np.ptp(one), np.ptp(other)):
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
