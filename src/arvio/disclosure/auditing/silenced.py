"""The solver without its own messages, so that what is printed is only what arvio prints.

HiGHS writes a few lines from C, past `sys.stdout` and whatever display it was asked for; in a table that goes to
another programme they would be rows.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

STDOUT = 1
_ONE_AT_A_TIME = threading.RLock()
"""There is one standard output: a second one who silenced it meanwhile would restore the silence."""


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """Nothing that is written to the standard output from C within this appears, then or later."""
    with _ONE_AT_A_TIME:
        try:
            kept = os.dup(STDOUT)
        except OSError:  # closed: nothing can appear there
            yield
            return
        try:
            _flush()
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), STDOUT)
            yield
        finally:
            _flush_c()
            os.dup2(kept, STDOUT)
            os.close(kept)


def _flush() -> None:
    """What was printed before belongs to before."""
    with contextlib.suppress(AttributeError, OSError, ValueError):  # none, or closed
        sys.stdout.flush()
    _flush_c()


def _flush_c() -> None:
    """C keeps what it writes until much later, unless it is told to hand it over."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        _c().fflush(None)


@cache
def _c() -> ctypes.CDLL:
    """The library of C that this process has; to look it up takes as long as to silence a block."""
    return ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
