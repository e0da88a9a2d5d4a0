"""What every estimate returns: a value with its interval of 95 %, and how many it rests on."""

from __future__ import annotations

from typing import NamedTuple

CONFIDENCE = 0.95


class Estimate(NamedTuple):
    """A value with its interval; NaN where there is nothing to estimate from."""

    value: float
    low: float
    high: float
    n: int


NOTHING = Estimate(float("nan"), float("nan"), float("nan"), 0)


def without_interval(value: float, n: int) -> Estimate:
    """A value whose uncertainty cannot be told."""
    return Estimate(float(value), float("nan"), float("nan"), n)


def within(estimate: Estimate, lowest: float, highest: float) -> Estimate:
    """The same estimate, its interval cut to what is possible. NaN stays NaN."""
    low = max(estimate.low, lowest) if estimate.low == estimate.low else estimate.low
    high = min(estimate.high, highest) if estimate.high == estimate.high else estimate.high
    return estimate._replace(low=low, high=high)
