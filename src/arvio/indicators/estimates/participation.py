"""Who answered and who did not: response, item non-response, and those who did not come back."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from arvio.errors import DataError, Problem
from arvio.indicators.estimates.differences import difference_of_means
from arvio.indicators.estimates.estimate import NOTHING, Estimate
from arvio.indicators.estimates.means import mean
from arvio.indicators.estimates.shares import share
from arvio.indicators.estimates.spread import difference, plain
from arvio.saying import say


@dataclass(frozen=True)
class Stage:
    """How many came to one stage of a survey."""

    name: str
    n: int
    of_invited: Estimate
    """NaN where the invited were not counted."""
    of_previous: Estimate


@dataclass(frozen=True)
class Attrition:
    """Who came back, and how those who did not differed at the start."""

    started: int
    returned: Estimate
    """The share that came back."""
    followed: Estimate
    """The mean at the start of those who came back."""
    lost: Estimate
    """The mean at the start of those who did not."""
    difference: Estimate
    t: float
    df: float
    p: float


def stages(*, invited: int | None, reached: int | None, started: int | None, completed: int) -> tuple[Stage, ...]:
    """The response table: invited, reached, started and completed, each as a share of the invited and of the last.

    Stages that were not counted (None) are left out.

    Formula: n/invited, with the interval of `share`
    Source: AAPOR, Standard Definitions, response rate 1 and 2
    Missing: a stage that was not counted has no row; without the invited no share of them is told
    Smallest n: 1
    """
    counts = {"invited": invited, "reached": reached, "started": started, "completed": completed}
    known = [(name, n) for name, n in counts.items() if n is not None]
    wrong = [f"{later} ({m}) > {earlier} ({n})" for (earlier, n), (later, m) in pairwise(known) if m > n]
    if wrong:
        raise DataError(
            Problem(
                "stages",
                say("more persons at a later stage of a survey than before it"),
                say("each stage as many as the one before, or fewer"),
                say("check the number invited, and whether some answered twice"),
                value=", ".join(wrong),
            )
        )
    before = [known[0][1], *(n for _, n in known[:-1])]
    return tuple(
        Stage(name, n, share(n, invited) if invited else NOTHING, share(n, previous))
        for (name, n), previous in zip(known, before, strict=True)
    )


def answered_shares(items: np.ndarray) -> tuple[Estimate, ...]:
    """For each item the share of persons who answered it, of an array of persons × items.

    Formula: answers/persons, with the interval of `share`
    Source: AAPOR, Standard Definitions, item non-response
    Missing: what is counted; persons to whom the item was not shown are left out by the caller
    Smallest n: 1
    """
    return tuple(share(int(np.sum(~np.isnan(column))), len(column)) for column in items.T)


def attrition(before: np.ndarray, after: np.ndarray, *, lowest: float, highest: float) -> Attrition:
    """Who of those measured at the start came back, and the mean at the start of those who did and did not.

    A change of those who came back is told with this: it says nothing of the others.

    Formula: means as for `mean`, their difference as for `difference_of_means`; t = (x̄₁ − x̄₂)/√(s₁²/n₁ + s₂²/n₂)
        with Welch's degrees of freedom
    Source: STROBE statement 2007, items 13 and 14; Welch 1947, Biometrika 34:28
    Missing: persons without a start are left out; without an end they are the lost
    Smallest n: 2 in each group for the difference
    Reproduces: btheb.attrition, btheb.dropout.baseline
    """
    start, came_back = before[~np.isnan(before)], ~np.isnan(after[~np.isnan(before)])
    followed, lost = start[came_back], start[~came_back]
    return Attrition(
        len(start),
        share(len(followed), len(start)),
        mean(followed, lowest, highest),
        mean(lost, lowest, highest),
        difference_of_means(followed, lost, lowest, highest),
        *_welch(followed, lost),
    )


def _welch(values: np.ndarray, reference: np.ndarray) -> tuple[float, float, float]:
    if min(len(values), len(reference)) < 2 or np.ptp(values) + np.ptp(reference) == 0:
        return np.nan, np.nan, np.nan
    from scipy.special import stdtr

    found = difference(plain(values), plain(reference))
    t = found.middle / found.variance**0.5
    return t, found.df, 2 * float(stdtr(found.df, -abs(t)))
