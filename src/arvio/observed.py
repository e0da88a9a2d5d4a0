"""What a process reads while it makes a report: every file, seen as it is opened, and what it asks of stores to which
other reports write.

A report may be left as it is only while nothing that it was made from has changed. What that is cannot be declared: an
evaluator's own module reads whatever it likes. So Python's audit hook tells of every file as it is opened, with its
state at that moment, since a file that changes while it is read fits no digest. Libraries that open files behind
Python's back, such as readers of Parquet, are given files that were opened for their digest before.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SINK = "ARVIO_READS"
"""The environment variable that tells a kernel of its own where to write down what it reads."""

Stat = tuple[int, int, int]
"""Size, time of the last change in nanoseconds, and number (inode) of a file."""
_WRITES = frozenset("wax+")
_CACHED = "__pycache__"


@dataclass
class Observed:
    """What was read: files with their state when they were first opened (None: there was none), and questions."""

    files: dict[str, Stat | None] = field(default_factory=dict)
    """By absolute path."""
    asked: dict[tuple[str, ...], None] = field(default_factory=dict)
    """Kind of question and what was asked about, such as ("listing", "data/x", "*.csv"), in the order of asking."""
    sink: Path | None = None

    def opened(self, path: str) -> None:
        if path in self.files:
            return
        self.files[path] = stat_of(path)
        self._tell({"file": path, "stat": self.files[path]})

    def note(self, question: tuple[str, ...]) -> None:
        if question in self.asked:
            return
        self.asked[question] = None
        self._tell({"asked": question})

    def merge(self, sink: Path) -> None:
        """Take over what another process wrote down."""
        for line in sink.read_text(encoding="utf-8").splitlines() if sink.exists() else ():
            told = json.loads(line)
            if "file" in told:
                self.files.setdefault(told["file"], told["stat"] and tuple(told["stat"]))
            else:
                self.asked.setdefault(tuple(told["asked"]))

    def _tell(self, told: Mapping[str, object]) -> None:
        if self.sink is None:
            return
        handle = os.open(self.sink, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, (json.dumps(told) + "\n").encode())
        finally:
            os.close(handle)


_current: Observed | None = None
_hooked = False


@contextmanager
def observing() -> Iterator[Observed]:
    """Observe what this process reads from here to the end; what is read within another observation counts for both."""
    global _current
    outer, _current = _current, Observed()
    _hook_once()
    try:
        yield _current
    finally:
        found, _current = _current, outer
        if outer is not None:
            outer.files = {**found.files, **outer.files}
            outer.asked = {**outer.asked, **found.asked}


@contextmanager
def unobserved() -> Iterator[None]:
    """Read what a question stands for (`note`): the file may change without any change of the answer."""
    global _current
    outer, _current = _current, None
    try:
        yield
    finally:
        _current = outer


def observe_as_told() -> None:
    """Begin to observe in a kernel of its own, for the process that started it and reads what is written down."""
    global _current
    if _current is None and os.environ.get(SINK):
        _current = Observed(sink=Path(os.environ[SINK]))
        _hook_once()


def note(kind: str, *about: str) -> None:
    """Tell that something was asked which is no file, or depends on a part of one only (arvio.publish.freshness)."""
    if _current is not None:
        _current.note((kind, *about))


def merge(sink: Path) -> None:
    """Take over what a kernel of its own wrote down."""
    if _current is not None:
        _current.merge(sink)


def note_file(path: Path) -> None:
    """Tell of a file that is read without being opened here, or was looked for and is not there."""
    if _current is not None:
        _current.opened(os.path.abspath(path))


def stat_of(path: str | Path) -> Stat | None:
    """The state of a file; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def source_of(path: str) -> str:
    """The source of a compiled module; any other path as it is."""
    folder, name = os.path.split(path)
    if os.path.basename(folder) != _CACHED or not name.endswith(".pyc"):
        return path
    return os.path.join(os.path.dirname(folder), f"{name.partition('.')[0]}.py")


def _hook_once() -> None:
    global _hooked
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked = True


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Called by Python at every event of any kind, so that nearly all of them must cost next to nothing."""
    if _current is None or event != "open":
        return
    path, mode, flags = arguments
    if not isinstance(path, (str, bytes, os.PathLike)):
        return  # a number: the file was opened before
    if _is_written(mode, flags):
        return
    _current.opened(source_of(os.path.abspath(os.fsdecode(path))))


def _is_written(mode: str | None, flags: int | None) -> bool:
    if mode is not None:
        return not _WRITES.isdisjoint(mode)
    return bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))
