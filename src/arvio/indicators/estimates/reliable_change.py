"""Which persons changed by more than the instrument's own error, by the rule of Jacobson and Truax.

The index of one person is never published; the counts of the three classes are results like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from arvio.errors import ParamsError, Problem
from arvio.indicators.estimates.changes import each_change
from arvio.saying import say

CRITERION = 1.96
"""Standard errors beyond which a change is called reliable, as Jacobson and Truax have it."""


@dataclass(frozen=True)
class ReliableChanges:
    """How many persons improved, stayed within the instrument's error, or worsened."""

    improved: int
    unchanged: int
    worsened: int
    n: int
    smallest: float
    """The change that is counted as reliable when it is exceeded."""


def smallest_reliable_change(sd: float, *, reliability: float | None) -> float:
    """The change that a person's score must exceed to be more than the instrument's error.

    `sd` is that of the scores at the start, or of the norm group. The reliability is a property of the instrument and
    has to be stated with its source: that of the few persons at hand is too uncertain to classify them by.

    Formula: 1.96·s·√2·√(1 − r)
    Source: Jacobson & Truax 1991, J Consult Clin Psychol 59:12
    Missing: an error where the reliability is not given or not between 0 and 1
    Smallest n: 1 person, given s and r from elsewhere
    Reproduces: btheb.rci (sd_pre se_diff crit)
    """
    if reliability is None or not 0 <= reliability < 1:
        raise ParamsError(
            Problem(
                "reliability",
                say("the reliability of the instrument is missing or no number from 0 to below 1"),
                say("the reliability that was published for the instrument, such as 0.85, with its source"),
                say("state it in the params of the instrument, or leave the reliable change out of the report"),
                value=str(reliability),
            )
        )
    return CRITERION * sd * (2 * (1 - reliability)) ** 0.5


def reliable_change_index(before: np.ndarray, after: np.ndarray, *, sd: float, reliability: float | None) -> np.ndarray:
    """Each person's change in standard errors of a difference. For counting only: never shown.

    Formula: RCI = (x₂ − x₁)/(s·√2·√(1 − r))
    Source: Jacobson & Truax 1991, J Consult Clin Psychol 59:12
    Missing: NaN where a person has not both measurements
    Smallest n: 1 person, given s and r from elsewhere
    """
    return (after - before) / (smallest_reliable_change(sd, reliability=reliability) / CRITERION)


def reliable_changes(
    before: np.ndarray, after: np.ndarray, *, smallest: float, better: Literal["higher", "lower"]
) -> ReliableChanges:
    """How many persons improved, stayed unchanged, or worsened by more than the smallest reliable change.

    Formula: improved: change > smallest; worsened: change < −smallest; unchanged: what lies between, bounds included
    Source: Jacobson & Truax 1991, J Consult Clin Psychol 59:12
    Missing: persons without both measurements are left out; n counts those with both
    Smallest n: 20 for shares of the classes in a public report
    Reproduces: btheb.rci (improved unchanged worse)
    """
    changes = each_change(before, after) * (1 if better == "higher" else -1)
    improved, worsened = int(np.sum(changes > smallest)), int(np.sum(changes < -smallest))
    return ReliableChanges(improved, len(changes) - improved - worsened, worsened, len(changes), smallest)
