"""How far targets go is told as at least, as at most or exactly, by what the solver found and finished."""

import math

import pytest

from arvio.disclosure.auditing import model, searching
from arvio.disclosure.auditing.bounds import ranges
from arvio.disclosure.auditing.programmes import Answer
from arvio.disclosure.auditing.targets import Enough, Range, Target

A = Target("a", (("a", 1),))


def test_a_range_that_is_wide_enough_is_told_as_at_least_so_wide():
    rows = model.exactly(["a", "b"], 50)

    found = ranges(rows, [Target("a", (("a", 1),), (Enough(width=1),))]).ranges["a"]

    assert found.known == "at_least"
    assert found.low >= 0


def test_what_the_solver_did_not_finish_is_told_as_at_most_so_wide(monkeypatch):
    monkeypatch.setattr(searching.Search, "_checked", lambda programme, values: None)

    assert ranges(model.exactly(["a", "b"], 5), [A]).ranges["a"].known == "at_most"


@pytest.mark.parametrize("unproven", [1, -1])
def test_a_range_of_which_one_end_is_not_proven_is_not_taken_for_exact(monkeypatch, unproven):
    lowest = searching.Search._lowest

    def one_end_unproven(programme, number, sign):
        value, proven = lowest(programme, number, sign)
        return value, proven and sign != unproven

    monkeypatch.setattr(searching.Search, "_lowest", one_end_unproven)

    assert ranges(model.exactly(["a", "b"], 5), [A]).ranges["a"] == Range(0, 5, "at_most")


@pytest.mark.parametrize(
    ("low", "high", "known"), [(1.2, 3.7, (2, 3)), (2.0, 3.0, (2, 3)), (-math.inf, math.inf, (-math.inf, math.inf))]
)
def test_of_what_was_not_finished_only_what_is_certain_is_told(monkeypatch, low, high, known):
    def unfinished(programme, cost, **options):
        return Answer("unfinished", None, low if cost.sum() > 0 else -high)

    monkeypatch.setattr(searching.Search, "_answer", unfinished)

    assert ranges(model.exactly(["a", "b"], 5), [A]).ranges["a"] == (*known, "at_most")
