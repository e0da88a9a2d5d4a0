import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arvio.presentation import style
from arvio.sources.dates import evidence, parse_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("4.4.23", dt.datetime(2023, 4, 4)),
        ("4.4.2023", dt.datetime(2023, 4, 4)),
        ("26/09/2022 16:34:44", dt.datetime(2022, 9, 26, 16, 34, 44)),
        ("4.4.2023 klo 9.05", dt.datetime(2023, 4, 4, 9, 5)),
        ("2023-04-05", dt.datetime(2023, 4, 5)),
        ("2023-04-05T10:15:00Z", dt.datetime(2023, 4, 5, 10, 15)),
        ("2023/04/05 4:34:44 ip. EET", dt.datetime(2023, 4, 5, 16, 34, 44)),
        ("2023/04/05 12:00:01 AM GMT+3", dt.datetime(2023, 4, 5, 0, 0, 1)),
        (dt.date(2023, 4, 4), dt.datetime(2023, 4, 4)),
        (dt.datetime(2023, 4, 4, 8), dt.datetime(2023, 4, 4, 8)),
        (45020, dt.datetime(2023, 4, 4)),
    ],
)
def test_reads_what_exports_write(written, expected):
    assert parse_date(written, "day_first") == expected


def test_reads_the_month_first_where_told():
    assert parse_date("2/15/2021 11:57:08", "month_first") == dt.datetime(2021, 2, 15, 11, 57, 8)


@pytest.mark.parametrize("written", ["31.4.2023", "4.4", "huhtikuu", "4.4.203", "4.4.2023 25:00", 12, "", True])
def test_what_is_no_date_is_none(written):
    assert parse_date(written, "day_first") is None


def test_a_day_over_12_shows_the_order():
    assert evidence(["07/10/2022", "26/09/2022"]).order == "day_first"
    assert evidence(["07/10/2022", "09/26/2022"]).order == "month_first"


def test_dots_show_that_the_day_comes_first():
    assert evidence(["4.5.2023"]).order == "day_first"


def test_no_part_over_12_is_ambiguous_and_says_so():
    found = evidence(["07/10/2024 10:04:36", "08/10/2024 11:00:00"])
    assert found.order is None
    assert found.doubt == "none of 2 dates has a part over 12: 07/10/2024 can be read in two ways"


def test_both_orders_in_one_column_is_ambiguous_and_says_so():
    found = evidence(["26/09/2022", "09/26/2022", "01/02/2022"])
    assert found.order is None
    assert found.doubt == "of 3 dates 1 have a first part over 12, 1 a second part over 12"


def test_dates_that_read_the_same_either_way_are_not_ambiguous():
    assert evidence(["04/04/2023", dt.datetime(2023, 5, 6)]).order == "day_first"


def test_dates_with_the_year_first_need_no_order():
    assert evidence(["2023-04-05"]).order == "day_first"


@given(st.dates(dt.date(1930, 1, 1), dt.date(2090, 12, 31)))
def test_reads_back_every_date_written_the_finnish_way(day):
    written = style.day(day, "fi")
    assert parse_date(written, "day_first") == dt.datetime(day.year, day.month, day.day)
    assert evidence([written]).order == "day_first"


MOMENTS = ["%d/%m/%Y %H:%M:%S", "%d.%m.%y klo %H.%M.%S", "%Y-%m-%dT%H:%M:%S"]


@given(st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2069, 12, 31)), st.sampled_from(MOMENTS))
def test_reads_back_every_moment_that_tools_write(moment, form):
    moment = moment.replace(microsecond=0)
    assert parse_date(moment.strftime(form), "day_first") == moment


def test_what_a_column_shows_is_told_in_a_word_with_the_days_that_prove_it():
    day_first, month_first = evidence(["07/10/2022", "26/09/2022"]), evidence(["09/26/2022"])
    assert (day_first.seen, day_first.over_12) == ("day_first", 1)
    assert (month_first.seen, month_first.over_12) == ("month_first", 1)
    assert evidence(["07/10/2024"]).seen == "ambiguous"
    assert evidence(["2023-04-05", dt.datetime(2023, 5, 6)]).seen == "unambiguous"
