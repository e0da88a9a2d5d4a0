"""The auditor against tau-ARGUS on what both can do: tables of counts with their margins, cells of which are hidden.

tau-ARGUS hides the cells below five and as many more as it takes (or here not: stars only), and works out between which
values an outsider finds each hidden cell. It takes for granted that a cell hidden for the sake of others lies between
the smallest and the largest of its table, and its persons need not be whole; both are allowed for where the two are
compared.
"""

from __future__ import annotations

import itertools
import math
import os
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.bounds import ranges
from arvio.disclosure.auditing.targets import Target
from arvio.disclosure.auditing.verdicts import Protected, audit

MINIMUM = 5
RULE = f"FREQ({MINIMUM},100)"
"""Fewer than five are hidden, and protected where as many more and as many fewer are possible."""
STARS, OPTIMAL, MODULAR = "", "OPT(1)", "MOD(1)"
SMALL, FOR_OTHERS = "U", "M"
"""Why tau-ARGUS hides a cell."""
SEEDS = range(16)
SIDES = ((6,), (3, 4), (3, 3, 2))
TOLERANCE = 1e-6


class Cell(NamedTuple):
    """A cell or a margin of a table: its code or "Total" on each side, and how many persons it counts."""

    place: int
    codes: tuple[str, ...]
    n: int
    status: str


class Table(NamedTuple):
    """A table as tau-ARGUS protects it, and the lowest and highest value of each hidden cell as it finds them."""

    cells: list[Cell]
    ranges: dict[int, tuple[float, float]]

    def hidden(self, *why: str) -> list[Cell]:
        return [cell for cell in self.cells if cell.status in why]


Seen = dict[tuple, tuple]
"""The codes that a table has of each kind of person, whose own codes may be more."""


