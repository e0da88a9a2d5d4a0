"""Who makes reports: threads, of which each has one process at a time for one piece of work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from arvio.errors import RunError
from arvio.publish import files
from arvio.publish.editions import Edition
from arvio.publish.outcomes import Event, Reached
from arvio.publish.running.children import end_all, run_in_child
from arvio.publish.running.progress import AtCell

NewWorker = Callable[[], Executor]
"""Gives an executor that makes one report at a time. A cluster's executor serves as well as a local process."""

LONGEST_LOG = 5_000_000
"""In bytes. A longer one is put aside, in place of the one before it, when a batch begins."""
_GRACE_SECONDS = 5
"""A kernel of its own ends a cell that takes too long by itself, and says which: it gets that much longer."""

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class WorkersLostError(RunError):
    """Nobody is left to do any task: the batch ends with what is finished, and no run is said to have failed."""


def local_workers(log: Path, news: Callable[[Event], None] | None = None) -> NewWorker:
    """Workers on this machine, which share its cores and print to a log file; the news is told how far each run is."""
    _make_room(log)
    return lambda: _Worker(log, news)


def stop(workers: Iterable[Executor]) -> None:
    """End the workers now, in the middle of what they do."""
    for worker in workers:
        worker.shutdown(wait=False, cancel_futures=True)
    end_all()


class _Worker(Executor):
    """A thread that waits for one process at a time. What it is given may hold an edition, whose limits are kept."""

    def __init__(self, log: Path, news: Callable[[Event], None] | None) -> None:
        self._log, self._news = log, news
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="arvio-worker")
        self._is_stopped = threading.Event()

    def submit(self, work: Callable[Given, Answer], /, *given: Given.args, **named: Given.kwargs) -> Future[Answer]:
        return self._thread.submit(self._do, partial(work, **named) if named else work, given, _edition(given))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if cancel_futures:
            self._is_stopped.set()
        self._thread.shutdown(wait, cancel_futures=cancel_futures)

    def _do(self, work: Callable[..., Answer], given: tuple[Any, ...], edition: Edition | None) -> Answer:
        return run_in_child(
            work,
            given,
            limit_seconds=edition.time_limit_seconds + _GRACE_SECONDS if edition else None,
            memory_limit_mb=edition.memory_limit_mb if edition else None,
            on_message=lambda message: self._hear(message, edition),
            log=self._log,
            stopped=self._is_stopped,
        )

    def _hear(self, message: object, edition: Edition | None) -> None:
        if self._news and edition and isinstance(message, AtCell):
            self._news(Reached(edition.run, message.cell, message.cells))


def _edition(given: tuple[Any, ...]) -> Edition | None:
    """The edition that a piece of work is about; None where it is about several."""
    first = getattr(given[0], "edition", given[0]) if given else None
    return first if isinstance(first, Edition) else None


def _make_room(log: Path) -> None:
    """A folder for the log, and a log that is not too long."""
    files.make_folder(log.parent)
    try:
        if log.stat().st_size > LONGEST_LOG:
            files.move_into_place(log, log.with_suffix(".previous.log"))
    except (OSError, RunError):  # there is none yet, or another batch has put it aside or holds it
        return
