"""Python loads this at its start where the folder is on PYTHONPATH: what a process changes on the disk is counted and
disturbed.

A stage is anything that a process of a command is about to change below a folder: a file opened for writing, moved,
linked or taken away, a folder made, a file forced onto the disk, a statement of SQLite that writes. Stages are counted
over all processes of the command, in a log that they share, so that each can be disturbed in its turn:

- kill: all processes of the command are killed before the stage
- lost: the one process is killed before the stage
- cut: the process is killed by the system in the middle of the write that follows
- full: from the stage on the disk takes nothing more
- small: from the stage on a file takes some bytes and no more, so that writes end halfway
- refused: from the stage on the disk is read-only
- held: the file is held open by somebody else, as Excel does on Windows: it is not opened, moved or taken away
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import resource
import signal
import sqlite3
import sys

ROOT, LOG = os.environ.get("ARVIO_FAULT_ROOT", ""), os.environ.get("ARVIO_FAULT_LOG", "")
AT, KIND = int(os.environ.get("ARVIO_FAULT_AT", "0")), os.environ.get("ARVIO_FAULT_KIND", "")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT
EVENTS = {"os.rename": 0, "os.link": 0, "os.remove": 0, "os.mkdir": 0, "os.rmdir": 0, "os.truncate": 0}
"""Which of the arguments of an event is the place that is looked at."""
TAKES_ROOM = {"open", "os.link", "os.mkdir", "os.fsync"}
HELD = {"open", "os.rename", "os.remove"}
MORE_BYTES = 20
LEADER = "ARVIO_FAULT_LEADER"
"""The environment variable with the first process of the command, for those that it starts."""
_fsync, _connect = os.fsync, sqlite3.connect
_held = []
_counting = False


def stage(event, place, size=0):
    """Count a stage, and disturb it where its turn has come."""
    global _counting
    place = os.path.abspath(os.fsdecode(place))
    if _counting or not place.startswith(ROOT + os.sep):
        return
    _counting = True
    try:
        number = _counted(event, place)
    finally:
        _counting = False
    if AT and (number >= AT if KIND in ("full", "small", "refused") else number == AT or _is_held(place)):
        _disturb(event, place, size)


def _counted(event, place):
    _limit(resource.RLIM_INFINITY)
    number = os.open(LOG, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        n = os.pread(number, 10_000_000, 0).count(b"\n") + 1
        os.write(number, f"{event} {place[len(ROOT) + 1 :]}\n".encode("utf-8", "surrogateescape"))
    finally:
        os.close(number)
    return n


def _is_held(place):
    return KIND == "held" and place in _held


def _disturb(event, place, size):
    if KIND == "kill":
        os.killpg(int(os.environ[LEADER]), signal.SIGKILL)  # workers are in groups of their own
    if KIND in ("kill", "lost"):
        os.kill(os.getpid(), signal.SIGKILL)
    if KIND in ("cut", "small"):
        if KIND == "cut":
            ctypes.CDLL(None).signal(int(signal.SIGXFSZ), 0)
        _limit(size + MORE_BYTES)
    elif KIND == "full" and event in TAKES_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), place)
    elif KIND == "full" and event == "sqlite":
        _limit(size)  # what is there is opened all the same
    elif KIND == "refused" and event.startswith("sqlite"):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise error
    elif KIND == "refused":
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), place)
    elif KIND == "held" and event in HELD:
        _held[:] = [place]
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)


def _limit(size):
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def _size(place):
    try:
        return os.stat(place).st_size
    except OSError:
        return 0


def watch(event, arguments):
    """What Python tells before it does something (PEP 578)."""
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, (str, bytes)) and isinstance(flags, int) and flags & WRITING:
            stage(event, path, _size(path) if flags & os.O_APPEND else 0)
    elif event in EVENTS and isinstance(arguments[EVENTS[event]], (str, bytes, os.PathLike)):
        place = arguments[EVENTS[event]]
        if os.path.lexists(place) != (event == "os.mkdir"):  # what is not there is not taken away, nor made twice
            stage(event, arguments[1] if event == "os.rename" else place)


def fsync(number):
    """A file is forced onto the disk."""
    place = os.readlink(f"/proc/self/fd/{number}")
    stage("os.fsync", place, _size(place))
    _fsync(number)


def connect(database, *arguments, **options):
    """A connection whose statements that write are stages."""
    place = os.fspath(database)
    stage("sqlite", place, _size(place))
    connection = _connect(database, *arguments, **options)

    def traced(statement):
        if statement.split()[0].lower() in ("begin", "commit"):
            with contextlib.suppress(OSError, sqlite3.Error):
                stage(f"sqlite {statement.split()[0].lower()}", place, _size(place))

    connection.set_trace_callback(traced)
    return connection


if ROOT and LOG and sys.platform == "linux":
    os.environ.setdefault(LEADER, str(os.getpid()))
    os.fsync, sqlite3.connect = fsync, connect
    sys.addaudithook(watch)
