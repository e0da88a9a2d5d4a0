import datetime as dt

import pytest

from arvio.errors import UsageError
from arvio.params.models import NamedPeriod
from arvio.params.periods import half_year, parse_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("2025-H1", dt.date(2025, 1, 1), dt.date(2025, 6, 30)),
        ("2025-H2", dt.date(2025, 7, 1), dt.date(2025, 12, 31)),
        ("2025-Q3", dt.date(2025, 7, 1), dt.date(2025, 9, 30)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2021-2024", dt.date(2021, 1, 1), dt.date(2024, 12, 31)),
    ],
)
def test_reads_each_form_of_a_period(text, start, end):
    period = parse_period(text)
    assert (period.start, period.end) == (start, end)


def test_a_named_period_has_its_own_dates():
    named = {"pilot": NamedPeriod(start=dt.date(2023, 4, 4), end=dt.date(2023, 6, 1))}
    assert parse_period("pilot", named).start == dt.date(2023, 4, 4)


@pytest.mark.parametrize("text", ["25", "2025-H3", "2025-Q5", "2025-13", "2025-00", "2024-2021", "2025-1", "", "pilot"])
def test_refuses_what_is_not_a_period(text):
    with pytest.raises(UsageError, match="period"):
        parse_period(text)


def test_the_last_day_belongs_to_the_period():
    period = parse_period("2025-06")
    assert dt.date(2025, 6, 30) in period
    assert dt.date(2025, 7, 1) not in period


def test_june_is_in_the_first_half_year_and_july_in_the_second():
    assert half_year(dt.date(2023, 6, 30)) == "2023-H1"
    assert half_year(dt.date(2023, 7, 1)) == "2023-H2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2025", dt.date(2024, 1, 1)), ("2025-H2", dt.date(2024, 7, 1)), ("leap", dt.date(2023, 2, 28))],
)
def test_the_year_before_begins_on_the_same_day_of_the_year(text, expected):
    leap = NamedPeriod(start=dt.date(2024, 2, 29), end=dt.date(2024, 12, 31))
    assert parse_period(text, {"leap": leap}).year_before == expected


@pytest.mark.parametrize(
    ("text", "name", "start", "end"),
    [
        ("2025", "2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2025-02", "2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2025-H2", "2024-H2", dt.date(2024, 7, 1), dt.date(2024, 12, 31)),
    ],
)
def test_the_same_days_a_a_year_earlier(text, name, start, end):
    earlier = parse_period(text).before
    assert (earlier.name, earlier.start, earlier.end) == (name, start, end)
