"""Whole-number programmes as the solver answers them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from arvio.disclosure.auditing.programmes import Statements

SECONDS = 10.0


def statements(*sums, unknowns=2, highest=math.inf):
    """Sums of unknowns between two ends: ({number: times}, low, high)."""
    within = np.array([[low, high] for _, low, high in sums], dtype=float).reshape(-1, 2).T
    return Statements(
        [list(terms.items()) for terms, _, _ in sums], within, np.array([[0.0] * unknowns, [highest] * unknowns])
    )


def lowest(given, *cost, **how):
    return given.lowest(np.array(cost, dtype=float), seconds=SECONDS, **how)


def test_one_sum_after_the_other_is_asked_of_the_same_statements():
    given = statements(({0: 2, 1: 2}, 3, 9), ({0: 1}, 1, math.inf))
    found = [lowest(given, 1, 0), lowest(given, -1, 0), lowest(given, 1, 1)]
    assert [one.became for one in found] == ["lowest"] * 3
    assert [one.bound for one in found] == [1, -4, 2]
    assert all(given.hold(np.round(one.values)) for one in found)


def test_proportions_reach_further_than_whole_numbers():
    given = statements(({0: 2, 1: 2}, 3, 9))
    assert lowest(given, -1, -1).bound == -4
    assert lowest(given, -1, -1, whole=False).values.sum() == pytest.approx(4.5)
    assert lowest(given, -1, -1).bound == -4


def test_what_no_whole_numbers_fit_is_a_contradiction():
    assert lowest(statements(({0: 2, 1: 2}, 3, 3)), 0, 0).became == "contradiction"


def test_what_nothing_bounds_is_endless():
    given = statements(({0: 1, 1: -1}, 0, 0))
    assert lowest(given, -1, 0).became == "endless"
    assert lowest(given, 1, 0).bound == 0


def test_unknowns_of_which_nothing_is_told_have_their_bounds():
    assert lowest(statements(highest=7), -1, -1).bound == -14


def test_values_beyond_their_bounds_or_a_statement_do_not_hold():
    given = statements(({0: 1, 1: 1}, 0, 5), highest=4)
    assert given.hold(np.array([4.0, 1.0]))
    assert not given.hold(np.array([5.0, 0.0]))
    assert not given.hold(np.array([3.0, 3.0]))


def test_a_programme_that_takes_too_long_is_not_finished():
    chance = np.random.default_rng(1)
    sums = [(dict(enumerate(chance.integers(50_000, 99_999, 60).tolist())), 1_000_000, 1_000_001) for _ in range(3)]
    given = statements(*sums, unknowns=60, highest=9)
    cost = chance.integers(1, 9_999, 60).astype(float)
    first, second = given.lowest(cost, seconds=0.2), given.lowest(-cost, seconds=0.2)
    assert (first.became, second.became) == ("unfinished", "unfinished")
    assert -second.bound > first.bound
