import numpy as np
import pandas as pd

from arvio.datasets import empty_table
from arvio.indicators import means_by_role, means_by_wave, of_the_same_forms, smoothness_by_size_class


def answered(*rows, group="participants", column="respondent_role"):
    """The answers and the responses of rows of class, item and value (NaN: does not know)."""
    table = pd.DataFrame(rows, columns=[column, "item", "value"])
    table = table.assign(response_id=[f"r{place}" for place in range(len(table))], respondent_group=group)
    scale = {"scale_lowest": 1.0, "scale_highest": 5.0, "missing_reason": "", "basis": "collected"}
    forms = {"wave": "2025", "respondent_role": "parent"}
    responses = table[["response_id", "respondent_group"]].assign(**{**forms, column: table[column]})
    return table.drop(columns=column).assign(**scale), responses


def means(found, column="value"):
    return {(row.indicator, row.group): getattr(row, column) for row in found.table.itertuples()}


def test_each_item_has_its_mean_by_role_and_of_all():
    given = answered(("parent", "heard", 5.0), ("parent", "heard", 4.0), ("young_person", "heard", 3.0))
    found = means_by_role(*given)
    assert means(found) == {("heard", "all"): 4, ("heard", "parent"): 4.5, ("heard", "young_person"): 3}
    assert means(found, "n") == {("heard", "all"): 3, ("heard", "parent"): 2, ("heard", "young_person"): 1}
    assert set(found.table["breakdown"]) == {"respondent_role"}


def test_a_response_without_a_role_is_not_known_and_part_of_all():
    found = means_by_role(*answered(("parent", "heard", 5.0), (None, "heard", 3.0), ("", "heard", 1.0)))
    assert means(found) == {("heard", "all"): 3, ("heard", "parent"): 5, ("heard", "not_known"): 2}


def test_an_answer_without_a_value_is_no_part_of_a_mean():
    found = means_by_role(*answered(("parent", "heard", 5.0), ("young_person", "heard", np.nan)))
    assert means(found, "n") == {("heard", "all"): 1, ("heard", "parent"): 1}


def test_other_reports_leave_out_the_same_few_forms_of_no_role():
    given = answered(*[("parent", "heard", 5.0)] * 3, (None, "heard", 1.0))
    assert of_the_same_forms(*given, minimum=2)["value"].tolist() == [5, 5, 5]
    assert len(of_the_same_forms(*given, minimum=1)) == 4
    workers = answered(("parent", "heard", 5.0), (None, "heard", 1.0), group="workers")
    assert len(of_the_same_forms(*workers, minimum=2)) == 2


def test_classes_of_few_answers_are_told_together():
    young, unknown = ("young_person", "heard", 2.0), (None, "heard", 3.5)
    found = means_by_role(*answered(*[("parent", "heard", 5.0)] * 3, young, unknown, unknown), minimum=2)
    assert means(found) == {("heard", "all"): 4, ("heard", "parent"): 5, ("heard", "other_or_not_known"): 3}


def test_where_all_classes_are_few_there_is_the_mean_of_all_only():
    found = means_by_role(*answered(("parent", "heard", 5.0), ("young_person", "heard", 3.0)), minimum=2)
    assert means(found) == {("heard", "all"): 4}


def test_only_the_items_wanted_and_only_families():
    answers, responses = answered(("parent", "heard", 5.0), ("parent", "close", 4.0))
    found = means_by_role(answers, responses, items=["close"])
    assert means(found) == {("close", "all"): 4, ("close", "parent"): 4}
    workers = answers.assign(respondent_group="workers")
    assert means_by_role(workers, responses).table.empty


def test_where_no_response_has_a_role_nothing_is_said():
    assert means_by_role(*answered((None, "heard", 5.0))).table.empty


def test_a_column_of_no_words_at_all_says_nothing():
    answers, responses = answered(("parent", "heard", 5.0))
    assert means_by_role(answers, responses.assign(respondent_role=np.nan)).table.empty
    assert means_by_role(answers, empty_table("responses")).table.empty


def test_smoothness_is_told_by_the_size_of_the_municipality_from_small_to_large():
    rows = [("large", "smooth", 3.0), ("small", "smooth", 5.0), (None, "smooth", 1.0), ("medium", "other", 2.0)]
    found = smoothness_by_size_class(*answered(*rows, group="stakeholders", column="size_class"), item="smooth")
    assert found.table["group"].tolist() == ["all", "small", "large", "not_known"]
    assert found.table["value"].tolist() == [3, 5, 3, 1]


def test_only_stakeholders_are_asked_how_smooth_it_is():
    given = answered(("small", "smooth", 5.0), group="workers", column="size_class")
    assert smoothness_by_size_class(*given, item="smooth").table.empty


def test_nothing_collected_gives_no_results_and_no_error():
    scales = {"scale_lowest": pd.Series(dtype="float64"), "scale_highest": pd.Series(dtype="float64")}
    answers, responses = empty_table("answers").assign(**scales), empty_table("responses")
    assert means_by_role(answers, responses).table.empty
    assert smoothness_by_size_class(answers, responses, item="smooth").table.empty


def test_waves_stand_beside_all_waves_together_and_reworded_ones_are_left_out():
    answers, responses = answered(("2024", "heard", 4.0), ("2025", "heard", 5.0), ("2023", "heard", 1.0), column="wave")
    found = means_by_wave(answers.assign(comparable=[True, True, False]), responses)
    assert means(found) == {("heard", "all"): 4.5, ("heard", "2024"): 4, ("heard", "2025"): 5}
    assert set(found.table["breakdown"]) == {"wave"}


def test_a_handful_without_a_role_costs_no_role_its_place():
    given = answered(*[("parent", "heard", 5.0)] * 2, *[("young_person", "heard", 3.0)] * 2, (None, "heard", 1.0))
    found = means_by_role(*given, minimum=2)
    assert means(found, "n") == {("heard", "all"): 4, ("heard", "parent"): 2, ("heard", "young_person"): 2}


def test_who_has_no_role_cannot_be_worked_out_from_the_waves():
    answers, responses = answered(*[("parent", "heard", 5.0)] * 2, (None, "heard", 1.0))
    found = means_by_wave(answers.assign(comparable=True), responses, minimum=2)
    assert means(found, "n") == {("heard", "all"): 2, ("heard", "2025"): 2}


def test_a_wave_that_asked_nobody_for_a_role_keeps_its_answers():
    answers, responses = answered((None, "heard", 1.0), (None, "heard", 3.0))
    found = means_by_wave(answers.assign(comparable=True), responses, minimum=3)
    assert means(found) == {("heard", "all"): 2}
