"""Many runs, several at a time. One that fails, or takes its process down, costs only itself."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from arvio.publish.editions import Edition
from arvio.publish.failures import Failure
from arvio.publish.making import make_report, record_failure
from arvio.publish.manifest import Timing
from arvio.publish.outcomes import Outcome
from arvio.publish.workers import NewWorker, stop

_Running = dict[Future, tuple[Edition, Executor]]


def outcomes(editions: Iterable[Edition], new_worker: NewWorker, jobs: int) -> Iterator[Outcome]:
    """The outcome of every run, in the order in which they end, `jobs` at a time.

    Reports that read what others released are begun when all others have ended, so that what they tell does not
    depend on which of several workers was faster.
    """
    every = tuple(editions)
    yield from _outcomes([one for one in every if not one.reads_others], new_worker, jobs)
    yield from _outcomes([one for one in every if one.reads_others], new_worker, jobs)


def _outcomes(editions: Iterable[Edition], new_worker: NewWorker, jobs: int) -> Iterator[Outcome]:
    """The outcome of every run, in whatever order they end.

    Each worker has one run at a time, so that when a worker dies it is known which run it died of: a shared
    pool would only say that it is broken, and lose the others.
    """
    waiting = deque(editions)
    running: _Running = {}
    try:
        for _ in range(min(jobs, len(waiting))):
            _start(waiting, new_worker(), running)
        while running:
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                edition, worker = running.pop(future)
                _start(waiting, _still_good(worker, future, new_worker), running)
                yield _outcome(edition, future)
    except BaseException:
        stop(worker for _, worker in running.values())
        raise


def _start(waiting: deque[Edition], worker: Executor, running: _Running) -> None:
    """Give the worker its next run, or send it home."""
    if not waiting:
        worker.shutdown(wait=False)
        return
    edition = waiting.popleft()
    running[worker.submit(make_report, edition)] = (edition, worker)


def _still_good(worker: Executor, future: Future, new_worker: NewWorker) -> Executor:
    """The worker, or another in place of one that died."""
    if future.exception() is None:
        return worker
    worker.shutdown(wait=False)
    return new_worker()


def _outcome(edition: Edition, future: Future) -> Outcome:
    error = future.exception()
    if error is None:
        return future.result()
    reason = f"the process that made it ended by itself ({type(error).__name__}): perhaps memory ran out"
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return record_failure(edition, Failure("failed", reason), Timing(now, 0, 0))
