"""What a range tells of a protected number."""

from __future__ import annotations

import math

import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.explain import facts_behind
from arvio.disclosure.auditing.targets import Range
from arvio.disclosure.auditing.verdicts import Protected, audit, audit_verdicts, verdict_on, wide_enough

CELL = (("cell", 1),)


@pytest.mark.parametrize(
    ("kind", "found", "verdict"),
    [
        ("count", Range(3, 3), "known_small"),
        ("count", Range(1, 4), "known_small"),
        ("count", Range(0, 1), "too_narrow"),
        ("count", Range(4, 5), "too_narrow"),
        ("count", Range(4, 6), "protected"),
        ("count", Range(0, 4), "protected"),
        ("count", Range(0, 0), "protected"),
        ("count", Range(5, 5), "protected"),
        ("count", Range(0, math.inf), "protected"),
        ("answers", Range(0, 1), "protected"),
        ("answers", Range(1, 1), "known_small"),
        ("answers", Range(4, 5), "too_narrow"),
        ("answers", Range(1, 4), "protected"),
        ("all_alike", Range(0, 0), "all_alike"),
        ("all_alike", Range(0, 1), "protected"),
        ("nobody", Range(0, 0), "all_alike"),
    ],
)
def test_judges_a_range_with_a_minimum_of_five(kind, found, verdict):
    assert verdict_on(Protected("cell", kind, CELL, 5), found) == verdict


def test_what_is_not_proven_is_not_protected():
    protected = Protected("cell", "count", CELL, 5)

    assert verdict_on(protected, Range(0, 30, "at_most")) == "not_proven"
    assert verdict_on(protected, Range(5, 30, "at_most")) == "protected"


@pytest.mark.parametrize("kind", ["count", "answers", "all_alike", "nobody"])
def test_a_range_that_is_wide_enough_stays_protected_however_much_wider_it_is(kind):
    protected = Protected("cell", kind, CELL, 5)
    every = [Range(low, high) for low in range(9) for high in range(low, 9)]

    for found in every:
        if any(one.holds(found) for one in wide_enough(protected)):
            wider = [one for one in every if one.low <= found.low and one.high >= found.high]
            assert {verdict_on(protected, one) for one in wider} == {"protected"}


def test_the_quick_way_gives_the_same_verdicts():
    rows = [*model.exactly(["a", "b"], 30), *model.exactly(["a", "c"], 4), *model.exactly(["d"], 2)]
    protected = [Protected(cell, "count", ((cell, 1),), 5) for cell in "abcd"]

    exact, quick = audit(rows, protected), audit_verdicts(rows, protected)

    assert [one.verdict for one in quick.judged] == [one.verdict for one in exact.judged]
    assert [one.protected.name for one in exact.leaking] == ["d"]
    assert exact.narrowest.protected.name == "a"


def test_only_the_facts_that_are_needed_are_named():
    rows = [row for number in range(12) for row in model.exactly([number], 9, told_by=f"cell {number}")]
    rows += model.exactly([*range(12), "cell"], 110, told_by="total")
    rows += model.between(["cell"], 0, 50, told_by="of no use")

    (leak,) = audit(rows, [Protected("cell", "count", CELL, 5)]).leaking

    assert facts_behind(leak, rows) == (*(f"cell {number}" for number in range(12)), "total")
