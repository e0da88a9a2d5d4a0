"""The year beside the year before, in sentences, tables and figures that stand whatever is withheld or missing."""

import lxml.html
import pytest

from arvio.presentation import figures, narrative, tables

from .released import empty, mean, released


def count(statistic, value, wave="2025", area="group_activity", **more):
    row = {"indicator": area, "breakdown": "year", "wave": wave, "statistic": statistic, "value": value, "n": 30}
    return {**row, **more}


BOTH_YEARS = (
    count("persons", 40, "2024"),
    count("persons", 50),
    count("visits", 400, "2024"),
    count("visits", 390),
    count("change_of_persons", 0.25, low=0.05, high=0.49),
    count("change_of_visits", -0.03, low=-0.2, high=0.18),
)


def goal(value=112.0, verdict=1.0, target=100.0, kind="goal", **more):
    common = {"indicator": "reach_many", "breakdown": kind}
    return (
        {**common, "statistic": "claimed", "value": target},
        {**common, "statistic": "persons", "value": value, "n": value, **more},
        {**common, "statistic": "verdict", "value": verdict, "n": value, **more},
    )


def test_persons_and_visits_stand_in_one_sentence():
    shown = narrative.activity(released(*BOTH_YEARS))
    assert shown.text == "Group activities: 50 different persons and 390 visits (collected)."
    assert shown.finding == shown.text


def test_where_one_of_the_two_is_withheld_neither_is_told():
    shown = narrative.activity(released(count("persons", 4, status="withheld"), count("visits", 90)))
    assert "90" not in shown.text
    assert "withheld" in shown.text


def test_a_change_is_told_with_its_interval_and_whether_it_may_be_chance():
    more, less = narrative.activity_changes(released(*BOTH_YEARS)).text.splitlines()
    assert "the change of +25% (95% interval +5…+49%) is more than chance alone would bring" in more
    assert "the change of −3% (95% interval −20…+18%) may be chance" in less


def test_the_first_change_that_can_be_told_is_a_main_finding():
    change = count("change_of_persons", 0.2, status="withheld")
    untold = [count("persons", 3, wave, status="withheld") for wave in ("2024", "2025")]
    rows = [count("visits", n, wave, status="rounded") for n, wave in ((90, "2024"), (70, "2025"))]
    shown = narrative.activity_changes(released(*untold, change, *rows, {**change, "statistic": "change_of_visits"}))
    first, second = shown.text.splitlines()
    assert "is not shown" in first
    assert shown.finding == second
    assert "about 70, and about 90 the year before" in second


def test_where_no_change_can_be_told_none_is_a_main_finding():
    assert narrative.activity_changes(released(count("persons", 50), count("visits", 90))).finding == ""


def test_that_a_difference_may_not_be_that_of_the_rounded_means_is_said():
    assert "computed before rounding" in narrative.annual_limits(released()).text


def test_without_a_year_before_no_change_is_told():
    assert "no change is told" in narrative.activity_changes(released(count("persons", 50), count("visits", 90))).text


def test_rounded_years_stand_beside_each_other_without_a_change():
    rows = [count("persons", n, wave, status="rounded") for n, wave in ((20, "2024"), (25, "2025"))]
    change = count("change_of_persons", 0.2, status="withheld")
    text = narrative.activity_changes(released(*rows, change)).text
    assert "about 25, and about 20 the year before; both are rounded" in text


def test_the_table_has_both_years_the_change_its_interval_and_the_basis():
    text = tables.activity(released(*BOTH_YEARS)).text
    assert "Group activities\tDifferent persons\t50\t40\t+25%\t+5…+49%\tcollected" in text


def test_the_figure_has_both_years_and_the_same_numbers_in_its_table():
    shown = figures.activity(released(*BOTH_YEARS))
    assert "Group activities: different persons\t50\t40" in shown.text
    assert shown.html.count("<svg") == 2


