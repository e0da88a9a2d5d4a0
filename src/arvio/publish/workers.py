"""The processes that reports are made in, and how they are ended. Kernels inherit the limits of their worker."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from arvio.publish import files

NewWorker = Callable[[], Executor]
"""Gives an executor that makes one report at a time. A cluster's executor serves as well as a local process."""

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
)
_GRACE_SECONDS = 5


def local_workers(log: Path, jobs: int) -> NewWorker:
    """Workers on this machine, a process each, which share its cores and print to a log file."""
    files.make_folder(log.parent)
    threads = max(1, (os.cpu_count() or 1) // jobs)
    context = multiprocessing.get_context("spawn")
    return lambda: ProcessPoolExecutor(1, context, initializer=prepare, initargs=(log, threads))


def stop(workers: Iterable[Executor]) -> None:
    """End the workers now, in the middle of what they do; local ones take their kernels with them."""
    processes = multiprocessing.active_children()
    for process in processes:
        process.terminate()
    for worker in workers:
        worker.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.join(_GRACE_SECONDS)
        process.kill()


def prepare(log: Path, threads: int) -> None:
    """What a worker does first. Its kernels inherit all of it."""
    os.environ.update(dict.fromkeys(_THREADS, str(threads)))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to every process; the batch decides what it means
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_batch, daemon=True).start()
    _print_to(log)


def _leave(signal_number: int, frame: object) -> None:
    """Leave by an exception, so that kernels are ended and unfinished files removed on the way out."""
    sys.exit(128 + signal_number)


def _end_with_batch() -> None:
    """End this worker when the batch is gone, however it ended: nobody waits for what it makes."""
    multiprocessing.connection.wait([multiprocessing.parent_process().sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)


def _print_to(log: Path) -> None:
    """Send what libraries print, in Python or in C, to the log: nothing of it belongs on the evaluator's screen."""
    with log.open("a", encoding="utf-8") as file:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(file.fileno(), stream.fileno())
