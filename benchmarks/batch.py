"""A batch of realistic reports made by arvio, by the usual commands, by a loop, and by plain functions: `make bench`.

A report has 25 cells, six figures and six tables of 2,000 answers to 12 items, read from a CSV. It is written twice:
`plain/notebook.ipynb` with pandas and seaborn, as one writes it without arvio, and `notebooks/report.ipynb` with it.
Ways are run in turn, round after round, in an order that turns round each time, so that whatever else the machine does
slows all of them alike; ratios are of the same round. arvio makes the whole batch each time, from the command's start
to its end: files read, notebooks executed, protected, judged together, put in place, catalogues written. The bound has
the whole batch as well. Slow ways make a few of its reports a round (SAMPLES); the loop's processes are warm before the
clock starts, which spares it what a long batch pays once.

ARVIO_BENCH_REPORTS (100) and ARVIO_BENCH_ROUNDS (3) make it smaller.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from generated import Size, write_project
from ways import Report, Sheet, arvio, bare, commands, functions, loop, require_done

HERE = Path(__file__).parent
REPORTS = int(os.environ.get("ARVIO_BENCH_REPORTS", "100"))
ROUNDS = int(os.environ.get("ARVIO_BENCH_ROUNDS", "3"))
ANSWERS, PERIOD, LANGUAGES = 2_000, "2025", ("fi", "en")
SAMPLES = {
    "commands": 2,
    "commands, two at once": 4,
    "loop": 8,
    "plain functions, plain tools": 8,
    "commands, equal figures": 2,
    "loop, equal figures": 8,
}
"""Reports a round of each way that is too slow to make all of them."""
OURS, BOUND = "arvio run", "plain functions"
TARGETS = {
    ("commands", OURS): (15, "at least"),
    ("commands, two at once", OURS): (0, ""),
    ("loop", OURS): (6, "at least"),
    ("plain functions, plain tools", OURS): (0, ""),
    (OURS, BOUND): (1.6, "at most"),
    ("commands, equal figures", OURS): (0, ""),
    ("loop, equal figures", OURS): (0, ""),
}
"""Ratios of seconds a report that are told, and what was asked of them; 0 where nothing was."""
MOST_MEGABYTES = 1_500


def reports_of(project: Path) -> list[Report]:
    """The reports of the batch, an organisation after the other."""
    names = sorted(path.name for path in (project / "data").iterdir())
    return [Report(name, PERIOD, language) for name in names for language in LANGUAGES][:REPORTS]


def rounds(folder: Path) -> tuple[list[dict[str, float]], list[float]]:
    """Seconds a report of each way, round by round, and the most memory of arvio's batches (MB)."""
    made = write_project(folder / "project", Size(-(-REPORTS // len(LANGUAGES)), {PERIOD: ANSWERS}, "report"))
    memories: list[float] = []
    every = ways(made, reports_of(made), memories)
    found = []
    for number in range(ROUNDS):
        names = list(every) if number % 2 == 0 else list(reversed(every))
        seconds = {name: _in_fresh_project(every[name], made, folder / "fresh") for name in names}
        found.append(seconds)
        print(f"round {number + 1}: " + ", ".join(f"{name} {value:.2f}" for name, value in seconds.items()), flush=True)
    return found, memories


def ways(warm: Path, reports: Sequence[Report], memories: list[float]) -> dict[str, Callable[[Path], float]]:
    """Each way by its name: given a project that nobody has used, seconds a report."""
    plain = HERE / "plain" / "notebook.ipynb"

    def ours(project: Path) -> float:
        ran = require_done(arvio(project, "run", "--quiet", "--jobs", "2"), len(reports))
        memories.append(ran.megabytes)
        return ran.seconds / len(reports)

    def sampled(name: str, way: Callable[..., float], **how: int) -> Callable[[Path], float]:
        some = reports[: SAMPLES[name]]

        def seconds(project: Path) -> float:
            with_arvio = Sheet(project / "notebooks" / "report.ipynb", project / "notebooks")
            sheet = with_arvio if "equal" in name else Sheet(plain, project)
            return way(sheet, some, project.parent, **how) / len(some)

        return seconds

    return {
        "commands": sampled("commands", commands),
        "commands, two at once": sampled("commands, two at once", commands, at_once=2),
        "loop": sampled("loop", loop),
        "plain functions, plain tools": sampled("plain functions, plain tools", bare),
        OURS: ours,
        BOUND: lambda project: functions(project, warm, reports) / len(reports),
        "commands, equal figures": sampled("commands, equal figures", commands),
        "loop, equal figures": sampled("loop, equal figures", loop),
    }


def _in_fresh_project(way: Callable[[Path], float], made: Path, folder: Path) -> float:
    """What a way takes in a copy of the project, of which nothing has been read or kept yet."""
    folder.mkdir()
    kept = shutil.ignore_patterns(".cache", "reports")
    seconds = way(shutil.copytree(made, folder / "project", ignore=kept))
    shutil.rmtree(folder)
    return seconds


def table(found: Sequence[Mapping[str, float]], memories: Sequence[float]) -> str:
    """Seconds a report of each way, ratios round by round, and memory: medians, and from lowest to highest."""
    lines = [f"{'s a report':<44}{'median':>8}{'lowest':>8}{'highest':>9}  reports a round"]
    for name in found[0]:
        lines.append(_line(name, [one[name] for one in found]) + f"  {min(SAMPLES.get(name, REPORTS), REPORTS)}")
    lines += ["", f"{'times, in the same round':<44}{'median':>8}{'lowest':>8}{'highest':>9}  wanted"]
    for (slow, quick), (target, side) in TARGETS.items():
        ratios = [one[slow] / one[quick] for one in found]
        lines.append(_line(f"{slow} ÷ {quick}", ratios) + _verdict(median(ratios), target, side))
    lines += ["", f"{'MB, all processes of the batch':<44}{'median':>8}{'lowest':>8}{'highest':>9}  wanted"]
    lines.append(_line(OURS, memories, decimals=0) + _verdict(max(memories), MOST_MEGABYTES, "at most"))
    return "\n".join(lines)


def _line(name: str, values: Sequence[float], decimals: int = 2) -> str:
    numbers = [f"{value:.{decimals}f}" for value in (median(values), min(values), max(values))]
    return f"{name:<44}{numbers[0]:>8}{numbers[1]:>8}{numbers[2]:>9}"


def _verdict(value: float, target: float, side: str) -> str:
    if not target:
        return ""
    reached = value >= target if side == "at least" else value <= target
    return f"  {side} {target:g}: {'reached' if reached else 'not reached'}"


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        print(f"{REPORTS} reports, {ROUNDS} rounds, {os.cpu_count()} cores, two processes each")
        print(table(*rounds(Path(temporary))))


if __name__ == "__main__":
    main()
