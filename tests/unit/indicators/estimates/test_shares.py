import numpy as np
import pytest

from arvio.indicators import estimates


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (8, 10, 0.4439, 0.9748)],
)
def test_share_interval_is_exact(count, n, low, high):
    estimate = estimates.share(count, n)
    assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=1e-4)


def test_all_of_ten_is_not_surely_everybody():
    # the true share that gives ten of ten once in forty: 0.025^(1/10)
    assert estimates.share(10, 10).low == pytest.approx(0.025**0.1)


def test_wilsons_interval_is_narrower():
    exact, wilson = estimates.share(8, 10), estimates.wilson_share(8, 10)
    assert exact.low < wilson.low < wilson.high < exact.high


def test_a_share_of_nobody_is_none():
    assert np.isnan(estimates.share(0, 0).value)
