"""What coverage needs to count processes that are killed: a plugin of coverage, which `make branches` alone loads.

A process that makes a report is killed as soon as its answer is there, by a signal that nobody hears. What it ran is
therefore written down when it gives its answer.
"""

from __future__ import annotations

from multiprocessing.connection import Connection

from coverage import Coverage
from coverage.plugin_support import Plugins

ANSWERS = ("result", "error")
"""The answers after which nothing is left to do (`arvio.publish.running.inside`)."""


def coverage_init(reg: Plugins, options: dict[str, object]) -> None:
    """Called by coverage in each process that it counts; there is nothing to register."""
    if Connection.send is not _send_and_keep:
        Connection.send = _send_and_keep


_send = Connection.send


def _send_and_keep(line: Connection, what: object) -> None:
    counting = Coverage.current()
    if counting is not None and isinstance(what, tuple) and what and what[0] in ANSWERS:
        counting.save()
    _send(line, what)
