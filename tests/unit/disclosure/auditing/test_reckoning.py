"""What each statement by itself says of its unknowns needs no solver."""

from arvio.disclosure.auditing import bounds, model
from arvio.disclosure.auditing.targets import Block, Target

A = Target("a", (("a", 1),))


def test_what_simple_reckoning_finds_contradictory_costs_no_programme():
    rows = [*model.exactly(["a"], 3, told_by="one"), *model.exactly(["a"], 4, told_by="other")]

    assert bounds.solved(Block(rows, [A])) == (None, 0)
