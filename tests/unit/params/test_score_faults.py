"""What is wrong with an instrument's scores, told before anything is read."""

import pytest

from arvio.params import Instrument
from arvio.params.codebooks import instrument_faults

RULE = {"source": "a test", "verified": "yes"}
TEXT = {"fi": "Sana", "en": "Word"}
ITEMS = [{"item": "heard"}, {"item": "met"}, {"item": "tired", "direction": "lower_is_better"}]
SCORE = {
    "score": "total",
    "name": TEXT,
    "method": "sum",
    "lowest": 3,
    "highest": 15,
    "reversed_items": ["tired"],
    "missing": {"allowed": 0, **RULE},
    **RULE,
}
SCALE = {"lowest": 1, "highest": 5}


def faults(*scores, items=ITEMS, **more):
    instrument = Instrument.model_validate(
        {
            "instrument": "meetings",
            "name": TEXT,
            "source": "a test",
            "licence": "none",
            "shipping": "keys",
            "scale": SCALE,
            "items": items,
            "scores": list(scores),
        }
        | more
    )
    return [(".".join(map(str, key)), what, value) for key, what, _, _, value in instrument_faults(instrument)]


def of_score(**changes):
    """What is wrong with the sound score when some of it is changed."""
    return [(key.removeprefix("scores.0."), what, value) for key, what, value in faults(SCORE | changes)]


def band(name, at_least):
    return {"band": name, "at_least": at_least, "text": TEXT}


def cut_off(value):
    return {"cut_off": "low", "side": "at_most", "value": value, "text": TEXT, **RULE}


def test_a_sound_score_has_no_faults():
    bands = {"steps": [band("low", 3), band("high", 9)], **RULE}
    assert of_score(bands=bands, cut_offs=[cut_off(9)]) == []


def test_a_wrong_number_of_items_is_told():
    assert faults(SCORE, number_of_items=5) == [("items", "the wrong number of items", "3")]
    assert faults(SCORE, number_of_items=3) == []


def test_a_score_of_then_tests_alone_is_told():
    items = [{"item": "heard_before", "then_test_of": "heard_before"}]
    found = faults(SCORE | {"reversed_items": []}, items=items)
    assert ("scores.0.items", "a score of no items", "total") in found


def test_then_tests_are_not_counted_among_the_items():
    items = [*ITEMS, {"item": "heard_before", "then_test_of": "heard"}]
    assert faults(SCORE, items=items, number_of_items=3) == []


def test_a_text_is_told_where_only_keys_may_be_shipped():
    items = [{"item": "heard", "text": TEXT}]
    assert faults(items=items) == [("items.0.text", "a text that may not be shipped", "heard")]
    assert faults(items=items, shipping="text") == []


def test_an_unknown_item_and_an_unknown_reversed_item_are_told():
    assert of_score(items=["heard", "mte", "tired"]) == [("items", "an unknown item", "mte")]
    assert of_score(reversed_items=["tired", "tierd"]) == [("reversed_items", "an unknown reversed item", "tierd")]


def test_an_item_twice_in_a_score_is_told():
    assert of_score(items=["heard", "met", "met", "tired"]) == [("items", "an item stands twice", "met")]


def test_a_reversed_item_must_run_the_other_way():
    assert of_score(reversed_items=[]) == [
        ("reversed_items", "an item of the other direction is not named as reversed", "tired")
    ]
    assert of_score(reversed_items=["met", "tired"]) == [
        ("reversed_items", "an item is reversed that runs the score's way", "met")
    ]


def test_points_must_be_of_the_answers_that_the_scale_has():
    items = [{"item": "heard", "points": {0: 0, 1: 1, 2: 1}}]
    found = faults(items=items, scale={"lowest": 1, "highest": 3})
    assert found == [("items.0.points", "points for other answers than the scale has", "0, 1, 2")]


def test_the_range_must_be_the_one_of_items_and_method():
    assert of_score(lowest=0) == [("lowest", "the wrong range", "0 to 15")]
    assert of_score(method="mean") == [("lowest", "the wrong range", "3 to 15")]
    assert of_score(method="percent_of_range", lowest=0, highest=100) == []


