"""A cluster during one batch: how a report is had from it."""

from __future__ import annotations

import pickle
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any

from arvio.errors import Problem, RunError
from arvio.params import Project
from arvio.publish.batch.workers import WorkersLostError
from arvio.publish.cluster import belongings, errand
from arvio.publish.cluster.fleet import LOOK_SECONDS, Fleet
from arvio.publish.cluster.homecoming import add_to_log
from arvio.publish.cluster.messages import Answer, Broken, Lacking, Made, Request
from arvio.publish.cluster.parcels import Parcel, packed
from arvio.publish.cluster.stock import Stock
from arvio.publish.editions import Edition
from arvio.publish.outcomes import Event
from arvio.saying import say
from arvio.sources.personal.identity import secret

if TYPE_CHECKING:
    from distributed import Client

TROUBLES_AT_MOST = 3
"""How often a report may lose its station, or lack what was sent there, before it is given up."""


class Cluster:
    """The workers behind a client, and what was sent to them."""

    def __init__(self, client: Client, project: Project, news: Callable[[Event], None] | None) -> None:
        import cloudpickle

        cloudpickle.register_pickle_by_value(errand)
        self._root, self._stock = project.root, Stock(project)
        package = b"".join(part for _, part, _ in packed(belongings.of_package()).parts())
        self._fleet = Fleet(client, package, secret(project.root), lambda note: add_to_log(project.root, note))
        self._topic = f"arvio-{self._fleet.batch}"
        if news is not None:
            client.subscribe_topic(self._topic, lambda event: news(pickle.loads(event[1])))
        self._sent: set[tuple[str, str]] = set()
        self._sending: dict[str, threading.Lock] = defaultdict(threading.Lock)

    @property
    def slots(self) -> int:
        """How many reports it can make at the same time."""
        return self._fleet.slots

    def make(self, edition: Edition, given_up: threading.Event) -> Made:
        """A report, executed on whichever worker has time for it. Whatever a worker here would raise is raised."""
        organisation = edition.run.organisation
        parcels = [self._stock.of_project(organisation), self._stock.of_state(organisation)]
        request = pickle.dumps(Request(edition, *(parcel.digest for parcel in parcels)))
        wanted, troubles = "", 0
        while True:
            address, answer, why = self._ask(request, wanted, given_up)
            wanted = address
            if isinstance(answer, Made):
                return answer
            if isinstance(answer, Broken):
                add_to_log(self._root, answer.log)
                raise answer.error
            if isinstance(answer, Lacking):
                if self._send([parcel for parcel in parcels if parcel.digest in answer.digests], address):
                    continue
                why = say("what was sent there is gone")  # or has only just come, for another report
            troubles += 1
            if troubles == TROUBLES_AT_MOST:
                raise RunError(_no_station(address, why))
            if answer is None or troubles > 1:
                self._begin_again(address)

    def close(self) -> None:
        """End all that runs there, and have removed whatever was sent."""
        self._fleet.close()

    def _ask(self, request: bytes, wanted: str, given_up: threading.Event) -> tuple[str, Answer | None, str]:
        """The answer of a worker to a request: of the wanted one while it lives, else of any; None with why there is
        none. Dask has it done by another worker where one dies of it, or is lost."""
        while True:
            workers = self._fleet.fit & {wanted} or self._fleet.fit
            if not workers:
                self._require_going_on(given_up)
                time.sleep(LOOK_SECONDS)
                continue
            executor = self._fleet.client.get_executor(pure=False, workers=list(workers))
            future = executor.submit(errand.task(errand.make, self._fleet.batch, request, self._topic))
            answered = self._answered(future, workers, given_up)
            if answered:
                address, packed_answer, why = answered
                return address, packed_answer and pickle.loads(packed_answer), why

    def _answered(
        self, future: Future[Any], workers: frozenset[str], given_up: threading.Event
    ) -> tuple[Any, ...] | None:
        """What a task gave; None where all workers that might do it are gone."""
        while True:
            try:
                return future.result(LOOK_SECONDS)
            except CancelledError:
                raise self._lost(say("its scheduler is gone")) from None
            except TimeoutError:
                try:
                    self._require_going_on(given_up)
                except WorkersLostError:
                    future.cancel()
                    raise
            if workers.isdisjoint(self._fleet.fit):
                future.cancel()
                return None

    def _require_going_on(self, given_up: threading.Event) -> None:
        why = say("the batch was interrupted") if given_up.is_set() else self._fleet.lost_for
        if why:
            raise self._lost(why)

    def _lost(self, why: str) -> WorkersLostError:
        remedy = say("begin the cluster again, then run again: what is out stays, and is not made anew")
        scheduler = self._fleet.client.scheduler
        address = "" if scheduler is None else scheduler.address
        what = say("makes no more reports: %(why)s", why=why)
        return WorkersLostError(Problem(say("cluster %(address)s", address=address), what, remedy=remedy))

    def _send(self, parcels: Iterable[Parcel], address: str) -> bool:
        """Send parcels to a worker that lacks them, once, even if several reports wait for them there; whether any had
        not been sent before."""
        is_new = False
        for parcel in parcels:
            with self._sending[parcel.digest]:
                if (address, parcel.digest) in self._sent:
                    continue
                for place, part, is_last in parcel.parts():
                    self._fleet.run(errand.deliver, parcel.digest, place, part, is_last, workers=[address])
                self._sent.add((address, parcel.digest))
                is_new = True
        return is_new

    def _begin_again(self, address: str) -> None:
        self._sent = {(one, digest) for one, digest in self._sent if one != address}
        self._fleet.begin([address])


def _no_station(address: str, why: str) -> Problem:
    remedy = say("look whether it has room on its disk and memory left, and may start processes")
    why = say("it has no station") if why == errand.NO_STATION else why
    what = say("could not keep a process for reports: %(why)s", why=why)
    return Problem(say("worker %(address)s", address=address), what, remedy=remedy)
