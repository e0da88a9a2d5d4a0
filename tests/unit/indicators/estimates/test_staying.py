"""Curves against tables worked out by hand."""

import numpy as np
import pytest

from arvio.indicators import estimates


def test_ties_censoring_and_leaving_on_the_first_day():
    # one of 10 leaves at 0, two of 9 at 2, one of 6 at 5, one of 2 at 8; last seen at 2, 5, 5, 7 and 9
    durations = np.array([0, 2, 2, 2, 5, 5, 5, 7, 8, 9])
    left = np.array([1, 1, 1, 0, 1, 0, 0, 0, 1, 0])
    found = estimates.kaplan_meier(durations, left)
    assert found.times.tolist() == [0, 2, 5, 8]
    assert found.at_risk.tolist() == [10, 9, 6, 2]
    assert found.left.tolist() == [1, 2, 1, 1]
    assert found.share.tolist() == pytest.approx([9 / 10, 9 / 10 * 7 / 9, 7 / 10 * 5 / 6, 7 / 10 * 5 / 6 / 2])
    assert (found.n, found.censored, found.median) == (10, 5, 8)


def test_the_interval_is_the_log_log_one():
    # one of ten: Σ = 1/90, ± 1.96·√(1/90)/ln 0.9 as powers of e: 0.9^7.107 and 0.9^0.1407
    found = estimates.kaplan_meier(np.array([1, *[2] * 9]), np.array([1, *[0] * 9]))
    assert (found.low[0], found.high[0]) == pytest.approx((0.9**7.1073, 0.9**0.1407), abs=1e-4)


def test_a_published_curve():
    # Freireich et al. 1963, weeks in remission on 6-MP, as tabled by Kaplan and Meier's method in many textbooks
    weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
    ended = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    found = estimates.kaplan_meier(np.array(weeks), np.array(ended))
    assert found.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.share.tolist() == pytest.approx([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=5e-4)
    assert found.median == 23


def test_everybody_leaving_ends_at_0_without_an_interval():
    found = estimates.kaplan_meier(np.array([1, 2]), np.array([1, 1]))
    assert found.share.tolist() == [0.5, 0.0]
    assert np.isnan(found.low[1])
    assert found.median == 1


def test_nobody_leaving_has_no_steps():
    found = estimates.kaplan_meier(np.array([4, 5]), np.array([0, 0]))
    assert (len(found.times), found.censored) == (0, 2)
    assert np.isnan(found.median)


def test_dropping_who_is_still_there_would_tell_another_story():
    durations, left = np.array([1, 2, 9, 9, 9, 9]), np.array([1, 1, 0, 0, 0, 0])
    assert estimates.kaplan_meier(durations, left).share[-1] == pytest.approx(4 / 6)
