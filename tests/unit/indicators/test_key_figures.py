import datetime as dt
from types import SimpleNamespace

import pandas as pd

from arvio import indicators
from arvio.params import Analysis, Goal, parse_period
from arvio.results import results

TEXT = {"fi": "x", "en": "x"}
CHOICES = indicators.Choices(Analysis(), lambda indicator: 3, 5)


def time(year, *persons):
    attendance = pd.DataFrame(
        [("a", dt.datetime(year, 3, 1), person, 1.0) for person in persons],
        columns=["group_id", "date", "person_key", "present"],
    )
    groups = pd.DataFrame({"group_id": ["a"], "county": ["kymenlaakso"]})
    tables = SimpleNamespace(attendance=attendance, groups=groups, persons=None, answers=None)
    return indicators.Time(parse_period(str(year)), tables, tables)


def goal(indicator, target, **more):
    return Goal(goal="many", text=TEXT, indicator=indicator, statistic="persons", target=target, **more)


def test_a_year_stands_in_wave():
    found = indicators.by_year([time(2023, *"abc"), time(2024, *"abcd")], ["reach"], CHOICES).table
    persons = found[(found["statistic"] == "persons") & (found["group"] == "all")]
    assert dict(zip(persons["wave"], persons["value"], strict=True)) == {"2023": 3, "2024": 4}


def test_visits_are_left_out_of_all_years_where_too_few_stand_behind_one():
    found = indicators.by_year([time(2023, *"ab"), time(2024, *"abcd")], ["reach"], CHOICES).table
    assert set(found["statistic"]) == {"persons"}


def test_a_small_part_costs_the_parts_and_not_the_total():
    several = [time(2023, *"abcde"), time(2024, *"abcde")]
    several[0].current.attendance.loc[0, "group_id"] = "b"
    for one in several:
        one.current.groups = pd.DataFrame({"group_id": ["a", "b"], "county": ["kymenlaakso", "etela_karjala"]})
    found = indicators.by_year(several, ["reach"], CHOICES).table
    visits = found[found["statistic"] == "visits"]
    assert (set(visits["wave"]), set(visits["group"])) == ({"2023", "2024"}, {"all"})


def test_a_share_of_which_one_year_has_a_small_part_is_left_out_of_all_years():
    held = {2023: ["1"] * 4 + ["3"] * 4 + ["5"] * 4, 2024: ["1"] * 7 + ["3"] * 4 + ["5"]}
    years = []
    for year, marks in held.items():
        values = pd.DataFrame({"item": "heard", "respondent_group": "participants", "value": [float(m) for m in marks]})
        one = time(year)
        one.current.answers = values.assign(scale_lowest=1.0, scale_highest=5.0, missing_reason="", basis="collected")
        years.append(one)
    found = indicators.by_year(years, ["heard"], CHOICES).table
    assert set(found.loc[found["statistic"] == "mean", "wave"]) == {"2023", "2024"}
    assert not {"share_low", "share_middle", "share_high"} & set(found["statistic"])


def test_a_year_is_held_against_what_was_promised_of_it():
    stated = [goal("reach", 100, by_year={"2024": 4})]
    found = indicators.goals_by_year([time(2023, *"abc"), time(2024, *"abc")], stated, CHOICES).table
    told = found.set_index(["wave", "statistic"])["value"]
    assert told.to_dict() == {("2024", "claimed"): 4, ("2024", "persons"): 3, ("2024", "verdict"): 0}


def test_answers_of_families_are_never_among_the_figures():
    choices = indicators.Choices(Analysis(), lambda indicator: 3, 5, answers="untold")
    assert indicators.key_figures(time(2023, *"abc"), ["closeness"], choices).table.empty


def test_a_goal_without_a_figure_cannot_be_judged():
    found = indicators.project_goals([goal("reach", 100)], results([]), period=parse_period("2021-2024"))
    counts = indicators.verdicts(found.table).table.set_index("group")["value"]
    assert counts.to_dict() == {"all": 1, "reached": 0, "not_reached": 0, "not_judged": 1}


def test_without_goals_no_verdicts_are_counted():
    assert indicators.verdicts(indicators.project_goals([], results([]), period=parse_period("2024")).table).table.empty


def test_years_of_which_nothing_was_collected_have_no_figures():
    assert indicators.by_year([time(2023), time(2024)], ["reach"], CHOICES).table.empty
