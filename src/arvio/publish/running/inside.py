"""Inside a process that was started for one call: it takes the call, does it, answers, and waits to be ended."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import connection
from pathlib import Path
from typing import TYPE_CHECKING

from arvio.errors import RunError
from arvio.saying import say

if TYPE_CHECKING:
    if sys.platform == "win32":
        Line = connection.PipeConnection
    else:
        Line = connection.Connection
    """The line to a process, both ways."""

TOLD, MORE_TIME, READY, RESULT, ERROR = "told", "more_time", "ready", "result", "error"
"""What an answer is, before what it says."""
_LAST_SECONDS = 30
"""A process that the batch does not end any more, since it is gone, ends so long after its time."""
_MOMENT_SECONDS = 5

_INPUT = 0

_line: Line | None = None
_errors = 2
"""The number of the file in which Python says where it was when it crashed."""
_speaking = threading.Lock()


@dataclass(frozen=True)
class Surroundings:
    """What a process takes over from the one that waits for it."""

    environment: Mapping[str, str]
    folder: str
    scratch: str
    """Its folder for temporary files, which is removed after it."""
    log: Path | None
    seconds: float | None
    """How long it may live at most; None: without end."""
    warming: str
    """Where the module lies that is imported before: a server that imported another one is told of."""


def is_disposable() -> bool:
    """Whether this process was started for one call and ends with it."""
    return _line is not None


def tell(message: object) -> None:
    """Send a small message to whoever waits for this process; elsewhere nothing happens."""
    _say(TOLD, message)


def allow_more(seconds: float) -> None:
    """Say that a new stretch of work begins now, which may take so long; elsewhere nothing happens."""
    if is_disposable():
        _live_at_most(seconds)
        _say(MORE_TIME, seconds)


def peak_memory_mb() -> float:
    """The most memory that this process ever had."""
    if sys.platform == "win32":
        import psutil

        return psutil.Process().memory_info().peak_wset / 2**20
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells on Linux begins with what the process had that started this one
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) / 2**10 for line in lines if line.startswith("VmHWM"))
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def serve(line: Line) -> None:
    """What a new process does. Whoever waits ends it when it has the answer, with all that it has started."""
    try:
        around: Surroundings = line.recv()
        packed = line.recv_bytes()
    except EOFError:  # nobody waits any more
        return
    _settle(around, line)
    _say(READY, _note(around))
    _answer(packed)
    sys.stdout.flush()
    sys.stderr.flush()
    while True:
        time.sleep(3600)


def _settle(around: Surroundings, line: Line) -> None:
    """Become a process of its own: session, streams, signals, environment, temporary files."""
    global _line, _errors
    _line = line
    if sys.platform != "win32":
        with contextlib.suppress(PermissionError):  # it leads a session already
            os.setsid()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.register_at_fork(after_in_child=_forget)
        _be_killed_first()
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to every process; the batch decides what it means
    signal.signal(signal.SIGTERM, _leave_in_a_moment)
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()
    os.environ.clear()
    os.environ.update(around.environment)
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), around.scratch))
    tempfile.tempdir = None  # which is looked up anew
    if hasattr(time, "tzset"):
        time.tzset()
    os.chdir(around.folder)
    _hear_nothing()
    _errors = _print_to(around.log) if around.log else os.dup(2)
    faulthandler.enable(_errors)
    if around.seconds is not None:
        _live_at_most(around.seconds)


def _hear_nothing() -> None:
    """Read from a pipe that nobody writes to, as a kernel does that Jupyter has started.

    A notebook, and the programs that it starts, would otherwise take what was typed for the batch, or what is sent to a
    station of a cluster; and a system whose /dev/null was overwritten by a file hands out what stands in that.
    """
    reading, writing = os.pipe()
    os.close(writing)
    os.dup2(reading, _INPUT)
    os.close(reading)
    sys.stdin = open(_INPUT, encoding="utf-8", closefd=False)  # noqa: SIM115, lives as long as the process
    sys.__stdin__ = sys.stdin  # type: ignore[misc] # the first one was closed, which a kernel's is not


def _live_at_most(seconds: float) -> None:
    """End this process some time after its limit, if nobody else did. This works without Python's lock, which code in
    C may never give back."""
    faulthandler.dump_traceback_later(seconds + _LAST_SECONDS, exit=True, file=_errors)


def _note(around: Surroundings) -> str:
    """What is not as it should be with the server that this process is a copy of; "" if nothing."""
    if not around.warming:
        return ""
    warming = sys.modules.get("arvio.publish.running.warming")
    if warming is None:
        return "started without what is imported before"
    if warming.__file__ != around.warming:
        return f"started with another arvio: {warming.__file__}"
    return warming.note


def _answer(packed: bytes) -> None:
    """Do the call and say what came of it. Whatever is raised, SystemExit too, is an answer."""
    try:
        work, given = pickle.loads(packed)
        result = work(*given)
    except BaseException as error:
        _say(ERROR, (_sendable(error), traceback.format_exc()))
        return
    try:
        _say(RESULT, result)
    except Exception as error:
        named = {"name": work.__qualname__, "kind": type(result).__name__, "why": str(error)}
        unfit = say("%(name)s gave back what cannot be sent (%(kind)s): %(why)s", **named)
        _say(ERROR, (RunError(unfit), traceback.format_exc()))


def _sendable(error: BaseException) -> BaseException:
    """The error, or its words where the error itself would not come through."""
    try:
        if isinstance(error, Exception) and type(pickle.loads(pickle.dumps(error))) is type(error):
            return error
    except Exception:  # noqa: S110, whatever an error of somebody else's does when it is copied, it is quoted
        pass
    quoted = f"{type(error).__name__}: {error}"
    return RunError(quoted)


def _say(kind: str, what: object) -> None:
    with _speaking:
        if _line is not None:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # nobody waits: this process ends soon
                _line.send((kind, what))


def _forget() -> None:
    """A copy of this process, such as a notebook may make, speaks for itself and is ended like any other."""
    global _line, _speaking
    _speaking = threading.Lock()  # which another thread may have held
    if _line is not None:
        _line.close()
        _line = None
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with(line: Line) -> None:
    """End this process with all that it has started when the batch is gone, however it ended."""
    connection.wait([line])
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _leave_in_a_moment(signal_number: int, frame: object) -> None:
    """Leave, but not at once: where everything is told to end, what becomes of this run is for the batch to say."""
    time.sleep(_MOMENT_SECONDS)
    os._exit(128 + signal_number)


def _be_killed_first() -> None:
    """When memory runs out, Linux shall choose this process and not the batch, or the server that it was forked by."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def opened_log(log: Path | str) -> int:
    """The number of a log to append to; an OSError where it is a pipe, which is not waited for."""
    return os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o644)


def _print_to(log: Path) -> int:
    """Send what libraries print, in Python or in C, to the log; another number of the same file, which stays when a
    notebook's standard error goes elsewhere."""
    try:
        written = opened_log(log)
    except OSError:  # the disk is full, or may not be written: that is told where a report cannot be written
        written = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(written, number)
    return written
