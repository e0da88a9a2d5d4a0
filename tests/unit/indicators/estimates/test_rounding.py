import math

import pytest

from arvio.indicators import estimates


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


def test_what_is_missing_stays_missing():
    assert math.isnan(estimates.rounded(math.nan, 1))
