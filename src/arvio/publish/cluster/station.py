"""The station: a process beside a Dask worker that makes the reports of one batch, each in a child of its own.

It ends when the worker closes its input or ends, or when nobody has asked for anything for some minutes, and takes its
children and whatever was sent to it along: no export stays behind on a machine that only lent its time.

    python -m arvio.publish.cluster.station FOLDER
"""

from __future__ import annotations

import multiprocessing.connection
import os
import pickle
import queue
import shutil
import sys
import threading
from pathlib import Path

from arvio.bounded import json_of
from arvio.errors import ArvioError, RunError
from arvio.publish.cluster.bench import Bench
from arvio.publish.cluster.messages import Broken, Request
from arvio.saying import say
from arvio.whole_files import write_kept

LEASE_SECONDS = 600
"""A batch that is still there says so every minute."""
_WAITING_AT_MOST = 64


def serve(folder: Path) -> None:
    """Make reports until nobody wants any."""
    os.umask(0o077)
    opening = json_of(sys.stdin.buffer.readline())
    bench = Bench(folder, opening["key"].encode())
    listener = multiprocessing.connection.Listener(None, backlog=_WAITING_AT_MOST, authkey=opening["password"].encode())
    threading.Thread(target=_accept, args=(listener, bench), daemon=True).start()
    _write_whole(folder / "address", listener.address)
    _wait_for_the_end()
    listener.close()
    bench.close()
    shutil.rmtree(folder, ignore_errors=True)


def _accept(listener: multiprocessing.connection.Listener, bench: Bench) -> None:
    while True:
        try:
            connection = listener.accept()
        except (EOFError, ConnectionError, multiprocessing.AuthenticationError):  # somebody who is not asked for
            continue
        except OSError:  # it is closed
            return
        threading.Thread(target=_answer, args=(connection, bench), daemon=True).start()


def _answer(connection: multiprocessing.connection.Connection, bench: Bench) -> None:
    """Make one report and tell how it goes. Only bytes pass through the Dask worker, which has no arvio."""
    with connection:
        try:
            request: Request = pickle.loads(connection.recv_bytes())
            try:
                made = bench.make(request, lambda event: connection.send(("told", pickle.dumps(event))))
            except ArvioError as error:
                made = Broken(error, "")
            except Exception as error:  # as of a full disk: it costs this report, and whoever waits is told
                why = say("the worker could not make it (%(why)s)", why=f"{type(error).__name__}: {error}")
                made = Broken(RunError(why), "")
            connection.send(("made", pickle.dumps(made)))
        except (OSError, EOFError):  # nobody waits any more
            return


def _wait_for_the_end() -> None:
    said: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(said,), daemon=True).start()
    try:
        while said.get(timeout=LEASE_SECONDS):
            pass
    except queue.Empty:
        sys.stdout.write("nobody has asked for anything for long\n")
        sys.stdout.flush()


def _listen(said: queue.SimpleQueue[bytes]) -> None:
    """Each line of the input means that somebody is there; the end of the input, nothing, that nobody is."""
    while True:
        line = sys.stdin.buffer.readline()
        said.put(line)
        if not line:
            return


def _write_whole(path: Path, text: str) -> None:
    write_kept(path, text.encode("utf-8"))


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
    os._exit(0)  # whatever thread still waits for a child waits for nobody
