import numpy as np
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from arvio.indicators import estimates


def test_limits_are_wider_for_the_smaller_unit():
    found = estimates.funnel(np.array([6, 60, 14]), np.array([10, 100, 20]))
    assert found.low[0] < found.low[1] < found.centre < found.high[1] < found.high[0]
    assert (found.dispersion, found.outside) == (1.0, ())


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
    assert found.dispersion > 5
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
