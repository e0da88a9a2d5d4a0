"""Who is paired with whom, and when."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from arvio.errors import DataError, UsageError
from arvio.indicators.pairs import is_asked, no_pairs, pairs_of, placed, with_subgroups
from arvio.params import Change, Instrument, Period, open_project

RULE = {"source": "a test", "verified": "yes"}
ITEMS = [{"item": "heard"}, {"item": "lonely", "direction": "lower_is_better"}, {"item": "useful"}]
ROOT = Path(__file__).parents[3]
DAY, LATER = "2025-02-01", "2025-10-01"
YEAR = Period("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def instrument(items=ITEMS):
    return Instrument.model_validate(
        {
            "instrument": "forms",
            "name": {"fi": "Lomakkeet", "en": "Forms"},
            "source": "made up for this test",
            "licence": "none",
            "shipping": "keys",
            "scale": {"lowest": 1, "highest": 5},
            "items": items,
            "scores": [
                {
                    **RULE,
                    "score": "one_by_one",
                    "name": {"fi": "Yksitellen", "en": "One by one"},
                    "method": "each_item",
                    "lowest": 1,
                    "highest": 5,
                    "missing": {"allowed": 0, **RULE},
                }
            ],
        }
    )


def forms(*rows):
    """Responses and answers from rows of person, wave, day and the answers by item."""
    responses = pd.DataFrame(
        [
            (f"r{place}", "participants", wave, pd.Timestamp(day), person)
            for place, (person, wave, day, _) in enumerate(rows)
        ],
        columns=["response_id", "respondent_group", "wave", "submitted_at", "person_key"],
    ).assign(basis="collected")
    answers = pd.DataFrame(
        [(f"r{place}", item, value) for place, (*_, given) in enumerate(rows) for item, value in given.items()],
        columns=["response_id", "item", "value"],
    )
    return answers.astype({"value": "float64"}), responses


def pairs(*rows, items=ITEMS, **choices):
    answers, responses = forms(*rows)
    chosen = Change(**choices)
    found = pairs_of(answers, responses, instruments=[instrument(items)], choices=chosen)
    return placed(found, responses, choices=chosen, period=YEAR)


ANNA = [("anna", "start", "2024-03-01", {"heard": 2}), ("anna", "end", "2025-02-01", {"heard": 4})]
BO = [("bo", "start", "2024-03-01", {"heard": 3}), ("bo", "end", "2024-12-31", {"heard": 3})]


def test_a_pair_knows_its_scale_and_its_good_end():
    rows = [("anna", "start", "2025-03-01", {"lonely": 5}), ("anna", "end", "2025-09-01", {"lonely": 2})]
    found = pairs(*rows).iloc[0]
    assert found[["score", "baseline", "follow_up", "came_back"]].tolist() == ["lonely", 5, 2, "both"]
    assert found[["lowest", "highest", "step", "better", "basis"]].tolist() == [1, 5, 1, "lower", "collected"]


def test_a_pair_belongs_to_the_period_of_its_follow_up():
    found = pairs(*ANNA, *BO)
    assert dict(zip(found["person_key"], found["in_period"], strict=True)) == {"anna": True, "bo": False}


def test_scores_that_one_wave_did_not_ask_are_no_pairs():
    found = pairs(
        ("anna", "start", "2025-01-10", {"heard": 2}), ("anna", "end", "2025-06-01", {"heard": 4, "useful": 5})
    )
    assert found["score"].tolist() == ["heard"]


def test_only_declared_scores_are_paired_in_their_order():
    both = {"heard": 2, "lonely": 3, "useful": 4}
    rows = [("anna", "start", "2025-01-10", both), ("anna", "end", "2025-06-01", both)]
    assert pairs(*rows)["score"].tolist() == ["heard", "lonely", "useful"]
    assert pairs(*rows, scores=["useful", "heard"])["score"].tolist() == ["useful", "heard"]


def test_other_respondent_groups_are_left_out():
    answers, responses = forms(*ANNA, *BO)
    workers = responses.assign(respondent_group=["participants", "participants", "workers", "workers"])
    found = pairs_of(answers, workers, instruments=[instrument()], choices=Change())
    assert found["person_key"].tolist() == ["anna"]


def test_a_follow_up_after_the_window_did_not_come_back():
    found = pairs(*ANNA, *BO, window_days=310)
    assert dict(zip(found["person_key"], found["came_back"], strict=True)) == {"anna": "only_baseline", "bo": "both"}
    assert found["follow_up"].isna().tolist() == [True, False]


@pytest.mark.parametrize(("day", "state"), [("2025-07-04", "only_baseline"), ("2025-07-05", "not_due")])
def test_who_may_still_come_back_within_the_window_is_not_due(day, state):
    found = pairs(*BO, ("cia", "start", day, {"heard": 1}), window_days=180)
    assert found.loc[found["person_key"] == "cia", "came_back"].item() == state


def test_the_weakest_basis_is_that_of_the_pairs():
    answers, responses = forms(*ANNA)
    found = pairs_of(
        answers, responses.assign(basis=["collected", "sample"]), instruments=[instrument()], choices=Change()
    )
    assert set(found["basis"]) == {"sample"}


def test_the_same_person_twice_in_a_wave_is_refused():
    with pytest.raises(DataError, match="one person answered twice in the wave end"):
        pairs(*ANNA, ("anna", "end", "2025-06-01", {"heard": 5}))


def test_a_follow_up_before_the_baseline_is_refused():
    with pytest.raises(DataError, match="one person answered the follow-up before the baseline"):
        pairs(("anna", "end", "2025-02-01", {"heard": 4}), ("anna", "start", "2025-03-01", {"heard": 4}))


def test_a_wave_that_there_is_not_is_refused():
    with pytest.raises(UsageError, match="nobody answered in this wave, got: 'ends'"):
        pairs(*ANNA, follow_up="ends")


def test_then_tests_are_paired_within_the_form_and_all_of_the_period():
    items = [{"item": "heard"}, {"item": "heard_before", "then_test_of": "heard"}]
    rows = [("anna", "end", "2025-02-01", {"heard": 4, "heard_before": 2}), (None, "end", "2025-02-01", {"heard": 3})]
    found = pairs(*rows, items=items, design="then_test")
    assert found["design"].unique().tolist() == ["then_test"]
    assert found["baseline"].dropna().tolist() == [2]
    assert found["in_period"].all()


def test_whether_both_waves_were_answered_depends_on_the_design():
    _, responses = forms(("anna", "end", "2025-02-01", {"heard": 4}))
    assert not is_asked(responses, Change())
    assert is_asked(responses, Change(design="then_test"))


def test_the_subgroup_is_that_of_the_service_that_began_first():
    enrolments = pd.DataFrame(
        {
            "person_key": ["anna", "anna", "bo"],
            "start": pd.to_datetime(["2025-05-01", "2024-02-01", None]),
            "service": ["second", "first", "never"],
        }
    )
    found = with_subgroups(pairs(*ANNA, *BO), enrolments, by="service")
    assert dict(zip(found["person_key"], found["subgroup"], strict=True)) == {"anna": "first", "bo": "not_known"}


def test_no_pairs_have_the_columns_of_pairs():
    assert set(no_pairs()) == {*pairs(*ANNA), "subgroup"}


def test_the_score_of_a_manual_is_paired_with_its_reliability_and_goals_are_left_to_their_own_table():
    shipped = open_project(ROOT).instruments
    items = [item.item for item in shipped["esis"].items]
    marks = [dict.fromkeys(items, mark) for mark in (3, 4)]
    answers, responses = forms(("anna", "start", DAY, marks[0]), ("anna", "end", LATER, marks[1]))
    found = pairs_of(answers, responses, instruments=[shipped["esis"], shipped["gas"]], choices=Change(scores=["esis"]))
    assert found[["baseline", "follow_up"]].to_numpy().tolist() == [[50, 75]]
    assert found[["highest", "step", "reliability"]].to_numpy().tolist() == [[100, 2.5, 0.89]]
