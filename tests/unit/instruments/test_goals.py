import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.errors import DataError, UsageError
from arvio.instruments import goal_attainment, goals_without_score, paired
from arvio.instruments.goals import t_score

NONE = float("nan")


def goals(*levels, baseline=-1, weights=None, case="a"):
    """The goals of one case: the level reached of each; None not assessed."""
    weights = weights or [None] * len(levels)
    rows = [(case, f"g{place}", weights[place], baseline, level) for place, level in enumerate(levels)]
    table = pd.DataFrame(rows, columns=["case_key", "goal", "weight", "baseline", "score"])
    return table.astype({"weight": "float64", "baseline": "float64", "score": "float64"})


def follow_up(table, gas):
    scored = goal_attainment(table, gas)
    return scored[scored["wave"] == "follow_up"].iloc[0]


@pytest.mark.parametrize(
    ("levels", "weights", "expected"),
    [
        ([0, 0, 0], None, 50),
        ([2], [1], 70),
        ([1, 1, 1], None, 63.6931),
        ([-1, 0, 1, 2], None, 57.2548),
        ([1, 0, -1], [2, 1, 3], 47.7967),
        ([-2, -2, -2], None, 22.6139),
    ],
)
def test_the_t_score_has_its_published_values(shipped, levels, weights, expected):
    assert follow_up(goals(*levels, weights=weights), shipped["gas"])["value"] == pytest.approx(expected, abs=5e-5)


def test_a_goal_without_a_score_is_listed_and_not_filled_in(shipped):
    table = goals(1, None, 1, 1)
    found = follow_up(table, shipped["gas"])
    assert found["value"] == pytest.approx(63.6931, abs=5e-5)
    assert found["n_items"] == 3
    assert goals_without_score(table).to_dict("records") == [{"case_key": "a", "goal": "g1"}]


def test_a_case_without_scores_has_no_t_score_and_is_not_lost(shipped):
    found = follow_up(goals(None, None), shipped["gas"])
    assert pd.isna(found["value"])
    assert (found["status"], found["n_items"]) == ("too_few_answers", 0)


def test_the_baseline_is_of_the_goals_that_were_assessed_at_the_end(shipped):
    table = goals(1, None)
    table["baseline"] = [-1, 2]
    scored = goal_attainment(table, shipped["gas"])
    assert scored.set_index("wave")["value"].to_dict() == {"baseline": 40, "follow_up": 60}


def test_a_goal_without_a_baseline_leaves_the_case_without_one(shipped):
    scored = goal_attainment(goals(1, 1, baseline=NONE), shipped["gas"]).set_index("wave")
    assert pd.isna(scored.loc["baseline", "value"])
    assert scored.loc["follow_up", "status"] == "scored"


def test_cases_are_paired_like_persons(shipped):
    scored = goal_attainment(pd.concat([goals(0, 0), goals(2, 2, case="b")]), shipped["gas"])
    pairs = paired(scored, baseline="baseline", follow_up="follow_up", by="case_key")
    assert list(pairs["case_key"]) == ["a", "b"]
    assert (pairs["follow_up"] > pairs["baseline"]).all()


def test_a_goal_that_stands_twice_is_refused(shipped):
    with pytest.raises(DataError, match="a goal of a case stands twice, got: '1 rows'"):
        goal_attainment(pd.concat([goals(1, 0), goals(1)]), shipped["gas"])


def test_levels_that_the_scale_does_not_have_are_refused(shipped):
    with pytest.raises(DataError, match="score: levels that the scale does not have, got: '1 to 5'"):
        goal_attainment(goals(1, 5), shipped["gas"])


def test_a_case_weighs_all_of_its_goals_or_none(shipped):
    with pytest.raises(DataError, match=r"without a weight in cases that weigh others, got: '1 goals'"):
        goal_attainment(goals(1, 0, weights=[2, None]), shipped["gas"])


def test_goals_without_any_weight_have_no_score():
    assert pd.isna(t_score(pd.Series([1, 2]), pd.Series([0, 0]), correlation=0.3))


def test_an_instrument_of_answers_has_no_goals(shipped):
    with pytest.raises(UsageError, match="the instrument has no score of goals"):
        goal_attainment(goals(1), shipped["who5"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(1, 9)), min_size=1, max_size=30))
def test_a_t_score_lies_within_its_range(shipped, pairs):
    levels, weights = zip(*pairs, strict=True)
    rule = shipped["gas"].scores[0]
    found = follow_up(goals(*levels, weights=list(weights)), shipped["gas"])["value"]
    assert rule.lowest <= found <= rule.highest
