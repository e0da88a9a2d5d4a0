import datetime as dt

import numpy as np
import pandas as pd
import pytest

from arvio import indicators


def groups(*rows):
    columns = ["group_id", "county", "start", "end", "leader_model", "joint_with_county", "continues"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))


FIRST = ("a", "kymenlaakso", "2022-02-01", "2022-12-01", "project_only", "no", "yes")
JOINT = ("b", "kymenlaakso", "2023-04-04", "2024-05-01", "project_and_county", "yes", "open")


def test_the_first_joint_group_is_the_earliest_led_with_a_county():
    later = ("c", "etela_karjala", "2023-09-01", "2024-05-01", "project_and_county", "yes", "yes")
    found = indicators.first_joint_group(groups(later, FIRST, JOINT)).table
    assert dt.date.fromordinal(int(found["value"].iloc[0])) == dt.date(2023, 4, 4)


def test_without_a_joint_group_there_is_no_first():
    assert indicators.first_joint_group(groups(FIRST)).table.empty


def test_what_became_of_a_group_later_is_no_result_of_the_period():
    found = indicators.continuity(groups(FIRST, JOINT), until=dt.date(2023, 12, 31)).table
    assert dict(zip(found["group"], found["value"], strict=True)) == {"all": 1, "yes": 1}


def test_a_group_that_still_runs_has_no_end_yet():
    found = indicators.group_periods(groups(FIRST, JOINT), until=dt.date(2023, 12, 31)).table
    ends = found[found["statistic"] == "end"].set_index("group")["value"]
    assert ends["1"] == dt.date(2022, 12, 1).toordinal()
    assert np.isnan(ends["2"])


def test_groups_are_numbered_and_not_named():
    found = indicators.group_periods(groups(JOINT, FIRST), until=dt.date(2024, 12, 31)).table
    assert found["group"].tolist() == ["1", "1", "2", "2"]
    assert found["breakdown"].tolist()[0] == "project_only"


def visits(*rows):
    table = pd.DataFrame(rows, columns=["group_id", "date", "person_key", "present"])
    return table.assign(date=pd.to_datetime(table["date"]), county="kymenlaakso")


def test_the_attendance_rate_is_the_mean_of_the_groups_rates():
    given = visits(
        *[("a", f"2023-04-{day:02}", "p", 1) for day in range(1, 9)],  # 8 of 8
        ("b", "2023-04-01", "q", 1),
        ("b", "2023-04-08", "q", 0),  # 1 of 2
    )
    found = indicators.attendance_rates(given).table
    rate = found[(found["group"] == "all") & (found["statistic"] == "attendance_rate")]["value"].iloc[0]
    assert rate == pytest.approx(0.75)


def test_one_who_last_came_in_the_first_half_has_stopped_early():
    given = visits(
        *[("a", f"2023-04-{day:02}", "p", 1) for day in range(1, 11)],
        *[("a", f"2023-04-{day:02}", "q", 1 if day <= 5 else 0) for day in range(1, 11)],
    )
    found = indicators.attendance_rates(given).table
    assert found[found["statistic"] == "stopped_early"]["value"].tolist() == [0.5, 0.5]


def test_partner_stages_count_each_partner_once():
    partners = pd.DataFrame({"partner_id": ["x", "y", "z"], "essential": ["yes", "no", "no"]})
    actions = pd.DataFrame({"partner_id": ["x", "x"], "date": pd.to_datetime(["2023-01-01", "2023-02-01"])})
    found = indicators.partner_stages(partners, actions).table.set_index("group")["value"]
    assert found.to_dict() == {"mapped": 3, "essential": 1, "active": 1}


def test_actions_are_counted_by_form_and_year():
    actions = pd.DataFrame(
        {"form": ["meeting", "meeting", "premises"], "date": pd.to_datetime(["2022-12-31", "2023-01-01", "2023-05-05"])}
    )
    found = indicators.partner_actions(actions).table
    assert {(row.group, row.wave): row.value for row in found.itertuples()} == {
        ("meeting", "2022"): 1,
        ("meeting", "2023"): 1,
        ("premises", "2023"): 1,
    }


def test_a_volunteer_with_two_tasks_counts_once():
    table = pd.DataFrame({"person_key": ["p", "p", "q"], "source": ["from_groups", "from_groups", "elsewhere"]})
    found = indicators.volunteers(table).table.set_index("group")["value"]
    assert found.to_dict() == {"elsewhere": 1, "from_groups": 1}


def test_nothing_collected_gives_no_results_and_no_error():
    none = groups(FIRST).iloc[:0]
    no_visits = visits(("a", "2023-04-01", "p", 1)).iloc[:0]
    until = dt.date(2023, 12, 31)
    found = [
        indicators.group_counts(none),
        indicators.continuity(none, until=until),
        indicators.group_periods(none, until=until),
        indicators.attendance_rates(no_visits),
        indicators.reach(no_visits),
        indicators.cumulative_reach(no_visits),
    ]
    assert all(results.table.empty for results in found)


OWNED = groups(FIRST, JOINT).assign(continues_owner=["volunteers", None])
LATER = dt.date(2024, 12, 31)


def test_only_groups_that_go_on_have_an_owner():
    found = indicators.owners(OWNED, until=LATER).table.set_index("group")["value"]
    assert found.to_dict() == {"all": 1, "volunteers": 1}


def test_a_group_that_goes_on_without_a_known_owner_is_told_so():
    unknown = OWNED.assign(continues="yes")
    found = indicators.owners(unknown, until=LATER).table.set_index("group")["value"]
    assert found.to_dict() == {"all": 2, "volunteers": 1, "not_known": 1}


def test_each_group_that_ended_has_its_number_its_fate_and_its_last_day():
    found = indicators.fates(OWNED, until=LATER).table
    assert found[["group", "breakdown", "wave"]].to_numpy().tolist() == [
        ["1", "volunteers", "kymenlaakso"],
        ["2", "open", "kymenlaakso"],
    ]
    assert dt.date.fromordinal(int(found["value"].iloc[0])) == dt.date(2022, 12, 1)
    assert indicators.fates(OWNED, until=dt.date(2023, 1, 1)).table["group"].tolist() == ["1"]
