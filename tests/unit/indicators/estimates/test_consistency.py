import numpy as np
import pytest

from arvio.indicators import estimates

ITEMS = np.array([[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 4, 5], [5, 5, 4], [2, 3, 2.0]])


def test_alpha_of_three_items():
    # variances 2.1667, 1.4667 and 2, in all 5.6333; of the sums 4 7 10 13 14 7: 14.9667
    assert estimates.alpha(ITEMS).value == pytest.approx(3 / 2 * (1 - 5.6333 / 14.9667), abs=1e-4)


def test_a_missing_item_leaves_the_person_out_of_alpha_and_not_out_of_the_pairs():
    holed = np.vstack([ITEMS, [5, 5, np.nan]])
    assert estimates.alpha(holed) == estimates.alpha(ITEMS)
    assert estimates.alpha(holed).n == 6
    assert estimates.alpha_pairwise(holed).n == 7
    assert estimates.alpha_pairwise(holed).value != estimates.alpha(ITEMS).value


def test_two_persons_and_two_items_are_enough_for_an_alpha():
    # variances 2 and 1/2, covariance 1: the sum has the variance 4.5, and 2 · (1 − 2.5/4.5) is 8/9
    found = estimates.alpha(np.array([[1.0, 2.0], [3.0, 3.0]]))
    assert (found.value, found.n) == (pytest.approx(8 / 9), 2)


def test_a_pair_that_two_persons_answered_has_a_covariance():
    # both items of the two who answered both: covariance 1; variances of all who answered each: 2 and 1/2
    items = np.array([[1.0, 2.0], [3.0, 3.0], [np.nan, np.nan]])
    found = estimates.alpha_pairwise(items)
    assert (found.value, found.n) == (pytest.approx(8 / 9), 2)


def test_an_item_against_the_rest_is_told():
    against = ITEMS.copy()
    against[:, 1] = 6 - against[:, 1]
    assert estimates.item_rest(against).against == (1,)
    assert estimates.item_rest(ITEMS).against == ()


def test_two_persons_who_differ_in_an_item_and_in_the_rest_have_a_correlation():
    # from 1 to 3 in the one item, and down from 2 to 1 in the other
    found = estimates.item_rest(np.array([[1.0, 2.0], [3.0, 1.0]]))
    assert found.correlations == pytest.approx((-1, -1))
    assert found.against == (0, 1)


def test_an_item_answered_alike_by_all_goes_neither_with_nor_against_the_rest():
    alike = ITEMS.copy()
    alike[:, 2] = 3
    found = estimates.item_rest(alike)
    assert np.isnan(found.correlations[2])
    assert found.against == ()
    assert np.isnan(estimates.omega_total(alike).value)


@pytest.mark.parametrize("items", [np.full((5, 3), 4.0), ITEMS[:, :1], ITEMS[:1], np.full((3, 3), np.nan)])
def test_what_has_no_variance_has_no_alpha(items):
    assert np.isnan(estimates.alpha(items).value)


def test_the_same_item_twice_has_an_alpha_of_one_and_no_interval():
    found = estimates.alpha(ITEMS[:, [0, 0]])
    assert found.value == pytest.approx(1)
    assert np.isnan(found.low)


def test_omega_of_one_exact_factor_is_its_share():
    # three items with loading 0.8 and residual 0.36: (2.4)² / ((2.4)² + 1.08)
    drawn = np.random.default_rng(1).standard_normal((2000, 4))
    factor, *own = np.linalg.qr(drawn - drawn.mean(axis=0))[0].T
    items = np.column_stack([0.8 * factor + 0.6 * one for one in own])
    assert estimates.omega_total(items).value == pytest.approx(5.76 / 6.84, abs=1e-5)


def test_two_items_have_no_omega():
    assert np.isnan(estimates.omega_total(ITEMS[:, :2]).value)
