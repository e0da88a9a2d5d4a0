"""Shares of those who answered, with their intervals."""

from __future__ import annotations

from arvio.indicators.estimates.estimate import CONFIDENCE, NOTHING, Estimate


def share(count: int, n: int) -> Estimate:
    """Share of n with the exact interval of Clopper and Pearson, which covers 95 % or more whatever the true share.

    Wilson's interval is narrower, and covers between 91 and 99 % of few answers, depending on the true share.

    Formula: low = B(0.025; x, n − x + 1), high = B(0.975; x + 1, n − x), with B the quantile of the beta distribution
    Source: Clopper & Pearson 1934, Biometrika 26:404; the choice: docs/decisions/0014
    Missing: left out by the caller; n counts those who are the base of the share
    Smallest n: 1
    Reproduces: cp.grid, wald.zero
    """
    return _proportion(count, n, "exact")


def wilson_share(count: int, n: int) -> Estimate:
    """Share of n with Wilson's score interval, as other reports have it, to compare with them.

    Formula: (x + z²/2 ± z·√(x(n − x)/n + z²/4))/(n + z²), z = 1.96
    Source: Wilson 1927, J Am Stat Assoc 22:209
    Missing: left out by the caller; n counts those who are the base of the share
    Smallest n: 1; covers 95 % on the average of true shares, and down to 91 % at some with few answers
    Reproduces: wilson.grid, newcombe.single, wald.zero, bfi.t2b.E4.by.gender, attend.summary
    """
    return _proportion(count, n, "wilson")


def _proportion(count: int, n: int, method: str) -> Estimate:
    if n == 0:
        return NOTHING
    from scipy.stats import binomtest

    interval = binomtest(int(count), int(n)).proportion_ci(CONFIDENCE, method=method)
    return Estimate(count / n, float(interval.low), float(interval.high), n)
