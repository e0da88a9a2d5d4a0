"""The parts of a file as they are now: found where it has not changed, else divided anew in a process of its own.

A process of its own, since dividing takes memory and threads that a process with other work should not be left with,
and since whoever reads a part has not read the file.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from arvio.bounded import json_in
from arvio.errors import ArvioError, Problem, SourceError
from arvio.partitions.partition import FOLDER, Part, Partition, Sharing, opened
from arvio.saying import say
from arvio.withdrawals import state as state_of_withdrawals

SEEN, SHARING = "seen.json", "sharing.json"
_DIVIDES = "arvio.sources.partitioning"
_NOT_WHOLE = (OSError, ValueError, KeyError, TypeError)


def folder_of(root: Path, sharing: Sharing) -> Path:
    """Where a file is kept divided, in a folder for each state of its contents; mostly one."""
    return root / FOLDER / sharing.key


def current(root: Path, sharing: Sharing) -> Partition | None:
    """The file divided as it is now; None where it never was, or it or the list of withdrawals may have changed."""
    now, listed = state_of(root / sharing.file), state_of_withdrawals(root)
    for seen in folder_of(root, sharing).glob(f"[!.]*/{SEEN}"):
        try:
            said = json_in(seen)
            if said["settled"] and tuple(said["state"]) == now and said.get("withdrawals", "") == listed:
                return opened(seen.parent)
        except _NOT_WHOLE:
            continue
    return None


def divided(root: Path, sharing: Sharing) -> Partition:
    """The file divided as it is now, divided first where it must be."""
    return current(root, sharing) or opened(folder_of(root, sharing) / _divide(root, sharing))


def own_part(root: Path, sharing: Sharing, names: Iterable[str]) -> Part | None:
    """The rows of an organisation by the names of its parts; None where it has none. What is damaged is made anew."""
    names = tuple(names)
    for _ in range(2):
        partition = divided(root, sharing)
        try:
            part = partition.part(names)
            if part is None or partition.is_whole(part):
                return part
        except _NOT_WHOLE:
            pass
        shutil.rmtree(partition.folder, ignore_errors=True)
    raise SourceError(
        Problem(sharing.file, say("changes while it is read"), remedy=say("wait until it is copied, and run again"))
    )


def part_digest(root: Path, key: str, *names: str) -> str:
    """The digest of an organisation's cells in a file that was divided before, as the file is now; '' where unknown."""
    try:
        said = json_in(root / FOLDER / key / SHARING)
        part = divided(root, Sharing(**said)).part(names)
    except (*_NOT_WHOLE, ArvioError):
        return ""
    return part.cells if part else "no rows"


def state_of(path: Path) -> tuple[int, ...] | None:
    """What the system tells of a file and changes with every change of it; None where there is none.

    The time of the last change of its entry (ctime) is among them, which nobody can set back.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _divide(root: Path, sharing: Sharing) -> str:
    """The name of the folder of the file's present state, after it was divided; a SourceError where it cannot be."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    ended = subprocess.run(
        [sys.executable, "-P", "-m", _DIVIDES, str(root)],
        input=json.dumps(asdict(sharing)).encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
    )
    try:
        told = pickle.loads(ended.stdout)
    except Exception:  # what is cut off makes pickle raise many kinds
        raise SourceError(_ended(sharing, ended)) from None
    if isinstance(told, ArvioError):
        raise SourceError(told.problems)
    return told


def _ended(sharing: Sharing, ended: subprocess.CompletedProcess[bytes]) -> Problem:
    last = (ended.stderr.decode("utf-8", "replace").strip().splitlines() or [f"code {ended.returncode}"])[-1]
    return Problem(
        sharing.file,
        say("could not be divided by organisation: the process that does it ended by itself (%(last)s)", last=last),
        say("enough memory, and room on the disk for the file once more"),
        say("make room, then run again"),
    )
