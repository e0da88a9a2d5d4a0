"""What Dask's own processes on other machines are asked to do. It is sent there by value and needs only the standard
library and Dask: arvio need not be installed, and the one that is sent is never mixed with another.

The process of a Dask worker makes no report itself. It starts a station beside it (arvio.publish.cluster.station), from
the package that was sent, and passes on to it what comes. So it does not matter whether Dask lets its own process have
children (distributed.worker.daemon), and nothing of a batch is left in it.
"""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing.connection
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # who is not on a cluster need not have Dask
    from distributed import Worker

    if sys.platform == "win32":
        Line = multiprocessing.connection.Connection | multiprocessing.connection.PipeConnection
    else:
        Line = multiprocessing.connection.Connection

START_SECONDS = 120
END_SECONDS = 20
NO_STATION = "it has no station"
_PAUSE_SECONDS = 0.05
_KEY_OF_PERSONS = "ARVIO_KEY"
_LOG_CHARACTERS = 2000


def bound(work: Callable[..., Any], *given: object) -> Callable[..., Any]:
    """A call for `Client.run` that has all it is given in itself: of arguments Dask would write in its logs."""

    def errand(dask_worker: Worker) -> object:
        return work(*given, dask_worker)

    return errand


def task(work: Callable[..., Any], *given: object) -> Callable[..., Any]:
    """The same as a task."""

    def errand() -> object:
        return work(*given)

    return errand


def begin(batch: str, package: bytes, key: bytes, language: str, dask_worker: Worker) -> None:
    """Start the station of a batch, unless it runs; what it says is in the language of who asked for the batch."""
    stations = dask_worker.extensions.setdefault("arvio", {})
    if batch in stations and stations[batch]["process"].poll() is None:
        return
    folder = Path(dask_worker.local_directory).resolve() / f".arvio-{batch}-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    with zipfile.ZipFile(io.BytesIO(package)) as packing:
        packing.extractall(folder / "code")
    environment = {name: value for name, value in os.environ.items() if name != _KEY_OF_PERSONS}
    environment["ARVIO_LANGUAGE"] = language
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder / "code"), environment.get("PYTHONPATH")]))
    with (folder / "station.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "arvio.publish.cluster.station", str(folder)],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    password = secrets.token_hex(32)
    opening = {"key": key.decode(), "password": password}
    assert process.stdin is not None  # it was begun with a pipe
    process.stdin.write(json.dumps(opening).encode() + b"\n")
    process.stdin.flush()
    stations[batch] = {"process": process, "folder": folder, "password": password}


def deliver(batch: str, digest: str, place: int, part: bytes, is_last: bool, dask_worker: Worker) -> None:
    """Write a part of a parcel; with the last the parcel is there."""
    folder = dask_worker.extensions["arvio"][batch]["folder"] / "parcels"
    folder.mkdir(mode=0o700, exist_ok=True)
    partial = folder / f".{digest}"
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.seek(place)
        file.write(part)
        if is_last:
            file.truncate()
    if is_last:
        partial.replace(folder / digest)


def make(batch: str, request: bytes, topic: str) -> tuple[str, bytes | None, str]:
    """Have the station make one report: the worker's address, the station's answer, and why there is none."""
    from distributed import get_worker

    worker = get_worker()
    station = worker.extensions.get("arvio", {}).get(batch)
    if station is None:
        return worker.address, None, NO_STATION
    try:
        with _connected(station) as connection:
            connection.send_bytes(request)
            while True:
                kind, content = connection.recv()
                if kind == "made":
                    return worker.address, content, ""
                worker.log_event(topic, content)
    except (OSError, EOFError) as error:
        return worker.address, None, f"{type(error).__name__}: {error}\n{_log_of(station)}"


def keep(batch: str, dask_worker: Worker) -> None:
    """Tell the station that somebody still waits for what it makes: otherwise it ends."""
    station = dask_worker.extensions.get("arvio", {}).get(batch)
    try:
        station["process"].stdin.write(b"\n")
        station["process"].stdin.flush()
    except (OSError, TypeError, ValueError):
        return


def end(batch: str, dask_worker: Worker) -> None:
    """End the station in the middle of what it does, and remove whatever was sent to it. Nobody waits for that."""
    station = dask_worker.extensions.get("arvio", {}).pop(batch, None)
    if station is not None:
        threading.Thread(target=_end, args=(station,), daemon=True).start()


def _end(station: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        station["process"].stdin.close()
    try:
        station["process"].wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        station["process"].kill()
        station["process"].wait()
    shutil.rmtree(station["folder"], ignore_errors=True)


def _connected(station: dict[str, Any]) -> Line:
    """A connection to the station, which may still be starting."""
    address, until = station["folder"] / "address", time.monotonic() + START_SECONDS
    while not address.exists():
        if station["process"].poll() is not None or time.monotonic() > until:
            raise EOFError("the station did not start")
        time.sleep(_PAUSE_SECONDS)
    where = address.read_text(encoding="utf-8")
    return multiprocessing.connection.Client(where, authkey=station["password"].encode())


def _log_of(station: dict[str, Any]) -> str:
    try:
        return (station["folder"] / "station.log").read_text(encoding="utf-8", errors="replace")[-_LOG_CHARACTERS:]
    except OSError:
        return ""
