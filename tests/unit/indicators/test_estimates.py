"""Intervals on few answers, against values worked out by hand from the formula, or printed in the source."""

import numpy as np
import pytest

from arvio.indicators import estimates


def test_mean_interval_is_the_t_interval():
    # mean 4, standard deviation 1.0541, t(9) = 2.2622
    estimate = estimates.mean(np.array([3, 4, 4, 5, 5, 5, 2, 4, 3, 5.0]), lowest=1, highest=5)
    assert estimate.value == 4.0
    assert (estimate.low, estimate.high) == pytest.approx((3.2459, 4.7541), abs=1e-4)


def test_mean_interval_never_leaves_the_scale():
    estimate = estimates.mean(np.array([5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1.0]), lowest=1, highest=5)
    assert estimate.high == 5


def test_mean_interval_of_like_answers_has_a_width():
    estimate = estimates.mean(np.full(12, 5.0), lowest=1, highest=5)
    assert estimate.value == 5
    assert estimate.low < 5


def test_mean_interval_of_few_answers_is_wider_than_the_plain_one():
    values = np.array([4, 5, 5, 4, 5.0])
    estimate = estimates.mean(values, lowest=1, highest=5)
    assert estimate.low < 3.92  # 4.6 − 2.7764 × 0.5477 / √5


def test_one_answer_has_no_interval_and_none_has_no_mean():
    assert np.isnan(estimates.mean(np.array([4.0]), lowest=1, highest=5).low)
    assert np.isnan(estimates.mean(np.array([]), lowest=1, highest=5).value)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433)],
)
def test_share_interval_is_wilsons(count, n, low, high):
    estimate = estimates.share(count, n)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=1e-4)


def test_difference_of_means_is_welchs():
    # variances 0.5444 and 0.2333, Welch df 15.52, t = 2.1253
    values = np.array([4, 5, 4, 3, 5, 4, 4, 5, 3, 4.0])
    reference = np.array([5, 5, 4, 5, 5, 4, 5, 5, 4, 5.0])
    estimate = estimates.difference_of_means(values, reference, lowest=1, highest=5)
    assert estimate.value == pytest.approx(-0.6)
    assert (estimate.low, estimate.high) == pytest.approx((-1.1927, -0.0073), abs=1e-4)
    assert estimate.n == 10


def test_difference_of_uniform_groups_has_a_width():
    estimate = estimates.difference_of_means(np.full(15, 5.0), np.full(15, 4.0), lowest=1, highest=5)
    assert estimate.low < 1 < estimate.high


def test_difference_of_shares_is_newcombes():
    # Newcombe 1998, table II (a), method 10: 56/70 against 48/80
    estimate = estimates.difference_of_shares(56, 70, 48, 80)
    assert (estimate.low, estimate.high) == pytest.approx((0.0524, 0.3339), abs=1e-4)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (4.449, 1, 4.4),
        (4.45, 1, 4.5),
        (4.4499999999999993, 1, 4.5),
        (2.5, 0, 3),
        (0.125, 2, 0.13),
        (-0.05, 1, -0.1),
        (99.5, 0, 100),
    ],
)
def test_rounds_half_up_once(value, decimals, expected):
    assert estimates.rounded(value, decimals) == expected
