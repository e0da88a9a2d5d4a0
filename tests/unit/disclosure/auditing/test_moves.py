"""Steps between solutions in whole numbers."""

import itertools

import numpy as np
import pytest

from arvio.disclosure.auditing.model import adds_up, exactly, mean_of
from arvio.disclosure.auditing.moves import LARGEST_STEP, MOST_FREE, moves

MARKS = np.array([1.0, 2.0, 3.0, 4.0, 5.0])


def every(columns):
    return np.ones(columns, dtype=bool)


def test_steps_leave_n_and_the_sum_of_marks_as_they_are():
    exact = np.array([np.ones(5), MARKS])
    found = moves(exact, every(5))
    assert (exact @ found.T == 0).all()
    assert found.any(axis=1).all()
    assert [1, -2, 1, 0, 0] in found.tolist()
    assert len({tuple(one) for one in found.tolist()}) == len(found)


def test_every_small_step_of_few_unknowns_is_found():
    exact = np.array([np.ones(4)])
    small = [one for one in itertools.product((-1, 0, 1), repeat=4) if any(one) and not sum(one)]
    assert {tuple(map(float, one)) for one in small} <= {tuple(one) for one in moves(exact, every(4)).tolist()}


def test_what_does_not_move_stays():
    found = moves(np.array([[1.0, 1.0, -9.0]]), np.array([True, True, False]))
    assert len(found)
    assert not found[:, 2].any()


@pytest.mark.parametrize(
    ("exact", "columns"),
    [(np.array([[2.0, 3.0]]), 1), (np.array([[1.0]]), 1), (np.eye(3), 3), (np.array([[7.0, 9.0]]), 2), ([[]], 0)],
)
def test_where_no_small_step_is_possible_there_is_none(exact, columns):
    exact = np.array(exact, dtype=float)
    movable = np.arange(exact.shape[1]) < columns
    assert len(moves(exact, movable)) == 0


def test_statements_that_repeat_each_other_take_no_unknown_away():
    exact = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [0.0, 0.0, 0.0]])
    assert len(moves(exact, every(3))) == len(moves(exact[:1], every(3)))


def test_of_many_unknowns_only_some_move_freely():
    assert len(moves(np.zeros((0, 30)), every(30))) == (2 * LARGEST_STEP + 1) ** MOST_FREE - 1


def test_the_steps_of_a_question_show_that_answers_may_be_others():
    rows = [
        *exactly(["n"], 40),
        *adds_up(["n"], [1, 2, 3, 4, 5]),
        *mean_of({m: m for m in range(1, 6)}, 3.9, decimals=1),
    ]
    names = ["n", 1, 2, 3, 4, 5]
    matrix = np.array([[dict(row.terms).get(name, 0) for name in names] for row in rows], dtype=float)
    stays = np.array([row.low == row.high for row in rows])
    solution = np.array([40, 0, 2, 10, 18, 10], dtype=float)
    found = solution + moves(matrix[stays], np.array([False, *[True] * 5]))
    assert (found[:, 0] == 40).all()
    assert (found[:, 1:].sum(axis=1) == 40).all()


def test_no_step_takes_an_unknown_farther_than_twice_the_largest():
    found = moves(np.array([np.ones(5)]), every(5))
    assert np.abs(found).max() == 2 * LARGEST_STEP