def test_a_goal_is_told_with_target_result_state_and_basis():
    given = released(*goal(), reach_many="Reach 100 men")
    assert narrative.goal_results(given).text == (
        "“Reach 100 men”: the target, 100, was reached by the end of the period: 112 (collected)."
    )
    assert "Reach 100 men\tBy the end of the year\t100\t112\treached\tcollected" in tables.goal_results(given).text
    assert "112" in figures.goal_results(given).text


def test_a_result_stands_beside_its_target_with_its_interval_where_it_has_one():
    of_share = [
        {**row, "statistic": "need_met"} if row["statistic"] == "persons" else row for row in goal(0.8, 1.0, 0.6)
    ]
    of_share[1] |= {"low": 0.7, "high": 0.9, "n": 60.0}
    shown = lxml.html.fromstring(figures.goal_results(released(*of_share)).html)
    assert [cell.text_content() for cell in shown.xpath("//tbody/tr/td")] == ["60%", "80%", "70–90%", "reached"]
    assert "95% intervals" in shown.text_content()
    counted = figures.goal_results(released(*goal())).html
    assert "95% intervals" not in counted


def test_a_goal_of_the_year_and_one_that_is_not_reached():
    text = narrative.goal_results(released(*goal(41.0, 0.0, 50.0, "goal_of_year"))).text
    assert "what was promised of the year, 50, was not reached: 41 (collected)" in text


def test_a_goal_whose_result_is_withheld_cannot_be_judged():
    given = released(*goal(status="withheld"))
    assert "cannot be judged" in narrative.goal_results(given).text
    assert "112" not in narrative.goal_results(given).text + tables.goal_results(given).text
    assert "112" not in figures.goal_results(given).html


def test_a_goal_that_nothing_computed_cannot_be_judged():
    claimed, _, verdict = goal()
    given = released(claimed, {**verdict, "value": float("nan"), "n": 0})
    assert "cannot be judged" in narrative.goal_results(given).text
    assert "cannot be judged" in tables.goal_results(given).text
    assert figures.goal_results(given).html == ""


def test_each_of_the_four_sources_is_told_of_or_said_to_be_missing():
    answered = {"indicator": "response", "breakdown": "respondent_group", "statistic": "answered"}
    response = released({**answered, "group": "participants", "value": 60, "n": 60})
    shown = narrative.benefit(response, released(mean(), mean("workers", status="withheld")))
    assert shown.text.splitlines() == [
        "Participants: answers: 60. The highest mean is that of “Gender of the worker”, 4.5 (n = 50; collected).",
        "Workers: the answers are not shown, since there are too few of them.",
        "Stakeholders: no feedback was collected in the period.",
        "Volunteers: no feedback was collected in the period.",
    ]


def test_only_a_mean_that_surely_changed_is_told_as_changed():
    change = {"indicator": "heard", "breakdown": "respondent_group", "group": "participants", "statistic": "difference"}
    sure = {**change, "value": 0.4, "low": 0.1, "high": 0.7, "n": 50}
    unsure = {**change, "group": "workers", "value": 0.4, "low": -0.1, "high": 0.9, "n": 50}
    first, second = narrative.benefit_changes(released(sure, unsure)).text.splitlines()
    assert "by +0.4 (95% interval +0.1…+0.7), more than chance alone would bring" in first
    assert second == "Of the other statements no change can be told."
    none = narrative.benefit_changes(released(unsure)).text
    assert none == "Of no statement can a change from the year before be told."


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_everything_stands_where_nothing_was_collected(language):
    nothing = empty(language)
    told = [
        narrative.activity(nothing),
        narrative.goal_results(nothing),
        narrative.reached(nothing, nothing, nothing),
        narrative.benefit(nothing, nothing),
        narrative.benefit_changes(nothing),
        narrative.communication(nothing),
        narrative.annual_limits(nothing),
    ]
    assert all(shown.text for shown in told)
    silent = [
        narrative.activity_changes(nothing),
        figures.activity(nothing),
        figures.goal_results(nothing),
        figures.partner_actions(nothing),
        tables.activity(nothing),
        tables.goal_results(nothing),
        tables.benefit(nothing),
        tables.benefit_changes(nothing),
    ]
    assert [shown.html for shown in silent] == [""] * len(silent)
