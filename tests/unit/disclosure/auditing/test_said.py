"""What one published figure says of the numbers behind it."""

from arvio.disclosure.auditing.said import RATES
from arvio.results import STATISTICS


def test_the_counts_of_a_rate_are_statistics_of_persons():
    sides = [cell for part, whole in RATES.values() for cell in (part, *whole)]
    assert {STATISTICS[cell["who"]] for cell in sides} == {"persons"}
    assert {STATISTICS[rate] for rate in RATES} == {"rate"}
