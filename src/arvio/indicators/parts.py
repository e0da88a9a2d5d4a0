"""Neighbouring times put together until there is enough in each part to be told."""

from __future__ import annotations

from collections.abc import Iterable


def part_numbers(counts: Iterable[int], *, at_least: int) -> list[int]:
    """For each time in order, the number of its part; what is left over at the end joins the last part.

    >>> part_numbers([3, 4, 9, 2], at_least=5)
    [0, 0, 1, 1]
    """
    numbers, number, so_far = [], 0, 0
    for count in counts:
        numbers.append(number)
        so_far += count
        if so_far >= at_least:
            number, so_far = number + 1, 0
    return [min(one, max(number - 1, 0)) for one in numbers]
