import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.errors import DataError, UsageError
from arvio.instruments import find_score, score, score_direction
from arvio.instruments.scoring import reversed_answers
from arvio.params.scores import score_names

FEW = settings(max_examples=40, deadline=None)
OWN_MEAN = {"allowed": 1, "filled_by": "own_mean", "source": "a test", "verified": "yes"}
NOTHING = OWN_MEAN | {"filled_by": "nothing"}
FROM_1_TO_5 = st.one_of(st.none(), st.integers(1, 5))


def only(table, column):
    assert len(table) == 1
    return table[column].iloc[0]


def test_sums_the_items_and_reverses_those_that_run_the_other_way(instrument, answers):
    scored = score(answers(heard=[5], met=[4], tired=[2]), instrument())
    assert only(scored, "value") == 5 + 4 + (1 + 5 - 2)
    assert list(scored.columns) == ["response_id", "score", "timing", "value", "n_items", "status", "band"]
    assert (only(scored, "n_items"), only(scored, "status"), only(scored, "timing")) == (3, "scored", "at_the_time")


def test_a_score_of_the_bad_things_reverses_the_good_ones(instrument, answers):
    other = instrument(direction="lower_is_better", reversed_items=["heard", "met"])
    assert only(score(answers(heard=[5], met=[4], tired=[2]), other), "value") == 1 + 2 + 2


def test_a_score_of_too_few_answers_is_missing_and_says_so(instrument, answers):
    scored = score(answers(heard=[5], met=[None], tired=[2]), instrument())
    assert pd.isna(only(scored, "value"))
    assert (only(scored, "status"), only(scored, "n_items")) == ("too_few_answers", 2)


def test_an_item_that_may_be_missing_counts_as_the_mean_of_the_others(instrument, answers):
    scored = score(answers(heard=[5], met=[None], tired=[2]), instrument(missing=OWN_MEAN))
    assert only(scored, "value") == (5 + 4) * 3 / 2


def test_an_item_that_may_be_missing_can_count_as_nothing(instrument, answers):
    assert only(score(answers(heard=[5], met=[None], tired=[2]), instrument(missing=NOTHING)), "value") == 9


def test_a_mean_is_of_the_answers_that_there_are(instrument, answers):
    mean = instrument(method="mean", lowest=1, highest=5, missing=NOTHING)
    assert only(score(answers(heard=[5], met=[None], tired=[2]), mean), "value") == 4.5


def test_who_was_not_asked_did_not_leave_it_open(instrument, answers):
    table = answers(heard=[None, None], met=[None, None], tired=[None, None])
    table.loc[table["response_id"] == "r0", "missing_reason"] = ["not_asked", "not_shown", "not_asked"]
    assert list(score(table, instrument())["status"]) == ["not_asked", "too_few_answers"]


def test_a_form_that_asked_in_other_words_gives_no_score(instrument, answers):
    table = answers(heard=[5, 5], met=[4, 4], tired=[2, 2])
    table["comparable"] = ~((table["response_id"] == "r1") & (table["item"] == "met"))
    scored = score(table, instrument())
    assert list(scored["status"]) == ["scored", "reworded"]
    assert scored["value"].isna().tolist() == [False, True]


def test_answers_to_other_instruments_are_left_alone(instrument, answers):
    table = pd.concat([answers(heard=[5], met=[4], tired=[2]), answers(visits=[77])], ignore_index=True)
    assert only(score(table, instrument()), "value") == 13


def test_items_that_nobody_was_given_are_no_scores(shipped, answers):
    assert score(answers(visits=[77]), shipped["everyday_life"]).empty


def test_scores_may_be_asked_for_by_name(shipped, answers):
    items = {item.item: [2] for item in shipped["uwes_9"].items}
    assert list(score(answers(**items), shipped["uwes_9"], scores=["uwes_9_vigour"])["score"]) == ["uwes_9_vigour"]


def test_a_score_can_be_asked_for_without_the_items_of_the_others(shipped, answers):
    vigour = {f"uwes_9_i0{place}": [3] for place in (1, 2, 5)}
    assert only(score(answers(**vigour), shipped["uwes_9"], scores=["uwes_9_vigour"]), "value") == 3
    with pytest.raises(DataError, match=r"hold only some of the items (.|\n)*6 are not there, got: 'uwes_9_i03"):
        score(answers(**vigour), shipped["uwes_9"])


def test_a_sum_of_scores_brings_its_parts_along(shipped, answers):
    items = {item.item: [1] for item in shipped["sdq"].items}
    assert only(score(answers(**items), shipped["sdq"], scores=["sdq_total"]), "value") == 20


