"""Whether a long batch stays as it began: memory, open files and pace of thousands of organisations: `make bench`.

ARVIO_BENCH_LOAD organisations (20 if left out; 2000 are 24,000 reports) with 100 answers in each of four years and
three small notebooks are made two at a time for ARVIO_BENCH_LOAD_MINUTES at most (10). The batch is then asked to end
and given once more to go on, and at the end once more where nothing may be left to do. Every few seconds are
noted: reports that lie there, memory of all processes, and open files and threads of the process that conducts the
batch and of the server from which the others are copied. What grows with reports is told for each thousand.

`ARVIO_BENCH_LOAD=2000 ARVIO_BENCH_LOAD_MINUTES=60 .venv/bin/python benchmarks/load.py`; with a folder as argument the
project is made there and stays, and what lies there already goes on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import psutil
from generated import LOCAL_SECRET, Size, write_project
from ways import SCRIPTS, arvio

ORGANISATIONS = int(os.environ.get("ARVIO_BENCH_LOAD", "20"))
MINUTES = float(os.environ.get("ARVIO_BENCH_LOAD_MINUTES", "10"))
YEARS = ("2022", "2023", "2024", "2025")
NOTEBOOKS = ("light", "light_answers", "light_missing")
SIZE = Size(ORGANISATIONS, dict.fromkeys(YEARS, 100), NOTEBOOKS[0], ("fi",), beside=NOTEBOOKS[1:])
EVERY_SECONDS = 5.0
ROWS = 10
WARM = 0.1
"""The first part of the samples, in which processes and caches are only filled."""
COMMAND = (str(SCRIPTS / "arvio"), "run", "--quiet", "--jobs", "2")


@dataclass(frozen=True)
class Sample:
    """A moment of a batch."""

    seconds: float
    reports: int
    megabytes: float
    """Proportional set size of all processes."""
    processes: int
    threads: int
    files: int
    """Open files of the process that conducts the batch and of the server, which live as long as the batch does."""


def samples(project: Path, minutes: float) -> Iterator[Sample]:
    """Moments of a batch that runs for some minutes at most and is then interrupted; it must end well by itself."""
    with (project / "said.txt").open("ab") as said:
        process = subprocess.Popen(
            COMMAND, cwd=project, env=os.environ | LOCAL_SECRET, stdout=subprocess.DEVNULL, stderr=said
        )
        started = time.perf_counter()
        while process.poll() is None and time.perf_counter() - started < minutes * 60:
            yield _sample(psutil.Process(process.pid), project, time.perf_counter() - started)
            time.sleep(EVERY_SECONDS)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)  # Ctrl-C is not heard where this runs behind a shell
        asked = time.perf_counter()
        code = process.wait(120)
    print(f"ended with {code} after {time.perf_counter() - asked:.1f} s", flush=True)
    if code not in (0, 130):
        sys.exit((project / "said.txt").read_text(encoding="utf-8")[-3000:])


def _sample(conducting: psutil.Process, project: Path, seconds: float) -> Sample:
    found = [conducting, *conducting.children(recursive=True)]
    lasting = [one for one in found if _age(one) > EVERY_SECONDS or one is conducting]
    megabytes = sum(_or_zero(one, lambda process: process.memory_full_info().pss) for one in found) / 1e6
    threads = sum(_or_zero(one, psutil.Process.num_threads) for one in lasting)
    files = sum(_or_zero(one, psutil.Process.num_fds) for one in lasting)
    return Sample(seconds, pages(project), megabytes, len(found), threads, files)


def _age(process: psutil.Process) -> float:
    return _or_zero(process, lambda one: time.time() - one.create_time())


def _or_zero(process: psutil.Process, ask: callable) -> float:
    try:
        return ask(process)
    except psutil.Error:  # it has ended in the meantime
        return 0


def pages(project: Path) -> int:
    """How many reports lie there."""
    return sum(1 for _ in (project / "reports" / "internal").glob("organisation_*/*/*.html"))


def table(found: Sequence[Sample]) -> str:
    """Some moments, from the first to the last."""
    heads = ("s", "reports", "MB", "processes", "threads", "open files")
    lines = ["| " + " | ".join(heads) + " |", "|" + "--:|" * len(heads)]
    chosen = sorted({round(place) for place in np.linspace(0, len(found) - 1, ROWS)})
    return "\n".join(
        [*lines, *("| " + " | ".join(f"{part:,.0f}" for part in astuple(found[one])) + " |" for one in chosen)]
    )


def slopes(found: Sequence[Sample]) -> str:
    """By how much memory, open files and seconds a report grow with each thousand reports, once all are warm."""
    warm = found[int(len(found) * WARM) :]
    reports = np.array([one.reports for one in warm]) / 1000
    if len(warm) < ROWS or np.ptp(reports) == 0:
        return "too few moments for a slope"
    memory, files = (np.polyfit(reports, [getattr(one, name) for one in warm], 1)[0] for name in ("megabytes", "files"))
    halves = (
        [part[0] for part in (warm[: len(warm) // 2], warm[len(warm) // 2 :])],
        [warm[len(warm) // 2 - 1], warm[-1]],
    )
    pace = [
        (end.seconds - begin.seconds) / max(1, end.reports - begin.reports) for begin, end in zip(*halves, strict=True)
    ]
    return (
        f"each thousand reports: {memory:+.1f} MB, {files:+.2f} open files; "
        f"seconds a report: {pace[0]:.3f} in the first half, {pace[1]:.3f} in the second"
    )


def main(folder: Path) -> None:
    if not (folder / "params").is_dir():
        write_project(folder, SIZE)
    for part in (0.9, 0.1):
        before = pages(folder)
        found = list(samples(folder, MINUTES * part))
        print(table(found), slopes(found), f"{pages(folder) - before} reports in this part", sep="\n\n", flush=True)
    if pages(folder) == ORGANISATIONS * len(YEARS) * len(NOTEBOOKS):
        again = arvio(folder, *COMMAND[1:], every=0.05)
        print(f"nothing to do: {again.seconds:.1f} s, {again.megabytes:.0f} MB, exit code {again.code}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary, "load"))
