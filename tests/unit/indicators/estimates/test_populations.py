import numpy as np
import pytest

from arvio.indicators import estimates


def test_everybody_answering_leaves_nothing_open():
    assert np.isnan(estimates.share_of_population(3, 8, 8).low)
    assert np.isnan(estimates.mean_of_population(np.array([1, 5.0]), lowest=1, highest=5, population=2).low)


def test_how_many_of_all_say_so_is_the_share_of_those_who_answered():
    # 23 of 28 are 0.8214, of 31 persons 25.46
    found = estimates.count_in_population(23, 28, 31)
    assert (found.value, found.low, found.high, found.n) == (pytest.approx(25.464, abs=1e-3), 24, 26, 28)


def test_limits_that_fall_together_are_what_the_missing_leave_possible():
    # 39 of 40 answered and none says yes: chance alone speaks for 0, and one is possible
    found = estimates.count_in_population(0, 39, 40)
    assert (found.low, found.high) == (0, 1)


def test_nobody_answering_has_no_estimate():
    assert np.isnan(estimates.share_of_population(0, 0, 10).value)
    assert np.isnan(estimates.mean_of_population(np.array([]), lowest=1, highest=5, population=10).value)


def test_a_single_answer_has_no_interval():
    assert np.isnan(estimates.mean_of_population(np.array([3.0]), lowest=1, highest=5, population=10).low)


def test_the_interval_of_a_mean_shrinks_when_nearly_everybody_answered():
    values = np.array([3, 4, 4, 5, 5, 5, 2, 4, 3, 5.0])
    some = estimates.mean_of_population(values, lowest=1, highest=5, population=1000)
    most = estimates.mean_of_population(values, lowest=1, highest=5, population=20)
    # middle 3.9524, half-width 0.7937 · √(1 − 10/20); and 20 answers cannot have a mean above (40 + 10·5)/20
    assert (most.low, most.high) == pytest.approx((3.9524 - 0.5612, 4.5), abs=1e-4)
    assert some.high - some.low > most.high - most.low


def test_no_mean_is_told_that_the_missing_answers_make_impossible():
    # four of five said 1, 1, 5 and 5: the fifth makes it a mean of 2.6 to 3.4
    found = estimates.mean_of_population(np.array([1, 1, 5, 5.0]), lowest=1, highest=5, population=5)
    assert (found.low, found.high) == pytest.approx((2.6, 3.4))
