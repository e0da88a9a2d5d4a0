"""Rank tests that hold with ties and few persons: exact by counting every possible order.

Ties get the mean of their ranks. The p is exact up to EXACT_UP_TO persons, and from the normal approximation without
continuity correction above. Two-sided means P(|T − E| ≥ |t − E|): as far from what is expected, on either side. Twice
the smaller tail, which some programs give, is another figure where the distribution is not symmetric.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

EXACT_UP_TO = 100
"""Persons; above, the normal approximation differs only from the third digit on."""

Zeros = Literal["dropped", "ranked"]


@dataclass(frozen=True)
class RankTest:
    """A rank test with all that has to be told with it."""

    statistic: float
    """Signed rank: the rank sum of the positive changes, V. Rank sum: the pairs in which values is higher, U."""
    z: float
    """The statistic less what is expected, in standard deviations."""
    p: float
    effect: float
    """Rank-biserial correlation, −1…1: pairs or rank sums in favour less those against, as a share of all."""
    n: int
    zeros: int
    """Changes of 0; none in a test of two groups."""
    zero_rule: Zeros
    method: Literal["exact", "approximate"]
    two_sided: str = "P(|T − E| ≥ |t − E|)"


def signed_rank(changes: np.ndarray, *, zeros: Zeros = "dropped") -> RankTest:
    """Wilcoxon's signed rank test of changes: whether they tend to one side.

    `changes` come from `each_change`, in which equal changes are equal. `zeros`: "dropped" leaves out persons without a
    change before ranking (Wilcoxon), "ranked" ranks them and then leaves them out (Pratt), which does not turn a small
    change among many zeros into a large one.

    Formula: V = Σ ranks of |d| where d > 0; p over all signs of the ranks; effect = (V − V₋)/(V + V₋)
    Source: Wilcoxon 1945, Biometrics Bull 1:80; Pratt 1959, J Am Stat Assoc 54:655; exact with ties: Streitberg &
        Röhmel 1986; effect: Kerby 2014, Compr Psychol 3:1
    Missing: left out by the caller; n counts the changes, zeros included
    Smallest n: 6 changes other than 0, since with five p cannot fall below 0.05
    Reproduces: btheb.wilcoxon (zeros V p_exact), btheb.rankbiserial.paired, anorexia.Cont (p_wilcoxon_exact),
        anorexia.CBT (p_wilcoxon_exact), anorexia.FT (p_wilcoxon_exact), sleep.paired (p_wilcoxon_exact_dropzero)
    """
    found = _signed_ranks(changes, zeros)
    if np.sum(changes != 0) > EXACT_UP_TO:
        return signed_rank_approximate(changes, zeros=zeros)
    return _signed_test(changes, zeros, "exact", _tail(_sums_of_signs(_doubled(found)), 2 * _positive(found)))


def signed_rank_approximate(changes: np.ndarray, *, zeros: Zeros = "dropped") -> RankTest:
    """Wilcoxon's signed rank test by the normal approximation, for many persons or to compare with other programs.

    Formula: z = (V − Σr/2)/√(Σr²/4), without continuity correction
    Source: Wilcoxon 1945, Biometrics Bull 1:80; Pratt 1959, J Am Stat Assoc 54:655
    Missing: left out by the caller
    Smallest n: 20
    Reproduces: btheb.wilcoxon (p_asympt pratt_z pratt_p)
    """
    from scipy.stats import norm

    return _signed_test(changes, zeros, "approximate", 2 * float(norm.sf(abs(_z_of(_signed_ranks(changes, zeros))))))


def rank_sum(values: np.ndarray, reference: np.ndarray) -> RankTest:
    """Mann and Whitney's test of two groups of different persons: whether values tend to be higher than reference.

    Formula: U = R − n₁(n₁ + 1)/2, R the rank sum of values; p over all ways to deal the ranks to the groups;
        effect = 2U/(n₁·n₂) − 1
    Source: Mann & Whitney 1947, Ann Math Stat 18:50; exact with ties: Streitberg & Röhmel 1986; effect: Kerby 2014
    Missing: left out by the caller; n counts both groups
    Smallest n: 4 in each group, since with three p cannot fall below 0.05
    """
    n = len(values) + len(reference)
    if min(len(values), len(reference)) == 0:
        return RankTest(np.nan, np.nan, np.nan, np.nan, n, 0, "dropped", "exact")
    from scipy.stats import norm, rankdata

    ranks = rankdata(np.round(np.concatenate([values, reference]), 9))
    total = float(ranks[: len(values)].sum())
    u = total - len(values) * (len(values) + 1) / 2
    z = _z(total, len(values) * ranks.mean(), np.var(ranks) * len(values) * len(reference) / (n - 1))
    method: Literal["exact", "approximate"] = "exact" if n <= EXACT_UP_TO else "approximate"
    exact = _tail(_sums_of_choice(_doubled(ranks), len(values)), 2 * total) if method == "exact" else np.nan
    p = exact if method == "exact" else 2 * float(norm.sf(abs(z)))
    return RankTest(u, z, p, 2 * u / len(values) / len(reference) - 1, n, 0, "dropped", method)


def _signed_ranks(changes: np.ndarray, zeros: Zeros) -> np.ndarray:
    """The ranks of the changes other than 0, with the sign of the change."""
    from scipy.stats import rankdata

    ranked = changes if zeros == "ranked" else changes[changes != 0]
    return (np.sign(ranked) * rankdata(np.abs(ranked)))[ranked != 0]


def _signed_test(changes: np.ndarray, zeros: Zeros, method: Literal["exact", "approximate"], p: float) -> RankTest:
    signed = _signed_ranks(changes, zeros)
    effect = float(signed.sum() / np.abs(signed).sum()) if len(signed) else np.nan
    return RankTest(_positive(signed), _z_of(signed), p, effect, len(changes), int(np.sum(changes == 0)), zeros, method)


def _positive(signed: np.ndarray) -> float:
    return float(signed[signed > 0].sum())


def _z_of(signed: np.ndarray) -> float:
    return _z(_positive(signed), np.abs(signed).sum() / 2, np.sum(signed**2) / 4)


def _z(found: float, expected: float, variance: float) -> float:
    return float((found - expected) / np.sqrt(variance)) if variance > 0 else 0.0


def _doubled(ranks: np.ndarray) -> np.ndarray:
    """Ranks as whole numbers: with ties they are halves."""
    return np.rint(2 * np.abs(ranks)).astype(int)


def _sums_of_signs(ranks: np.ndarray) -> np.ndarray:
    """The probability of each sum of positive ranks, when every sign is as likely as the other."""
    chances = np.zeros(ranks.sum() + 1)
    chances[0] = 1.0
    for rank in ranks:
        chances[rank:] = chances[rank:] + chances[: len(chances) - rank]
        chances /= 2
    return chances


def _sums_of_choice(ranks: np.ndarray, n_chosen: int) -> np.ndarray:
    """The probability of each sum of so many ranks, when every choice is as likely as another."""
    counts = np.zeros((n_chosen + 1, ranks.sum() + 1))
    counts[0, 0] = 1.0
    for rank in ranks:
        counts[1:, rank:] = counts[1:, rank:] + counts[:-1, : counts.shape[1] - rank]
    return counts[n_chosen] / counts[n_chosen].sum()


def _tail(chances: np.ndarray, found: float) -> float:
    """The probability of a sum at least as far from the expected one as that found."""
    sums = np.arange(len(chances))
    expected = chances @ sums
    return min(1.0, float(chances[np.abs(sums - expected) >= abs(found - expected) - 1e-6].sum()))
