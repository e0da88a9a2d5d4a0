"""The options of a question: whether they are steps of a scale or just different answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

STEPS_AT_LEAST = 3
SET_ASIDE_FROM = 66
"""Codes from here on, and those below nought, stand beside a scale: 66, 77, 88, 99 for "don't know" and the like."""


def kind_of(codes: Iterable[str]) -> Literal["scale", "choice"]:
    """scale where the codes are whole numbers in a row, apart from those that stand beside a scale.

    >>> kind_of(["1", "2", "3", "4", "5", "99"]), kind_of(["1", "0"]), kind_of(["mies", "nainen"])
    ('scale', 'choice', 'choice')
    """
    written = list(codes)
    if not all(code.removeprefix("-").isdecimal() for code in written):
        return "choice"
    steps = sorted(number for number in map(int, written) if 0 <= number < SET_ASIDE_FROM)
    in_a_row = len(steps) >= STEPS_AT_LEAST and steps == list(range(steps[0], steps[-1] + 1))
    return "scale" if in_a_row else "choice"
