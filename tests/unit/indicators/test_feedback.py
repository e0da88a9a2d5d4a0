import numpy as np
import pandas as pd
import pytest

from arvio.indicators import differences, feedback, response, trend


def answers(*rows):
    """Answers from rows of respondent group, wave, item, value (None: does not know, '': no answer)."""
    table = pd.DataFrame(rows, columns=["respondent_group", "wave", "item", "answer"])
    reasons = {None: "does_not_know", "": "no_answer"}
    return table.assign(
        value=[np.nan if answer in reasons else float(answer) for answer in table["answer"]],
        missing_reason=[reasons.get(answer, "") for answer in table["answer"]],
        scale_lowest=1.0,
        scale_highest=5.0,
        basis="collected",
    )


def value(results, **wanted):
    table = results.table
    for column, word in wanted.items():
        table = table[table[column] == word]
    assert len(table) == 1
    return table["value"].iloc[0]


def test_does_not_know_is_counted_and_never_part_of_the_mean():
    given = answers(*[("participants", "2025-1", "heard", answer) for answer in (5, 4, None, 3, "")])
    found = feedback(given)
    assert value(found, statistic="mean") == 4
    assert value(found, statistic="does_not_know") == 1
    assert value(found, statistic="no_answer") == 1
    assert found.table.set_index("statistic").loc["mean", "n"] == 3


def test_the_three_answer_groups_are_the_two_lowest_the_middle_and_the_two_highest():
    given = answers(*[("participants", "2025-1", "heard", answer) for answer in (1, 2, 3, 4, 5, 5, 5, 5)])
    found = feedback(given)
    shares = [value(found, statistic=part) for part in ("share_low", "share_middle", "share_high")]
    assert shares == [0.25, 0.125, 0.625]


def test_items_without_any_answer_have_no_mean():
    found = feedback(answers(("workers", "2025-1", "heard", None)))
    assert np.isnan(value(found, statistic="mean"))


def test_the_order_of_rows_changes_nothing():
    given = answers(*[("participants", "2025-1", "heard", answer) for answer in (1, 4, 5, 5, None, 3)])
    shuffled = given.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(feedback(given).table, feedback(shuffled).table)


def test_a_difference_is_the_groups_mean_less_the_reference():
    given = answers(
        *[("participants", "2025-1", "heard", answer) for answer in (4, 5, 4, 5)],
        *[("stakeholders", "2025-1", "heard", answer) for answer in (4, 4, 4, 5, 3)],
    )
    found = differences(given)
    assert value(found, group="stakeholders", statistic="difference") == pytest.approx(-0.5)
    of_both = found.table["breakdown"] == "difference_from_participants"
    assert found.table.loc[of_both, "n"].tolist() == [4, 4]
    assert set(found.table.loc[~of_both, "statistic"]) == {"mean", "share_low", "share_middle", "share_high"}


def test_items_asked_of_one_group_only_have_no_difference():
    assert differences(answers(("participants", "2025-1", "heard", 4))).table.empty


def test_a_trend_has_one_mean_for_each_wave():
    found = trend(answers(("workers", "2024-1", "met", 4), ("workers", "2025-1", "met", 5)))
    assert dict(zip(found.table["wave"], found.table["value"], strict=True)) == {"2024-1": 4.0, "2025-1": 5.0}


def test_no_answers_at_all_give_no_results_and_no_error():
    nothing = answers(("workers", "2024-1", "met", 4)).iloc[:0]
    assert all(indicator(nothing).table.empty for indicator in (feedback, differences, trend))


def surveys(invited):
    return pd.DataFrame(
        {"respondent_group": ["workers"], "wave": ["2025-1"], "invited": [invited], "basis": ["collected"]}
    )


def test_response_rate_is_answers_by_those_invited():
    responses = pd.DataFrame({"respondent_group": ["workers"] * 9, "wave": ["2025-1"] * 9})
    found = response(surveys(10.0), responses)
    assert value(found, statistic="response_rate", wave="2025-1") == 0.9
    assert value(found, statistic="response_rate", wave="") == 0.9


def test_an_unknown_number_invited_gives_no_rate():
    responses = pd.DataFrame({"respondent_group": ["workers"], "wave": ["2025-1"]})
    assert set(response(surveys(np.nan), responses).table["statistic"]) == {"answered", "waves"}


def test_more_answers_than_invited_give_no_rate():
    responses = pd.DataFrame({"respondent_group": ["workers"] * 3, "wave": ["2025-1"] * 3})
    assert "response_rate" not in set(response(surveys(2.0), responses).table["statistic"])


def test_the_whole_period_is_the_sum_of_its_waves():
    asked = pd.concat([surveys(10.0), surveys(30.0).assign(wave="2025-2")])
    responses = pd.DataFrame({"respondent_group": ["workers"] * 9, "wave": ["2025-1"] * 6 + ["2025-2"] * 3})
    found = response(asked, responses)
    assert value(found, statistic="answered", wave="") == 9
    assert value(found, statistic="invited", wave="") == 40
    assert value(found, statistic="waves") == 2
