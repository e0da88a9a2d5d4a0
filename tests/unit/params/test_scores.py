from arvio.params import Instrument
from arvio.params.scores import is_reversed, possible_range, score_names, scored_items

RULE = {"source": "a test", "verified": "yes"}
ITEMS = [
    {"item": "heard"},
    {"item": "tired", "direction": "lower_is_better"},
    {"item": "helped", "points": {1: 0, 2: 0, 3: 10}},
    {"item": "heard_before", "then_test_of": "heard"},
]


def instrument(**score):
    name = {"fi": "Mittari", "en": "Instrument"}
    whole = {
        "score": "total",
        "name": name,
        "method": "sum",
        "lowest": 0,
        "highest": 1,
        "missing": {"allowed": 0, **RULE},
    }
    return Instrument.model_validate(
        {
            "instrument": "meetings",
            "name": name,
            "source": "a test",
            "licence": "none",
            "shipping": "keys",
            "scale": {"lowest": 1, "highest": 3},
            "items": ITEMS,
            "scores": [whole | RULE | score],
        }
    )


def range_of(**score):
    one = instrument(**score)
    return possible_range(one, one.scores[0])


def test_a_score_is_of_every_item_that_is_no_then_test_unless_it_names_some():
    every, some = instrument(), instrument(items=["tired"])
    assert [item.item for item in scored_items(every, every.scores[0])] == ["heard", "tired", "helped"]
    assert [item.item for item in scored_items(some, some.scores[0])] == ["tired"]


def test_items_of_the_other_direction_are_reversed_unless_they_have_points_or_stand_alone():
    good, bad, single = instrument(), instrument(direction="lower_is_better"), instrument(method="each_item")
    assert [is_reversed(good.scores[0], item) for item in good.items[:3]] == [False, True, False]
    assert [is_reversed(bad.scores[0], item) for item in bad.items[:3]] == [True, False, False]
    assert not any(is_reversed(single.scores[0], item) for item in single.items)


def test_the_range_follows_from_items_points_and_method():
    assert range_of() == (1 + 1 + 0, 3 + 3 + 10)
    assert range_of(method="mean", items=["heard", "tired"]) == (1, 3)
    assert range_of(method="percent_of_range") == (0, 100)
    assert range_of(method="each_item") == (1, 3)
    assert range_of(items=["heard"], conversion={1: 0.5, 2: 2.5, 3: 7}) == (0.5, 7)


def test_scores_of_single_items_are_called_as_their_items():
    assert list(score_names(instrument(method="each_item"))) == ["heard", "tired", "helped"]
    assert list(score_names(instrument())) == ["total"]
