"""Several tests of one question: the p of each, given how many were made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np


@dataclass(frozen=True)
class Family:
    """The adjusted p of every test that was declared, and how many those were: told with each of them."""

    method: Literal["holm", "benjamini_hochberg"]
    size: int
    adjusted: Mapping[str, float]


def holm(p: Mapping[str, float]) -> Family:
    """Adjusted p of a declared family, so that one false alarm among all tests has a chance of 5 % at most.

    Formula: p₍ᵢ₎′ = max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎), m tests in order of p
    Source: Holm 1979, Scand J Stat 6:65
    Missing: a declared test that could not be made counts in m, and has no p
    Smallest n: 1 test
    Reproduces: padjust (1)
    """
    return Family("holm", len(p), _adjusted(p, _holm))


def benjamini_hochberg(p: Mapping[str, float]) -> Family:
    """Adjusted p of a declared family, so that of those called different 5 % are false alarms on the average.

    Formula: p₍ᵢ₎′ = min over j ≥ i of min(1, m·p₍ⱼ₎/j), m tests in order of p
    Source: Benjamini & Hochberg 1995, J R Stat Soc B 57:289
    Missing: a declared test that could not be made counts in m, and has no p
    Smallest n: 1 test
    Reproduces: padjust (2)
    """
    return Family("benjamini_hochberg", len(p), _adjusted(p, _benjamini_hochberg))


def _adjusted(p: Mapping[str, float], step: Callable[[np.ndarray], np.ndarray]) -> dict[str, float]:
    """The adjusted p of each test; by hand, since statsmodels has Python tidy up its memory at each family."""
    if not p:
        return {}
    given = np.array([*p.values()], dtype=float)
    known = np.where(np.isnan(given), 1.0, given)
    order = np.argsort(known)
    adjusted = np.empty(len(known))
    adjusted[order] = np.minimum(step(known[order]), 1)
    return dict(zip(p, np.where(np.isnan(given), np.nan, adjusted).tolist(), strict=True))


def _holm(ordered: np.ndarray) -> np.ndarray:
    return np.maximum.accumulate(ordered * np.arange(len(ordered), 0, -1))


def _benjamini_hochberg(ordered: np.ndarray) -> np.ndarray:
    size = len(ordered)
    return np.minimum.accumulate((ordered / (np.arange(1, size + 1) / size))[::-1])[::-1]
