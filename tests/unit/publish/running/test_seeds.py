"""What random numbers a notebook draws: the same for a report whenever and wherever it is made."""

import json
import random

import numpy
import pytest

from arvio.publish.running import seeds

RUN = {"organisation": "aava", "period": "2025", "notebook": "feedback", "language": "fi", "audience": "public"}


@pytest.fixture(autouse=True)
def states():
    """The states of this process, which are put back."""
    plain, arrays = random.getstate(), numpy.random.get_state()
    yield
    random.setstate(plain)
    numpy.random.set_state(arrays)


def drawn(monkeypatch, **other):
    monkeypatch.setenv(seeds.RUN, json.dumps({**RUN, **other}))
    seeds.seed()
    return random.random(), numpy.random.rand()


def test_a_run_draws_the_same_numbers_each_time(monkeypatch):
    assert drawn(monkeypatch) == drawn(monkeypatch)


@pytest.mark.parametrize("part", ["language", "audience", "fingerprint"])
def test_the_other_language_and_the_other_readers_are_told_of_the_same_numbers(monkeypatch, part):
    assert drawn(monkeypatch, **{part: "other"}) == drawn(monkeypatch)


@pytest.mark.parametrize("part", ["organisation", "period", "notebook"])
def test_other_reports_draw_other_numbers(monkeypatch, part):
    first, second = drawn(monkeypatch), drawn(monkeypatch, **{part: "other"})
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_without_a_run_two_processes_draw_different_numbers(monkeypatch):
    drawn(monkeypatch)
    monkeypatch.delenv(seeds.RUN)
    states = []
    for _ in range(2):
        random.seed(1)
        numpy.random.seed(1)
        seeds.seed()
        states.append((random.random(), numpy.random.rand()))
    assert states[0][0] != states[1][0]
    assert states[0][1] != states[1][1]


def test_a_kernel_of_its_own_is_seeded_by_one_line_that_leaves_no_name_behind(monkeypatch):
    expected, names = drawn(monkeypatch), {}
    exec(seeds.SEEDING, names)
    assert (random.random(), numpy.random.rand()) == expected
    assert names.keys() == {"__builtins__"}
