"""Means with their intervals."""

from __future__ import annotations

import numpy as np

from arvio.indicators.estimates.estimate import NOTHING, Estimate, within, without_interval
from arvio.indicators.estimates.spread import limits, plain, with_ends


def mean(values: np.ndarray, lowest: float, highest: float) -> Estimate:
    """Mean of answers on a scale, with an interval that never leaves the scale and never has zero width.

    The value is the mean of the real answers only. For the interval half an answer is added, a quarter at each end of
    the scale: Student's t interval of such answers covers too seldom, and has no width where all are alike.

    Formula: m ± t(0.975; n − ½)·s/√(n + ½), cut to the scale a…b, where m = (Σx + ¼(a + b))/(n + ½) and
        s² = (Σ(x − m)² + ¼(a − m)² + ¼(b − m)²)/(n − ½)
    Source: Student 1908, Biometrika 6:1; the half answer: decision 14
    Missing: left out by the caller; n counts the answers
    Smallest n: 2 for an interval
    Avoids: tci.beyond.scale (hi)
    """
    n = len(values)
    if n < 2:
        return without_interval(np.mean(values), n) if n else NOTHING
    return within(Estimate(float(np.mean(values)), *limits(with_ends(values, lowest, highest)), n), lowest, highest)


def t_interval(values: np.ndarray) -> Estimate:
    """Mean of figures that have no scale, such as days or hours, with Student's interval.

    Not for answers on a scale: five answers of 5, 5, 5, 5 and 4 would get an interval up to 5.36.

    Formula: x̄ ± t(0.975; n − 1)·s/√n
    Source: Student 1908, Biometrika 6:1
    Missing: left out by the caller; n counts the figures
    Smallest n: 2, and not all alike
    Reproduces: bfi.mean.N1, attend.summary (n mean sd lo hi), tci.beyond.scale, btheb.paired.t (n mean lo hi),
        anorexia.Cont (n mean lo hi), anorexia.CBT (n mean lo hi), anorexia.FT (n mean lo hi),
        sleep.paired (mean lo hi)
    """
    n = len(values)
    if n == 0:
        return NOTHING
    if n < 2 or np.ptp(values) == 0:
        return without_interval(np.mean(values), n)
    return Estimate(float(np.mean(values)), *limits(plain(values)), n)


def mean_of_rates(rates: np.ndarray) -> Estimate:
    """Mean of the rates of several groups, with the t interval over the groups, cut to 0–1; n counts groups.

    Persons of one group are not independent of one another, so the groups are what is counted. Where nearly all
    rates are close to 1 the interval covers less than it says (some 90 % of ten groups with rates around 0.95).

    Formula: x̄ ± t(0.975; n − 1)·s/√n over groups, cut to 0…1
    Source: Student 1908, Biometrika 6:1
    Missing: groups without a rate are left out by the caller
    Smallest n: 3 groups, and not all alike
    """
    if len(rates) < 3:
        return without_interval(np.mean(rates), len(rates)) if len(rates) else NOTHING
    return within(t_interval(rates), 0.0, 1.0)
