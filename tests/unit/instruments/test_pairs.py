import pandas as pd
import pytest

from arvio.errors import DataError, UsageError
from arvio.instruments import design_of, paired, score, then_test_pairs, with_persons

EARLY, LATE = pd.Timestamp("2025-02-01"), pd.Timestamp("2025-11-01")


def scores(*rows):
    """Rows of person, wave, value, and the day where another than the wave's."""
    days = {"2025-1": EARLY, "2025-2": LATE}
    table = pd.DataFrame(
        [
            (f"r{place}", person, wave, "total", "at_the_time", value, day[0] if day else days.get(wave))
            for place, (person, wave, value, *day) in enumerate(rows)
        ],
        columns=["response_id", "person_key", "wave", "score", "timing", "value", "submitted_at"],
    )
    return table.astype({"value": "float64", "person_key": "str"})


def pair(table):
    return paired(table, baseline="2025-1", follow_up="2025-2")


def test_a_person_who_came_back_is_one_row():
    pairs = pair(scores(("a", "2025-1", 3), ("b", "2025-1", 5), ("a", "2025-2", 4), ("b", "2025-2", 5)))
    assert pairs.to_dict("list") == {
        "person_key": ["a", "b"],
        "score": ["total", "total"],
        "baseline": [3, 5],
        "follow_up": [4, 5],
        "came_back": ["both", "both"],
        "design": ["baseline", "baseline"],
    }


def test_who_did_not_come_back_and_who_came_later_are_told():
    pairs = pair(scores(("a", "2025-1", 3), ("b", "2025-2", 5)))
    assert list(zip(pairs["person_key"], pairs["came_back"], strict=True)) == [
        ("a", "only_baseline"),
        ("b", "only_follow_up"),
    ]
    assert pairs["follow_up"].isna().tolist() == [True, False]


def test_who_came_back_without_a_score_came_back():
    pairs = pair(scores(("a", "2025-1", 3), ("a", "2025-2", None)))
    assert pairs["came_back"].tolist() == ["both"]
    assert pairs["follow_up"].isna().all()


def test_answers_without_a_key_are_not_lost_and_not_paired():
    pairs = pair(scores(("a", "2025-1", 3), (None, "2025-1", 2), ("", "2025-2", 4), ("a", "2025-2", 4)))
    nameless = pairs[pairs["came_back"] == "no_key"]
    assert len(pairs) == 3
    assert nameless["person_key"].isna().all()
    assert nameless["baseline"].dropna().tolist() == [2]
    assert nameless["follow_up"].dropna().tolist() == [4]


def test_other_waves_are_no_part_of_a_pair():
    pairs = pair(scores(("a", "2025-1", 3), ("a", "2024-9", 1), ("a", "2025-2", 4)))
    assert pairs["baseline"].tolist() == [3]


def test_the_order_of_rows_does_not_matter():
    table = scores(("a", "2025-1", 3), ("b", "2025-1", 5), (None, "2025-1", 1), ("a", "2025-2", 4))
    pd.testing.assert_frame_equal(pair(table.iloc[::-1]), pair(table))


def test_the_same_person_twice_in_a_wave_is_refused_without_naming_anybody():
    table = scores(("pekka", "2025-1", 3), ("pekka", "2025-1", 4), ("pekka", "2025-2", 4))
    with pytest.raises(DataError) as caught:
        pair(table)
    told = str(caught.value)
    assert "responses r0, r1: one person answered twice in the wave 2025-1, got: '2025-1'" in told
    assert "pekka" not in told


def test_a_follow_up_before_the_baseline_is_refused():
    table = scores(("a", "2025-1", 3, LATE), ("a", "2025-2", 4, EARLY), ("b", "2025-1", 3), ("b", "2025-2", 4))
    with pytest.raises(DataError, match="responses r0, r1: one person answered the follow-up before the baseline"):
        pair(table)


def test_waves_the_wrong_way_round_are_refused():
    table = scores(("a", "2025-1", 3), ("a", "2025-2", 4))
    with pytest.raises(DataError, match="answered the follow-up before the baseline"):
        paired(table, baseline="2025-2", follow_up="2025-1")


def test_scores_without_days_can_be_paired():
    table = scores(("a", "2025-1", 3), ("a", "2025-2", 4)).drop(columns="submitted_at")
    assert pair(table)["came_back"].tolist() == ["both"]


def test_a_wave_that_nobody_answered_is_told_with_the_nearest():
    with pytest.raises(UsageError, match=r"follow-up: nobody answered in this wave, got: '2025-3'(.|\n)*did you mean"):
        paired(scores(("a", "2025-1", 3), ("a", "2025-2", 4)), baseline="2025-1", follow_up="2025-3")


def test_a_wave_is_not_compared_with_itself():
    with pytest.raises(UsageError, match="is the same wave as the baseline"):
        paired(scores(("a", "2025-1", 3)), baseline="2025-1", follow_up="2025-1")


def test_a_then_test_is_refused_as_a_baseline():
    table = scores(("a", "2025-1", 3), ("a", "2025-2", 4))
    looking_back = table[table["wave"] == "2025-2"].assign(timing="then_test", value=1.0)
    with pytest.raises(DataError, match="then-test answers cannot stand for a baseline or be counted with one"):
        pair(pd.concat([table, looking_back]))


def test_a_then_test_is_paired_within_its_response_and_says_so(instrument, answers):
    items = [{"item": "heard"}, {"item": "heard_before", "then_test_of": "heard"}]
    both = instrument(items=items, lowest=1, highest=5, reversed_items=[])
    responses = pd.DataFrame({"response_id": ["r0", "r1"], "person_key": ["a", None], "wave": ["2025-2", "2025-2"]})
    scored = with_persons(score(answers(heard=[5, 4], heard_before=[2, 4]), both), responses)
    pairs = then_test_pairs(scored, wave="2025-2")
    assert pairs["baseline"].tolist() == [2, 4]
    assert pairs["follow_up"].tolist() == [5, 4]
    assert design_of(pairs) == "then_test"


def test_a_wave_without_then_tests_cannot_be_paired_as_one():
    with pytest.raises(DataError, match="holds no then-test answers, got: '2025-2'"):
        then_test_pairs(scores(("a", "2025-2", 4)), wave="2025-2")


def test_then_tests_and_baselines_are_never_counted_together():
    true = pair(scores(("a", "2025-1", 3), ("a", "2025-2", 4)))
    assert design_of(true) == "baseline"
    with pytest.raises(DataError, match="then-tests and true baselines stand in one table"):
        design_of(pd.concat([true, true.assign(design="then_test")]))


def test_scores_get_the_person_and_wave_of_their_response(shipped, answers):
    responses = pd.DataFrame({"response_id": ["r0", "r1"], "person_key": ["a", "b"], "wave": ["2025-1", "2025-2"]})
    scored = with_persons(score(answers(csat_satisfied=[5, 1]), shipped["csat"]), responses)
    assert scored[["person_key", "wave", "value"]].to_numpy().tolist() == [["a", "2025-1", 1], ["b", "2025-2", 0]]
