"""The year beside the year before, counted by hand on tables of a few rows."""

import math

import pandas as pd
import pytest

from arvio.datasets import empty_table
from arvio.indicators import (
    encounter_activity,
    family_activity,
    family_visits,
    feedback_changes,
    goal_results,
    group_activity,
    service_activity,
    together,
)
from arvio.params.models import Goal
from arvio.params.periods import parse_period
from arvio.results import results

YEARS = (parse_period("2024"), parse_period("2025"))


def table(columns, *rows, days=("date",)):
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(**{day: pd.to_datetime(made[day]) for day in days})


def figures(found):
    return {(row.wave, row.statistic): row.value for row in found.table.itertuples()}


def test_a_person_counts_once_a_year_and_a_visit_each_time():
    visits = table(
        ["date", "person_key", "present"],
        ("2024-03-01", "p", 1),
        ("2024-12-31", "p", 1),
        ("2025-01-01", "p", 1),
        ("2025-05-01", "q", 1),
        ("2025-06-01", "r", 0),
        ("2023-12-31", "s", 1),
    )
    found = figures(group_activity(visits, periods=YEARS))
    assert found["2024", "persons"] == 1
    assert found["2024", "visits"] == 2
    assert found["2025", "persons"] == 2
    assert found["2025", "visits"] == 2
    assert found["2025", "change_of_persons"] == pytest.approx(1)
    assert found["2025", "change_of_visits"] == pytest.approx(0)


def test_without_a_year_before_nothing_is_compared():
    visits = table(["date", "person_key", "present"], ("2025-03-01", "p", 1))
    assert set(figures(group_activity(visits, periods=YEARS))) == {("2025", "persons"), ("2025", "visits")}


def test_a_service_that_runs_over_new_year_is_of_both_years():
    enrolments = empty_table("enrolments")
    rows = [
        ("p", "askel", "2024-11-01", "2025-02-01"),
        ("p", "omakamu", "2025-03-01", None),
        ("q", "askel", "2025-04-01", "2025-05-01"),
    ]
    made = table(["person_key", "service", "start", "end"], *rows, days=("start", "end"))
    found = figures(service_activity(pd.concat([enrolments, made]).astype({"basis": "object"}), periods=YEARS))
    assert found["2024", "persons"] == found["2024", "enrolments"] == 1
    assert found["2025", "persons"] == 2
    assert found["2025", "enrolments"] == 3


def test_encounters_of_different_bases_are_never_added_up():
    contacts = table(
        ["date", "n_people", "counting_basis", "basis"],
        ("2024-01-02", 10, "collected", "collected"),
        ("2025-01-02", 12, "collected", "collected"),
        ("2025-01-02", 8, "collected", "collected"),
        ("2025-01-03", 100, "estimate", "collected"),
    )
    found = encounter_activity(contacts, periods=YEARS).table
    rows = {(row.breakdown, row.wave, row.statistic): row for row in found.itertuples()}
    assert rows["collected", "2025", "encounters"].value == 20
    assert rows["collected", "2025", "encounters"].n == 20
    assert rows["collected", "2025", "change_of_encounters"].value == pytest.approx(1)
    assert rows["estimate", "2025", "encounters"].value == 100
    assert rows["estimate", "2025", "encounters"].basis == "estimate"
    assert ("estimate", "2025", "change_of_encounters") not in rows


def test_families_and_the_visits_to_them():
    cases = table(
        ["case_key", "start", "end"],
        ("a", "2023-05-01", "2024-01-01"),
        ("b", "2024-06-01", None),
        ("c", "2025-12-31", None),
        days=("start", "end"),
    )
    assert figures(family_activity(cases, periods=YEARS))["2024", "persons"] == 2
    assert figures(family_activity(cases, periods=YEARS))["2025", "persons"] == 2
    visits = table(
        ["case_key", "date", "held"], ("b", "2024-07-01", "yes"), ("b", "2025-07-01", "yes"), ("b", "2025-07-02", "no")
    )
    assert figures(family_visits(visits, periods=YEARS))["2025", "visits_held"] == 1


def answers(*values, item="heard", comparable=True):
    made = pd.DataFrame({"value": [float(value) for value in values]})
    return made.assign(
        response_id=[f"{item}{place}" for place in range(len(values))],
        respondent_group="participants",
        item=item,
        missing_reason="",
        comparable=comparable,
        scale_lowest=1.0,
        scale_highest=5.0,
        basis="collected",
    )


def test_means_of_both_years_and_their_difference():
    found = feedback_changes(answers(4, 5, 5, 4), answers(3, 3), periods=YEARS).table
    rows = {(row.wave, row.statistic): row for row in found.itertuples()}
    assert rows["2025", "mean"].value == 4.5
    assert rows["2024", "mean"].value == 3
    assert rows["", "difference"].value == 1.5
    assert rows["", "difference"].n == 2


def test_what_was_asked_in_one_year_only_or_in_other_words_is_not_compared():
    now = pd.concat([answers(4, 5), answers(4, 5, item="trust"), answers(4, item="met", comparable=False)])
    before = pd.concat([answers(3, 3), answers(4, item="met")])
    found = feedback_changes(now, before, periods=YEARS).table
    assert set(found["indicator"]) == {"heard"}


def test_only_the_chosen_items_are_compared():
    both = pd.concat([answers(4, 5), answers(4, 5, item="trust")])
    assert set(feedback_changes(both, both, periods=YEARS, items=["trust"]).table["indicator"]) == {"trust"}


def goal(**more):
    text = {"fi": "Tavoite", "en": "Goal"}
    return Goal(**{"goal": "reach_many", "text": text, "indicator": "reach", "statistic": "persons", **more})


def reached(persons):
    row = {"indicator": "reach", "breakdown": "county", "statistic": "persons", "value": persons, "n": persons}
    return results([row])


def test_a_goal_is_held_against_all_since_the_start_and_its_year_against_the_year():
    goals = [goal(target=100, by_year={"2025": 50})]
    found = goal_results(goals, reached(49), reached(100), period=YEARS[1]).table
    rows = {(row.breakdown, row.statistic): row.value for row in found.itertuples()}
    assert rows["goal", "verdict"] == 1
    assert rows["goal", "claimed"] == 100
    assert rows["goal_of_year", "verdict"] == 0
    assert rows["goal_of_year", "persons"] == 49


def test_a_goal_of_another_year_is_not_held_against_this_one():
    found = goal_results([goal(target=100, by_year={"2024": 50})], reached(49), reached(100), period=YEARS[1]).table
    assert set(found["breakdown"]) == {"goal"}


def test_a_goal_that_nothing_computed_cannot_be_judged():
    found = goal_results([goal(target=100)], results([]), results([]), period=YEARS[1]).table
    assert math.isnan(found.set_index("statistic").loc["verdict", "value"])


def test_nothing_collected_gives_nothing():
    visits = empty_table("visits")
    assert together(family_visits(visits, periods=YEARS), results([])).table.empty
    assert family_activity(empty_table("cases"), periods=YEARS).table.empty
    assert encounter_activity(empty_table("contacts"), periods=YEARS).table.empty
    assert service_activity(empty_table("enrolments"), periods=YEARS).table.empty


def test_items_that_no_form_asks_have_no_means():
    given = answers(3, 4)
    assert feedback_changes(given, given, periods=YEARS, items=["never_asked"]).table.empty