@pytest.fixture
def tau_argus(tmp_path, monkeypatch):
    """The package pytauargus, which brings tau-ARGUS with it; that writes its logs where it is called."""
    monkeypatch.chdir(tmp_path)
    try:
        import pytauargus.engine
    except ImportError:
        message = "pytauargus is not installed: it is for this test only, and only on Linux"
        if os.environ.get("ARVIO_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    return pytauargus


@pytest.mark.parametrize("method", [STARS, OPTIMAL, MODULAR], ids=["stars only", "optimal", "modular"])
def test_finds_the_ranges_that_tau_argus_finds(tau_argus, tmp_path, method):
    compared = 0

    for seed, sides in itertools.product(SEEDS, SIDES):
        counts = drawn(np.random.default_rng(seed), sides)
        table = protected(tau_argus, counts, method, tmp_path / f"{seed} {len(sides)}")
        seen = {codes: codes for codes in counts}
        targets = [Target(str(one.place), terms(one, seen)) for one in table.hidden(SMALL, FOR_OTHERS)]

        found = ranges([*told(table, seen), *taken_for_granted(table, seen)], targets)

        assert not found.contradictions
        expected = {str(place): whole(*ends) for place, ends in table.ranges.items()}
        assert {name: one[:2] for name, one in found.ranges.items()} == expected, (seed, sides)
        compared += len(targets)
    assert compared > 250


def test_finds_what_stars_leave_known(tau_argus, tmp_path):
    counts = {("north",): 3, ("south",): 12, ("east",): 20}
    seen = {codes: codes for codes in counts}
    table = protected(tau_argus, counts, STARS, tmp_path)

    found = audit(told(table, seen), to_protect(table, seen))

    assert list(table.ranges.values()) == [(3, 3)]
    assert not found.contradictions
    assert [one.verdict for one in found.judged] == ["known_small"]


def test_finds_what_tables_protected_one_by_one_give_away_together(tau_argus, tmp_path):
    """Both tables have the margin of the first side, which the one may hide and the other show."""
    leaking = 0

    for seed in SEEDS:
        counts = dict(zip(combinations((5, 4, 2)), np.random.default_rng(seed).poisson(1.2, 40).tolist(), strict=True))
        rows, every = [], []
        for other in (1, 2):
            seen = {codes: (codes[0], codes[other]) for codes in counts}
            table = protected(tau_argus, summed(counts, seen), OPTIMAL, tmp_path / f"{seed} {other}")
            alone = told(table, seen), to_protect(table, seen, name=f"by {other}")
            assert audit(*alone).is_safe, (seed, other)
            rows, every = rows + alone[0], every + alone[1]
        found = audit(rows, every)
        assert not found.contradictions
        leaking += not found.is_safe
    assert leaking


def drawn(chance: np.random.Generator, sides: tuple[int, ...]) -> dict[tuple, int]:
    """How many persons have each combination of codes, many of them few; without the codes that nobody has."""
    counts = {codes: int(chance.choice([0, 1, 2, 3, 4, 6, 9, 14, 25])) for codes in combinations(sides)}
    had = {(side, code) for codes, n in counts.items() if n for side, code in enumerate(codes)}
    return {codes: n for codes, n in counts.items() if had.issuperset(enumerate(codes))}


def combinations(sides: tuple[int, ...]) -> list[tuple]:
    return list(itertools.product(*["abcdef"[:length] for length in sides]))


def summed(counts: dict[tuple, int], seen: Seen) -> dict[tuple, int]:
    """The same persons by the codes that are seen of them."""
    return {short: sum(counts[codes] for codes in seen if seen[codes] == short) for short in seen.values()}


def protected(tau_argus, counts: dict[tuple, int], method: str, folder: Path) -> Table:
    """The table of the persons with its margins, as tau-ARGUS protects it."""
    sides = [f"side{number}" for number in range(len(next(iter(counts))))]
    persons = [{**dict(zip(sides, codes, strict=True)), "person": 1.0} for codes, n in counts.items() for _ in range(n)]
    wanted = {"response": "person", "safety_rules": RULE, "suppress": method or OPTIMAL}
    files = tau_argus.protect(persons, sides, **wanted, workdir=str(folder), run=False).files
    if method == STARS:
        leave_out_suppression(Path(files["arb"]))
    engine = tau_argus.engine.run_batch(files["arb"])
    rows = tau_argus.TableResult(files["tab1"], sides, "person").rows
    cells = [
        Cell(place, tuple(row[side].strip() for side in sides), int(row["person"]), row["status"])
        for place, row in enumerate(rows)
    ]
    return Table(cells, {one["cell"]: (one["min"], one["max"]) for one in engine.audit(0)})


def leave_out_suppression(batch: Path) -> None:
    """Of the commands for tau-ARGUS, the one that hides more than the small cells."""
    lines = batch.read_text(encoding="utf-8").splitlines(keepends=True)
    batch.write_text("".join(line for line in lines if "<SUPPRESS>" not in line), encoding="utf-8")


def terms(cell: Cell, seen: Seen) -> tuple[tuple[tuple, int], ...]:
    """The kinds of persons that a cell counts."""
    return tuple((codes, 1) for codes, short in seen.items() if all(map(is_counted, cell.codes, short)))


def is_counted(wanted: str, code: str) -> bool:
    return wanted in ("Total", code)


def told(table: Table, seen: Seen) -> list[model.Row]:
    """What whoever has the protected table reads in it."""
    shown = [cell for cell in table.cells if cell.status not in (SMALL, FOR_OTHERS)]
    return [row for cell in shown for row in model.exactly(dict(terms(cell, seen)), cell.n)]


def taken_for_granted(table: Table, seen: Seen) -> list[model.Row]:
    """What tau-ARGUS lets an outsider know besides."""
    every = [cell.n for cell in table.cells]
    hidden = [dict(terms(cell, seen)) for cell in table.hidden(FOR_OTHERS)]
    return [row for cells in hidden for row in model.between(cells, min(every), max(every))]


def to_protect(table: Table, seen: Seen, *, name: str = "") -> list[Protected]:
    """The cells below the minimum, which nobody may work out."""
    return [Protected(f"{name} {cell.codes}", "count", terms(cell, seen), MINIMUM) for cell in table.hidden(SMALL)]


def whole(low: float, high: float) -> tuple[int, int]:
    """The lowest and the highest whole number between two values."""
    return math.ceil(low - TOLERANCE), math.floor(high + TOLERANCE)
