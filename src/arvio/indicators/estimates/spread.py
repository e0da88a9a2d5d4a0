"""How far a mean of few answers may be off: half an answer, shared by both ends of the scale, is added before that.

Answers of satisfied people crowd at one end, and the t interval of such answers promises 95 % and covers 91–93 %; when
all are alike it has no width at all. docs/decisions/0014 has what was tried and what it costs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from arvio.indicators.estimates.estimate import CONFIDENCE

WEIGHT = 0.25
"""Of the answer at each end: half an answer in all. Twice as much covers 96–99 % where this covers 95–97."""


class Uncertainty(NamedTuple):
    """The middle of an interval, its squared standard error, and its degrees of freedom."""

    middle: float
    variance: float
    df: float


def with_ends(values: np.ndarray, lowest: float, highest: float) -> Uncertainty:
    """The uncertainty of a mean after half an answer was added, shared between both ends."""
    n, ends = len(values) + 2 * WEIGHT, np.array([lowest, highest])
    middle = (np.sum(values) + WEIGHT * ends.sum()) / n
    squares = np.sum((values - middle) ** 2) + WEIGHT * np.sum((ends - middle) ** 2)
    return Uncertainty(float(middle), float(squares / (n - 1) / n), n - 1)


def plain(values: np.ndarray) -> Uncertainty:
    """The uncertainty of a mean as Student has it."""
    n = len(values)
    return Uncertainty(float(np.mean(values)), float(np.var(values, ddof=1) / n), n - 1)


def difference(first: Uncertainty, second: Uncertainty) -> Uncertainty:
    """The uncertainty of the first mean less the second, with Welch's degrees of freedom."""
    variance = first.variance + second.variance
    df = variance**2 / (first.variance**2 / first.df + second.variance**2 / second.df)
    return Uncertainty(first.middle - second.middle, variance, df)


def limits(uncertainty: Uncertainty, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The interval around the middle by Student's t."""
    from scipy.special import stdtrit

    half = float(stdtrit(uncertainty.df, (1 + confidence) / 2)) * uncertainty.variance**0.5
    return uncertainty.middle - half, uncertainty.middle + half
