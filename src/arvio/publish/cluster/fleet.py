"""The workers of a cluster during one batch: who is there, whether they are fit, and a station beside each that is."""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from arvio.errors import ArvioError
from arvio.publish.cluster import errand
from arvio.publish.cluster.connecting import require_privacy
from arvio.publish.cluster.equipment import equipment_here, equipment_of, require_equal
from arvio.saying import evaluators_language, joined, say, spoken

if TYPE_CHECKING:
    from distributed import Client

LOOK_SECONDS = 2
"""How often it is looked who is there."""
KEEP_SECONDS = 60
WITHOUT_WORKERS_SECONDS = 60
"""Workers that were killed are begun again by Dask within seconds; after so long none will come."""
END_SECONDS = 30


class Fleet:
    """The workers that may make reports of a batch. Those that come later are looked at when they come."""

    def __init__(self, client: Client, package: bytes, key: bytes, note: Callable[[str], None]) -> None:
        self.client, self.batch = client, secrets.token_hex(8)
        self._package, self._key, self._note = package, key, note
        self._here = equipment_here()
        self._threads: dict[str, int] = {}
        self._unfit: set[str] = set()
        self._empty_since: float | None = None
        self._closing = threading.Event()
        self._admit(self._there())
        threading.Thread(target=self._look_after, daemon=True).start()

    @property
    def slots(self) -> int:
        """How many reports can be made at the same time."""
        return sum(self._threads.values())

    @property
    def fit(self) -> frozenset[str]:
        """The addresses of the workers that are there now and may make reports."""
        return frozenset(self._threads)

    @property
    def lost_for(self) -> str:
        """Why nothing can be made any more; "" while something can."""
        if self._closing.is_set():
            return say("the batch was interrupted")
        if self.client.status != "running":
            return say("its scheduler is gone")
        since = self._empty_since
        is_empty = since is not None and time.monotonic() - since > WITHOUT_WORKERS_SECONDS
        return say("it has no worker any more") if is_empty else ""

    def run(self, work: Callable[..., Any], *given: object, workers: Collection[str]) -> None:
        """Have something done in the processes of workers; those that are gone meanwhile are passed over."""
        if workers:
            self.client.run(errand.bound(work, self.batch, *given), workers=list(workers), on_error="ignore")

    def begin(self, workers: Collection[str]) -> None:
        """Start the station of workers that have none, or whose station has ended."""
        self.run(errand.begin, self._package, self._key, evaluators_language(), workers=workers)

    def close(self) -> None:
        """End all stations with what they do, and have removed whatever was sent to them."""
        self._closing.set()
        if self.client.status == "running":
            ending = threading.Thread(target=lambda: self.run(errand.end, workers=self.fit), daemon=True)
            ending.start()
            ending.join(END_SECONDS)  # stations end by themselves when nobody tells them anything

    def _there(self) -> dict[str, int]:
        """The workers that the scheduler knows, each with the number of its threads."""
        workers = self.client.scheduler_info(n_workers=-1)["workers"]
        return {address: worker["nthreads"] for address, worker in workers.items()}

    def _admit(self, came: Mapping[str, int]) -> None:
        """Look at workers that came, refuse them where anything differs, and start the stations of the others."""
        require_privacy(came)
        versions = self.client.get_versions(packages=list(self._here.packages))
        told = versions["workers"]  # type: ignore[index] # a coroutine comes of asynchronous clients only
        require_equal(self._here, {address: equipment_of(told[address]) for address in came if address in told})
        self.begin(came)
        self._threads |= came

    def _look_after(self) -> None:
        """See who comes and goes, and tell the stations that somebody is waiting."""
        kept = time.monotonic()
        while not self._closing.wait(LOOK_SECONDS):
            with contextlib.suppress(Exception):  # whatever Dask raises when its scheduler is gone: see lost_for
                self._see(self._there())
                if time.monotonic() - kept > KEEP_SECONDS:
                    kept = time.monotonic()
                    threading.Thread(target=self._keep, daemon=True).start()  # a worker that hangs would hold it up

    def _keep(self) -> None:
        with contextlib.suppress(Exception):  # as above
            self.run(errand.keep, workers=self.fit)

    def _see(self, there: Mapping[str, int]) -> None:
        self._threads = {address: n for address, n in self._threads.items() if address in there}
        for address in there.keys() - self._threads.keys() - self._unfit:
            try:
                self._admit({address: there[address]})
            except ArvioError as error:  # it goes on without this one
                self._unfit.add(address)
                self._note(spoken(joined([say("a worker that came is not used:"), error.said, ""], "\n")))
        if self._threads:
            self._empty_since = None
        elif self._empty_since is None:
            self._empty_since = time.monotonic()
