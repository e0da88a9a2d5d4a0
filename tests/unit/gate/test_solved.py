"""What was solved before is found again by the same question, and by no other."""

import math
from importlib.metadata import version

import pytest

from arvio.disclosure.auditing import bounds
from arvio.disclosure.auditing.bounds import Solved, ranges
from arvio.disclosure.auditing.model import between, exactly
from arvio.disclosure.auditing.targets import Range, Target
from arvio.gate import solved
from arvio.gate.solved import FOLDER, keep_solved, solved_before

TWO = [*exactly(["men", "women"], 9, told_by="all"), *between(["men"], 0, 3, told_by="men")]
WOMEN = [Target("women", (("women", 1),))]


def kept(root, rows=TWO, targets=WOMEN):
    known = solved_before(root, "voimaa")
    found = ranges(rows, targets, known=known)
    keep_solved(root, "voimaa", known.asked)
    return found


@pytest.fixture
def solver_asked(monkeypatch):
    """How many blocks were solved."""
    asked, solve = [], bounds.solved
    monkeypatch.setattr(bounds, "solved", lambda block: asked.append(block) or solve(block))
    return asked


def test_the_same_question_is_not_solved_twice(tmp_path, solver_asked):
    first, second = kept(tmp_path), kept(tmp_path)
    assert first == second
    assert first.ranges["women"] == Range(6, 9)
    assert len(solver_asked) == 1


def test_another_question_is_solved(tmp_path, solver_asked):
    kept(tmp_path)
    other = [*exactly(["men", "women"], 8), *between(["men"], 0, 3)]
    assert kept(tmp_path, other).ranges["women"] == Range(5, 8)
    assert kept(tmp_path, other, [Target("men", (("men", 1),))]).ranges["men"] == Range(0, 3)
    assert len(solver_asked) == 3


def test_a_solver_is_known_by_its_versions():
    assert f"highspy {version('highspy')}" in solved.solver.__wrapped__()  # not what another test asked for


def test_another_solver_finds_nothing(tmp_path, monkeypatch):
    kept(tmp_path)
    monkeypatch.setattr(solved, "solver", lambda: "scipy 99")
    assert not solved_before(tmp_path, "voimaa")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"solver": 1}', '{"blocks": {"a": 1}}'])
def test_what_cannot_be_read_is_worked_out_anew(tmp_path, content):
    kept(tmp_path)
    (tmp_path / FOLDER / "voimaa.json").write_text(content, encoding="utf-8")
    assert kept(tmp_path).ranges["women"] == Range(6, 9)


def test_only_what_was_asked_for_stays(tmp_path):
    kept(tmp_path)
    kept(tmp_path, exactly(["men"], 3), [])
    assert len(solved_before(tmp_path, "voimaa")) == 1


def test_a_range_without_an_end_and_a_contradiction_are_kept_as_they_are(tmp_path):
    known = {"a": Solved((Range(2, math.inf, "at_least"), Range(0, 3)), 4), "b": Solved(None, 0)}
    keep_solved(tmp_path, "voimaa", known)
    assert solved_before(tmp_path, "voimaa").data == known


def test_what_was_not_proven_is_not_kept(tmp_path):
    keep_solved(tmp_path, "voimaa", {"a": Solved((Range(2, 5, "at_most"),), 1)})
    assert not solved_before(tmp_path, "voimaa")


def test_a_disk_that_takes_nothing_stops_nothing(tmp_path):
    (tmp_path / FOLDER).parent.mkdir(parents=True)
    (tmp_path / FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    assert kept(tmp_path).ranges["women"] == Range(6, 9)
