import numpy as np
import pytest

from arvio.indicators import estimates

NO = np.nan
BEFORE = np.array([2, 3, 3, 4, 2, 1, NO, 5])
AFTER = np.array([4, 3, 4, 5, 4, 3, 4, NO])


def test_only_persons_measured_twice_have_a_change():
    estimate = estimates.mean_change(BEFORE, AFTER, lowest=1, highest=5)
    assert (estimate.n, estimate.value) == (6, pytest.approx(8 / 6))


def test_change_interval_has_a_quarter_of_a_change_of_half_the_scale_each_way():
    # changes 2 0 1 1 2 2; m = 8/6.5, s² = (14 + ¼·4 + ¼·4 − 6.5·m²)/5.5 = 1.1189, t(5.5) = 2.5019
    estimate = estimates.mean_change(BEFORE, AFTER, lowest=1, highest=5)
    assert (estimate.low, estimate.high) == pytest.approx((0.1928, 2.2688), abs=1e-4)


def test_nobody_changing_is_not_surely_no_change():
    estimate = estimates.mean_change(np.full(8, 4.0), np.full(8, 4.0), lowest=1, highest=5)
    assert estimate.value == 0
    assert estimate.low < 0 < estimate.high


def test_one_person_has_no_interval_and_nobody_no_change():
    assert np.isnan(estimates.mean_change(np.array([3.0]), np.array([4.0]), lowest=1, highest=5).low)
    assert np.isnan(estimates.mean_change(np.array([NO]), np.array([4.0]), lowest=1, highest=5).value)


def test_equal_changes_are_equal_though_they_are_of_decimals():
    changes = estimates.each_change(np.array([9.1, 0.2]), np.array([9.2, 0.3]))
    assert changes[0] == changes[1]


def test_effect_sizes_are_in_standard_deviations_of_what_their_names_say():
    before, after = np.array([10, 12, 14, 16.0]), np.array([13, 12, 18, 17.0])
    # changes 3 0 4 1: mean 2, s 1.8257; s of before 2.5820, of after 2.9439
    found = estimates.effect_sizes(before, after)
    assert found.d_z.value == pytest.approx(2 / 1.8257, abs=1e-4)
    assert found.d_av.value == pytest.approx(2 / ((2.5820 + 2.9439) / 2), abs=1e-4)
    assert found.d_pre == pytest.approx(2 / 2.5820, abs=1e-4)
    assert found.g_z.value < found.d_z.value
    assert found.d_av.low < found.d_av.value < found.d_av.high


def test_changes_all_alike_have_no_effect_size_and_no_test():
    before = np.array([1.1, 2.2, 3.3])
    found = estimates.effect_sizes(before, before + 0.1)
    assert np.isnan(found.d_z.value)
    assert found.correlation == pytest.approx(1)
    assert np.isnan(estimates.paired_t(before, before + 0.1).p)


def test_starts_all_alike_have_no_d_pre_and_no_correlation():
    found = estimates.effect_sizes(np.full(3, 2.0), np.array([1, 2, 4.0]))
    assert np.isnan([found.d_pre, found.correlation]).all()


def test_change_of_a_share_counts_those_who_changed():
    # 24 of 41 lonely before, 16 after: 10 only before, 2 only after; P(X ≤ 2 or X ≥ 10) = 158/4096
    found = estimates.change_of_share(both=14, gained=2, lost=10, neither=15)
    assert found.change.value == pytest.approx(-8 / 41)
    assert found.p == pytest.approx(158 / 4096)
    # exact limits 0.2420…0.5550 of 16/41 and 0.4211…0.7368 of 24/41; φ = (14.5·15.5 − 2.5·10.5)/√(17·26·25·18) = 0.4451
    assert (found.change.low, found.change.high) == pytest.approx((-0.3530, -0.0218), abs=1e-4)


def test_nobody_changing_their_answer_has_a_width_and_no_test():
    found = estimates.change_of_share(both=5, gained=0, lost=0, neither=5)
    assert found.change.low < 0 < found.change.high
    assert np.isnan([found.p, found.chi_square]).all()


def test_a_change_of_nobodys_share_is_none():
    assert np.isnan(estimates.change_of_share(both=0, gained=0, lost=0, neither=0).change.value)
