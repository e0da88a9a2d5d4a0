"""What a page tells of its own protection: from how many persons on counts are shown, and how they are rounded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .pages import Page
from .printed import Printed
from .told import Count

FEWEST = re.compile(r"Counts of fewer than (\d+) persons are withheld.*?on sensitive subjects the limit is (\d+)")
ROUNDED = re.compile(r"are rounded to the nearest (\d+)")


@dataclass(frozen=True)
class MethodBox:
    """The rules of one page in its own words; a rounding base of 1 where it tells of none."""

    minimum: int
    minimum_of_rounded: int
    base: int

    def read(self, number: Printed, *, of_persons: bool) -> Count:
        """Between which whole numbers a printed count lies. On a page that rounds, any multiple may be rounded."""
        value = int(number.value)
        if self.base == 1 or value % self.base:
            return Count(value, value)
        lowest, highest = value - (self.base - 1) // 2, value + self.base // 2
        least = min(value, self.minimum_of_rounded) if of_persons else 0
        return Count(max(lowest, least, 0), highest)


def method_box(page: Page) -> MethodBox:
    """The rules that a page tells; a page without any is no report of persons, and an error here."""
    told = " ".join(page.rules)
    fewest, rounded = FEWEST.search(told), ROUNDED.search(told)
    if fewest is None:
        raise AssertionError(f"{page.name} does not tell from how many persons on counts are shown")
    return MethodBox(int(fewest[1]), int(fewest[2]), int(rounded[1]) if rounded else 1)
