"""How much a count has changed from one period to another of the same length."""

from __future__ import annotations

import numpy as np

from arvio.indicators.estimates.estimate import NOTHING, Estimate, without_interval

Z = 1.959963984540054
"""The 0.975 quantile of the normal distribution."""


def relative_change(later: np.ndarray, earlier: np.ndarray) -> Estimate:
    """How much larger the later count is than the earlier one, as a part of the earlier: the rate ratio less one.

    Both arrays have a place for each person (or family, or day), with what that one counts for in each period, 0 for
    nothing: whoever comes once a week is one person, not fifty independent visits, and whoever came in both years is in
    both counts. n is the smaller number of persons with anything.

    Formula: R − 1 with R = X/Y, X = Σxᵢ, Y = Σyᵢ; limits R·exp(±1.96·√Σ(xᵢ/X − yᵢ/Y)²) − 1. With different persons who
        count once each it is the usual interval of a rate ratio, √(1/X + 1/Y)
    Source: Rothman, Greenland & Lash 2008, Modern Epidemiology, ch. 14; persons as clusters: Liang & Zeger 1986,
        Biometrika 73:13
    Missing: left out by the caller
    Smallest n: 1 in each period; no interval where fewer than 10 persons are in either
    """
    n = int(min((later > 0).sum(), (earlier > 0).sum()))
    if n == 0:
        return NOTHING
    ratio = later.sum() / earlier.sum()
    if n < SMALLEST_FOR_INTERVAL:
        return without_interval(ratio - 1, n)
    width = Z * float(np.sqrt((((later / later.sum()) - (earlier / earlier.sum())) ** 2).sum()))
    return Estimate(float(ratio - 1), float(ratio * np.exp(-width) - 1), float(ratio * np.exp(width) - 1), n)


SMALLEST_FOR_INTERVAL = 10
"""Of fewer persons the normal approximation of the logarithm is too rough."""