def test_a_table_with_a_hole_is_told():
    conversion = {raw: raw / 2 for raw in range(3, 16) if raw != 7}
    assert of_score(conversion=conversion, lowest=1.5, highest=7.5) == [("conversion", "not a row for each sum", "7")]


def test_a_table_says_nothing_of_missing_answers():
    conversion = {raw: raw / 2 for raw in range(3, 16)}
    found = of_score(conversion=conversion, lowest=1.5, highest=7.5, missing={"allowed": 1, **RULE})
    assert found == [("missing.allowed", "nothing may be missing here", "1")]


def test_a_score_needs_an_answer():
    assert of_score(missing={"allowed": 3, **RULE}) == [("missing.allowed", "a score of no answers at all", "3")]


def test_an_item_that_is_no_scale_cannot_be_scored():
    items = [{"item": "county", "kind": "choice", "options": {"a": ["A"]}}]
    found = faults(SCORE | {"reversed_items": []}, items=items, scale=None)
    assert found == [("scores.0.items", "an item without a scale cannot be scored", "county")]


def test_an_instrument_without_a_total_has_scores_of_single_items_only():
    single = SCORE | {"score": "areas", "method": "each_item", "lowest": 1, "highest": 5, "reversed_items": []}
    assert faults(single, no_total="not designed for one") == []
    assert faults(SCORE, no_total="not designed for one") == [
        ("scores.0.items", "the instrument has no score of several items", "total")
    ]


def test_a_score_stands_once_also_beside_scores_of_single_items():
    single = SCORE | {"method": "each_item", "lowest": 1, "highest": 5, "reversed_items": []}
    assert faults(SCORE, SCORE) == [("scores", "a score stands twice", "total")]
    assert faults(single, SCORE | {"score": "met"}) == [("scores", "a score stands twice", "met")]


def test_a_sum_of_scores_names_scores_that_there_are():
    total = SCORE | {"score": "both", "method": "sum_of_scores", "reversed_items": []}
    assert faults(SCORE, total | {"scores": ["total"]}) == []
    assert faults(SCORE, total | {"scores": ["totl"]}) == [
        ("scores.1.scores", "there is no such score of items", "totl")
    ]
    assert faults(SCORE, total) == [("scores.1.scores", "method and scores do not go together", "sum_of_scores")]


@pytest.mark.parametrize("method", ["share", "net_promoter"])
def test_a_share_and_a_net_promoter_score_are_of_one_item_with_points(method):
    found = of_score(method=method)
    assert ("items", f"{method} is of one item", "3") in found
    assert ("items", f"{method} needs points for each answer", "heard") in found


def test_only_goals_have_a_correlation():
    found = ("goal_correlation", "method and goal_correlation do not go together", "sum")
    assert of_score(goal_correlation=0.3) == [found]


def test_bands_cover_the_range_from_its_lowest_value_in_order():
    assert of_score(bands={"steps": [band("low", 4), band("high", 9)], **RULE}) == [
        ("bands", "bands do not cover the range", "4, 9")
    ]
    assert of_score(bands={"steps": [band("low", 3), band("high", 9), band("middle", 6)], **RULE}) == [
        ("bands", "bands are not in order", "3, 9, 6")
    ]


def test_a_cut_off_lies_within_the_range():
    assert of_score(cut_offs=[cut_off(16)]) == [("cut_offs.0.value", "a cut-off outside the range", "16")]


def test_a_then_test_asks_an_item_that_there_is_on_the_same_scale():
    unknown = [*ITEMS, {"item": "heard_before", "then_test_of": "herd"}]
    assert faults(SCORE, items=unknown) == [("items.3.then_test_of", "there is no such item", "herd")]
    other = [*ITEMS, {"item": "heard_before", "then_test_of": "heard", "scale": {"lowest": 1, "highest": 7}}]
    assert faults(SCORE, items=other) == [("items.3.then_test_of", "has another scale or direction", "heard_before")]


def test_a_then_test_is_never_part_of_a_score_of_the_time():
    items = [*ITEMS, {"item": "heard_before", "then_test_of": "heard"}]
    found = faults(SCORE | {"items": ["heard", "heard_before"], "reversed_items": []}, items=items)
    assert found == [("scores.0.items", "an unknown item", "heard_before")]
