"""How forms were answered, on tables small enough to add up by hand."""

import pandas as pd
import pytest

from arvio.indicators import matching, missing_answers, straight_lining, weekly_responses


def answers(*rows, group="workers", wave="2025-1"):
    """Rows of response, item, and a value or the reason for none."""
    table = pd.DataFrame(rows, columns=["response_id", "item", "given"])
    is_value = table["given"].map(lambda given: isinstance(given, (int, float)))
    return table.assign(
        respondent_group=group,
        wave=wave,
        value=table["given"].where(is_value).astype("float64"),
        missing_reason=table["given"].mask(is_value, "").astype("str"),
    )


def responses(*days, wave="2025-1", group="workers", keys=()):
    return pd.DataFrame(
        {
            "respondent_group": group,
            "wave": wave,
            "submitted_at": pd.to_datetime(list(days), format="mixed"),
            "person_key": pd.Series(list(keys) or [None] * len(days), dtype="str"),
        }
    )


def values(found, *keys):
    return found.table.set_index(list(keys))["value"].to_dict()


def test_missing_answers_are_counted_by_reason_and_as_a_share_of_those_asked():
    table = answers(
        ("a", "heard", 5),
        ("b", "heard", "does_not_know"),
        ("c", "heard", "no_answer"),
        ("d", "heard", 4),
        ("e", "heard", "not_shown"),
    )
    found = missing_answers(table)
    assert values(found, "statistic") == {
        "not_shown": 1,
        "asked": 4,
        "no_answer": 1,
        "no_answer_share": 0.25,
        "does_not_know": 1,
        "does_not_know_share": 0.25,
        "missing_share": 0.5,
    }
    assert found.table.set_index("statistic").loc["missing_share", "n"] == 4


def test_an_item_that_nobody_was_asked_has_no_share():
    table = answers(("a", "heard", "not_asked"), ("b", "heard", "not_asked"))
    assert values(missing_answers(table), "statistic") == {"not_asked": 2}


def test_an_item_of_several_options_is_answered_when_one_of_them_is():
    table = answers(("a", "reasons", "not_shown"), ("a", "reasons", 1), ("b", "reasons", "no_answer"))
    assert values(missing_answers(table), "statistic") == {
        "asked": 2,
        "no_answer": 1,
        "no_answer_share": 0.5,
        "missing_share": 0.5,
    }


def test_respondent_groups_are_apart():
    table = pd.concat([answers(("a", "heard", 5)), answers(("b", "heard", "refused"), group="participants")])
    found = values(missing_answers(table), "group", "statistic")
    assert found["workers", "missing_share"] == 0
    assert found["participants", "missing_share"] == 1


def test_weeks_are_put_together_until_each_part_has_enough():
    # Week 10 of 2025 begins on Monday 3 March: 2, 0, 3 and 1 responses.
    days = ["2025-03-03", "2025-03-09 23:59", *["2025-03-17"] * 3, "2025-03-24"]
    assert values(weekly_responses(responses(*days), at_least=2), "wave", "group") == {
        ("", "all"): 6,
        ("2025-1", "2025-W10"): 2,
        ("2025-1", "2025-W11/2025-W13"): 4,
    }


def test_every_week_stands_alone_where_each_has_enough():
    days = ["2024-12-30", "2025-01-06"]  # the week of new year is the first of 2025
    assert values(weekly_responses(responses(*days), at_least=1), "group") == {
        "all": 2,
        "2025-W01": 1,
        "2025-W02": 1,
    }


def test_few_responses_make_one_part():
    assert values(weekly_responses(responses("2025-03-03", "2025-04-07"), at_least=5), "group") == {
        "all": 2,
        "2025-W10/2025-W15": 2,
    }


def test_waves_are_apart_though_their_weeks_overlap():
    both = pd.concat([responses("2025-03-03", wave="start"), responses("2025-03-03", wave="end")])
    assert values(weekly_responses(both, at_least=1), "wave") == {"": 2, "start": 1, "end": 1}


def alike(response, *values):
    return [(response, f"item_{place}", value) for place, value in enumerate(values)]


def test_a_form_with_one_answer_throughout_is_counted_among_those_with_four_answers():
    table = answers(
        *alike("a", 5, 5, 5, 5),
        *alike("b", 5, 5, 5, 4),
        *alike("c", 3, 3, 3, 3, "does_not_know"),
        *alike("d", 5, 5, 5),
        *alike("e", 1, 2, 3, 4),
    )
    found = straight_lining(table)
    assert values(found, "statistic") == {"same_answers": 2, "same_answers_share": 0.5}
    assert found.table["n"].tolist() == [4, 4]


def test_persons_of_one_wave_are_looked_for_in_the_next():
    waves = pd.concat(
        [
            responses("2025-01-01", "2025-01-02", "2025-01-03", wave="start", keys=["x", "y", "z"]),
            responses("2025-06-01", "2025-06-02", wave="end", keys=["y", "q"]),
        ]
    )
    assert values(matching(waves), "wave", "statistic") == {
        ("", "waves"): 2,
        ("", "unkeyed_waves"): 0,
        ("start>end", "matched"): 1,
        ("start>end", "match_rate"): pytest.approx(1 / 3),
    }


def test_waves_without_keys_cannot_be_matched_and_are_counted():
    waves = pd.concat([responses("2025-01-01", wave="2025-1"), responses("2025-06-01", wave="2025-2")])
    assert values(matching(waves), "statistic") == {"waves": 2, "unkeyed_waves": 2}


@pytest.mark.parametrize("indicator", [missing_answers, straight_lining])
def test_without_answers_there_is_no_result(indicator):
    assert indicator(answers()).table.empty


def test_without_responses_there_is_no_result():
    assert weekly_responses(responses(), at_least=3).table.empty
    assert matching(responses()).table.empty
