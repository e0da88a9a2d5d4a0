import pandas as pd

from arvio.datasets import empty_table
from arvio.indicators import attended, cumulative_reach, reach
from arvio.indicators.reach import weekly_participants

GROUPS = pd.DataFrame({"group_id": ["a", "b"], "county": ["kymenlaakso", "etela_karjala"]})
PERSONS = pd.DataFrame({"person_key": ["p", "q", "r"], "birth_year": [1950.0, 1990.0, float("nan")]})


def attendance(*rows):
    table = pd.DataFrame(rows, columns=["group_id", "date", "person_key", "present"])
    return table.assign(date=pd.to_datetime(table["date"]))


def figures(results):
    return {(row.group, row.statistic): row.value for row in results.table.itertuples()}


def test_a_person_in_two_groups_counts_once_in_the_total():
    visits = attended(
        attendance(("a", "2023-04-04", "p", 1), ("b", "2023-04-05", "p", 1), ("b", "2023-04-12", "p", 1)),
        PERSONS,
        groups=GROUPS,
    )
    found = figures(reach(visits))
    assert found["all", "persons"] == 1
    assert found["all", "visits"] == 3
    assert found["kymenlaakso", "persons"] == found["etela_karjala", "persons"] == 1
    assert found["etela_karjala", "visits"] == 2


def test_one_who_never_came_is_not_reached():
    visits = attended(attendance(("a", "2023-04-04", "p", 0)), PERSONS, groups=GROUPS)
    assert reach(visits).table.empty


def test_nobody_is_reached_where_no_attendance_or_no_person_is_collected():
    nobody, nothing = empty_table("persons"), empty_table("attendance")
    assert reach(attended(nothing, nobody, groups=empty_table("groups"), minimum_age=60)).table.empty
    assert reach(attended(nothing, PERSONS, groups=GROUPS, minimum_age=60)).table.empty
    came = attendance(("a", "2023-04-04", "p", 1))
    assert reach(attended(came, nobody, groups=GROUPS, minimum_age=60)).table.empty


def test_the_too_young_and_those_of_unknown_age_are_left_out_where_age_counts():
    rows = [("a", "2023-04-04", person, 1) for person in ("p", "q", "r")]
    visits = attended(attendance(*rows), PERSONS, groups=GROUPS, minimum_age=60)
    assert visits["person_key"].tolist() == ["p"]


def test_age_counts_from_the_year_of_the_visit():
    persons = pd.DataFrame({"person_key": ["p"], "birth_year": [1963.0]})
    visits = attendance(("a", "2022-12-31", "p", 1), ("a", "2023-01-01", "p", 1))
    assert len(attended(visits, persons, groups=GROUPS, minimum_age=60)) == 1


def test_the_cumulative_curve_counts_each_person_at_the_first_visit():
    visits = attendance(("a", "2022-06-30", "p", 1), ("a", "2022-07-01", "q", 1), ("a", "2022-07-02", "p", 1))
    table = cumulative_reach(visits).table
    assert dict(zip(table["wave"], table["value"], strict=True)) == {"2022-H1": 1, "2022-H2": 2}


def test_participants_of_a_week_are_different_persons_and_weeks_without_sessions_do_not_count():
    first = [("a", "2023-04-03", "p", 1), ("a", "2023-04-03", "q", 1), ("b", "2023-04-09", "p", 1)]
    later = [("a", "2023-05-01", "q", 1), ("a", "2023-05-01", "r", 0), ("a", "2023-05-08", "r", 0)]
    table = weekly_participants(attended(attendance(*first, *later), PERSONS, groups=GROUPS)).table
    assert table[["statistic", "value", "n"]].to_numpy().tolist() == [["persons_per_week", 1.5, 2]]
    assert weekly_participants(attended(attendance(), PERSONS, groups=GROUPS)).table.empty
