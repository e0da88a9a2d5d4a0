"""The parcels of a batch: each is packed when it is first needed, and kept for a while."""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable

from arvio.params import Project
from arvio.publish.cluster import belongings
from arvio.publish.cluster.parcels import Contents, Parcel, packed

KEPT_AT_MOST = 64
"""Parcels on this machine's disk. The organisations have their turns one after another, so that older ones have been
sent; one that is asked for all the same is packed again, and is the same."""


class Stock:
    """The parcels of a project's organisations."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._parcels: OrderedDict[Hashable, Parcel] = OrderedDict()
        self._looking = threading.Lock()
        self._packing: dict[Hashable, threading.Lock] = defaultdict(threading.Lock)

    def of_project(self, organisation: str) -> Parcel:
        """What its reports are made from."""
        return self._parcel((organisation,), lambda: belongings.of_project(self._project, organisation))

    def of_state(self, organisation: str) -> Parcel:
        """What was decided and published about it so far."""
        state = belongings.state_of(self._project, organisation)
        return self._parcel((organisation, *state), lambda: belongings.of_state(self._project, organisation))

    def _parcel(self, key: Hashable, contents: Callable[[], Contents]) -> Parcel:
        with self._looking:
            packing = self._packing[key]
        with packing:
            if key not in self._parcels:
                self._parcels[key] = packed(contents())
        with self._looking:
            self._parcels.move_to_end(key)
            while len(self._parcels) > KEPT_AT_MOST:
                self._parcels.popitem(last=False)  # whoever still sends it holds it
            return self._parcels[key]
