"""What is kept beside the register as JSON: written whole or not at all, so that nobody ever reads a part of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from arvio.errors import Problem, RunError
from arvio.saying import say


def keep(path: Path, content: object) -> None:
    """Write a file in place of an older one; a RunError where the disk does not take it."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(partial, path, text)
    except OSError as error:
        remedy = say("make room or ask for write access to the folder, then run again")
        what, expected = (
            say("cannot be written (%(reason)s)", reason=error.strerror),
            say("a folder that may be written to, with free space"),
        )
        raise RunError(Problem(path.name, what, expected, remedy)) from error


def _write(partial: Path, path: Path, text: str) -> None:
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
