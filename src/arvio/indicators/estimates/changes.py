"""Change of the same persons from a first to a second measurement: how much, and how large that is.

Arrays hold one place for each person, NaN where that person was not measured. Only persons with both count: means over
different people are no change.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log

import numpy as np

from arvio.indicators.estimates.differences import square_and_add
from arvio.indicators.estimates.estimate import NOTHING, Estimate, within, without_interval
from arvio.indicators.estimates.shares import share
from arvio.indicators.estimates.spread import limits, with_ends


@dataclass(frozen=True)
class EffectSizes:
    """How large a change is in standard deviations, and always of which: they differ by much."""

    d_z: Estimate
    """In standard deviations of the change itself."""
    g_z: Estimate
    """d_z with Hedges' correction for few persons."""
    d_av: Estimate
    """In the average standard deviation of both measurements: the one to compare with other studies."""
    d_pre: float
    """In standard deviations of the start."""
    correlation: float
    """Between both measurements; without it d_z and d_av cannot be turned into one another."""


@dataclass(frozen=True)
class PairedTest:
    """Student's test of a change against none."""

    t: float
    df: int
    p: float


@dataclass(frozen=True)
class ShareChange:
    """Change of the share of persons who have or say something."""

    change: Estimate
    gained: int
    lost: int
    chi_square: float
    p: float
    """Exact, two-sided, from the persons who changed."""


