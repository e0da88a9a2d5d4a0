import datetime as dt

import pandas as pd
import pytest

from arvio.indicators import rhythm
from arvio.params import Period, parse_period


def events(*rows):
    """kind, day, held, invited, attended."""
    table = pd.DataFrame(rows, columns=["kind", "planned_date", "held", "invited", "attended"])
    kinds = {"invited": "float64", "attended": "float64"}
    return table.assign(planned_date=pd.to_datetime(table["planned_date"])).astype(kinds)


def meeting(day, held="yes", invited=10, attended=8):
    return ("team_meeting", day, held, invited, attended)


def activity(day, held="yes"):
    return ("wellbeing_activity", day, held, 10, 9)


def values(found):
    return found.table[found.table["breakdown"] == ""].set_index("statistic")["value"].to_dict()


def named(first, last):
    return Period("named", dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("period", "weeks", "first", "last"),
    [
        ("2020", 53, "2020-W01", "2020-W53"),  # 31.12.2020 is a Thursday
        ("2021", 52, "2021-W01", "2021-W52"),  # 1.1.2021 is a Friday, of 2020-W53
        ("2024", 52, "2024-W01", "2024-W52"),  # 30.12.2024 is a Monday, of 2025-W01
        ("2025", 52, "2025-W01", "2025-W52"),
        ("2026", 53, "2026-W01", "2026-W53"),
        ("2025-H1", 26, "2025-W01", "2025-W26"),  # 30.6.2025 is a Monday: its Thursday lies in July
        ("2025-H2", 26, "2025-W27", "2025-W52"),
    ],
)
def test_a_year_has_the_weeks_of_the_iso_year(period, weeks, first, last):
    found = rhythm.promised_weeks(parse_period(period))
    assert (len(found), found[0], found[-1]) == (weeks, first, last)


def test_every_week_is_of_one_period():
    years = [rhythm.promised_weeks(parse_period(str(year))) for year in range(2020, 2027)]
    together = [week for year in years for week in year]
    assert together == rhythm.promised_weeks(parse_period("2020-2026"))
    assert len(set(together)) == len(together)


@pytest.mark.parametrize(
    ("first", "last", "weeks"),
    [
        ("2025-03-06", "2025-03-20", ["2025-W10", "2025-W11", "2025-W12"]),  # Thursday to Thursday
        ("2025-03-07", "2025-03-19", ["2025-W11"]),  # Friday to Wednesday
    ],
)
def test_a_period_that_begins_in_the_middle_of_a_week_has_it_when_it_has_its_thursday(first, last, weeks):
    assert rhythm.promised_weeks(named(first, last)) == weeks


def test_no_week_of_2025_is_wholly_holidays_by_law():
    assert len(rhythm.promised_weeks(parse_period("2025"))) == 52


def test_a_week_that_holidays_and_a_closure_fill_together_is_not_promised():
    # Christmas of 2025: 24. to 26. are Wednesday to Friday; the office was closed on Monday and Tuesday.
    closed = [named("2025-12-22", "2025-12-23")]
    found = rhythm.promised_weeks(parse_period("2025"), closed)
    assert len(found) == 51
    assert "2025-W52" not in found


def test_a_week_with_one_working_day_is_promised():
    closed = [named("2025-12-22", "2025-12-22")]  # Tuesday 23.12. is left
    assert "2025-W52" in rhythm.promised_weeks(parse_period("2025"), closed)


def test_a_holiday_on_the_usual_day_does_not_lift_the_promise_of_its_week():
    assert "2025-W17" in rhythm.promised_weeks(parse_period("2025"))  # Monday 21.4.2025 is Easter Monday


def test_a_month_closed_as_a_whole_is_not_promised():
    closed = [named("2025-07-01", "2025-07-31")]
    found = rhythm.promised_months(parse_period("2025"), closed)
    assert len(found) == 11
    assert "2025-07" not in found


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2025-01-15", "2025-02-15", ["2025-01", "2025-02"]),
        ("2025-01-16", "2025-03-14", ["2025-02"]),
    ],
)
def test_a_month_is_of_the_period_that_has_its_15th_day(first, last, months):
    assert rhythm.promised_months(named(first, last)) == months


MARCH = named("2025-03-03", "2025-03-30")  # four whole weeks: 10 to 13


def test_weeks_with_a_meeting_are_counted_and_not_meetings():
    given = events(
        meeting("2025-03-03"),
        meeting("2025-03-05"),  # a second one in week 10
        meeting("2025-03-10", held="no", attended=None),
        meeting("2025-03-23"),  # the Sunday of week 12
        meeting("2025-03-31"),  # week 14, after the period
        activity("2025-03-11"),  # not a meeting
    )
    found = rhythm.team_meetings(given, period=MARCH)
    assert values(found) | {"attendance_rate": 0} == {
        "promised": 4,
        "realised": 2,
        "deviations": 2,
        "not_known": 0,
        "realisation_rate": 0.5,
        "attendance_rate": 0,
    }
    weeks = found.table[found.table["breakdown"] == "week"].set_index("group")["value"].to_dict()
    assert weeks == {"2025-W10": 1, "2025-W11": 0, "2025-W12": 1, "2025-W13": 0}


def test_a_meeting_in_the_last_days_of_december_is_of_the_next_years_first_week():
    given = events(meeting("2024-12-30"))
    assert values(rhythm.team_meetings(given, period=parse_period("2025")))["realised"] == 1
    assert values(rhythm.team_meetings(given, period=parse_period("2024")))["realised"] == 0


def test_a_meeting_in_the_first_days_of_january_is_of_week_53():
    given = events(meeting("2021-01-02"))
    assert values(rhythm.team_meetings(given, period=parse_period("2020")))["realised"] == 1
    assert values(rhythm.team_meetings(given, period=parse_period("2021")))["realised"] == 0


def test_a_meeting_in_a_closed_week_makes_up_for_no_other():
    closed = [named("2025-03-10", "2025-03-16")]
    found = values(rhythm.team_meetings(events(meeting("2025-03-12")), period=MARCH, closed=closed))
    assert (found["promised"], found["realised"]) == (3, 0)


def test_attendance_is_the_mean_of_the_meetings_own_rates():
    given = events(
        meeting("2025-03-03", invited=10, attended=10),
        meeting("2025-03-10", invited=5, attended=3),
        meeting("2025-03-17", invited=10, attended=5),
        meeting("2025-03-24", invited=10, attended=None),  # nobody wrote down who came
    )
    table = rhythm.team_meetings(given, period=MARCH).table.set_index("statistic")
    assert table.loc["attendance_rate", "value"] == pytest.approx((1.0 + 0.6 + 0.5) / 3)
    assert table.loc["attendance_rate", "n"] == 10
    assert 0 <= table.loc["attendance_rate", "low"] < 0.7 < table.loc["attendance_rate", "high"] <= 1


def test_wellbeing_activity_is_counted_by_month():
    given = events(activity("2025-01-31"), activity("2025-02-03", held="no"), activity("2025-03-15"))
    found = rhythm.wellbeing_activities(given, period=parse_period("2025-Q1"))
    assert (values(found)["promised"], values(found)["realised"]) == (3, 2)
    months = found.table[found.table["breakdown"] == "month"].set_index("group")["value"].to_dict()
    assert months == {"2025-01": 1, "2025-02": 0, "2025-03": 1}


def test_what_is_not_collected_has_no_result():
    assert rhythm.team_meetings(events(activity("2025-01-31")), period=parse_period("2025")).table.empty
