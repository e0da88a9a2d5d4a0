"""How a worker and its kernel talk to each other: by files in a folder of their own, and not by ports.

A port is looked for, given back and then taken by the kernel; whoever takes it in between, as another kernel or a
browser on a busy machine does now and then, leaves the kernel dead before it has begun. A file is nobody else's, and
other users of the machine cannot reach it.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LONGEST_PATH = 100
"""In bytes, below what systems allow for a socket's file (macOS 103, Linux 107)."""
_CHANNEL = "-00"
"""What the kernel puts after the path for each of its five channels."""

# ipykernel from 7.3 on warns at each start of a kernel that is reached without encryption.
_ENCRYPTED = {"transport_encryption": "auto"}


@contextlib.contextmanager
def kernel_sockets() -> Iterator[dict[str, str]]:
    """What the kernel's manager is told of them; ports where the system has no socket files, or allows no such path."""
    if sys.platform == "win32":
        yield _ENCRYPTED
        return
    with tempfile.TemporaryDirectory(prefix="arvio-", ignore_cleanup_errors=True) as folder:
        path = str(Path(folder) / "k")
        fits = len(os.fsencode(path + _CHANNEL)) <= LONGEST_PATH
        yield {**_ENCRYPTED, "transport": "ipc", "ip": path} if fits else _ENCRYPTED
