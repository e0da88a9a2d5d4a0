import pandas as pd
import pytest

from arvio import indicators

COSTS = pd.DataFrame(
    [
        ("2023-01-31", "personnel", 900.0),
        ("2023-02-28", "travel", 150.0),
        ("2023-03-31", "travel", -50.0),
        ("2024-01-31", "overhead", 200.0),
    ],
    columns=["date", "account_class", "amount_eur"],
).assign(date=lambda table: pd.to_datetime(table["date"]), basis="collected")
VISITS = pd.DataFrame(
    [
        ("a", "2023-01-10", "aino", 1),
        ("a", "2023-01-10", "eero", 1),
        ("a", "2023-01-17", "aino", 1),
        ("a", "2023-01-17", "eero", 0),
        ("b", "2023-01-17", "olli", 1),
        ("b", "2023-01-17", "veli", 1),
    ],
    columns=["group_id", "date", "person_key", "present"],
)
COUNTED = VISITS[VISITS["person_key"].isin(["aino", "eero"])]
OVERHEAD = ["overhead"]


def test_a_correction_is_taken_off_and_shared_costs_are_apart():
    found = indicators.costs(COSTS, overhead=OVERHEAD).table.set_index(["wave", "group"])["value"]
    assert found[("", "all")] == 1200
    assert found[("", "own_costs")] == 1000
    assert found[("", "shared_costs")] == 200
    assert (found[("2023", "all")], found[("2024", "own_costs")]) == (1000, 0)


def test_a_person_costs_from_own_costs_over_all_who_came_to_all_costs_over_those_counted():
    found = indicators.cost_per_person(COSTS, COUNTED, everybody=VISITS, overhead=OVERHEAD).table.iloc[0]
    assert (found["low"], found["high"], found["n"]) == (1000 / 4, 1200 / 2, 2)


def test_few_who_came_besides_those_counted_cannot_be_told_from_the_ends():
    few = indicators.all_who_came(VISITS, counted=COUNTED, minimum=3)
    found = indicators.cost_per_person(COSTS, COUNTED, everybody=few, overhead=OVERHEAD).table.iloc[0]
    assert (found["low"], found["high"]) == (1000 / 2, 1200 / 2)
    assert indicators.all_who_came(VISITS, counted=COUNTED, minimum=2) is VISITS


def test_no_single_figure_stands_between_the_ends_of_a_range():
    each = indicators.cost_per_person(COSTS, COUNTED, everybody=VISITS, overhead=OVERHEAD).table
    session = indicators.cost_per_session(COSTS, VISITS, overhead=OVERHEAD).table
    assert each["value"].isna().all()
    assert session["value"].isna().all()
    assert (session["low"].iloc[0], session["high"].iloc[0]) == pytest.approx((1000 / 3, 400))


def test_account_classes_are_no_part_of_any_result():
    found = indicators.costs(COSTS, overhead=OVERHEAD).table
    assert not found.isin(["personnel", "travel", "overhead"]).any(axis=None)


def test_nothing_is_told_where_nobody_came_or_nothing_was_booked():
    nobody, nothing = COUNTED.iloc[:0], COSTS.iloc[:0]
    assert indicators.cost_per_person(COSTS, nobody, everybody=VISITS, overhead=OVERHEAD).table.empty
    assert indicators.cost_per_session(nothing, VISITS, overhead=OVERHEAD).table.empty
    assert indicators.costs(nothing, overhead=OVERHEAD).table.empty


def test_sessions_are_days_on_which_a_group_had_a_list():
    assert indicators.sessions(VISITS).table["value"].tolist() == [3]
