import math

import numpy as np
import pytest

from arvio.indicators.estimates import relative_change


def ones(n):
    return np.ones(n)


def test_twelve_after_ten_different_persons_is_a_fifth_more_with_the_interval_of_a_rate_ratio():
    later, earlier = np.r_[ones(12), np.zeros(10)], np.r_[np.zeros(12), ones(10)]
    found = relative_change(later, earlier)
    width = 1.959964 * math.sqrt(1 / 12 + 1 / 10)
    assert found.value == pytest.approx(0.2)
    assert found.low == pytest.approx(1.2 * math.exp(-width) - 1, abs=1e-6)
    assert found.high == pytest.approx(1.2 * math.exp(width) - 1, abs=1e-6)
    assert found.n == 10


def test_the_same_persons_coming_as_often_again_have_no_uncertainty():
    found = relative_change(ones(20) * 3, ones(20) * 3)
    assert found == pytest.approx((0, 0, 0, 20))


def test_visits_of_few_persons_are_less_certain_than_as_many_visits_of_many():
    few = relative_change(np.r_[ones(10) * 5, np.zeros(10)], np.r_[np.zeros(10), ones(10) * 5])
    many = relative_change(np.r_[ones(50), np.zeros(50)], np.r_[np.zeros(50), ones(50)])
    assert few.value == many.value == 0
    assert few.high > many.high


def test_nine_persons_have_a_change_and_no_interval():
    found = relative_change(ones(9), ones(9) * 2)
    assert found.value == pytest.approx(-0.5)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_of_nobody_there_is_no_change():
    assert math.isnan(relative_change(np.zeros(3), ones(3)).value)
