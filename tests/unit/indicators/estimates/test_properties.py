"""What holds of every estimate whatever the answers are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.indicators import estimates

SCALE = {"lowest": 1.0, "highest": 5.0}
MARKS = st.integers(1, 5)
ANSWERS = st.lists(MARKS, min_size=2, max_size=40).map(lambda marks: np.array(marks, float))
PERSONS = st.lists(st.tuples(MARKS | st.just(np.nan), MARKS | st.just(np.nan)), min_size=2, max_size=30).map(
    lambda rows: np.array(rows, float)
)
ITEMS = st.lists(st.tuples(MARKS, MARKS, MARKS), min_size=4, max_size=20).map(lambda rows: np.array(rows, float))
COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SEEDS = st.integers(0, 2**16)

bounded = settings(max_examples=60, deadline=None)


def numbers(estimate) -> list[float]:
    """All numbers of an estimate or of a record of estimates."""
    parts = vars(estimate).values() if hasattr(estimate, "__dataclass_fields__") else estimate
    return [number for part in parts for number in (part if isinstance(part, tuple) else [part])]


def shuffled(values: np.ndarray, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).permutation(values)


def keeps_to(estimate: estimates.Estimate, lowest: float, highest: float) -> bool:
    """Inside the scale, around the value, and with a width."""
    return lowest <= estimate.low <= estimate.value + 1e-12 and (
        estimate.value - 1e-12 <= estimate.high <= highest and estimate.low < estimate.high
    )


# --- permuting rows changes nothing


@bounded
@given(ANSWERS, SEEDS)
def test_the_order_of_answers_does_not_matter(values, seed):
    other = shuffled(values, seed)
    for estimate in (
        lambda one: estimates.mean(one, **SCALE),
        lambda one: estimates.mean_of_population(one, **SCALE, population=50),
        lambda one: estimates.difference_of_means(one, np.array([3, 4.0]), **SCALE),
    ):
        assert estimate(other) == pytest.approx(estimate(values))
    assert estimates.rank_sum(other, np.array([3, 4.0])).p == pytest.approx(
        estimates.rank_sum(values, np.array([3, 4.0])).p
    )


@bounded
@given(PERSONS, SEEDS)
def test_the_order_of_persons_does_not_matter(persons, seed):
    other = shuffled(persons, seed)
    for estimate in (
        lambda one: estimates.mean_change(one[:, 0], one[:, 1], **SCALE),
        lambda one: estimates.effect_sizes(one[:, 0], one[:, 1]),
        lambda one: estimates.attrition(one[:, 0], one[:, 1], **SCALE),
        lambda one: estimates.reliable_changes(one[:, 0], one[:, 1], smallest=1.0, better="higher"),
    ):
        assert numbers(estimate(other)) == pytest.approx(numbers(estimate(persons)), nan_ok=True)
    changes = estimates.each_change(persons[:, 0], persons[:, 1])
    assert estimates.signed_rank(shuffled(changes, seed)).p == pytest.approx(estimates.signed_rank(changes).p)


@bounded
@given(ITEMS, SEEDS)
def test_the_order_of_respondents_does_not_matter_to_an_instrument(items, seed):
    other = shuffled(items, seed)
    assert estimates.alpha(other) == pytest.approx(estimates.alpha(items), nan_ok=True)
    assert estimates.item_rest(other).correlations == pytest.approx(
        estimates.item_rest(items).correlations, nan_ok=True
    )


@bounded
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=30), SEEDS)
def test_the_order_of_stays_does_not_matter(stays, seed):
    rows = np.array(stays, float)
    found, other = (estimates.kaplan_meier(one[:, 0], one[:, 1]) for one in (rows, shuffled(rows, seed)))
    assert found.share.tolist() == other.share.tolist()


# --- adding a constant


@bounded
@given(ANSWERS, st.integers(-50, 50))
def test_adding_a_constant_moves_means_by_it(values, constant):
    moved = estimates.mean(values + constant, lowest=1 + constant, highest=5 + constant)
    assert moved[:3] == pytest.approx([part + constant for part in estimates.mean(values, **SCALE)[:3]])


@bounded
@given(PERSONS, st.integers(-50, 50))
def test_adding_a_constant_leaves_changes_alone(persons, constant):
    (before, after), (before_2, after_2) = persons.T, persons.T + constant
    change, moved = (
        estimates.mean_change(before, after, **SCALE),
        estimates.mean_change(before_2, after_2, lowest=1 + constant, highest=5 + constant),
    )
    assert moved == pytest.approx(change, nan_ok=True)
    assert numbers(estimates.effect_sizes(before_2, after_2)) == pytest.approx(
        numbers(estimates.effect_sizes(before, after)), nan_ok=True
    )


# --- shares


@given(st.lists(st.integers(0, 20), min_size=2, max_size=6).filter(any))
def test_the_shares_of_one_item_make_1(counts):
    assert sum(estimates.share(count, sum(counts)).value for count in counts) == pytest.approx(1)


# --- intervals


@bounded
@given(ANSWERS, ANSWERS)
def test_no_interval_of_means_leaves_its_scale_or_has_zero_width(values, reference):
    assert keeps_to(estimates.mean(values, **SCALE), 1, 5)
    assert keeps_to(estimates.difference_of_means(values, reference, **SCALE), -4, 4)
    n = min(len(values), len(reference))
    assert keeps_to(estimates.mean_change(values[:n], reference[:n], **SCALE), -4, 4)
    assert keeps_to(estimates.mean_of_population(values, **SCALE, population=len(values) + 1), 1, 5)


@bounded
@given(COUNTS, COUNTS, st.integers(1, 9))
def test_no_interval_of_shares_leaves_0_to_1_or_has_zero_width(counts, reference, missing):
    assert keeps_to(estimates.share(*counts), 0, 1)
    assert keeps_to(estimates.wilson_share(*counts), 0, 1)
    assert keeps_to(estimates.difference_of_shares(*counts, *reference), -1, 1)
    assert keeps_to(estimates.share_of_population(*counts, counts[1] + missing), 0, 1)


@bounded
@given(*[st.integers(0, 12)] * 4)
def test_no_interval_of_a_change_of_share_leaves_its_scale_or_has_zero_width(both, gained, lost, neither):
    if both + gained + lost + neither:
        found = estimates.change_of_share(both=both, gained=gained, lost=lost, neither=neither)
        assert keeps_to(found.change, -1, 1)
        assert np.isnan(found.p) or 0 < found.p <= 1


@bounded
@given(ITEMS)
def test_no_interval_of_alpha_is_above_1_or_has_zero_width(items):
    found = estimates.alpha(items)
    assert np.isnan(found.low) or found.low < found.value < found.high <= 1


@bounded
@given(st.lists(COUNTS, min_size=2, max_size=12))
def test_no_limit_of_a_funnel_leaves_0_to_1(units):
    counts, n = np.array(units).T
    found = estimates.funnel(counts, n)
    assert np.isnan(found.low).all() or (found.low.min() >= 0 and found.high.max() <= 1)
    assert np.isnan(found.low).all() or (found.low <= found.centre).all()


@bounded
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=30))
def test_the_share_that_stays_falls_within_its_interval(stays):
    rows = np.array(stays, float)
    found = estimates.kaplan_meier(rows[:, 0], rows[:, 1])
    known = ~np.isnan(found.low)
    assert (np.diff(found.share) <= 1e-12).all()
    assert ((found.low[known] >= 0) & (found.low[known] < found.share[known])).all()
    assert ((found.share[known] < found.high[known]) & (found.high[known] <= 1)).all()


# --- persons


@bounded
@given(PERSONS)
def test_n_never_exceeds_the_persons(persons):
    before, after = persons.T
    assert estimates.mean_change(before, after, **SCALE).n <= len(persons)
    assert estimates.effect_sizes(before, after).d_z.n <= len(persons)
    classes = estimates.reliable_changes(before, after, smallest=1.0, better="lower")
    assert classes.improved + classes.unchanged + classes.worsened == classes.n <= len(persons)
    lost = estimates.attrition(before, after, **SCALE)
    assert lost.followed.n + lost.lost.n == lost.started <= len(persons)
    assert estimates.alpha(persons).n <= estimates.alpha_pairwise(persons).n <= len(persons)


@bounded
@given(st.lists(st.sampled_from("abc"), min_size=3, max_size=30).filter(lambda labels: len(set(labels)) == 3))
def test_weights_speak_for_no_more_persons_than_answered(labels):
    found = estimates.rake({"group": np.array(labels)}, targets={"group": {"a": 0.2, "b": 0.3, "c": 0.5}})
    assert found.converged
    assert found.effective_n <= len(labels) + 1e-9


# --- reversing


@bounded
@given(ITEMS, st.integers(0, 2))
def test_reversing_an_item_twice_is_nothing_and_once_turns_it_against_the_rest(items, place):
    once, twice = items.copy(), items.copy()
    once[:, place] = 6 - once[:, place]
    twice[:, place] = 6 - (6 - twice[:, place])
    assert estimates.alpha(twice) == pytest.approx(estimates.alpha(items), nan_ok=True)
    straight, turned = estimates.item_rest(items).correlations[place], estimates.item_rest(once).correlations[place]
    assert turned == pytest.approx(-straight, nan_ok=True)
