"""Taking turns: of several processes that want the same, each waits until the one before it is done."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from arvio.errors import Problem, RunError
from arvio.saying import say
from arvio.whole_files import make_folder

_PAUSE_SECONDS = 0.05


class TurnTakenError(RunError):
    """Somebody else has the turn, and did not give it back in time."""


@contextmanager
def in_turn(path: Path, *, seconds: float, what: str) -> Iterator[None]:
    """While this lasts, nobody else has their turn at the same file, in this process or another.

    The lock is SQLite's, since it is the same on Windows and Unix, and since the system lets go of it when its process
    is killed: no lock is ever left over. A TurnTakenError after so many seconds of waiting.
    """
    with closing(_opened(path, what)) as lock:
        _take(lock, path, time.monotonic() + seconds, what=what)
        yield


def _opened(path: Path, what: str) -> sqlite3.Connection:
    try:
        make_folder(path.parent)
        return sqlite3.connect(path, timeout=0, isolation_level=None)
    except OSError as error:
        raise RunError(_cannot_lock(path, what, str(error.strerror))) from error
    except sqlite3.OperationalError as error:
        raise RunError(_cannot_lock(path, what, str(error))) from error


def _take(lock: sqlite3.Connection, path: Path, end: float, *, what: str) -> None:
    """Try again and again instead of waiting inside SQLite, where an interrupt would not be heard."""
    while True:
        try:
            lock.execute("begin exclusive")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (5, 6):  # busy, locked
                raise RunError(_cannot_lock(path, what, str(error))) from error
        if time.monotonic() > end:
            remedy = say("wait until the other batch has ended, then run again")
            raise TurnTakenError(Problem(what, say("is being made by another batch"), remedy=remedy))
        time.sleep(_PAUSE_SECONDS)


def _cannot_lock(path: Path, what: str, reason: str) -> Problem:
    return Problem(
        what,
        say("cannot have its turn: no lock can be written (%(reason)s)", reason=reason),
        say("a folder that may be written to, with free space"),
        say("make room or ask for write access to the folder %(folder)s, then run again", folder=path.parent.name),
    )
