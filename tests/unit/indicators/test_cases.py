import datetime as dt

import pandas as pd
import pytest

from arvio.disclosure import Context, release
from arvio.indicators import cases
from arvio.params import open_project, parse_period

YEAR = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 12, 31)}


def table(*rows):
    """case, start, end, municipality, placed during, placed in the 12 months after."""
    columns = ["case_key", "start", "end", "ordering_municipality", "placement_during", "placement_12m"]
    found = pd.DataFrame(rows, columns=columns)
    return found.assign(start=pd.to_datetime(found["start"]), end=pd.to_datetime(found["end"]))


def case(start="2023-05-01", end=None, municipality="Nokia", during="no", after=None):
    return ("x", start, end, municipality, during, after)


def values(found):
    return found.table.set_index("statistic")["value"].to_dict()


def test_cases_are_counted_in_every_period_in_which_they_ran():
    given = table(
        case("2023-05-01", "2024-02-01"),
        case("2024-03-01", "2024-09-30"),
        case("2024-07-01", None),
        case("2022-01-01", "2023-12-31"),
        case("2025-01-01", None),
    )
    periods = [parse_period("2024-H1"), parse_period("2024-H2")]
    found = cases.case_numbers(given, periods=periods).table.set_index(["wave", "group"])["value"]
    assert found["2024-H1"].to_dict() == {"all": 2, "began": 1, "ended": 1}
    assert found["2024-H2"].to_dict() == {"all": 2, "began": 1, "ended": 1}


def test_cases_stand_under_the_county_of_the_municipality_that_ordered():
    given = table(
        case(municipality="Nokia"), case(municipality="TAMPERE"), case(municipality="Iitti"), case(municipality="Oz")
    )
    found = cases.cases_by_county(given).table.set_index("group")["value"].to_dict()
    assert found == {"all": 4, "not_on_list": 1, "paijat_hame": 1, "pirkanmaa": 2}


def test_placements_during_are_of_cases_that_ended_in_the_period():
    given = table(
        case(end="2024-03-01", during="no"),
        case(end="2024-04-01", during="yes"),
        case(end="2024-05-01", during=None),
        case(end="2023-05-01", during="yes"),
        case(end=None, during="yes"),
    )
    found = values(cases.placements_during(given, **YEAR))
    assert found == pytest.approx({"persons": 3, "persons_not_known": 1, "without_placement": 1 / 2})


def test_a_case_whose_year_after_is_not_over_is_not_yet_due_whatever_is_written():
    given = table(
        case(end="2024-01-31", after="no"),
        case(end="2024-06-30", after="yes"),  # the year is over on the very day
        case(end="2024-07-01", after="yes"),  # known early, and not counted
        case(end="2024-12-01", after=None),
    )
    found = values(cases.placements_after(given, **YEAR, known_by=dt.date(2025, 6, 30)))
    assert found == pytest.approx({"not_yet_due": 2, "persons": 2, "persons_not_known": 0, "without_placement": 1 / 2})


def test_a_case_that_is_due_and_not_told_is_not_known_and_not_without_a_placement():
    given = table(case(end="2024-01-31", after=None), case(end="2024-01-31", after="no"))
    found = values(cases.placements_after(given, **YEAR, known_by=dt.date(2025, 12, 31)))
    assert (found["persons_not_known"], found["without_placement"]) == (1, 1)


def test_a_case_that_ended_on_a_leap_day_is_due_on_the_28th():
    given = table(case(end="2024-02-29", after="no"))
    found = values(cases.placements_after(given, **YEAR, known_by=dt.date(2025, 2, 28)))
    assert found["not_yet_due"] == 0


def test_with_none_due_there_is_no_share():
    given = table(case(end="2024-12-01", after="yes"))
    assert values(cases.placements_after(given, **YEAR, known_by=dt.date(2024, 12, 31))) == {"not_yet_due": 1}


def test_cooperation_beyond_orders_is_told_by_year():
    actions = pd.DataFrame(
        {
            "partner_id": ["k"] * 4,
            "date": pd.to_datetime(["2024-01-01", "2024-02-01", "2025-01-01", "2025-02-01"]),
            "form": ["order_discussion", "forum", "order_discussion", "order_discussion"],
        }
    )
    found = cases.beyond_orders(actions).table
    shares = found[found["statistic"] == "beyond_orders"].set_index("group")["value"]
    assert shares.to_dict() == {"all": 0.25, "2024": 0.5, "2025": 0}


def test_what_is_not_collected_has_no_result():
    nothing = table()
    assert cases.case_numbers(nothing, periods=[parse_period("2024")]).table.empty
    assert cases.cases_by_county(nothing).table.empty
    assert cases.placements_during(nothing, **YEAR).table.empty
    assert cases.placements_after(nothing, **YEAR, known_by=dt.date(2025, 12, 31)).table.empty
    assert cases.beyond_orders(pd.DataFrame({"date": pd.to_datetime([]), "form": []})).table.empty


