"""Published statements with the exact set of values that an outsider can derive from them, worked out elsewhere."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.bounds import ranges
from arvio.disclosure.auditing.targets import Target

PUZZLES = json.loads(Path(__file__).with_name("puzzles.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("puzzle", PUZZLES, ids=[one["id"] for one in PUZZLES])
def test_finds_exactly_what_can_be_derived(puzzle):
    rows = [row for number, fact in enumerate(puzzle["published"]) for row in said(puzzle, fact, f"fact {number}")]
    targets = [
        Target(str(number), tuple((cell, 1) for cell in cells(puzzle, one["where"])))
        for number, one in enumerate(puzzle["targets"])
    ]

    found = ranges(rows, targets)

    assert not found.contradictions
    derived = [[found.ranges[target.name].low, found.ranges[target.name].high] for target in targets]
    assert derived == [one["integer"] for one in puzzle["targets"]]


def cells(puzzle: dict, where: dict) -> list[tuple]:
    """The cells of all combinations that have the wanted values."""
    names = list(puzzle["dims"])
    wanted = {name: value if isinstance(value, list) else [value] for name, value in where.items()}
    return [
        cell
        for cell in itertools.product(*puzzle["dims"].values())
        if all(cell[names.index(name)] in values for name, values in wanted.items())
    ]


def said(puzzle: dict, fact: dict, told_by: str) -> list[model.Row]:
    """What a published statement says of the cells."""
    chosen, everybody = cells(puzzle, fact.get("where", {})), cells(puzzle, {})
    if fact["kind"] == "count":
        return model.exactly(chosen, fact["value"], told_by=told_by)
    if fact["kind"] == "rounded":
        return model.rounded_to(chosen, fact["value"], base=fact["base"], told_by=told_by)
    if fact["kind"] == "less_than":
        return model.between(chosen, 0, fact["value"] - 1, told_by=told_by)
    if fact["kind"] == "percent":
        share = round(fact["value"] / 100, 6)
        return model.share_of(chosen, everybody, share, decimals=fact["decimals"] + 2, told_by=told_by)
    place = list(puzzle["dims"]).index(fact["score"])
    marks = {cell: cell[place] for cell in chosen}
    return model.mean_of(marks, fact["value"], decimals=fact["decimals"], told_by=told_by)
