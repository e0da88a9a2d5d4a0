import pandas as pd
import pytest

from arvio.errors import DataError
from arvio.instruments import score


def error(answers, instrument):
    with pytest.raises(DataError) as caught:
        score(answers, instrument)
    return str(caught.value)


def test_codes_that_count_from_0_instead_of_1_are_refused_and_named(shipped, answers):
    table = answers(ucla_3_i01=[0, 2], ucla_3_i02=[1, 1], ucla_3_i03=[2, 1])
    assert error(table, shipped["ucla_3"]) == (
        "answers to ucla_3: response r0: ucla_3_i01 has answers that its scale does not have, got: '0 to 2'\n"
        "    expected: 1 to 3, as params/instruments/ucla_3.yaml says\n"
        "    to do: the export seems to count from 0 instead of 1: map its labels instead of its codes, "
        "or write each code with its number under labels of the source"
    )


def test_a_code_for_a_missing_answer_is_no_answer(instrument, answers):
    told = error(answers(heard=[5, 99], met=[4, 4], tired=[2, 2]), instrument())
    assert "heard has answers that its scale does not have, got: '5 to 99'" in told
    assert "under missing of the source" in told


def test_an_answer_between_two_steps_is_refused(instrument, answers):
    assert "its scale does not have, got: '4.5 to 4.5'" in error(answers(heard=[4.5], met=[4], tired=[2]), instrument())


def test_a_figure_may_lie_between_two_whole_numbers(shipped, answers):
    items = {item.item: [2.5] for item in shipped["ors"].items}
    assert score(answers(**items), shipped["ors"])["value"].tolist() == [10]


def test_a_figure_beyond_the_line_is_refused(shipped, answers):
    items = {item.item: [25] for item in shipped["ors"].items}
    assert "ors_i01 has answers that its scale does not have" in error(answers(**items), shipped["ors"])


def test_answers_to_only_some_of_the_items_are_refused(instrument, answers):
    told = error(answers(heard=[5], met=[4]), instrument())
    assert "hold only some of the items that its scores need: 1 are not there, got: 'tired'" in told


def test_an_item_answered_twice_in_one_response_is_refused(instrument, answers):
    table = answers(heard=[5], met=[4], tired=[2])
    told = error(pd.concat([table, table[table["item"] == "met"]]), instrument())
    assert "response r0: met is answered twice in one response" in told


def test_everything_wrong_is_told_at_once_and_long_lists_are_cut(instrument, answers):
    told = error(answers(heard=[7] * 9, met=[0] * 9, tired=[2] * 9), instrument())
    assert "responses r0, r1, r2, r3, r4 and 4 more: heard" in told
    assert "responses r0, r1, r2, r3, r4 and 4 more: met" in told


def test_a_table_without_reasons_can_be_scored(instrument, answers):
    table = answers(heard=[5], met=[4], tired=[2]).drop(columns="missing_reason")
    assert score(table, instrument())["value"].tolist() == [13]


def test_answers_are_not_changed(instrument, answers):
    table = answers(heard=[5], met=[4], tired=[2])
    before = table.copy()
    score(table, instrument())
    pd.testing.assert_frame_equal(table, before)
