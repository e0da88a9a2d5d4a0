"""The memory of a command and of all processes that it starts, while it runs (Linux; elsewhere it is not known)."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

PROC = Path("/proc")
EVERY_SECONDS = 0.5
"""A sample costs some milliseconds a process, which would be measured too if it were taken more often."""


@dataclass(frozen=True)
class Ran:
    """A command that ended: its seconds, its exit code, what it printed, and the most memory of all its processes."""

    seconds: float
    code: int
    out: str
    err: str
    megabytes: float
    """Proportional set size: what processes share is counted once. NaN where it is not known."""


def run(
    command: Sequence[str], *, folder: Path, environment: Mapping[str, str], limit_seconds: float, every: float = 0
) -> Ran:
    """Run a command to its end in a folder, with its memory looked at; an error where it takes longer than allowed."""
    started = perf_counter()
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | environment, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
    )
    watch = _Watch(process.pid, every or EVERY_SECONDS)
    try:
        out, err = process.communicate(timeout=limit_seconds)
    finally:
        process.kill()
        watch.stop()
    seconds = perf_counter() - started
    return Ran(seconds, process.returncode, out, err, watch.most / 1e6 if watch.most else float("nan"))


class _Watch:
    """Samples the memory of a process and of its descendants until it is stopped."""

    def __init__(self, pid: int, every: float) -> None:
        self.most = 0
        self._pid, self._every, self._ended = pid, every, threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        if PROC.is_dir():
            self._thread.start()

    def stop(self) -> None:
        self._ended.set()

    def _sample(self) -> None:
        while not self._ended.wait(self._every):
            self.most = max(self.most, sum(map(_bytes, _tree(self._pid))))


def _tree(pid: int) -> list[int]:
    """The process and everything that it started and that still runs, be it in a session of its own."""
    found, parents = [pid], _parents()
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _parents() -> dict[int, int]:
    parents = {}
    for path in PROC.iterdir():
        if path.name.isdigit():
            try:
                # The name of the command stands in brackets and may hold spaces; the parent is the second field after.
                parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue
    return parents


def _bytes(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended in the meantime
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
