"""What a published figure says, where small tables do not show it (`test_enumeration` tries every one of these)."""

from fractions import Fraction

import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.bounds import ranges
from arvio.disclosure.auditing.targets import Target

FEW = Target("few", (("few", 1),))
ALL = ["few", "rest"]


@pytest.mark.parametrize(("n", "most"), [(9, 0), (10, 0), (11, 1), (20, 1), (21, 2)])
def test_under_a_tenth_is_less_than_a_tenth_and_over_nine_tenths_more(n, most):
    persons = model.exactly(ALL, n)
    under = ranges([*persons, *model.under_share(["few"], ALL, 0.1)], [FEW])
    over = ranges([*persons, *model.over_share(["rest"], ALL, 0.9)], [FEW])
    assert under.ranges["few"][:2] == over.ranges["few"][:2] == (0, most)


@pytest.mark.parametrize(("n", "between"), [(7, (2, 3)), (8, (2, 4)), (9, (3, 4))])
def test_a_ratio_lies_between_its_bounds_or_is_one_of_them(n, between):
    rows = model.ratio_of({"few": 1}, {"all": 1}, model.Bounds(Fraction(1, 4), Fraction(1, 2)))
    assert ranges([*model.exactly(["all"], n), *rows], [FEW]).ranges["few"][:2] == between


def test_what_needs_no_fact_is_told_by_none():
    of_course = [
        *(model.adds_up(["few"], ["rest"]), model.covers("few", ["rest"]), model.holds("few", ["rest"])),
        *(model.not_fewer("few", "rest"), model.between(["few"], 1, 2)),
        model.one_of([model.exactly(["few"], 1), model.exactly(["few"], 2)], at_most=9),
    ]
    assert {row.told_by for rows in of_course for row in rows} == {""}


def test_a_share_with_its_interval_is_of_one_of_the_counts_that_give_both():
    rows = model.interval_of_share("few", "all", (0.57, 0.37, 0.76), counts=range(20, 60))
    found = ranges(rows, [FEW, Target("all", (("all", 1),))]).ranges
    assert {name: one[:2] for name, one in found.items()} == {"few": (16, 16), "all": (28, 28)}


def test_an_interval_that_no_count_gives_is_of_another_kind_and_says_nothing():
    assert model.interval_of_share("few", "all", (0.57, 0.5, 0.6), counts=range(20, 60)) == []
