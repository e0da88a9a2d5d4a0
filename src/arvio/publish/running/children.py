"""One process for one call: it crashes, hangs or fills the memory for itself alone.

Where the system can, the process is a copy of a server that has imported everything (warming.py), which is there within
milliseconds; elsewhere it is a new Python. A pool of the standard library is no choice: with a process for each call it
can wait for ever (cpython#115634).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import process, resource_tracker
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from arvio.errors import Problem, RunError
from arvio.publish.running import inside
from arvio.publish.running.ended import ChildEnded, Reason
from arvio.publish.running.guarding import Guard
from arvio.publish.running.inside import Surroundings, allow_more, is_disposable, peak_memory_mb, tell
from arvio.saying import say

if TYPE_CHECKING:
    from arvio.publish.running.inside import Line

    if sys.platform == "win32":
        Context = SpawnContext
    else:
        from multiprocessing.context import ForkServerContext

        Context = SpawnContext | ForkServerContext

__all__ = [
    "ChildEnded",
    "allow_more",
    "end_all",
    "is_disposable",
    "is_possible",
    "peak_memory_mb",
    "run_in_child",
    "tell",
]

START_SECONDS = 120
"""A process that has not begun by then never will. The first one waits for the server to import everything."""
STARTS = 3
"""How often a process is started that ends before it has begun, as when its server is killed at that moment."""
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
"""Reports are made side by side, so that each needs one core; and a server with threads cannot be copied safely."""
_SURROUNDINGS = {
    **ONE_THREAD,
    "ARROW_IO_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MPLBACKEND": "agg",
    "PYTHONHASHSEED": "0",  # else what a notebook shows of a set has another order in each batch
}
_WARMING = "arvio.publish.running.warming"
_OWN_FAULTS = {"SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE", "SIGSYS", "SIGTRAP"}
_GRACE_SECONDS = 5
_QUIET_SECONDS = 1

Answer = TypeVar("Answer")

_starting = threading.Lock()
_living: set[_Child] = set()


def is_possible() -> bool:
    """Whether processes are copies of a server here: on Linux, and wherever ARVIO_PROCESSES=forkserver asks for it.

    On macOS the system's own libraries may end a copy, so there it must be asked for; ARVIO_PROCESSES=spawn asks for
    new Pythons anywhere.
    """
    wanted = os.environ.get("ARVIO_PROCESSES") or ("forkserver" if sys.platform == "linux" else "spawn")
    return wanted == "forkserver" and wanted in multiprocessing.get_all_start_methods()


def run_in_child(
    work: Callable[..., Answer],
    given: Sequence[Any],
    *,
    limit_seconds: float | None = None,
    memory_limit_mb: float | None = None,
    on_message: Callable[[object], None] | None = None,
    log: Path | None = None,
    stopped: threading.Event | None = None,
) -> Answer:
    """What `work(*given)` gives back or raises, done in a process of its own that prints to the log.

    The process and all that it has started are ended when the answer is there, at the limit, or beyond so much memory
    (with what it has started, the server's share counted in). ChildEnded where it ended without an answer, or where the
    batch had been stopped before it began.
    """
    packed = _packed(work, given)
    child = _Child(stopped or threading.Event())
    with ExitStack() as stack:
        scratch = stack.enter_context(_scratch())
        stack.callback(child.leave)
        around = Surroundings(_environment(), str(Path.cwd()), scratch, log, limit_seconds, _warming_file())
        child.start(around, packed, memory_limit_mb)
        answer: Answer = child.answer(on_message or (lambda message: None))
        return answer


def end_all() -> None:
    """End every process that this one waits for, now; whoever waits for one gets ChildEnded."""
    for child in tuple(_living):
        child.stop()


@dataclass(frozen=True)
class _Running:
    """A process that was started, the line to it, and what keeps an eye on it."""

    process: process.BaseProcess
    line: Line
    guard: Guard


class _Child:
    """One call in a process of its own, which is started anew where it ends before it has begun."""

    def __init__(self, stopped: threading.Event) -> None:
        self._stopped = stopped
        self._running: _Running | None = None
        self._last: object = None
        self._log: Path | None = None
        _living.add(self)

    def start(self, around: Surroundings, packed: bytes, memory_limit_mb: float | None) -> None:
        """Start it and hand it the call. One that ends before it has begun is started anew."""
        self._log = around.log
        for left in reversed(range(STARTS)):
            try:
                self._running = running = self._started(around.log, memory_limit_mb)
                self._require_not_stopped()
                running.line.send(around)
                running.line.send_bytes(packed)
                _, note = _next(running)
            except (OSError, EOFError) as error:
                self._require_not_stopped()
                if self._running is not None and self._running.guard.ended_for:
                    raise self._ended(self._running) from None
                if not left:
                    raise RunError(_cannot_start(error)) from error
                self._end()
                continue
            running.guard.allow(float("inf") if around.seconds is None else around.seconds)
            if note:
                _write(self._log, note)
            return

    def answer(self, on_message: Callable[[object], None]) -> Any:
        """Wait for what comes of the call, which was handed over."""
        running = self._running
        if running is None:
            raise RuntimeError("nothing was started")
        while True:
            try:
                kind, what = _next(running)
            except (OSError, EOFError):
                raise self._ended(running) from None
            if kind == inside.TOLD:
                self._last = what
                on_message(what)
            elif kind == inside.MORE_TIME:
                running.guard.allow(what)
            elif kind == inside.ERROR:
                error, text = what
                error.add_note(f"In the process that it was raised in:\n{text}")
                raise error
            else:
                return what

    def stop(self) -> None:
        """End it in the middle of what it does, by whichever thread."""
        self._stopped.set()
        running = self._running
        if running is not None:
            running.guard.end()

    def leave(self) -> None:
        self._end()
        _living.discard(self)

    def _started(self, log: Path | None, memory_limit_mb: float | None) -> _Running:
        line, theirs = _context().Pipe()
        begun: process.BaseProcess | None = None
        try:
            with theirs, _starting, _as_started(log):
                self._require_not_stopped()
                begun = _begin(theirs)
            guard = Guard(_number(begun), limit_seconds=START_SECONDS, memory_limit_mb=memory_limit_mb)
        except BaseException:
            if begun is not None:
                _kill(_number(begun))
            line.close()
            raise
        return _Running(begun, line, guard)

    def _require_not_stopped(self) -> None:
        if self._stopped.is_set():
            raise ChildEnded("stopped", say("the batch was interrupted"), self._last)

    def _ended(self, running: _Running) -> ChildEnded:
        """What to say of it when its line is dead."""
        self._require_not_stopped()
        guard = running.guard
        guard.leave()
        reason, detail = (guard.ended_for, say("it was ended")) if guard.ended_for else _why(_exit_code(running))
        ended = ChildEnded(reason, detail, self._last, guard.peak_mb)
        _write(self._log, f"process {running.process.pid} ended without an answer: {ended}")
        return ended

    def _end(self) -> None:
        """End the process with all that it has started: while it waits to be ended, its number is nobody else's."""
        running, self._running = self._running, None
        if running is None:
            return
        _kill(_number(running.process))
        running.guard.leave()
        running.guard.end()
        _exit_code(running)
        running.line.close()


def _context() -> Context:
    if sys.platform != "win32" and is_possible():
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def _begin(theirs: Line) -> process.BaseProcess:
    """Start a process that serves the other end of the line."""
    context = _context()
    context.set_forkserver_preload([_WARMING])
    begun = context.Process(target=inside.serve, args=(theirs,))
    begun.start()
    return begun


def _number(begun: process.BaseProcess) -> int:
    if begun.pid is None:
        raise RuntimeError("a process that was started has a number")
    return begun.pid


def _next(running: _Running) -> tuple[str, Any]:
    """The next thing that it says. EOFError when it is gone, also where what it started still holds its line."""
    while not running.line.poll(_QUIET_SECONDS):
        if running.guard.is_gone and not running.line.poll(0):
            raise EOFError
    said: tuple[str, Any] = running.line.recv()
    return said


def _exit_code(running: _Running) -> int | None:
    with _starting:  # of several threads that look for it, one would find it and another not
        running.process.join(_GRACE_SECONDS)
        return running.process.exitcode


def _kill(pid: int) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            os.kill(pid, signal.SIGTERM)  # which ends it at once there
        else:
            os.killpg(pid, signal.SIGKILL)


def _why(code: int | None) -> tuple[Reason, str]:
    """What an exit code says. 255 is what the standard library gives where the server was killed, and means nothing."""
    if code is None or code in (0, 255):
        return "crashed", say("without an exit code")
    if code > 0:
        return "crashed", say("exit code %(code)s", code=code)
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = say("signal %(number)s", number=-code)
    return ("crashed" if name in _OWN_FAULTS else "killed"), name


def _packed(work: Callable[..., Any], given: Sequence[Any]) -> bytes:
    try:
        return pickle.dumps((work, tuple(given)))
    except Exception as error:
        name = getattr(work, "__qualname__", work)
        what = say("what %(name)s is given cannot be sent to another process: %(why)s", name=name, why=str(error))
        raise RunError(what) from error


def _environment() -> Mapping[str, str]:
    """This process's environment, as it is now: the server's is that of its start."""
    return {**os.environ, **{name: value for name, value in _SURROUNDINGS.items() if name != "MPLBACKEND"}}


@contextlib.contextmanager
def _as_started(log: Path | None) -> Iterator[None]:
    """The environment in which a server or a new Python starts, deaf to Ctrl-C.

    The server looks for modules in PYTHONPATH alone (cpython#117378).
    """
    wanted = {**_SURROUNDINGS, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "ARVIO_LOG": str(log or "")}
    before = {name: os.environ.get(name) for name in wanted}
    with _deaf():
        os.environ.update(wanted)
        try:
            yield
        finally:
            _put_back(before)


def _put_back(before: Mapping[str, str | None]) -> None:
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """A process that is begun meanwhile does not hear Ctrl-C: the batch decides what it means.

    Windows hands no deafness on, so that the process shuts its ears itself there (inside.py).
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # which would listen to Ctrl-C again
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


@contextlib.contextmanager
def _scratch() -> Iterator[str]:
    """A folder for what a process leaves behind, for this user only."""
    folder = tempfile.mkdtemp(prefix="arvio-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _warming_file() -> str:
    """Where the module lies that the server imports; "" where processes are started anew."""
    return str(Path(__file__).with_name("warming.py")) if is_possible() else ""


def _write(log: Path | None, note: str) -> None:
    """A line in the log; what cannot be written there is not worth stopping for."""
    if log is None:
        return
    with contextlib.suppress(OSError), os.fdopen(inside.opened_log(log), "a", encoding="utf-8") as file:
        file.write(f"arvio: {note}\n")


def _cannot_start(error: BaseException) -> Problem:
    return Problem(
        "run",
        say("no process could be started for it (%(why)s)", why=f"{type(error).__name__}: {error}"),
        say("a system that lets arvio start processes, with memory for them"),
        say("end other programs or make fewer reports at a time (--jobs), then run again"),
    )
