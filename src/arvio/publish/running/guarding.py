"""Keeping an eye on a process: it is ended when it takes too long or too much memory."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import Literal

import psutil

_STEP_SECONDS = 0.2
_STEPS_TO_OTHERS = 5
"""Which processes it has started is asked every so many steps only: the system looks through all there are."""


class Guard:
    """Looks at a process from a thread of its own until `leave`."""

    def __init__(self, pid: int, *, limit_seconds: float, memory_limit_mb: float | None) -> None:
        self.ended_for: Literal["", "limit", "memory"] = ""
        self.peak_mb = 0.0
        """The most memory that it was seen to have, with the processes that it has started."""
        self._memory_limit_mb = memory_limit_mb
        self._others: list[psutil.Process] = []
        self._left = threading.Event()
        self.allow(limit_seconds)
        self._process = _process(pid)
        self.is_gone = self._process is None
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def allow(self, seconds: float) -> None:
        """Let it go on for so many seconds from now."""
        self._end = time.monotonic() + seconds

    def leave(self) -> None:
        """Look no more."""
        self._left.set()
        self._thread.join()

    def end(self) -> None:
        """End the process and all that it has started, wherever it has put them, and at once."""
        if self._process is None:
            return
        with contextlib.suppress(psutil.Error):
            self._others = self._process.children(recursive=True)
        for process in (self._process, *self._others):  # psutil never ends one that got the number of another
            with contextlib.suppress(psutil.Error):
                process.kill()

    def _watch(self) -> None:
        process, step = self._process, 0
        while process is not None and not self.is_gone and not self._left.wait(_STEP_SECONDS):
            step += 1
            with contextlib.suppress(psutil.NoSuchProcess):
                if step % _STEPS_TO_OTHERS == 0:
                    self._others = process.children(recursive=True)
            self._look(process)

    def _look(self, process: psutil.Process) -> None:
        memory_mb = sum(map(_memory_mb, (process, *self._others)))
        self.peak_mb = max(self.peak_mb, memory_mb)
        if time.monotonic() > self._end:
            self.ended_for = self.ended_for or "limit"
        elif self._memory_limit_mb is not None and memory_mb > self._memory_limit_mb:
            self.ended_for = self.ended_for or "memory"
        if self.ended_for:
            self.end()
        self.is_gone = not _is_alive(process)


def _process(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None


def _memory_mb(process: psutil.Process) -> float:
    try:
        return process.memory_info().rss / 2**20
    except psutil.Error:
        return 0


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
