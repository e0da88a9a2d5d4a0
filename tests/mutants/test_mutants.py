"""What counts as a small mistake, and that the one meant is made."""

import ast
import os
import subprocess
import sys

import pytest

from .mutants import SEED, SOURCES, drawn, equivalent, mutants_of, mutated

ALLOWED = "def allowed(n):\n    return n >= 5 and n < 9\n"


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("found = n >= 5", ["n >= 5 → n > 5", "5 → 6"]),
        ("found = left & ~right", ["left & ~right → left | ~right", "~right → right"]),
        ("found = total - part", ["total - part → total + part"]),
        ("found = words.get('group')", ["'group' → 'groupX'"]),
        ("found = min(first, second)", ["min → max"]),
        ("if told: pass", ["if told → if not told"]),
        ("found = True", ["True → False"]),
    ],
)
def test_changes_one_thing_at_a_time(line, changes):
    assert [one.change for one in mutants_of("a.py", line)] == changes


@pytest.mark.parametrize(
    "line",
    [
        "'''What a module holds.'''",
        "__all__ = ['share']",
        "told: Literal['shown']",
        "raise ValueError(f'{n} + 1')",
        "problem = say('%(n)s are too few', n=n)",
        "from arvio import params",
    ],
)
def test_leaves_alone_what_nobody_computes_with(line):
    assert mutants_of("a.py", line) == []


def test_makes_the_change_that_was_meant_and_no_other():
    bodies = [ast.unparse(mutated(ALLOWED, one.number).body[0].body[0]) for one in mutants_of("a.py", ALLOWED)]
    assert bodies == [
        "return None",
        "return n >= 5 or n < 9",
        "return n > 5 and n < 9",
        "return n >= 6 and n < 9",
        "return n >= 5 and n <= 9",
        "return n >= 5 and n < 10",
    ]


def test_a_sample_is_the_same_each_time_and_of_the_files_asked_for():
    sample = drawn(["disclosure/rules.py"], 20, SEED)
    assert sample == drawn(["disclosure/rules.py"], 20, SEED)
    assert sample != drawn(["disclosure/rules.py"], 20, SEED + 1)
    assert {one.file for one in sample} == {"arvio/disclosure/rules.py"}
    assert len(set(sample)) == 20


def test_files_that_are_not_there_end_it_and_not_with_nothing_tried():
    with pytest.raises(SystemExit, match=r"gait: no file of .*arvio/gate"):
        drawn(["gait"], 20, SEED)


def test_a_number_that_is_none_ends_with_how_it_is_written():
    told = subprocess.run(
        [sys.executable, "tests/mutants/mutants.py"],
        capture_output=True,
        text=True,
        cwd=SOURCES.parent,
        env={**os.environ, "SEED": "first"},
    )
    assert (told.returncode, told.stderr) == (1, "SEED: 'first' is no whole number; write it as in SEED=20261\n")


def test_what_is_said_to_change_nothing_is_still_in_the_code():
    told = equivalent()
    files = {file for file, _, _ in told}
    every = {one.key for file in files for one in mutants_of(file, (SOURCES / file).read_text(encoding="utf-8"))}
    assert [key for key in told if key not in every] == []
    assert all(why.endswith(".") for why in told.values())
