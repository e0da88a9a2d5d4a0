"""How the cost of reports grows with answers and with organisations: `make bench`.

Answers: one organisation with a file of 1,000 to 1,000,000 answers to 12 items; the report of `notebooks/report.ipynb`
from the command's start to its end, then a second one of the same file (in another language), whose tables were kept.
Organisations: 4 to 2,000 of them with 100 answers each and the report of `notebooks/light.ipynb`, two at a time; then
the same command again, which has nothing to do. Memory is of all processes together, at most.

The largest sizes take an hour, so ARVIO_BENCH_MOST_ANSWERS (100000) and ARVIO_BENCH_MOST_ORGANISATIONS (100) leave them
out. Where nothing is left out the tables go to scale.md, from where figure.py draws docs/performance.svg:
`ARVIO_BENCH_MOST_ANSWERS=1000000 ARVIO_BENCH_MOST_ORGANISATIONS=2000 .venv/bin/python benchmarks/scale.py`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise
from math import log, nan
from pathlib import Path

from generated import Size, write_project
from ways import arvio, require_done

HERE = Path(__file__).parent
MOST_ANSWERS = int(os.environ.get("ARVIO_BENCH_MOST_ANSWERS", "100000"))
MOST_ORGANISATIONS = int(os.environ.get("ARVIO_BENCH_MOST_ORGANISATIONS", "100"))
ANSWERS = (1_000, 10_000, 100_000, 1_000_000)
ORGANISATIONS = (4, 20, 100, 500, 2_000)
PERIOD, FEW_ANSWERS = "2025", 100
ENOUGH = {"memory_limit_mb": 20_000, "time_limit_seconds": 3_600}
"""What a report may take here: the limits of params/suite.yaml would end that of a million answers."""


@dataclass(frozen=True)
class Point:
    """What a size costs the first time and again: seconds, and megabytes at most."""

    size: int
    seconds: float
    megabytes: float
    seconds_again: float
    megabytes_again: float


def by_answers(folder: Path, n: int) -> Point:
    """A report of an organisation with n answers, and the same in another language."""
    size = Size(1, {PERIOD: n}, "report", limits=ENOUGH)
    project = write_project(folder / f"answers-{n}", size)
    first = require_done(arvio(project, "run", "--quiet", "--language", "fi"), 1)
    second = require_done(arvio(project, "run", "--quiet", "--language", "en"), 1)
    return Point(n, first.seconds, first.megabytes, second.seconds, second.megabytes)


def by_organisations(folder: Path, n: int) -> Point:
    """A light report of each of n organisations, and the same command again."""
    size = Size(n, {PERIOD: FEW_ANSWERS}, "light", ("fi",))
    project = write_project(folder / f"organisations-{n}", size)
    first = require_done(arvio(project, "run", "--quiet", "--jobs", "2"), n)
    again = arvio(project, "run", "--quiet", "--jobs", "2", every=0.05)
    return Point(n, first.seconds, first.megabytes, again.seconds, again.megabytes)


def slopes(points: Sequence[Point]) -> list[float]:
    """The power with which seconds grow from each size to the next; NaN for the first."""
    pairs = pairwise(points)
    return [nan, *(log(after.seconds / before.seconds) / log(after.size / before.size) for before, after in pairs)]


def table(what: str, points: Sequence[Point], again: str) -> str:
    """Size, seconds and megabytes, first and again, and the power, as a table of Markdown."""
    heads = (what, "s", "MB", f"s, {again}", f"MB, {again}", "power")
    lines = ["| " + " | ".join(heads) + " |", "|" + "--:|" * len(heads)]
    for point, slope in zip(points, slopes(points), strict=True):
        size, *costs = astuple(point)
        cells = [f"{size:,}", *(f"{cost:.{decimals}f}" for cost, decimals in zip(costs, (1, 0, 1, 0), strict=True))]
        lines.append("| " + " | ".join([*cells, "" if slope != slope else f"{slope:.2f}"]) + " |")
    return "\n".join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        answers = [by_answers(folder, n) for n in ANSWERS if n <= MOST_ANSWERS]
        organisations = [by_organisations(folder, n) for n in ORGANISATIONS if n <= MOST_ORGANISATIONS]
    written = "\n\n".join((table("answers", answers, "kept"), table("organisations", organisations, "nothing to do")))
    print(written)
    if (len(answers), len(organisations)) == (len(ANSWERS), len(ORGANISATIONS)):
        (HERE / "scale.md").write_text(written + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
