"""How long the command line takes to start, against Python itself: `make bench`.

Both are started in turn, so that whatever else the machine does slows both alike; the medians are compared.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from sysconfig import get_path
from time import perf_counter

PAIRS = 11
TIME_LIMIT_SECONDS = 30
COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "arvio --help": (str(Path(get_path("scripts"), "arvio")), "--help"),
}


def seconds(command: tuple[str, ...]) -> float:
    """How long a command takes from start to end.

    Its output is captured, since a time limit without it makes Python poll every 50 ms, which would be measured too.
    """
    started = perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT_SECONDS)
    return perf_counter() - started


def measured() -> dict[str, list[float]]:
    """The seconds of each command, in turn. The first round only warms up and is left out."""
    rounds = [{name: seconds(command) for name, command in COMMANDS.items()} for _ in range(PAIRS + 1)]
    return {name: [one[name] for one in rounds[1:]] for name in COMMANDS}


def table(measurements: dict[str, list[float]]) -> str:
    """Medians, fastest and slowest in seconds, and how many times the first median each is."""
    bare = median(measurements["python -c pass"])
    lines = [f"{'':<16}{'median s':>10}{'fastest':>10}{'slowest':>10}{'ratio':>8}"]
    for name, times in measurements.items():
        numbers = f"{median(times):>10.3f}{min(times):>10.3f}{max(times):>10.3f}{median(times) / bare:>8.1f}"
        lines.append(f"{name:<16}{numbers}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(measured()))
