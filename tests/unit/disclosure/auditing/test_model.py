"""What a published figure says, where small tables do not show it (`test_enumeration` tries every one of these)."""

import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.bounds import Target, ranges

FEW = Target("few", (("few", 1),))
ALL = ["few", "rest"]


@pytest.mark.parametrize(("n", "most"), [(9, 0), (10, 0), (11, 1), (20, 1), (21, 2)])
def test_under_a_tenth_is_less_than_a_tenth_and_over_nine_tenths_more(n, most):
    persons = model.exactly(ALL, n)
    under = ranges([*persons, *model.under_share(["few"], ALL, 0.1)], [FEW])
    over = ranges([*persons, *model.over_share(["rest"], ALL, 0.9)], [FEW])
    assert under.ranges["few"][:2] == over.ranges["few"][:2] == (0, most)
