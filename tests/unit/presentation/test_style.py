import datetime as dt

import numpy as np
import pytest

from arvio.params import Period
from arvio.presentation import style

YEAR, HALF, QUARTER, MONTH = [
    (dt.date(2025, *first), dt.date(2025, *last))
    for first, last in (((1, 1), (12, 31)), ((7, 1), (12, 31)), ((1, 1), (3, 31)), ((4, 1), (4, 30)))
]


@pytest.mark.parametrize(
    ("name", "days", "language", "expected"),
    [
        ("2025", YEAR, "fi", "2025"),
        ("2021-2024", (dt.date(2021, 1, 1), dt.date(2024, 12, 31)), "en", "2021–2024"),
        ("2025-H2", HALF, "fi", "heinä–joulukuu 2025"),
        ("2025-H2", HALF, "sv", "juli–december 2025"),
        ("2025-H2", HALF, "en", "July–December 2025"),
        ("2025-Q1", QUARTER, "fi", "tammi–maaliskuu 2025"),
        ("2025-04", MONTH, "fi", "huhtikuu 2025"),
        ("2025-04", MONTH, "en", "April 2025"),
        ("pilotti", HALF, "fi", "pilotti"),
        ("pilotti-2025", HALF, "fi", "pilotti-2025"),
    ],
)
def test_a_period_is_called_as_people_call_it_and_a_named_one_by_its_name(name, days, language, expected):
    assert style.period_name(Period(name, *days), language) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (style.number(1240, "fi"), "1\u00a0240"),
        (style.number(1240, "en"), "1,240"),
        (style.number(1240, "sv"), "1\u00a0240"),
        (style.number(4.5, "fi", decimals=1), "4,5"),
        (style.number(4.5, "sv", decimals=1), "4,5"),
        (style.number(4.0, "fi", decimals=1), "4,0"),
        (style.number(-0.1, "fi", decimals=1), "\u22120,1"),
        (style.share(0.45, "fi"), "45\u00a0%"),
        (style.share(0.45, "sv"), "45\u00a0%"),
        (style.share(0.45, "en"), "45%"),
        (style.difference(0.3, "fi"), "+0,3"),
        (style.difference(-0.3, "fi"), "\u22120,3"),
        (style.difference(-0.3, "sv"), "\u22120,3"),
        (style.difference(0.0, "fi"), "0,0"),
        (style.day(dt.date(2023, 4, 4), "fi"), "4.4.2023"),
        (style.day(dt.date(2023, 4, 4), "sv"), "4.4.2023"),
        (style.day(dt.date(2023, 4, 4), "en"), "4 April 2023"),
        (style.interval("4,4", "4,6"), "4,4–4,6"),
        (style.interval("80\u00a0%", "84\u00a0%"), "80–84\u00a0%"),
        (style.interval("80%", "84%"), "80–84%"),
        (style.interval("\u22120,3", "0,2"), "\u22120,3…0,2"),
        (style.interval("0,0", "+0,2"), "0,0…+0,2"),
        (style.period(dt.date(2025, 1, 1), dt.date(2025, 12, 31), "fi"), "1.1.–31.12.2025"),
        (style.period(dt.date(2021, 1, 1), dt.date(2024, 12, 31), "fi"), "1.1.2021–31.12.2024"),
        (style.months("2025-03", "fi"), "maaliskuu 2025"),
        (style.period(dt.date(2025, 1, 1), dt.date(2025, 12, 31), "sv"), "1.1.–31.12.2025"),
        (style.months("2025-03", "sv"), "mars 2025"),
        (style.months("2025-03/2025-04", "en"), "March 2025–April 2025"),
    ],
)
def test_writes_numbers_and_dates_as_the_language_does(written, expected):
    assert written == expected


@pytest.mark.parametrize(("value", "decimals"), [(100.0, 0), (4.5, 1), (0.25, 2)])
def test_a_figure_given_by_hand_keeps_its_decimals(value, decimals):
    assert style.decimals_of(value) == decimals


def test_euros_and_given_shares_are_written_as_the_language_does():
    assert [style.euros(2450, language) for language in ("fi", "sv", "en")] == [
        *["2\u00a0450\u00a0€"] * 2,
        "€2,450",
    ]
    assert style.euros(-150, "fi") == "−150\u00a0€"
    given = [style.share_as_given(0.035, language) for language in ("fi", "sv", "en")]
    assert given == ["3,5\u00a0%", "3,5\u00a0%", "3.5%"]
    assert style.interval("2\u00a0561\u00a0€", "2\u00a0946\u00a0€") == "2\u00a0561–2\u00a0946\u00a0€"


def test_numbers_that_python_takes_for_the_same_are_written_each_as_it_is():
    assert [style.number(value, "fi", 1) for value in (0.0, -0.0, 0, 4, 4.0, np.float64(4))] == [
        *("0,0", "\u22120,0", "0,0", "4,0", "4,0", "4,0")
    ]
