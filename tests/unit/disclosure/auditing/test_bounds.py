"""Ranges by whole numbers: what has no end, what contradicts itself, what was solved before."""

from __future__ import annotations

import math

from arvio.disclosure.auditing import bounds, model
from arvio.disclosure.auditing.bounds import fits, ranges
from arvio.disclosure.auditing.targets import Range, Target

A, B, C = Target("a", (("a", 1),)), Target("b", (("b", 1),)), Target("c", (("c", 1),))


def test_what_nothing_bounds_has_no_end():
    rows = [*model.between(["a"], 3, None), *model.covers("all", ["a", "b"])]

    assert ranges(rows, [A, B]).ranges == {"a": Range(3, math.inf), "b": Range(0, math.inf)}


def test_an_unknown_that_nobody_tells_of_can_be_anything():
    assert ranges([], [A]).ranges == {"a": Range(0, math.inf)}


def test_whole_persons_tell_more_than_proportions():
    rows = [*model.between(["n"], 0, 9), *model.between(["n"], 1, None)]
    marks = {("gave", mark): mark for mark in range(1, 6)}
    rows += [*model.adds_up(["n"], list(marks)), *model.mean_of(marks, 4.14, decimals=2)]

    assert ranges(rows, [Target("n", (("n", 1),))]).ranges["n"] == Range(7, 7)


def test_a_difference_is_a_target_too():
    rows = [*model.exactly(["a", "b"], 10), *model.between(["b"], 2, 3)]

    assert ranges(rows, [Target("more", (("a", 1), ("b", -1)))]).ranges["more"] == Range(4, 6)


def test_facts_that_contradict_each_other_are_named_and_the_rest_is_solved():
    rows = [
        *model.exactly(["a"], 3, told_by="first"),
        *model.exactly(["a", "b"], 2, told_by="second"),
        *model.exactly(["c"], 7, told_by="third"),
    ]

    found = ranges(rows, [A, C])

    assert found.ranges == {"c": Range(7, 7)}
    assert found.contradictions == (("first", "second"),)


def test_a_contradiction_that_only_whole_numbers_show_is_found():
    assert not fits([*model.exactly(["a", "b"], 5), *model.adds_up(["a"], ["b"])])


def test_a_block_that_was_solved_before_is_not_solved_again(monkeypatch):
    rows, known = model.exactly(["a", "b"], 5, told_by="first"), {}
    first = ranges(rows, [A], known=known)
    monkeypatch.setattr(bounds, "solved", None)

    again = ranges(model.exactly(["a", "b"], 5, told_by="told elsewhere"), [A], known=known)

    assert again == first


def test_the_same_question_of_other_unknowns_is_not_solved_again(monkeypatch):
    known = {}
    ranges([*model.exactly(["a", "b"], 5), *model.between(["a"], 0, 1)], [A, B], known=known)
    solve, asked = bounds.solved, []
    monkeypatch.setattr(bounds, "solved", lambda block: asked.append(block) or solve(block))

    alike = ranges([*model.exactly(["b", "c"], 5), *model.between(["b"], 0, 1)], [B, C], known=known)
    turned = ranges([*model.exactly(["a", "b"], 5), *model.between(["b"], 0, 1)], [A, B], known=known)

    assert alike.ranges == {"b": Range(0, 1), "c": Range(4, 5)}
    assert turned.ranges == {"a": Range(4, 5), "b": Range(0, 1)}
    assert len(asked) == 1
