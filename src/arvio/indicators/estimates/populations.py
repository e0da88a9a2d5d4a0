"""When nearly everybody answered: what is left open is only how the others would have answered."""

from __future__ import annotations

import numpy as np

from arvio.indicators.estimates.estimate import CONFIDENCE, NOTHING, Estimate, without_interval
from arvio.indicators.estimates.spread import limits, with_ends


def count_in_population(count: int, n: int, population: int) -> Estimate:
    """How many of all persons say so, when `count` of the n who answered do: 24–26 of 31 after 23 of 28.

    The limits are whole numbers. Where they would fall together, they are what the missing answers leave possible;
    where everybody answered there is nothing left open and no interval.

    Formula: all K with P(X ≥ x | K) > 0.025 and P(X ≤ x | K) > 0.025, X hypergeometric: n drawn of N with K yes
    Source: Buonaccorsi 1987, Am Stat 41:215
    Missing: persons who did not answer are population − n, taken to be like the others by chance
    Smallest n: 1
    Reproduces: fpc.hypergeometric
    """
    if n == 0:
        return NOTHING
    if n >= population:
        return without_interval(count, n)
    from scipy.stats import hypergeom

    possible = np.arange(count, count + population - n + 1)
    tail = (1 - CONFIDENCE) / 2
    as_many = hypergeom.sf(count - 1, population, possible, n) > tail
    as_few = hypergeom.cdf(count, population, possible, n) > tail
    agreeing = possible[as_many & as_few]
    found = agreeing if len(agreeing) > 1 else possible
    return Estimate(count / n * population, float(found[0]), float(found[-1]), n)


def share_of_population(count: int, n: int, population: int) -> Estimate:
    """Share of n who say so, with the interval for the share in the whole population of persons asked.

    Formula: as for `count_in_population`, divided by N
    Source: Buonaccorsi 1987, Am Stat 41:215
    Missing: as for `count_in_population`
    Smallest n: 1
    Reproduces: fpc.hypergeometric
    """
    found = count_in_population(count, n, population)
    return found if n == 0 else Estimate(count / n, found.low / population, found.high / population, n)


def mean_of_population(values: np.ndarray, *, lowest: float, highest: float, population: int) -> Estimate:
    """Mean of those who answered, with the interval for the mean of all who were asked.

    The interval is cut to what the missing answers leave possible. Where everybody answered there is none.

    Formula: as for `mean`, the half-width times √(1 − n/N), cut to (Σx + (N − n)·a)/N … (Σx + (N − n)·b)/N on the
        scale a…b
    Source: Cochran 1977, Sampling Techniques, 3rd ed., section 2.6 (finite population correction)
    Missing: persons who did not answer are population − n, taken to be like the others by chance
    Smallest n: 2
    """
    n = len(values)
    if n == 0:
        return NOTHING
    value, left = float(np.mean(values)), population - n
    if n < 2 or left <= 0:
        return without_interval(value, n)
    found = with_ends(values, lowest, highest)
    low, high = limits(found._replace(variance=found.variance * left / population))
    bounds = [float((np.sum(values) + left * end) / population) for end in (lowest, highest)]
    return Estimate(value, max(min(low, value), bounds[0]), min(max(high, value), bounds[1]), n)
