import numpy as np
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from arvio.indicators import estimates


def test_limits_are_wider_for_the_smaller_unit():
    found = estimates.funnel(np.array([6, 60, 14]), np.array([10, 100, 20]))
    assert found.low[0] < found.low[1] < found.centre < found.high[1] < found.high[0]
    assert found.outside == ()


def test_limits_are_exact_binomial_ones():
    # of 20 with a share of a half, 5 or fewer come in 2.07 % and 6 or fewer in 5.77 %
    found = estimates.funnel(np.array([10, 10]), np.array([20, 20]))
    assert found.low.tolist() == [6 / 20] * 2
    assert found.high.tolist() == [14 / 20] * 2


def test_a_unit_unlike_the_others_is_outside():
    counts = np.array([50, 48, 52, 51, 49, 50, 47, 53, 50, 50, 95])
    assert estimates.funnel(counts, np.full(11, 100)).outside == (10,)


def test_units_that_all_differ_widen_the_limits():
    counts = np.array([30, 35, 50, 65, 70, 30, 70, 35, 55, 60])
    found = estimates.funnel(counts, np.full(10, 100))
    # z of 4 (four times), 3 (three times), 2, 1 and 0: their squares are 9.6 in the mean; by chance alone 0.4 to 0.6
    assert found.low.tolist() == pytest.approx([0.5 - 0.1 * 9.6**0.5] * 10)
    assert found.high.tolist() == pytest.approx([0.5 + 0.1 * 9.6**0.5] * 10)
    assert found.outside == ()


def test_units_without_any_have_no_limits():
    found = estimates.funnel(np.array([0, 0]), np.array([10, 20]))
    assert np.isnan(found.low).all()
    assert found.outside == ()


def test_limits_never_leave_the_scale():
    found = estimates.funnel(np.array([9, 1, 8, 2, 19]), np.array([9, 9, 8, 8, 20]))
    assert found.low.min() >= 0
    assert found.high.max() <= 1


def test_the_unit_with_fewer_answers_is_drawn_more():
    found = estimates.shrunken_means(np.array([4.9, 4.9, 3.5, 4.0, 4.2]), np.ones(5), np.array([5, 100, 50, 40, 60]))
    assert found.centre < found.values[0] < found.values[1] < 4.9
    assert (found.low < found.values).all()


def test_units_that_differ_by_chance_only_are_all_drawn_to_the_centre():
    found = estimates.shrunken_means(np.array([4.0, 4.01, 3.99]), np.ones(3), np.array([10, 10, 10]))
    assert found.between_sd == 0
    assert found.values.tolist() == pytest.approx([4.0] * 3)
    assert (found.high > found.low).all()


def test_shrinking_equal_units_is_what_a_mixed_model_does():
    draw = np.random.default_rng(4)
    unit = np.repeat(np.arange(12), 15)
    answers = 4 + draw.normal(0, 0.5, 12)[unit] + draw.normal(0, 1, 180)
    fitted = MixedLM(answers, np.ones((180, 1)), unit).fit()
    by_unit = answers.reshape(12, 15)
    found = estimates.shrunken_means(by_unit.mean(axis=1), by_unit.std(axis=1, ddof=1), np.full(12, 15))
    drawn = [fitted.params[0] + effect.iloc[0] for effect in fitted.random_effects.values()]
    assert found.values.tolist() == pytest.approx(drawn, abs=1e-4)


def test_nothing_is_drawn_where_no_answers_differ():
    found = estimates.shrunken_means(np.array([4.0, 5.0]), np.zeros(2), np.array([5, 5]))
    assert found.values.tolist() == [4.0, 5.0]
    assert np.isnan(found.low).all()


def test_figures_with_equal_errors_are_drawn_as_computed_by_hand():
    # s² = 1 of 3, 4, 5 and v = 0.25: τ² = 0.75, B = 0.25; half = 1.96·√(B·τ² + B²·(1/3)) = 0.8946
    found = estimates.shrunken(np.array([3.0, 4.0, 5.0]), np.full(3, 0.25))
    assert found.values.tolist() == pytest.approx([3.25, 4.0, 4.75], abs=1e-6)
    assert found.between_sd == pytest.approx(0.75**0.5, abs=1e-6)
    assert (found.high - found.values).tolist() == pytest.approx([0.8946] * 3, abs=1e-4)


def test_heterogeneity_is_the_part_of_q_beyond_its_degrees_of_freedom():
    # Q = 2/v: 2 with v = 1, 8 with v = 0.25
    assert estimates.heterogeneity(np.array([1.0, 2.0, 3.0]), np.ones(3)) == 0
    assert estimates.heterogeneity(np.array([1.0, 2.0, 3.0]), np.full(3, 0.25)) == pytest.approx(0.75)
    assert estimates.heterogeneity(np.ones(3), np.ones(3)) == 0


def test_the_spread_behind_intervals_is_found_by_least_squares():
    # a = 2.06390/5 and 1.98422/10: σ = (0.2·0.412780 + 0.1·0.198422)/(0.170387 + 0.039371)
    assert estimates.spread_behind(np.array([0.2, 0.1]), np.array([25, 100])) == pytest.approx(0.48817, abs=1e-4)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([4, 1, 3, 2], 1.5, 3.5),
        ([5, 4, 1, 3, 2], 2, 4),
        ([6, 5, 4, 1, 3, 2], 2, 5),
        (range(1, 8), 3, 5),
        (range(20), 2, 17),
        (range(21), 2, 18),
        (range(41), 4, 36),
    ],
)
def test_the_typical_range_is_never_from_the_lowest_to_the_highest(values, low, high):
    assert estimates.typical_range(np.array(values, dtype="float64")) == pytest.approx((low, high))


def test_three_units_have_no_typical_range():
    assert np.isnan(estimates.typical_range(np.array([1.0, 2.0, 3.0]))).all()
