"""Weights that bring those who answered to the shares known of all, such as of age and gender."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from arvio.errors import DataError, Problem
from arvio.saying import say

ROUNDS = 1000
CLOSE = 1e-10


@dataclass(frozen=True)
class Raking:
    """Weights with a mean of 1, and how well they reach what was asked of them."""

    weights: np.ndarray
    converged: bool
    rounds: int
    gap: float
    """The largest difference left between a weighted share and its target."""
    effective_n: float


def rake(groups: Mapping[str, np.ndarray], *, targets: Mapping[str, Mapping[str, float]]) -> Raking:
    """Weights under which each group has its known share, for several groupings at once (raking).

    `groups` has for each grouping (age, gender) the label of every person, `targets` the share or number of each label
    in the population. Where `converged` is not true, the weights do not reach the targets and must not be used.

    Formula: w ← w·target/current share, for one grouping after the other, until all shares are within 1e-10
    Source: Deming & Stephan 1940, Ann Math Stat 11:427
    Missing: an error where somebody has a label without a target, or a target nobody to weigh
    Smallest n: 5 persons in each group, else single persons speak for many
    """
    codes = {grouping: _codes(grouping, groups[grouping], target) for grouping, target in targets.items()}
    shares = {grouping: np.array([*target.values()]) / sum(target.values()) for grouping, target in targets.items()}
    weights = np.ones(len(next(iter(codes.values()))))
    for rounds in itertools.count():
        gap = max(np.abs(_shares(codes[one], weights) - shares[one]).max() for one in codes)
        if gap < CLOSE or rounds == ROUNDS:
            break
        for one, code in codes.items():
            weights = weights * (shares[one] / _shares(code, weights))[code]
    weights = weights / weights.mean()
    return Raking(weights, bool(gap < CLOSE), rounds, float(gap), effective_n(weights))


def effective_n(weights: np.ndarray) -> float:
    """How many equally weighted answers would be as certain as these weighted ones.

    Formula: (Σw)²/Σw²
    Source: Kish 1965, Survey Sampling, section 11.7
    Missing: weights of persons without an answer are left out by the caller
    Smallest n: 1
    """
    return float(np.sum(weights) ** 2 / np.sum(np.square(weights)))


def _codes(grouping: str, labels: Iterable[str], target: Mapping[str, float]) -> np.ndarray:
    """The place of each person's label among the targets."""
    places = {label: place for place, label in enumerate(target)}
    given = list(labels)
    unknown = sorted({str(label) for label in given if label not in places})
    empty = sorted(str(label) for label, part in target.items() if label not in given or not part > 0)
    if unknown or empty:
        nothing = say("none")
        raise DataError(
            Problem(
                grouping,
                say(
                    "weights cannot reach the known shares; without a known share: %(unknown)s; without a person or a "
                    "share above 0: %(empty)s",
                    unknown=", ".join(unknown) or nothing,
                    empty=", ".join(empty) or nothing,
                ),
                say("every group both among those who answered and among the known shares"),
                say("merge the groups named, in the data and in the known shares alike"),
            )
        )
    return np.array([places[label] for label in given])


def _shares(codes: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.bincount(codes, weights) / weights.sum()