# --- cases over time


def over_time(given, until, **more):
    """The county counts of each half-year."""
    rows = cases.cases_over_time(given, until=until, **more).table
    return {wave: dict(zip(one["group"], one["value"], strict=True)) for wave, one in rows.groupby("wave")}


def test_cases_that_ran_on_the_last_day_of_each_half_year_are_counted():
    given = table(
        case("2022-12-31", "2023-06-30"),  # on both last days
        case("2023-01-01", "2023-06-29"),  # between them
        case("2023-07-01", None, "Iitti"),
    )
    assert over_time(given, dt.date(2023, 12, 31)) == {
        "2022-H2": {"all": 1, "pirkanmaa": 1},
        "2023-H1": {"all": 1, "pirkanmaa": 1},
        "2023-H2": {"all": 1, "paijat_hame": 1},
    }


def test_a_half_year_that_is_not_over_is_not_told():
    assert set(over_time(table(case("2022-12-01", None)), dt.date(2023, 6, 29))) == {"2022-H2"}


def test_who_ordered_the_work_changes_with_the_reform():
    found = cases.cases_over_time(table(case("2022-05-01", None)), until=dt.date(2023, 12, 31)).table
    sides = found[found["group"] == "all"].set_index("wave")["breakdown"].to_dict()
    assert sides == {
        "2022-H1": "ordered_by_municipality",
        "2022-H2": "ordered_by_municipality",
        "2023-H1": "ordered_by_county",
        "2023-H2": "ordered_by_county",
    }
    later = {"until": dt.date(2023, 6, 30), "reform_date": dt.date(2023, 7, 1)}
    assert set(cases.cases_over_time(table(case("2023-05-01")), **later).table["breakdown"]) == {
        "ordered_by_municipality"
    }


def test_a_county_that_is_rare_in_some_half_year_is_told_with_others_in_all():
    given = table(
        *[case("2023-01-01", None)] * 4,
        *[case("2023-01-01", None, "Lahti")] * 2,
        case("2023-07-01", None, "Lahti"),
        case("2023-01-01", None, "Kotka"),
    )
    assert over_time(given, dt.date(2023, 12, 31), minimum=3) == {
        "2023-H1": {"all": 7, "other_counties": 3, "pirkanmaa": 4},
        "2023-H2": {"all": 8, "other_counties": 4, "pirkanmaa": 4},
    }


def test_the_smallest_county_joins_where_the_rare_ones_are_too_few_together():
    given = table(
        *[case("2023-01-01", None)] * 5, *[case("2023-01-01", None, "Lahti")] * 4, case("2023-01-01", None, "Kotka")
    )
    assert over_time(given, dt.date(2023, 6, 30), minimum=3) == {
        "2023-H1": {"all": 10, "other_counties": 5, "pirkanmaa": 5}
    }


def test_where_every_county_is_rare_there_is_the_total_only():
    given = table(case("2023-01-01", None), case("2023-01-01", None, "Lahti"))
    assert over_time(given, dt.date(2023, 6, 30), minimum=2) == {"2023-H1": {"all": 2}}


def test_a_beginning_with_few_cases_in_all_merges_nothing():
    given = table(case("2022-12-01", None), *[case("2023-01-01", None)] * 2, *[case("2023-01-01", None, "Lahti")] * 3)
    assert over_time(given, dt.date(2023, 6, 30), minimum=3) == {
        "2022-H2": {"all": 1, "pirkanmaa": 1},
        "2023-H1": {"all": 6, "paijat_hame": 3, "pirkanmaa": 3},
    }


def test_a_funder_sees_the_half_years_with_enough_cases_and_no_year_with_too_few():
    given = table(*[case("2022-12-01", None)] * 4, *[case("2023-01-01", None)] * 8, case("2023-01-01", None, "Lahti"))
    audience = open_project().suite.audiences["funder"]
    context = Context("talo", "Talo", "2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31), "fi", "funder", {})
    found = cases.cases_over_time(given, until=dt.date(2023, 12, 31), minimum=10)
    shown = release(found, audience=audience, sensitivity=lambda _: "child_welfare", context=context).table
    status = {(row.wave, row.group): row.status for row in shown.itertuples()}
    assert status == {("2022-H2", "all"): "withheld", ("2023-H1", "all"): "shown", ("2023-H2", "all"): "shown"}


def test_municipalities_that_are_not_on_the_list_or_not_told_are_counted():
    given = table(case("2023-01-01", None, "Oz"), case("2023-01-01", None, None))
    assert over_time(given, dt.date(2023, 6, 30)) == {"2023-H1": {"all": 2, "not_known": 1, "not_on_list": 1}}


def test_cases_over_time_of_nothing_is_nothing():
    assert cases.cases_over_time(table(), until=dt.date(2023, 6, 30)).table.empty
    assert cases.cases_over_time(table(case("2023-08-01")), until=dt.date(2023, 6, 30)).table.empty
