"""Shares of those who answered, with their intervals."""

from __future__ import annotations

from arvio.indicators.estimates.estimate import CONFIDENCE, NOTHING, Estimate


def share(count: int, n: int) -> Estimate:
    """Share of n with the exact interval of Clopper and Pearson, which covers 95 % or more whatever the true share.

    Wilson's interval is narrower, and covers down to 89 % at some true shares where few answered.

    Formula: low = B(0.025; x, n − x + 1), high = B(0.975; x + 1, n − x), with B the quantile of the beta distribution
    Source: Clopper & Pearson 1934, Biometrika 26:404; the choice: decision 14
    Missing: left out by the caller; n counts those who are the base of the share
    Smallest n: 1
    Reproduces: cp.grid, wald.zero (5 6)
    Avoids: wald.zero (wald_lo wald_hi)
    """
    if n == 0:
        return NOTHING
    if not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share")
    from scipy.special import betaincinv

    tail = (1 - CONFIDENCE) / 2
    low = float(betaincinv(count, n - count + 1, tail)) if count > 0 else 0.0
    high = float(betaincinv(count + 1, n - count, 1 - tail)) if count < n else 1.0
    return Estimate(count / n, low, high, n)


def wilson_share(count: int, n: int) -> Estimate:
    """Share of n with Wilson's score interval, as other reports have it, to compare with them.

    Formula: (x + z²/2 ± z·√(x(n − x)/n + z²/4))/(n + z²), z = 1.96
    Source: Wilson 1927, J Am Stat Assoc 22:209
    Missing: left out by the caller; n counts those who are the base of the share
    Smallest n: 1; covers 95 % on the average of all true shares, and down to 89 % at some of them with few answers
    Reproduces: wilson.grid, newcombe.single, wald.zero (3 4), bfi.t2b.E4.by.gender, attend.summary (x80 8 9)
    """
    if n == 0:
        return NOTHING
    from scipy.stats import binomtest

    interval = binomtest(int(count), int(n)).proportion_ci(CONFIDENCE, method="wilson")
    return Estimate(count / n, float(interval.low), float(interval.high), n)
