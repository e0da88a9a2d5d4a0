"""Steps from one solution in whole numbers to others: what shows without the solver that a number may be another one.

A step changes a few unknowns by one or two and leaves every statement that holds exactly as it is (n and the sum of
marks); the others are checked. From one solution of marks nearly all ranges are seen to be wide in this way.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

import numpy as np

LARGEST_STEP = 2
MOST_FREE = 5
"""Steps are made of so many unknowns that change freely; others follow from them, or stay as they are."""

TIMES = (1, 2, 4, 8, 16, 32)
"""How often a step is taken at once."""


def moves(exact: np.ndarray, movable: np.ndarray) -> np.ndarray:
    """Steps, one a row, of the movable unknowns only; `exact` has the coefficients of statements that stay as they are.

    >>> moves(np.array([[1.0, 1.0]]), np.array([True, True])).tolist()
    [[2.0, -2.0], [1.0, -1.0], [-1.0, 1.0], [-2.0, 2.0]]
    """
    columns = np.flatnonzero(movable)
    found = _moves(np.ascontiguousarray(exact[:, columns]).tobytes(), len(exact), len(columns))
    steps = np.zeros((len(found), len(movable)))
    steps[:, columns] = found
    return steps


@lru_cache(maxsize=256)
def _moves(exact: bytes, rows: int, columns: int) -> np.ndarray:
    """Blocks of the same kind of item have the same steps."""
    matrix = np.frombuffer(exact, dtype=float).reshape(rows, columns)
    follow = _following(matrix)
    free = [column for column in range(columns) if column not in follow][:MOST_FREE]
    if not free:
        return np.zeros((0, columns))
    sizes = range(-LARGEST_STEP, LARGEST_STEP + 1)
    steps = np.zeros((len(sizes) ** len(free), columns))
    steps[:, free] = list(product(sizes, repeat=len(free)))
    if follow:
        needed = -steps @ matrix.T
        steps[:, follow] = np.round(np.linalg.lstsq(matrix[:, follow], needed.T, rcond=None)[0].T)
    stays = (steps @ matrix.T == 0).all(axis=1) & steps.any(axis=1) & (np.abs(steps) <= 2 * LARGEST_STEP).all(axis=1)
    return steps[stays]


def _following(matrix: np.ndarray) -> list[int]:
    """For each statement that says something new an unknown that follows from the others."""
    left, found = matrix.copy(), []
    for row in range(len(left)):
        column = int(np.argmax(np.abs(left[row]))) if left.shape[1] else 0
        if not left.shape[1] or abs(left[row, column]) < 1e-9:
            continue
        found.append(column)
        left[row] /= left[row, column]
        others = np.arange(len(left)) != row
        left[others] -= np.outer(left[others, column], left[row])
    return found
