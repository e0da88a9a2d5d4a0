"""How long persons stay, where some are still there: the estimate of Kaplan and Meier.

Each step of the curve is a person: it is for many persons only, and never shown beside the single times.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from arvio.indicators.estimates.estimate import CONFIDENCE


@dataclass(frozen=True)
class Staying:
    """The share that stays longer than each time at which somebody left."""

    times: np.ndarray
    at_risk: np.ndarray
    """Persons known to have stayed until just before the time."""
    left: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n: int
    censored: int
    """Persons who were still there when last seen: neither left out nor counted as leaving."""
    median: float
    """The first time by which half have left; NaN where fewer have."""


def kaplan_meier(durations: np.ndarray, left: np.ndarray) -> Staying:
    """The share of persons who stay longer than each time, those still there included as long as they were seen.

    `durations` are times from the start to leaving or, where `left` is 0, to when the person was last seen. Who left on
    the first day has 0 and counts. Who leaves at a time when another is last seen leaves first.

    Formula: S(t) = Π (1 − d/r) over times with d leaving of r; interval S^exp(± 1.96·√Σ d/(r(r − d))/ln S) (log-log),
        none where nobody is left
    Source: Kaplan & Meier 1958, J Am Stat Assoc 53:457; interval: Kalbfleisch & Prentice 1980
    Missing: persons without a duration are left out by the caller
    Smallest n: 50, as each step is a person
    """
    events = left.astype(bool)
    times = np.unique(durations[events])
    at_risk = np.array([np.sum(durations >= time) for time in times], dtype=int)
    leaving = np.array([np.sum(durations[events] == time) for time in times], dtype=int)
    share = np.cumprod(1 - leaving / at_risk)
    low, high = _log_log(share, at_risk, leaving)
    half = times[share <= 0.5 + 1e-12]
    median = float(half[0]) if len(half) else np.nan
    return Staying(times, at_risk, leaving, share, low, high, len(durations), int(np.sum(~events)), median)


def _log_log(share: np.ndarray, at_risk: np.ndarray, leaving: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from scipy.stats import norm

    some = at_risk > leaving
    parts = np.where(some, leaving / (at_risk * np.where(some, at_risk - leaving, 1)), np.nan)
    logs = np.log(share, out=np.full(len(share), np.nan), where=some)
    half = norm.ppf((1 + CONFIDENCE) / 2) * np.sqrt(np.cumsum(parts)) / logs
    return share ** np.exp(-half), share ** np.exp(half)
