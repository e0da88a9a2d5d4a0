"""Means of few answers, against values worked out by hand from the formula."""

import numpy as np
import pytest

from arvio.indicators import estimates

TEN = np.array([3, 4, 4, 5, 5, 5, 2, 4, 3, 5.0])


def test_mean_interval_has_a_quarter_of_an_answer_at_each_end():
    # m = (40 + 1.5)/10.5, s² = (170 + 6.5 − 10.5·m²)/9.5 = 1.3133, t(9.5) = 2.2441: 3.9524 ± 2.2441·√(s²/10.5)
    estimate = estimates.mean(TEN, lowest=1, highest=5)
    assert estimate.value == 4.0
    assert (estimate.low, estimate.high) == pytest.approx((3.1587, 4.7460), abs=1e-4)


def test_t_interval_is_students():
    # mean 4, standard deviation 1.0541, t(9) = 2.2622
    estimate = estimates.t_interval(TEN)
    assert (estimate.low, estimate.high) == pytest.approx((3.2459, 4.7541), abs=1e-4)


def test_mean_interval_never_leaves_the_scale():
    estimate = estimates.mean(np.array([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1.0]), lowest=1, highest=5)
    assert estimate.high == 5


def test_mean_interval_of_like_answers_has_a_width():
    estimate = estimates.mean(np.full(12, 5.0), lowest=1, highest=5)
    assert estimate.value == 5
    assert estimate.low < 5


def test_the_ends_do_not_matter_to_many_answers():
    many = np.tile(TEN, 100)
    ours, students = estimates.mean(many, lowest=1, highest=5), estimates.t_interval(many)
    assert (ours.low, ours.high) == pytest.approx((students.low, students.high), abs=0.002)


def test_one_answer_has_no_interval_and_none_has_no_mean():
    assert np.isnan(estimates.mean(np.array([4.0]), lowest=1, highest=5).low)
    assert np.isnan(estimates.mean(np.array([]), lowest=1, highest=5).value)
    assert np.isnan(estimates.t_interval(np.array([])).value)


def test_like_figures_without_a_scale_have_no_interval():
    estimate = estimates.t_interval(np.full(5, 3.0))
    assert estimate.value == 3
    assert np.isnan(estimate.low)


def test_rates_of_two_groups_have_no_interval():
    assert np.isnan(estimates.mean_of_rates(np.array([0.5, 0.7])).low)
    assert estimates.mean_of_rates(np.array([0.5, 0.7, 0.6])).n == 3
    assert np.isnan(estimates.mean_of_rates(np.array([])).value)


def test_the_interval_of_rates_is_that_of_t_where_it_lies_within_0_and_1():
    estimate = estimates.mean_of_rates(np.array([0.5, 0.7, 0.6]))
    assert (estimate.low, estimate.high) == pytest.approx((0.3516, 0.8484), abs=1e-4)


def test_rates_stay_within_0_and_1():
    estimate = estimates.mean_of_rates(np.array([1, 1, 0.5]))
    assert (estimate.value, estimate.high) == (pytest.approx(5 / 6), 1.0)