def pairs(before: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The measurements of the persons who have both."""
    both = ~(np.isnan(before) | np.isnan(after))
    return before[both], after[both]


def each_change(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """The change of each person who has both measurements, for counting and ranking; never shown.

    Nine decimals are kept, so that equal changes are equal: 9.2 − 9.1 and 0.3 − 0.2 differ in the last digit.
    """
    before, after = pairs(before, after)
    return np.round(after - before, 9)


def mean_change(before: np.ndarray, after: np.ndarray, *, lowest: float, highest: float) -> Estimate:
    """Mean change of the persons measured twice, with an interval that never has zero width.

    For the interval half a change is added, a quarter of half the scale upwards and a quarter downwards, as in `mean`.
    The interval is cut to what the scale allows.

    Formula: m ± t(0.975; n − ½)·s/√(n + ½), where m = Σd/(n + ½), s² = (Σ(d − m)² + ¼(w − m)² + ¼(w + m)²)/(n − ½), d
        is after − before, and w half the width of the scale
    Source: Student 1908, Biometrika 6:1; the half change: decision 14
    Missing: persons without both measurements are left out; n counts those with both
    Smallest n: 2
    Reproduces: btheb.naive.8m (completers n), btheb.regression.to.mean
    Avoids: btheb.naive.unpaired, btheb.naive.8m (naive)
    """
    changes, width = each_change(before, after), highest - lowest
    n = len(changes)
    if n < 2:
        return without_interval(np.mean(changes), n) if n else NOTHING
    found = Estimate(float(np.mean(changes)), *limits(with_ends(changes, -width / 2, width / 2)), n)
    return within(found, -width, width)


def effect_sizes(before: np.ndarray, after: np.ndarray) -> EffectSizes:
    """The change in standard deviations: d_z, g_z, d_av and d_pre, each by its name.

    Formula: d_z = d̄/s_d; g_z = J·d_z, J = Γ(f/2)/(√(f/2)·Γ((f − 1)/2)), f = n − 1; d_av = d̄/((s₁ + s₂)/2);
        d_pre = d̄/s₁; intervals from the noncentral t: λ/√n for d_z, times J for g_z, times s_d/((s₁ + s₂)/2) for d_av
    Source: Lakens 2013, Front Psychol 4:863; Hedges 1981, J Educ Stat 6:107; intervals: Algina & Keselman 2003,
        Educ Psychol Meas 63:537
    Missing: persons without both measurements are left out
    Smallest n: 3, and not all changes alike; below 20 the intervals are too wide to say much
    Reproduces: btheb.dz, btheb.gz, btheb.dav, anorexia.Cont (d_z d_lo d_hi), anorexia.CBT (d_z d_lo d_hi),
        anorexia.FT (d_z d_lo d_hi), sleep.paired (d_z d_lo d_hi)
    """
    changes = each_change(before, after)
    before, after = pairs(before, after)
    if len(changes) < 3 or np.ptp(changes) == 0:
        none = without_interval(np.nan, len(changes))
        return EffectSizes(none, none, none, np.nan, _correlation(before, after))
    d_z = _noncentral(changes)
    average = (np.std(before, ddof=1) + np.std(after, ddof=1)) / 2
    return EffectSizes(
        d_z=d_z,
        g_z=_times(d_z, _hedges(len(changes) - 1)),
        d_av=_times(d_z, np.std(changes, ddof=1) / average),
        d_pre=float(np.mean(changes) / np.std(before, ddof=1)) if np.ptp(before) else np.nan,
        correlation=_correlation(before, after),
    )


def paired_t(before: np.ndarray, after: np.ndarray) -> PairedTest:
    """Whether a change is more than chance, by Student's paired test.

    Formula: t = d̄·√n/s_d with n − 1 degrees of freedom, two-sided
    Source: Student 1908, Biometrika 6:1
    Missing: persons without both measurements are left out
    Smallest n: 2, and not all changes alike
    Reproduces: btheb.paired.t (t df p), anorexia.Cont (t p), anorexia.CBT (t p), anorexia.FT (t p),
        sleep.paired (t df p)
    """
    changes = each_change(before, after)
    df = len(changes) - 1
    if df < 1 or np.ptp(changes) == 0:
        return PairedTest(np.nan, max(df, 0), np.nan)
    from scipy.stats import t

    found = float(np.mean(changes) / np.std(changes, ddof=1) * np.sqrt(df + 1))
    return PairedTest(found, df, 2 * float(t.sf(abs(found), df)))


def change_of_share(*, both: int, gained: int, lost: int, neither: int) -> ShareChange:
    """Change of a share among the same persons, such as those who feel lonely, before and after.

    `gained` are persons who have it only after, `lost` only before. n counts all four.

    Formula: p₂ − p₁ = (gained − lost)/n, with the limits of `square_and_add` of two shares, r the φ of the four counts
        after half a person was added to each; χ² = (gained − lost)²/(gained + lost); exact p from the binomial of ½
    Source: McNemar 1947, Psychometrika 12:153; interval: Newcombe 1998, Stat Med 17:2635; the half persons and exact
        limits: decision 14
    Missing: persons without both measurements are left out by the caller
    Smallest n: 5; where nobody changed there is no test
    Reproduces: rearrest.mcnemar (chisq p_exact), sleep.paired (p_sign)
    """
    n, changed = both + gained + lost + neither, gained + lost
    correlation = _phi(both + 0.5, gained + 0.5, lost + 0.5, neither + 0.5)
    change = square_and_add(share(both + gained, n), share(both + lost, n), correlation=correlation)
    if not changed:
        return ShareChange(change, gained, lost, np.nan, np.nan)
    from scipy.stats import binomtest

    p = float(binomtest(gained, changed).pvalue)
    return ShareChange(change, gained, lost, (gained - lost) ** 2 / changed, p)


def _phi(both: float, gained: float, lost: float, neither: float) -> float:
    margins = (both + gained) * (lost + neither) * (both + lost) * (gained + neither)
    return (both * neither - gained * lost) / margins**0.5


def _noncentral(changes: np.ndarray) -> Estimate:
    """d_z with the interval of the noncentral t distributions that have the found t at their 2.5 % tails."""
    from scipy.special import nctdtrinc

    n = len(changes)
    d_z = float(np.mean(changes) / np.std(changes, ddof=1))
    low, high = (float(nctdtrinc(n - 1, tail, d_z * np.sqrt(n))) / np.sqrt(n) for tail in (0.975, 0.025))
    return Estimate(d_z, float(low), float(high), n)


def _hedges(df: int) -> float:
    return exp(lgamma(df / 2) - log(df / 2) / 2 - lgamma((df - 1) / 2))


def _times(estimate: Estimate, factor: float) -> Estimate:
    value, low, high = (float(part * factor) for part in estimate[:3])
    return Estimate(value, low, high, estimate.n)


def _correlation(before: np.ndarray, after: np.ndarray) -> float:
    if len(before) < 2 or 0 in (np.ptp(before), np.ptp(after)):
        return np.nan
    return float(np.corrcoef(before, after)[0, 1])
