"""What it costs to audit a batch with whole persons, and how that grows: `make bench`.

The batch is made here and unsafe on purpose: one item answered 1–5 in each of 20 organisations (then 40 and 80) in four
quarters by two groups. Told are the counts of each answer with those under five starred, n, the mean with two decimals
and the share of the two highest answers of each quarter, and the year's count of each answer; in the second batch also
the quarter's count of each answer over all organisations, which ties everything to everything. Protected are the
starred counts. "exact" finds the exact range of each, "verdicts" looks no closer than a verdict needs. CPU time and
memory are of a process of its own. The target is 15 seconds for 20 organisations; a range that does not hold the truth
ends with an error.

Below stands what the real thing costs: the register of reports that were made, each organisation as all its readers
have it together. It is the register of this project, or of the one whose folder ARVIO_BENCH_PROJECT names.

ARVIO_AUDIT_CASES=20000 makes the comparison with trying every table a long one:
`.venv/bin/python -m pytest tests/unit/disclosure/auditing/test_enumeration.py`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from pathlib import Path

import numpy as np

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.verdicts import Protected, audit, audit_verdicts
from arvio.disclosure.register import published
from arvio.disclosure.register_file import PATH
from arvio.gate.audited import READERS, audited
from arvio.gate.reading import reading_of
from arvio.params import open_project

SIZES = tuple(int(size) for size in os.environ.get("ARVIO_BENCH_ORGANISATIONS", "20 40 80").split())
PROJECT = Path(os.environ.get("ARVIO_BENCH_PROJECT", Path(__file__).parents[1]))
TARGET_SECONDS = 15
MINIMUM = 5
QUARTERS, GROUPS, MARKS = range(1, 5), ("f", "m"), range(1, 6)
WAYS = {"exact": audit, "verdicts": audit_verdicts}


def made(organisations: int) -> dict[tuple, int]:
    """How many gave each answer, by organisation, quarter and group."""
    chance = np.random.default_rng(7)
    return {
        (organisation, quarter, group, mark): int(count)
        for organisation, quarter, group in product(range(organisations), QUARTERS, GROUPS)
        for mark, count in zip(MARKS, _drawn(chance), strict=True)
    }


def told(counts: dict[tuple, int], *, totals: str) -> Iterator[list[model.Row]]:
    """What is published, fact by fact."""
    for cell, count in counts.items():
        if not 1 <= count < MINIMUM:
            yield model.exactly([cell], count, told_by=f"count {cell}")
    for organisation, quarter in dict.fromkeys(cell[:2] for cell in counts):
        yield from _quarter(counts, organisation, quarter)
    for organisation, mark in dict.fromkeys((cell[0], cell[3]) for cell in counts):
        of_year = [cell for cell in counts if (cell[0], cell[3]) == (organisation, mark)]
        yield _total(counts, of_year, f"year {organisation} {mark}")
    if totals == "tied":
        for quarter, mark in product(QUARTERS, MARKS):
            of_all = [cell for cell in counts if (cell[1], cell[3]) == (quarter, mark)]
            yield _total(counts, of_all, f"all {quarter} {mark}")


def measure(organisations: int, way: str, totals: str) -> dict:
    """One audit: what it found, its CPU seconds and the most memory that the process took."""
    counts = made(organisations)
    facts = list(told(counts, totals=totals))
    rows = [row for fact in facts for row in fact]
    starred = [cell for cell, count in counts.items() if 1 <= count < MINIMUM]
    protected = [Protected(str(cell), "count", ((cell, 1),), MINIMUM) for cell in starred]
    start = time.process_time()
    found = WAYS[way](rows, protected)
    seconds = time.process_time() - start
    verdicts = Counter(one.verdict for one in found.judged)
    exact = sum(one.range.low == one.range.high for one in found.judged if one.range)
    judged = [(one.range, counts[cell]) for one, cell in zip(found.judged, starred, strict=True)]
    wrong = sum(one is None or (one.known == "exactly" and not one.low <= n <= one.high) for one, n in judged)
    of_batch = {"facts": len(facts), "protected": len(protected), "known exactly": exact, "missed": wrong}
    return {**of_batch, "leaking": len(protected) - verdicts["protected"], "seconds": seconds, "MB": _memory()}


def measure_register(organisation: str) -> dict:
    """The audit of all that was published about an organisation, as each of its readers has it; no exact ranges."""
    project = open_project(PROJECT)
    register, reading = published(PROJECT, organisation), reading_of(project, organisation)
    start = time.process_time()
    found = [audited(register, organisation, reading, reader=reader) for reader in READERS]
    seconds = time.process_time() - start
    counts = {
        "facts": sum(len(one.facts) for one in found),
        "protected": sum(len(one.statements.protected) for one in found),
        "leaking": sum(len(one.audit.leaking) for one in found),
    }
    return {**counts, "seconds": seconds, "MB": _memory()}


def main() -> int:
    """Measure each batch in a process of its own; 1 where 20 organisations take too long or a range is wrong."""
    failed = False
    print("organisations totals      way  facts protected exactly leaking   CPU s    MB")
    for organisations, totals, way in product(SIZES, ("apart", "tied"), WAYS):
        one = _measured(str(organisations), way, totals)
        print(f"{organisations:>13} {totals:>6} {way:>8} {_line(one)}", flush=True)
        failed |= one["missed"] > 0 or (organisations == 20 and one["seconds"] > TARGET_SECONDS)
    _print_registers()
    return int(failed)


def _print_registers() -> None:
    if not (PROJECT / PATH).exists():
        print(f"no register to audit: {PATH} comes with the first reports (make reports), or set ARVIO_BENCH_PROJECT")
        return
    print("register of made reports       facts protected         leaking   CPU s    MB")
    for organisation in open_project(PROJECT).organisations:
        print(f"{organisation:>13}   three readers {_line(_measured(organisation))}", flush=True)


def _measured(*arguments: str) -> dict:
    """What a process of its own measured."""
    command = [sys.executable, __file__, *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _line(one: dict) -> str:
    counted = f"{one['facts']:>6} {one['protected']:>9} {one.get('known exactly', ''):>7} {one['leaking']:>7}"
    return f"{counted} {one['seconds']:>7.1f} {one['MB']:>5.0f}"


def _memory() -> float:
    """The most memory that this process took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _drawn(chance: np.random.Generator) -> np.ndarray:
    return chance.multinomial(int(chance.integers(10, 60)), (0.06, 0.09, 0.2, 0.4, 0.25))


