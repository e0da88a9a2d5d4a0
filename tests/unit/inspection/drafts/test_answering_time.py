import datetime as dt

import pytest

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.inspection.drafts.answering_time import when_answered

TODAY = dt.date(2026, 3, 1)


@pytest.fixture
def answered(written):
    def found(header, cells, name="vienti.csv"):
        profile = look_through(written([[header, "Arvio"], *([cell, "5"] for cell in cells)], name))
        return when_answered(profile, columns_of(profile, {}), TODAY)

    return found


def test_the_wave_runs_from_the_first_answer_to_the_last(answered):
    found = answered("Aikaleima", ["13.2.2024 10:00", "1.2.2024 9:00"])
    assert [(one.name, one.opened, one.closed) for one in found.waves] == [
        ("2024", dt.date(2024, 2, 1), dt.date(2024, 2, 13))
    ]
    assert (found.header, dict(found.constants)) == ("Aikaleima", {})


def test_a_form_open_over_new_year_has_a_wave_for_each_year(answered):
    found = answered("Aikaleima", ["13.11.2023", "1.2.2024"])
    assert [(one.name, one.opened, one.closed) for one in found.waves] == [
        ("2023", dt.date(2023, 11, 13), dt.date(2023, 12, 31)),
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 2, 1)),
    ]


def test_an_ambiguous_order_is_not_read_and_must_be_said(answered):
    found = answered("Aikaleima", ["3/4/2024", "5/6/2024"])
    assert (found.header, found.doubtful) == ("", "Aikaleima")
    assert found.remark.startswith("date_order: day_first # or month_first, say which")


def test_answers_without_a_date_get_their_wave_by_word(answered):
    found = answered("Aikaleima", ["13.2.2024", ""])
    assert (found.header, found.constants["wave"][0]) == ("Aikaleima", "2024")


@pytest.mark.parametrize(
    ("name", "year"), [("kysely_2023.csv", "2023"), ("kysely.csv", "2026"), ("id12345.csv", "2026")]
)
def test_without_dates_the_year_is_that_of_the_name_or_this_one(answered, name, year):
    found = answered("Palvelu", ["chat", "chat"], name)
    assert found.constants["wave"][0] == year
    assert found.constants["submitted_at"][0] == f"{year}-01-01"
    assert (found.waves[0].opened, found.waves[0].closed) == (dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))


def test_dates_of_birth_are_no_time_of_answering(answered):
    assert answered("Päivämäärä", ["13.2.1931", "1.2.1940"]).header == ""


def test_of_two_dates_the_one_that_says_so_is_taken(written):
    rows = [["Jakso alkoi", "Vastattu"], ["13.1.2024", "13.2.2024"], ["14.1.2024", "15.2.2024"]]
    profile = look_through(written(rows))
    assert when_answered(profile, columns_of(profile, {}), TODAY).header == "Vastattu"
