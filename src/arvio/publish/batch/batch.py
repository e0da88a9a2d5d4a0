"""Many runs, several at a time. One that fails, or takes its process down, costs only itself.

The reports of an organisation go out together: they are executed, judged with everything that was published about it
before, made again where their tables must tell less, and only then put in place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from arvio.errors import Problem, RunError
from arvio.publish.batch.errands import renew
from arvio.publish.batch.lots import Lot, Progress, Task
from arvio.publish.batch.workers import NewWorker, WorkersLostError, stop
from arvio.publish.editions import Edition
from arvio.publish.freshness.judging import Judge
from arvio.publish.outcomes import Event, Started
from arvio.publish.running.ended import ChildEnded
from arvio.saying import say


def outcomes(
    editions: Iterable[Edition],
    new_worker: NewWorker,
    jobs: int,
    judge: Judge | None = None,
    *,
    news: SimpleQueue[Event | Future[Any]] | None = None,
    audited: set[str] | None = None,
) -> Generator[Event, None, None]:
    """The outcome of every run, in the order in which they end, `jobs` at a time; before it, that it was executed.

    Reports that `judge` finds fresh are not made; without one, all are. What others put into the news meanwhile, as
    workers do at each cell, is told on.

    Where `audited` is given, audits are renewed too, and it gets the organisations of which that was done.

    Reports that read what others released are begun when all others have ended, so that what they tell does not
    depend on which of several workers was faster.
    """
    every = tuple(editions)
    news = SimpleQueue() if news is None else news
    yield from _outcomes([one for one in every if not one.reads_others], _Crew(new_worker, jobs, news), judge, audited)
    if judge is not None:
        judge.forget()  # what was made since belongs to what the others read
    yield from _outcomes([one for one in every if one.reads_others], _Crew(new_worker, jobs, news), judge, audited)


def renew_records(root: Path, organisations: Iterable[str], new_worker: NewWorker, jobs: int) -> None:
    """Audit all that was ever published about each organisation, `jobs` at a time; an error where one cannot be."""
    crew, errors = _Crew(new_worker, jobs, SimpleQueue()), list[BaseException]()

    def ended(done: Future[Any]) -> Progress:
        errors.extend(filter(None, [done.exception()]))
        return Progress()

    waiting = deque[Task | Lot](Task(renew, (root, name), ended) for name in organisations)
    for _ in _work(waiting, crew):
        pass
    if errors:
        raise _not_audited(errors[0]) if isinstance(errors[0], ChildEnded) else errors[0]


def _not_audited(ended: ChildEnded) -> RunError:
    what = say("the process that audited what was published ended before it was done (%(why)s)", why=ended.detail)
    remedy = say("run arvio audit, which says more; the reports are not affected")
    return RunError(Problem("reports", what, remedy=remedy))


def _outcomes(
    editions: Iterable[Edition], crew: _Crew, judge: Judge | None, audited: set[str] | None
) -> Iterator[Event]:
    """The outcome of every run, in whatever order they end.

    The organisations have their turns in the order of their names: two batches that each held what the other waits for
    would wait for ever.
    """
    lots = _lots(editions, judge, audited)
    try:
        yield from _work(deque(lots), crew)
    finally:
        for lot in lots:
            lot.give_up()


def _work(waiting: deque[Task | Lot], crew: _Crew) -> Iterator[Event]:
    """Do what is waiting, and what comes of it."""
    try:
        while waiting or crew.is_busy:
            if waiting and crew.has_room:
                progress = crew.give(waiting.popleft())
            else:
                progress = crew.next_told()
            waiting.extendleft(reversed(progress.tasks))
            yield from progress.outcomes
        crew.dismiss()
    except BaseException:
        crew.stop()
        raise


def _lots(editions: Iterable[Edition], judge: Judge | None, audited: set[str] | None) -> list[Lot]:
    ordered = sorted(editions, key=lambda edition: edition.run.organisation)
    by_organisation = groupby(ordered, lambda edition: edition.run.organisation)
    return [Lot(name, list(of_one), judge, audited) for name, of_one in by_organisation]


class _Crew:
    """The workers, at most so many.

    Each has one task at a time, so that when a worker dies it is known which run it died of: a shared pool would only
    say that it is broken, and lose the others.
    """

    def __init__(self, new_worker: NewWorker, jobs: int, news: SimpleQueue[Event | Future[Any]]) -> None:
        self._new_worker, self._jobs, self._news = new_worker, jobs, news
        self._idle: list[Executor] = []
        self._running: dict[Future[Any], tuple[Task, Executor]] = {}

    @property
    def is_busy(self) -> bool:
        return bool(self._running)

    @property
    def has_room(self) -> bool:
        return len(self._running) < self._jobs

    def give(self, work: Task | Lot) -> Progress:
        """Give a worker a task; of a lot that begins, what there is to do."""
        if isinstance(work, Lot):
            return work.begin()
        worker = self._idle.pop() if self._idle else self._new_worker()
        future = worker.submit(work.work, *work.given)
        self._running[future] = work, worker
        future.add_done_callback(self._news.put)
        return Progress(outcomes=[Started(work.executes)] if work.executes else [])

    def next_told(self) -> Progress:
        """Wait until there is some news; of a task that has ended, what comes of it."""
        told = self._news.get()
        return self._ended(told) if isinstance(told, Future) else Progress(outcomes=[told])

    def _ended(self, future: Future[Any]) -> Progress:
        task, worker = self._running.pop(future)
        error = future.exception()
        if isinstance(error, WorkersLostError):
            raise error
        if error is None:
            self._idle.append(worker)
        else:
            worker.shutdown(wait=False)
        return task.ended(future)

    def dismiss(self) -> None:
        """Send the workers home."""
        for worker in self._idle:
            worker.shutdown(wait=False)

    def stop(self) -> None:
        """End them now, in the middle of what they do."""
        stop([*self._idle, *(worker for _, worker in self._running.values())])
