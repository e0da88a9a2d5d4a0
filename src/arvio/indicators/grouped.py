"""Rows by what they have in common, as plain arrays: pandas copies a whole table for every group that it hands out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

Group = Mapping[str, np.ndarray]
"""The wanted columns of one group's rows, in the order of the table."""


def grouped(
    table: pd.DataFrame, by: Sequence[str], columns: Sequence[str], *, together: bool = True
) -> Iterator[tuple[tuple[Any, ...], Group]]:
    """The rows of each combination of what stands in `by`, with its key; a row without any of that belongs to none.

    Combinations stand in the order in which they first occur, those of the same first key one after the other
    where they are to stand together.
    """
    codes, names = zip(*(pd.factorize(table[name]) for name in by), strict=True)
    known = np.flatnonzero(np.all(np.array(codes) >= 0, axis=0))
    if not len(known):
        return
    combined = np.zeros(len(known), dtype=np.int64)
    for code, of in zip(codes, names, strict=True):
        combined = combined * max(len(of), 1) + code[known]
    number, first_of = _numbered(combined)
    turn = np.argsort(codes[0][known][first_of], kind="stable") if together else np.arange(len(first_of))
    place = np.empty_like(turn)
    place[turn] = np.arange(len(turn))
    in_turn = np.argsort(place[number], kind="stable")
    ends = np.cumsum(np.bincount(place[number], minlength=len(turn)))
    arrays = {name: _array(table[name])[known][in_turn] for name in columns}
    for end, start, row in zip(ends, [0, *ends[:-1]], known[first_of[turn]], strict=True):
        key = tuple(of[code[row]] for code, of in zip(codes, names, strict=True))
        yield key, {name: values[start:end] for name, values in arrays.items()}


def _numbered(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of each value in the order of first occurrence, and where each occurs first."""
    _, first, number = np.unique(values, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[number], first[order]


def _array(column: pd.Series) -> np.ndarray:
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.to_numpy(dtype=object)