def test_a_sum_of_scores_says_why_it_is_missing(shipped, answers):
    items = {item.item: [1, None] for item in shipped["sdq"].items}
    items["sdq_i03"] = items["sdq_i08"] = items["sdq_i13"] = [None, None]
    table = answers(**items)
    table.loc[table["response_id"] == "r1", "missing_reason"] = "not_asked"
    scored = score(table, shipped["sdq"], scores=["sdq_total"])
    assert list(scored["status"]) == ["too_few_answers", "not_asked"]


def test_three_x10d_refuses_a_total(shipped, answers):
    table = answers(**{item.item: [5] for item in shipped["three_x10d"].items})
    with pytest.raises(UsageError, match="no such score: its author has not designed the areas to be added up"):
        score(table, shipped["three_x10d"], scores=["total"])


def test_an_unknown_score_is_told_with_the_nearest_known_one(shipped):
    with pytest.raises(UsageError, match=r"no such score, got: 'uwes9'(.|\n)*did you mean uwes_9\?"):
        find_score(shipped["uwes_9"], "uwes9")


def test_goals_are_not_scored_from_answers(shipped, answers):
    with pytest.raises(UsageError, match=r"use arvio\.instruments\.goal_attainment"):
        score(answers(goal_level=[1]), shipped["gas"])


def test_the_good_end_of_a_score_is_its_own_and_of_a_single_item_the_items(shipped):
    assert score_direction(shipped["phq_9"], "phq_9") == "lower_is_better"
    assert score_direction(shipped["who5"], "who5") == "higher_is_better"
    assert score_direction(shipped["everyday_life"], "loneliness") == "lower_is_better"


def test_then_tests_are_scored_apart_from_what_was_asked_of_the_time(instrument, answers):
    items = [{"item": "heard"}, {"item": "heard_before", "then_test_of": "heard"}]
    both = instrument(items=items, lowest=1, highest=5, reversed_items=[])
    scored = score(answers(heard=[5], heard_before=[2]), both)
    assert list(zip(scored["timing"], scored["value"], strict=True)) == [("at_the_time", 5), ("then_test", 2)]


def test_a_then_test_of_some_items_makes_no_score_of_them_all(instrument, answers):
    items = [{"item": "heard"}, {"item": "met"}, {"item": "met_before", "then_test_of": "met"}]
    both = instrument(items=items, lowest=2, highest=10, reversed_items=[])
    assert list(score(answers(heard=[5], met=[4], met_before=[2]), both)["timing"]) == ["at_the_time"]


@FEW
@given(st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=1, max_size=8))
def test_reversing_twice_is_nothing(values):
    column = pd.Series(values, dtype="float64")
    once = reversed_answers(column, lowest=0, highest=10)
    pd.testing.assert_series_equal(reversed_answers(once, lowest=0, highest=10), column)


@FEW
@given(rows=st.lists(st.tuples(FROM_1_TO_5, FROM_1_TO_5, FROM_1_TO_5), min_size=1, max_size=6), chance=st.randoms())
def test_the_order_of_rows_changes_nothing(instrument, answers, rows, chance):
    heard, met, tired = (list(one) for one in zip(*rows, strict=True))
    table = answers(heard=heard, met=met, tired=tired)
    places = list(table.index)
    chance.shuffle(places)
    one_may_be_missing = instrument(missing=OWN_MEAN)
    pd.testing.assert_frame_equal(score(table.loc[places], one_may_be_missing), score(table, one_may_be_missing))


@FEW
@given(data=st.data())
def test_scores_lie_within_their_range(shipped, answers, data):
    name = data.draw(st.sampled_from(sorted(set(shipped) - {"gas"})))
    instrument = shipped[name]
    scales = {item.item: item.scale or instrument.scale for item in instrument.items}
    given_answers = {
        item: [data.draw(st.one_of(st.none(), st.integers(scale.lowest, scale.highest)))]
        for item, scale in scales.items()
    }
    scored = score(answers(**given_answers), instrument)
    rules = scored["score"].map(score_names(instrument))
    found = scored["value"].notna()
    assert scored["status"].eq("scored").equals(found)
    assert (scored["value"] >= rules.map(lambda rule: rule.lowest))[found].all()
    assert (scored["value"] <= rules.map(lambda rule: rule.highest))[found].all()
    assert scored["band"].ne("").equals(found & rules.map(lambda rule: rule.bands is not None))
