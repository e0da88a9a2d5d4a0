"""What lies beside the register, or goes out of it: written whole or not at all, so that nobody reads a part of it."""

from __future__ import annotations

import json
from pathlib import Path

from arvio.bounded import KEPT_BYTES, bytes_within
from arvio.errors import Problem, RunError, not_written
from arvio.saying import say
from arvio.whole_files import make_folder, write_whole


def keep(path: Path, content: object) -> None:
    """Write a file of JSON in place of an older one; a RunError where the disk does not take it."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    keep_bytes(path, text.encode("utf-8"))


def keep_bytes(path: Path, content: bytes) -> None:
    """Write a file in place of an older one; a RunError where the disk does not take it."""
    try:
        make_folder(path.parent)
        write_whole(path, content)
    except OSError as error:
        remedy = say("make room or ask for write access to the folder, then run again")
        raise RunError(not_written(path.name, error, remedy)) from error


def kept_bytes(path: Path, expected: str) -> bytes:
    """What a run wrote into a file; a RunError that tells what is expected there, where it cannot be read."""
    try:
        return bytes_within(path, KEPT_BYTES)
    except OSError as error:
        what = say("cannot be read: %(error)s", error=error.strerror or error)
        raise RunError(Problem(path.name, what, expected, say("run again"))) from error
