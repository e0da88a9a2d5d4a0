"""Rank tests against every order counted out, and against scipy where there are no ties."""

from itertools import combinations, product

import numpy as np
import pytest
from scipy.stats import mannwhitneyu, rankdata, wilcoxon

from arvio.indicators import estimates


def test_signed_rank_with_ties_is_exact():
    changes = np.array([1, 1, 2, -1, 3, 0, 2.0])
    ranks = rankdata(np.abs(changes[changes != 0]))
    sums = [sum(rank for rank, sign in zip(ranks, signs, strict=True) if sign) for signs in product([0, 1], repeat=6)]
    found = estimates.signed_rank(changes)
    assert found.statistic == 19
    assert found.p == pytest.approx(np.mean(np.abs(np.array(sums) - 10.5) >= 8.5 - 1e-9))
    assert (found.n, found.zeros, found.zero_rule, found.method) == (7, 1, "dropped", "exact")


def test_signed_rank_without_ties_is_scipys():
    changes = np.array([0.3, -0.1, 1.2, 2.5, -0.7, 0.9, 1.1, 3.0])
    found, other = estimates.signed_rank(changes), wilcoxon(changes, method="exact")
    assert found.p == pytest.approx(other.pvalue)


def test_zeros_are_dropped_before_ranking_or_after():
    changes = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, -1.0])
    dropped, ranked = estimates.signed_rank(changes), estimates.signed_rank(changes, zeros="ranked")
    # without the zeros the ranks are 3 3 3 3 3 6, with them 7 7 7 7 7 10
    assert (dropped.statistic, dropped.zero_rule) == (18, "dropped")
    assert (ranked.statistic, ranked.zero_rule) == (38, "ranked")
    assert ranked.effect == pytest.approx((38 - 7) / 45)


def test_zeros_ranked_are_as_in_scipy():
    changes = np.array([0, 0, 1, 2, -1, 3, 2, 0, 4, -2, 1.0])
    found = estimates.signed_rank_approximate(changes, zeros="ranked")
    other = wilcoxon(changes, zero_method="pratt", method="asymptotic")
    assert (found.p, abs(found.z)) == pytest.approx((other.pvalue, abs(other.zstatistic)))


def test_many_persons_have_the_approximation():
    changes = np.arange(1.0, 151) * np.tile([1, 1, -1], 50)
    assert estimates.signed_rank(changes).method == "approximate"
    assert estimates.signed_rank(changes) == estimates.signed_rank_approximate(changes)


def test_nobody_changing_is_no_evidence():
    found = estimates.signed_rank(np.zeros(5))
    assert (found.p, found.zeros, found.n) == (1.0, 5, 5)
    assert np.isnan(found.effect)


def test_five_changes_to_one_side_are_too_few():
    assert estimates.signed_rank(np.array([1, 2, 3, 4, 5.0])).p == 2 / 32
    assert estimates.signed_rank(np.array([1, 2, 3, 4, 5, 6.0])).p == 2 / 64


def test_rank_sum_with_ties_is_exact_and_two_sided_by_distance():
    values, reference = np.array([1, 1, 2.0]), np.array([1, 2, 3, 3, 3, 2, 3.0])
    ranks = rankdata(np.concatenate([values, reference]))
    sums = np.array([sum(chosen) for chosen in combinations(ranks, 3)])
    found = estimates.rank_sum(values, reference)
    assert found.p == pytest.approx(np.mean(np.abs(sums - 16.5) >= abs(ranks[:3].sum() - 16.5) - 1e-9))
    assert found.two_sided == "P(|T − E| ≥ |t − E|)"
    assert found.n == 10


def test_rank_sum_without_ties_is_scipys():
    values, reference = np.array([1.1, 2.2, 3.3, 9.4]), np.array([4.5, 5.6, 6.7, 7.8, 8.9])
    found, other = estimates.rank_sum(values, reference), mannwhitneyu(values, reference, method="exact")
    assert (found.statistic, found.p) == pytest.approx((other.statistic, other.pvalue))


def test_rank_sum_of_many_is_scipys_approximation():
    values, reference = np.tile([1, 2, 3, 4.0], 20), np.tile([2, 3, 4.0], 15)
    found = estimates.rank_sum(values, reference)
    other = mannwhitneyu(values, reference, method="asymptotic", use_continuity=False)
    assert found.method == "approximate"
    assert found.p == pytest.approx(other.pvalue)


def test_the_effect_is_the_share_of_pairs_in_favour_less_those_against():
    found = estimates.rank_sum(np.array([3, 4.0]), np.array([1, 4.0]))
    # 3 > 1, 3 < 4, 4 > 1, 4 = 4
    assert found.effect == pytest.approx((2 - 1) / 4)


def test_a_group_of_nobody_has_no_test():
    assert np.isnan(estimates.rank_sum(np.array([]), np.array([1.0])).p)


def test_groups_all_alike_are_no_evidence():
    found = estimates.rank_sum(np.full(4, 2.0), np.full(5, 2.0))
    assert (found.p, found.z, found.effect) == (1.0, 0.0, 0.0)
