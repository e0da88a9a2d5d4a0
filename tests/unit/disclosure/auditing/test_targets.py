"""What hangs together with a target, and when its range is wide enough."""

import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.targets import Enough, Range, Target, blocks

A, C = Target("a", (("a", 1),)), Target("c", (("c", 1),))


def test_statements_on_different_unknowns_are_solved_apart():
    rows = [*model.exactly(["a", "b"], 5), *model.exactly(["c"], 2)]

    assert [len(block.rows) for block in blocks(rows, [A, C])] == [1, 1]


@pytest.mark.parametrize("needed", [Enough(low=2), Enough(high=4), Enough(width=3), Enough(low=2, high=4, width=3)])
def test_a_range_is_wide_enough_that_reaches_what_is_needed_and_not_if_it_falls_short_by_one(needed):
    assert needed.holds(Range(2, 4))
    assert not all(needed.holds(one) for one in (Range(3, 4), Range(2, 3)))
