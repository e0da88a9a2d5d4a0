"""The bench of a station: where the parcels of a batch are unpacked, and reports are made of them.

Each report is made in a project folder of its own, in which its files stand alone: all that is below reports/.run after
it is what it left. The exports are there as links to the one copy that was unpacked, and what was read of them is kept
for the next report of the organisation, as in the project itself.
"""

from __future__ import annotations

import itertools
import os
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from arvio.disclosure.register_file import NOTE
from arvio.publish import files, places
from arvio.publish.batch.workers import local_workers
from arvio.publish.cluster.belongings import CACHE, KEY
from arvio.publish.cluster.messages import Answer, Broken, Lacking, Made, Request
from arvio.publish.cluster.parcels import unpack
from arvio.publish.editions import Edition
from arvio.publish.freshness.laid_ready import Ready
from arvio.publish.making.making import execute_report
from arvio.publish.outcomes import Event, Outcome
from arvio.publish.running.children import end_all


class Bench:
    """What was sent to a station, and the key of the batch's project."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key
        self._numbers = itertools.count()
        self._unpacking: dict[str, threading.Lock] = defaultdict(threading.Lock)
        for name in ("parcels", "unpacked", "kept", "made"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)

    def make(self, request: Request, tell: Callable[[Event], None]) -> Answer:
        """Execute one report, unless something of what it is made from is lacking."""
        lacking = tuple(digest for digest in request.parcels if not self._has(digest))
        if lacking:
            return Lacking(lacking)
        root = self._folder / "made" / str(next(self._numbers))
        try:
            given = self._laid_out(root, request)
            edition = replace(request.edition, root=root)
            try:
                made = _executed(edition, tell)
            except Exception as error:  # of the child, which has ended in whatever way
                return Broken(error, _log_of(root))
            return Made(made, _left_by(root, given), _log_of(root))
        finally:
            shutil.rmtree(root, ignore_errors=True)

    def close(self) -> None:
        """End the reports that are being made."""
        end_all()

    def _has(self, digest: str) -> bool:
        """Whether a parcel is here; one that has come and is packed still is unpacked."""
        folder, came = self._folder / "unpacked" / digest, self._folder / "parcels" / digest
        with self._unpacking[digest]:
            if not folder.exists() and came.exists():
                try:
                    unpack(came, digest, folder)
                finally:
                    came.unlink(missing_ok=True)
            return folder.exists()

    def _laid_out(self, root: Path, request: Request) -> set[str]:
        """Lay out a project folder; the files in it that were given."""
        unpacked = self._folder / "unpacked"
        root.mkdir(mode=0o700)
        shutil.copytree(unpacked / request.project, root, copy_function=files.link_or_copy, dirs_exist_ok=True)
        shutil.copytree(unpacked / request.state, root, dirs_exist_ok=True)
        given = {path.relative_to(root).as_posix() for path in (root / "reports").rglob("*")}
        (root / "notebooks").mkdir(exist_ok=True)
        (root / CACHE).parent.mkdir(exist_ok=True)
        _write_key(root / KEY, self._key)
        kept = self._folder / "kept" / request.edition.run.organisation
        kept.mkdir(mode=0o700, exist_ok=True)
        (root / CACHE).symlink_to(kept, target_is_directory=True)
        return given


def _executed(edition: Edition, tell: Callable[[Event], None]) -> Ready | Outcome:
    """As a worker of the batch's own machine would: in a process of its own, within the same limits."""
    worker = local_workers(places.log(edition.root), tell)()
    try:
        return worker.submit(execute_report, edition).result()
    finally:
        worker.shutdown(wait=False)


def _left_by(root: Path, given: set[str]) -> dict[str, bytes]:
    """What a report left below reports/.run, without what was given and what only its execution needed."""
    workings = places.workings(root)
    passing = {places.partial(root), workings / "locks"}
    files = {
        path.relative_to(root).as_posix(): path
        for path in workings.rglob("*")
        if path.is_file() and path != places.log(root) and passing.isdisjoint(path.parents)
    }
    beside = {f"{name}{end}" for name in given for end in ("-wal", "-shm", NOTE)}
    return {name: path.read_bytes() for name, path in sorted(files.items()) if name not in given | beside}


def _log_of(root: Path) -> str:
    try:
        return places.log(root).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _write_key(path: Path, key: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key + b"\n")