def _quarter(counts: dict[tuple, int], organisation: int, quarter: int) -> Iterator[list[model.Row]]:
    """n of each group, and the mean and the share of the two highest answers of both together."""
    cells = {cell: n for cell, n in counts.items() if cell[:2] == (organisation, quarter)}
    for group in GROUPS:
        yield _total(counts, [cell for cell in cells if cell[2] == group], f"n {organisation} {quarter} {group}")
    marks = {cell: cell[3] for cell in cells}
    of_all, high = sum(cells.values()), [cell for cell in cells if cell[3] >= 4]
    mean = _rounded(sum(cell[3] * n for cell, n in cells.items()), of_all)
    yield model.mean_of(marks, mean, decimals=2, told_by=f"mean {organisation} {quarter}")
    share = _rounded(sum(cells[cell] for cell in high), of_all)
    yield model.share_of(high, list(cells), share, decimals=2, told_by=f"share {organisation} {quarter}")


def _total(counts: dict[tuple, int], cells: list[tuple], name: str) -> list[model.Row]:
    return model.exactly(cells, sum(counts[cell] for cell in cells), told_by=name)


def _rounded(above: int, below: int) -> float:
    return float((Decimal(above) / Decimal(below)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(int(sys.argv[1]), sys.argv[2], sys.argv[3])))
    elif len(sys.argv) > 1:
        print(json.dumps(measure_register(sys.argv[1])))
    else:
        sys.exit(main())
