import numpy as np

from arvio.indicators import estimates


def test_raters_who_order_alike_but_differ_in_level_agree_in_order_only():
    ratings = np.array([[1, 3], [2, 4], [3, 5.1], [4, 6], [5, 7.0]])
    found = estimates.intraclass_correlations(ratings)
    assert found.icc3.value > 0.99
    assert found.icc2.value < 0.7


def test_a_target_without_all_ratings_is_left_out():
    ratings = np.array([[1, 2], [2, 4], [3, 3], [4, 6], [5, np.nan]])
    assert estimates.intraclass_correlations(ratings).icc1.n == 4


def test_full_agreement_and_single_targets_have_no_coefficient():
    alike = np.array([[1, 1], [2, 2], [3, 3.0]])
    assert np.isnan(estimates.intraclass_correlations(alike).icc1.value)
    assert np.isnan(estimates.intraclass_correlations(alike[:1]).icc3.value)


def test_differences_that_are_lost_among_much_larger_numbers_have_no_coefficient():
    lost = np.array([[0, 1e-9], [1e8, 1e8], [2e8, 2e8]])
    found = estimates.intraclass_correlations(lost)
    assert np.isnan([found.icc1.value, found.icc2.value, found.icc3.value]).all()
