"""Numbers read back from how they are written: the same value, or none at all."""

from decimal import Decimal

import pytest

from arvio.presentation import style
from arvio.presentation.reading_back import Interval, Value, read_back

LANGUAGES = ("fi", "en", "sv")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("value", [0, 4.5, -0.2, 1177, 1234567.5, 100])
def test_a_number_is_the_value_that_was_written(value, language):
    decimals = style.decimals_of(value)
    found = read_back(style.number(value, language, decimals), language)
    assert found == Value(Decimal(str(value)), "number", decimals, is_signed=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_differences_and_euros_have_their_units(language):
    assert read_back(style.share(0.45, language), language) == Value(Decimal("0.45"), "share", 0, is_signed=False)
    assert read_back(style.share_as_given(0.035, language), language).value == Decimal("0.035")
    assert read_back(style.change_of_share(0.12, language), language) == Value(Decimal("0.12"), "share", 0, True)
    assert read_back(style.difference(0.3, language), language) == Value(Decimal("0.3"), "number", 1, is_signed=True)
    assert read_back(style.euros(330_000, language), language).value == Decimal(330000)
    assert read_back(style.euros(-0.06, language, 2), language) == Value(Decimal("-0.06"), "euro", 2, is_signed=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("write", "low", "high"),
    [
        (style.number, 7, 12),
        (style.share, 0.88, 1.0),
        (style.euros, 500, 1500),
        (style.difference, -0.3, 0.2),
        (style.change_of_share, -0.38, 0.75),
    ],
)
def test_an_interval_has_both_ends(write, low, high, language):
    found = read_back(style.interval(write(low, language), write(high, language)), language)
    assert isinstance(found, Interval)
    assert [float(found.low.value), float(found.high.value)] == [low, high]
    assert found.low.unit == found.high.unit


@pytest.mark.parametrize(
    "written",
    [
        *("••", "–", "", "4,5 / 5", "yli 90\u00a0%", "noin 20", "2023-1", "1.1.–31.12.2025", "6.9.2022", "007", "=1+1"),
        *("8 (4\u00a0%)", "2, 3, 5", "1 177", "+", "−", "%", "€", "4,5,6", "4.5", "٤", "1e5", "9" * 400),
    ],
)
def test_what_is_no_number_as_this_house_writes_it_is_none(written):
    assert read_back(written, "fi") is None
