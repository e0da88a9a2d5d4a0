"""Workers on a cluster: they execute notebooks there, and judge and put out reports here.

What decides whether a report may go out, and what went out before, lies on this machine and never leaves it whole.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, ParamSpec, TypeVar

from arvio.params import Project
from arvio.publish import places
from arvio.publish.batch.workers import NewWorker
from arvio.publish.cluster import belongings
from arvio.publish.cluster.cluster import Cluster
from arvio.publish.cluster.connecting import connected
from arvio.publish.cluster.homecoming import put_in_place, without_manifest
from arvio.publish.editions import Edition
from arvio.publish.freshness.laid_ready import Ready
from arvio.publish.making.making import execute_report, withdraw
from arvio.publish.outcomes import Event, Outcome
from arvio.publish.signing.signed import stays

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


@contextmanager
def cluster_workers(
    address: str, project: Project, local: NewWorker, news: Callable[[Event], None] | None = None
) -> Iterator[tuple[NewWorker, int]]:
    """Workers behind the Dask scheduler at an address, and how many of them are of use; errors where it is not fit.

    The news is told how far each run is. What is judged and put out here is done by `local` workers.

    Beside those that wait for the cluster there are as many as this machine has cores, for what is done here.
    """
    with connected(address) as client:
        cluster = Cluster(client, project, news)
        try:
            cores = os.cpu_count() or 1
            here = _Here(local, cores)
            yield lambda: ClusterWorker(cluster, project, here), cluster.slots + cores
        finally:
            cluster.close()
            here.close()


class ClusterWorker(Executor):
    """Does a task at a time, where it belongs."""

    def __init__(self, cluster: Cluster, project: Project, here: _Here) -> None:
        self._cluster, self._project, self._here = cluster, project, here
        self._given_up = threading.Event()

    def submit(self, work: Callable[Given, Answer], /, *given: Given.args, **named: Given.kwargs) -> Future[Answer]:
        """A future of what `work(*given)` gives; notebooks are executed on the cluster, all else is done here."""
        future: Future[Answer] = Future()
        first = given[0] if given else None
        goes_away = work is execute_report and isinstance(first, Edition) and self._goes_away(first)
        does = self._execute if goes_away else self._here.do
        asked = partial(work, **named) if named else work
        threading.Thread(target=_fulfil, args=(future, does, asked, given), daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for nothing any more; what runs on the cluster is ended with the batch."""
        self._given_up.set()

    def _goes_away(self, edition: Edition) -> bool:
        notebook = places.notebook(edition.root, edition.run.notebook)
        return not belongings.stays_here(self._project, edition.run.organisation, notebook)

    def _execute(self, work: Callable[..., Any], edition: Edition) -> Ready | Outcome:
        found = self._cluster.make(edition, self._given_up)
        made = found.made
        is_whole = isinstance(made, Ready) or not stays(edition)
        files = found.files if is_whole else without_manifest(edition.run, found.files)
        put_in_place(edition.root, edition.run, files, found.log)
        if isinstance(made, Ready):
            return replace(made, edition=edition)
        withdraw(edition)
        return replace(made, path=places.error_page(edition.root, edition.run))


class _Here:
    """Some workers on this machine, which those of the cluster share."""

    def __init__(self, new_worker: NewWorker, n: int) -> None:
        self._new_worker = new_worker
        self._free: queue.SimpleQueue[Executor | None] = queue.SimpleQueue()
        for _ in range(n):
            self._free.put(None)

    def do(self, work: Callable[..., Any], *given: object) -> object:
        """What a worker here gives or raises, when one is free. One that died of its task is not used again."""
        worker = self._free.get() or self._new_worker()
        try:
            found = worker.submit(work, *given).result()
        except BaseException:
            worker.shutdown(wait=False)
            self._free.put(None)
            raise
        self._free.put(worker)
        return found

    def close(self) -> None:
        while not self._free.empty():
            worker = self._free.get()
            if worker is not None:
                worker.shutdown(wait=False)


def _fulfil(future: Future[Any], does: Callable[..., Any], work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(does(work, *given))
    except BaseException as error:
        future.set_exception(error)
