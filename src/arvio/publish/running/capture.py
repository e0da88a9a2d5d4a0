"""What a notebook prints, in Python, in C and in the programs that it starts, in the order in which it was printed.

A kernel of its own reads its file descriptors 1 and 2 in threads of their own, and what they find is shown where they
find it. Here the descriptors lead to files in memory, which are read whenever Python prints something after it. Windows
does not come here: notebooks have a kernel of their own there (executing.py).
"""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from ipykernel.iostream import IOPubThread, OutStream
from jupyter_client.session import Session

_NAMES = {"stdout": 1, "stderr": 2}
_PART_BYTES = 1 << 20


@contextlib.contextmanager
def captured(session: Session) -> Iterator[None]:
    """Show in the notebook what is printed while it is executed. What comes from the descriptors is logged too."""
    before = sys.stdout, sys.stderr
    for stream in (*before, sys.__stdout__, sys.__stderr__):
        _flush(stream)
    descriptors = [_Descriptor(number) for number in _NAMES.values()]
    sys.stdout, sys.stderr = (_Stream(session, *pair) for pair in zip(_NAMES, descriptors, strict=True))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        for descriptor in descriptors:
            descriptor.restore()


def _flush(stream: object) -> None:
    flush = getattr(stream, "flush", None)  # none of a program without a console
    with contextlib.suppress(OSError, ValueError):
        if callable(flush):
            flush()


class _Descriptor:
    """A file descriptor that leads to a file in memory, which other processes that inherit it append to."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.original = os.dup(number)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._read = 0
        self._file = _memory_file()
        os.dup2(self._file, number)

    def new_text(self) -> str:
        """What was written since it was last asked for, which is copied to where the descriptor led before."""
        if os.fstat(self._file).st_size < self._read:  # truncated by a program that opened it by its name
            self._read = 0
        texts = []
        while part := _part(self._file, self._read):
            self._read += len(part)
            os.write(self.original, part)
            texts.append(self._decoder.decode(part))
        return "".join(texts)

    def restore(self) -> None:
        """Lead where it led before, also what comes after the notebook's end."""
        self.new_text()
        os.dup2(self.original, self.number)
        os.close(self._file)


def _part(file: int, place: int) -> bytes:
    """The next bytes of a file from a place on, wherever it is written at."""
    if sys.platform == "win32":  # which has no such question, and where nothing is executed here
        raise NotImplementedError
    return os.pread(file, _PART_BYTES, place)


def _memory_file() -> int:
    """A new file in memory (where the system has none, one without a name) that is always written at its end."""
    flags = os.O_APPEND
    if sys.platform != "win32" and hasattr(os, "memfd_create"):
        import fcntl

        number = os.memfd_create("arvio-output")
        fcntl.fcntl(number, fcntl.F_SETFL, flags)
        return number
    number, path = tempfile.mkstemp(prefix="arvio-")
    os.close(number)
    number = os.open(path, os.O_RDWR | flags)
    Path(path).unlink()
    return number


class _Stream(OutStream):
    """sys.stdout or sys.stderr of a kernel, without its thread: it is flushed when a cell ends or shows something.

    ipykernel says no types of what is called here.
    """

    def __init__(self, session: Session, name: str, descriptor: _Descriptor) -> None:
        super().__init__(session, _NoThread(session), name, watchfd=False)  # type: ignore[no-untyped-call]
        self._descriptor = descriptor
        self._original_stdstream_copy = descriptor.original  # what fileno() gives, as in a kernel of its own

    def write(self, string: str) -> int:
        """Append to what is shown, after all that C code and other processes have written until now."""
        if self._is_master_process():  # type: ignore[no-untyped-call]
            self._fetch()
            return super().write(string) or 0
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string)}")
        os.write(self._descriptor.number, string.encode("utf-8", "replace"))
        return len(string)

    def _flush(self) -> None:
        if self._is_master_process():  # type: ignore[no-untyped-call]
            self._fetch()
            super()._flush()  # type: ignore[no-untyped-call]

    def _fetch(self) -> None:
        with self._buffer_lock:
            text = self._descriptor.new_text()
            if text:
                super().write(text)

    def _schedule_flush(self) -> None:
        """Nobody watches while the cell runs."""


class _NoThread(IOPubThread):
    """In place of the thread that sends: what is to be done there is done at once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.thread = None  # type: ignore[assignment] # as of one that was stopped
        self.io_loop = None  # type: ignore[assignment]
        self.socket = object()

    def schedule(self, f: Callable[[], None]) -> None:
        f()
