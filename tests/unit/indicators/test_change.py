"""Change of a handful of persons, worked out by hand beside each test."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.errors import DataError
from arvio.indicators.change import agreeing, attrition, change_classes, changes, changes_by_subgroup, flow
from arvio.indicators.pairs import no_pairs

NOBODY = pd.DataFrame({"person_key": pd.Series(dtype="str")})
HERE = {
    "design": "baseline",
    "in_period": True,
    "lowest": 1.0,
    "highest": 5.0,
    "step": 1.0,
    "better": "higher",
    "reliability": float("nan"),
    "basis": "collected",
}


def pairs(before, after, *, score="heard", **more):
    """A row for each place of the lists; None is no answer, and who has no second one did not come back."""
    table = pd.DataFrame({"baseline": before, "follow_up": after}, dtype="float64")
    persons = [f"p{place}" for place in range(len(table))]
    came_back = ["only_baseline" if one is None else "both" for one in after]
    return table.assign(person_key=persons, score=score, came_back=came_back, **{**HERE, **more})


def values(found, **wanted):
    """Statistic: value of the rows with the wanted group, wave or indicator, rounded for the eye."""
    table = found.table
    for column, value in wanted.items():
        table = table[table[column] == value]
    return {row.statistic: round(row.value, 4) for row in table.itertuples()}


def row(found, statistic, **wanted):
    table = found.table[found.table["statistic"] == statistic]
    for column, value in wanted.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table.iloc[0]


# --- who answered and who came back


def persons(found, breakdown):
    table = found.table[(found.table["breakdown"] == breakdown) & (found.table["statistic"] == "persons")]
    return dict(table[["group", "value"]].to_numpy())


def test_the_flow_counts_each_person_once_however_many_scores():
    both = pd.concat([pairs([2, 3, 4], [3, 4, None]), pairs([1, 1, 1], [2, 2, None], score="met")])
    found = flow(both, pd.DataFrame({"person_key": ["p0", "p1", "p2", "p3", "p3"]}))
    assert persons(found, "started") == {"all": 4}
    assert persons(found, "came_back") == {"all": 3, "both": 2, "only_baseline": 1}
    assert row(found, "return_rate")["value"] == pytest.approx(2 / 3)


def test_who_came_back_by_one_instrument_came_back():
    one = pairs([2], [None])
    assert persons(flow(pd.concat([one, pairs([3], [4], score="met")]), NOBODY), "came_back") == {"all": 1, "both": 1}


def test_who_may_still_come_back_is_no_part_of_the_return_rate():
    table = pairs([2, 3, 4, 5], [3, None, None, None])
    found = flow(table.assign(came_back=["both", "only_baseline", "not_due", "not_due"]), NOBODY)
    assert persons(found, "came_back") == {"all": 4, "both": 1, "only_baseline": 1, "not_due": 2}
    assert row(found, "return_rate")["value"] == 0.5


def test_who_came_back_in_the_period_is_told_from_who_did_before():
    found = flow(pairs([2, 3, 4], [3, 4, 4], in_period=[True, False, True]), NOBODY)
    assert persons(found, "when") == {"all": 3, "in_period": 2, "before_period": 1}


def test_forms_that_cannot_be_paired_are_counted():
    apart = pairs([None, None, 2], [4, 5, None]).assign(came_back=["only_follow_up", "no_key", "no_key"])
    apart.loc[1:, "person_key"] = None
    found = flow(pd.concat([pairs([2], [3]), apart.assign(person_key=["q", None, None])]), NOBODY)
    assert persons(found, "apart") == {"only_follow_up": 1, "no_key": 2}


def test_nothing_is_told_of_who_began_where_nothing_is_known():
    assert persons(flow(pairs([2], [3]), NOBODY), "started") == {}


def test_a_then_test_has_one_count_and_nobody_to_come_back():
    found = flow(pairs([2, 3, None], [3, 4, 5], design="then_test"), NOBODY)
    assert persons(found, "then_test") == {"all": 3}
    assert len(found.table) == 1


def test_those_who_did_not_come_back_are_compared_by_how_they_began():
    found = attrition(pairs([4, 5, 1, 2], [5, 5, None, None]))
    assert values(found, group="both") == {"mean": 4.5}
    assert values(found, group="only_baseline") == {"mean": 1.5, "difference": -3.0}
    difference = row(found, "difference")
    assert difference["low"] < -3 < difference["high"]


def test_who_came_back_without_answering_the_item_came_back():
    table = pairs([4, 5, 1, 2], [None, 5, None, None])
    found = attrition(table.assign(came_back=["both", "both", "only_baseline", "only_baseline"]))
    assert values(found, group="both")["mean"] == 4.5


def test_who_may_still_come_back_is_not_among_the_lost():
    table = pairs([4, 5, 1, 2, 5], [5, 5, None, None, None])
    table["came_back"] = ["both", "both", "only_baseline", "only_baseline", "not_due"]
    assert values(attrition(table), group="only_baseline")["mean"] == 1.5


def test_one_person_who_did_not_come_back_is_no_group():
    assert attrition(pairs([4, 5, 1], [5, 5, None])).table.empty


# --- how much

# 2→3, 3→4, 4→4: means 3 and 11/3, changes 1, 1, 0; s of the changes 0.5774, of the times 1 and 0.5774.
THREE = ([2, 3, 4], [3, 4, 4])


def test_the_means_are_of_those_who_answered_twice():
    found = changes(pairs([*THREE[0], 5], [*THREE[1], None]))
    assert row(found, "mean", wave="baseline")["value"] == 3
    assert row(found, "mean", wave="follow_up")["value"] == pytest.approx(11 / 3)
    assert row(found, "mean_change")[["value", "n"]].tolist() == [pytest.approx(2 / 3), 3]


def test_both_sizes_of_a_change_are_named_and_differ():
    found = changes(pairs(*THREE))
    assert row(found, "d_z")["value"] == pytest.approx(0.6667 / 0.5774, abs=1e-3)
    assert row(found, "d_av")["value"] == pytest.approx(0.6667 / ((1 + 0.5774) / 2), abs=1e-3)


def test_wilcoxons_p_leaves_out_who_did_not_change():
    # Of 1, 1 and 0 two are ranked, both upwards: one of four orders is as far to each side.
    assert row(changes(pairs(*THREE)), "wilcoxon_p")["value"] == pytest.approx(0.5)


def test_all_scores_are_one_family():
    sixfold = ([1] * 6, [2] * 6)  # 2 of 64 orders: p = 0.03125, times two tests
    found = changes(pd.concat([pairs(*THREE), pairs(*sixfold, score="met")]))
    assert row(found, "tests")[["indicator", "value"]].tolist() == ["change", 2]
    assert row(found, "holm_p", indicator="met")["value"] == pytest.approx(0.0625)
    assert row(found, "holm_p", indicator="heard")["value"] == pytest.approx(0.5)


def test_where_nobody_changed_there_is_no_test_and_it_counts_in_the_family():
    found = changes(pd.concat([pairs([3, 4], [3, 4]), pairs([1] * 6, [2] * 6, score="met")]))
    assert math.isnan(row(found, "wilcoxon_p", indicator="heard")["value"])
    assert row(found, "holm_p", indicator="met")["value"] == pytest.approx(0.0625)


def test_only_follow_ups_of_the_period_are_a_change_of_the_period():
    found = changes(pairs([*THREE[0], 1], [*THREE[1], 5], in_period=[True, True, True, False]))
    assert row(found, "mean_change")["n"] == 3


def test_a_lower_score_is_a_negative_change_whichever_end_is_good():
    assert row(changes(pairs([5, 4], [3, 3], better="lower")), "mean_change")["value"] == -1.5


def test_the_interval_stays_within_what_the_scale_allows():
    found = row(changes(pairs([1, 1], [5, 5])), "mean_change")
    assert found["value"] == 4
    assert found["low"] < found["high"] <= 4


def test_a_then_test_is_labelled_and_never_pooled():
    looking_back = pairs(*THREE, design="then_test")
    assert set(changes(looking_back).table["breakdown"]) == {"then_test"}
    with pytest.raises(DataError, match="then-tests and true baselines stand in one table"):
        changes(pd.concat([pairs(*THREE), looking_back]))


# --- how many

TWENTY = ([2] * 20, [3] * 11 + [2] * 5 + [1] * 4)


def test_without_a_reliability_a_step_of_the_scale_is_a_change():
    found = change_classes(pairs(*TWENTY))
    classes = values(found, breakdown="one_step")
    assert classes == {"share_improved": 0.55, "share_unchanged": 0.25, "share_worsened": 0.2}
    assert row(found, "improved")[["value", "n"]].tolist() == [0.55, 20]


def test_where_lower_is_better_a_rise_is_for_the_worse():
    assert values(change_classes(pairs(*TWENTY, better="lower")), breakdown="one_step")["share_worsened"] == 0.55


def test_less_than_a_step_is_no_change():
    found = change_classes(pairs([2] * 20, [2.3] * 10 + [3] * 10, step=0.5))
    assert values(found, breakdown="one_step")["share_unchanged"] == 0.5


def test_with_a_reliability_a_change_exceeds_the_error_of_the_instrument():
    # s of ten 10s and ten 20s is 5.1299; 1.96·5.1299·√2·√(1 − 0.8) = 6.359: of the rises 6 and 7 only 7 counts.
    before = [10] * 10 + [20] * 10
    after = [16] * 10 + [27] * 10
    found = change_classes(pairs(before, after, lowest=0.0, highest=100.0, reliability=0.8))
    assert values(found, breakdown="reliable_change") == {
        "share_improved": 0.5,
        "share_unchanged": 0.5,
        "share_worsened": 0.0,
    }


def test_the_error_is_that_of_all_who_began_and_not_only_of_those_who_came_back():
    # Two more answers at the start, 0 and 100, make s 20.4 and no rise of 7 reliable.
    before, after = [10] * 10 + [20] * 10 + [0, 100], [16] * 10 + [27] * 10 + [None, None]
    found = change_classes(pairs(before, after, lowest=0.0, highest=100.0, reliability=0.8))
    assert values(found, breakdown="reliable_change")["share_unchanged"] == 1


def test_shares_are_told_of_twenty_persons_or_more():
    assert change_classes(pairs([2] * 19, [3] * 19)).table.empty
    assert agreeing(pairs([2] * 19, [3] * 19)).table.empty


def test_those_who_agree_are_counted_before_and_after():
    # 12 of 20 agree before; 3 of them no longer, 1 of the others now: 10 of 20.
    found = agreeing(pairs([4] * 12 + [2] * 8, [5] * 9 + [3] * 3 + [4] + [2] * 7))
    assert row(found, "agreeing", wave="baseline")["value"] == 0.6
    assert row(found, "agreeing", wave="follow_up")["value"] == 0.5
    change = row(found, "change_of_agreeing")
    assert change["value"] == pytest.approx(-0.1)
    assert change["low"] < -0.1 < change["high"]


def test_agreement_is_asked_on_the_scale_from_one_to_five_only():
    assert agreeing(pairs([40] * 20, [50] * 20, lowest=0.0, highest=100.0)).table.empty


# --- subgroups


def test_subgroups_stand_beside_the_total_that_they_add_up_to():
    found = changes_by_subgroup(pairs([1, 1, 3], [2, 3, 3], subgroup=["north", "north", "south"]))
    assert dict(found.table[["group", "value"]].to_numpy()) == {"all": 1, "north": 1.5, "south": 0}
    assert found.table["n"].tolist() == [3, 2, 1]


def test_without_subgroups_in_params_there_are_none():
    assert changes_by_subgroup(pairs(*THREE)).table.empty


@pytest.mark.parametrize("indicator", [attrition, changes, change_classes, agreeing, changes_by_subgroup])
def test_nobody_has_changed_where_nobody_answered_twice(indicator):
    assert indicator(no_pairs()).table.empty
    assert indicator(pairs([2, 3], [None, None])).table.empty


def test_nobody_came_back_where_nobody_began():
    assert flow(no_pairs(), NOBODY).table.empty


# --- whatever the answers

FEW = settings(max_examples=12, deadline=None, derandomize=True)
ANSWERS = st.lists(st.tuples(st.integers(1, 5), st.none() | st.integers(1, 5)), min_size=3, max_size=30)
EVERY = [attrition, changes, change_classes, agreeing]


def told(table):
    """Every row that the indicators give, in an order of its own."""
    found = pd.concat([indicator(table).table for indicator in EVERY], ignore_index=True)
    return found.sort_values(["indicator", "breakdown", "group", "wave", "statistic"], ignore_index=True)


@FEW
@given(answers=ANSWERS, seed=st.integers(0, 9))
def test_the_order_of_persons_changes_nothing(answers, seed):
    table = pairs(*(list(side) for side in zip(*answers, strict=True)))
    pd.testing.assert_frame_equal(told(table), told(table.sample(frac=1, random_state=seed)))


@FEW
@given(answers=ANSWERS)
def test_intervals_hold_their_value_and_n_never_exceeds_the_persons(answers):
    found = told(pairs(*(list(side) for side in zip(*answers, strict=True))))
    known = found.dropna(subset=["low", "high"])
    assert (known["low"] <= known["value"] + 1e-9).all()
    assert (known["value"] <= known["high"] + 1e-9).all()
    assert (found["n"].dropna() <= len(answers)).all()


@FEW
@given(answers=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=20, max_size=40))
def test_the_classes_are_the_whole_and_turn_round_with_the_good_end(answers):
    before, after = (list(side) for side in zip(*answers, strict=True))
    both = [change_classes(pairs(before, after, better=end)) for end in ("higher", "lower")]
    higher, lower = (values(found, breakdown="one_step") for found in both)
    assert sum(higher.values()) == pytest.approx(1, abs=3e-4)
    assert (higher["share_improved"], higher["share_worsened"]) == (lower["share_worsened"], lower["share_improved"])


@FEW
@given(answers=st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=3, max_size=20))
def test_one_mark_more_each_time_leaves_the_change_alone(answers):
    before, after = (list(side) for side in zip(*answers, strict=True))
    more = changes(pairs([one + 1 for one in before], [one + 1 for one in after]))
    same = changes(pairs(before, after))
    assert row(more, "mean", wave="baseline")["value"] == pytest.approx(row(same, "mean", wave="baseline")["value"] + 1)
    for statistic in ("mean_change", "d_z", "d_av", "wilcoxon_p"):
        assert row(more, statistic)["value"] == pytest.approx(row(same, statistic)["value"], nan_ok=True)
