"""Differences of two groups, against values worked out by hand, printed in the source, or of statsmodels."""

import numpy as np
import pytest
from scipy.stats import ttest_ind
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import ttost_ind

from arvio.indicators import estimates

VALUES = np.array([4, 5, 4, 3, 5, 4, 4, 5, 3, 4.0])
REFERENCE = np.array([5, 5, 4, 5, 5, 4, 5, 5, 4, 5.0])
SCALE = (1, 5)


def test_difference_of_means_is_welchs_with_a_quarter_of_an_answer_at_each_end():
    # m 4.0476 and 4.6190, s²/(n + ½) 0.0749 and 0.0549, df 18.56, t = 2.0964
    estimate = estimates.difference_of_means(VALUES, REFERENCE, lowest=1, highest=5)
    assert estimate.value == pytest.approx(-0.6)
    assert (estimate.low, estimate.high) == pytest.approx((-1.3269, 0.1840), abs=1e-4)
    assert estimate.n == 10


def test_difference_of_uniform_groups_has_a_width():
    estimate = estimates.difference_of_means(np.full(15, 5.0), np.full(15, 4.0), lowest=1, highest=5)
    assert estimate.low < 1 < estimate.high


def test_a_group_of_one_has_no_interval_and_of_none_no_difference():
    assert np.isnan(estimates.difference_of_means(VALUES, np.array([4.0]), lowest=1, highest=5).low)
    assert np.isnan(estimates.difference_of_means(VALUES, np.array([]), lowest=1, highest=5).value)
    assert np.isnan(estimates.difference_of_shares(1, 2, 0, 0).value)


def test_wilsons_intervals_put_together_are_newcombes():
    # Newcombe 1998, table II (a), method 10: 56/70 against 48/80
    estimate = estimates.square_and_add(estimates.wilson_share(56, 70), estimates.wilson_share(48, 80))
    assert (estimate.low, estimate.high) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    assert (estimate.low, estimate.high) == pytest.approx(confint_proportions_2indep(56, 70, 48, 80, method="newcomb"))


def test_difference_of_shares_is_wider_than_newcombes():
    estimate = estimates.difference_of_shares(56, 70, 48, 80)
    assert estimate.low < 0.0524
    assert estimate.high > 0.3339
    assert estimate.n == 70


def test_many_alike_groups_are_on_the_same_level():
    values, reference = np.tile(VALUES, 20), np.tile(VALUES, 10)
    assert estimates.equivalence(values, reference, scale=SCALE, margin=0.3).level == "same"


@pytest.mark.parametrize(("shift", "nearer"), [(-0.01, "low"), (0.01, "high")])
def test_an_interval_that_ends_on_the_margin_itself_is_not_within_it(shift, nearer):
    groups = np.tile(VALUES, 20) + shift, np.tile(VALUES, 10)
    margin = abs(getattr(estimates.equivalence(*groups, scale=(0, 6), margin=0.3), nearer))
    beyond = np.nextafter(margin, 1)
    found = [estimates.equivalence(*groups, scale=(0, 6), margin=one).level for one in (margin, beyond)]
    assert found == ["undecided", "same"]


def test_few_alike_groups_leave_it_undecided():
    assert estimates.equivalence(VALUES, VALUES, scale=SCALE, margin=0.3).level == "undecided"


def test_groups_apart_are_different():
    found = estimates.equivalence(np.tile(VALUES, 4), np.tile(REFERENCE, 4), scale=SCALE, margin=0.3)
    assert found.level == "different"
    assert found.difference.high < 0


def test_a_difference_within_the_margin_is_the_same_level_though_it_is_no_chance():
    values = np.tile(VALUES, 100)
    found = estimates.equivalence(values, values + 0.1, scale=(0, 6), margin=0.3)
    assert found.difference.high < 0
    assert found.level == "same"


def test_the_tests_of_many_answers_are_those_of_statsmodels():
    # half an answer does not matter to thousands
    values, reference = np.tile(VALUES, 200), np.tile(np.append(REFERENCE, [3, 3]), 200)
    found = estimates.equivalence(values, reference, scale=SCALE, margin=0.4)
    p, *_ = ttost_ind(values, reference, -0.4, 0.4, usevar="unequal")
    assert found.p == pytest.approx(p, rel=0.1)
    interval = ttest_ind(values, reference, equal_var=False).confidence_interval(0.9)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=0.002)


def test_the_interval_of_90_percent_and_p_agree():
    for margin in (0.5, 0.9, 1.1, 1.3):
        found = estimates.equivalence(VALUES, REFERENCE, scale=SCALE, margin=margin)
        assert (found.p < 0.05) == (-margin < found.low and found.high < margin)


def test_equivalence_of_single_persons_is_undecided():
    found = estimates.equivalence(VALUES, np.array([4.0]), scale=SCALE, margin=0.3)
    assert (found.level, np.isnan(found.p)) == ("undecided", True)


def test_adjusting_for_the_start_finds_what_the_group_adds():
    # each ends 2 above their start, and members another 3 above that
    before = np.array([1, 2, 3, 4, 5, 6, 7, 8.0])
    group = np.array([0, 1, 0, 1, 0, 1, 0, 1.0])
    noise = np.array([0.1, 0.1, -0.1, -0.1, -0.1, -0.1, 0.1, 0.1])
    found = estimates.adjusted_difference(before + 2 + 3 * group + noise, before, group)
    assert found.value == pytest.approx(3, abs=0.01)
    assert found.low < 3 < found.high


def test_a_group_of_one_cannot_be_adjusted():
    before = np.array([1, 2, 3, 4.0])
    assert np.isnan(estimates.adjusted_difference(before, before, np.array([0, 0, 0, 1.0])).value)


def test_two_in_each_group_have_an_adjusted_difference_and_one_alone_has_none():
    # 1 → 3 and 2 → 4 rise by 1 a step, 1 → 6 and 2 → 8 by 2: by 1.5 together, and from means of 3.5 to 7
    after, before = np.array([3, 4, 6, 8.0]), np.array([1, 2, 1, 2.0])
    found = estimates.adjusted_difference(after, before, np.array([0, 0, 1, 1]))
    assert (found.value, found.n) == (pytest.approx(3.5), 4)
    assert np.isnan(estimates.adjusted_difference(after, before, np.array([0, 1, 1, 1])).value)
