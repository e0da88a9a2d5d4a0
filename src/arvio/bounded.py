"""Files that somebody else wrote, read no further than such a file may reach.

What lies in a shared folder may be anything: a file of gigabytes, a pipe that never ends, a device, lists in lists
until the stack is full. What is refused here is an OSError or a ValueError, and told like any file that cannot be read.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Any

from arvio.saying import say

PARAMS_BYTES = 5_000_000
"""A file of params, translations or signatures: a hundred times the largest of the sample."""
WORDS_BYTES = 1_000_000
"""Commentary of a report: 150,000 words."""
MIRROR_BYTES = 5_000_000
"""A file of the mirror, or of its members: forty times one with every indicator."""
NOTEBOOK_BYTES = 100_000_000
"""A notebook, in a working copy with all that it showed."""
KEPT_BYTES = 500_000_000
"""A file of arvio's own below reports/.run or data/.cache: a thousand times the largest of 2,000 organisations."""
_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A file to read; an OSError where it is none but a folder or a pipe, which would be waited for without end."""
    number = os.open(path, os.O_RDONLY | _NOT_WAITING)
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, say("it is a pipe or a device, and no file"), str(path))
        yield file


def bytes_within(path: Path, most: int) -> bytes:
    """A file that has so many bytes at most; an OSError where it has more, or is no file but a folder or a pipe."""
    with opened(path) as file:
        contents = file.read(most + 1)
    if len(contents) > most:
        raise OSError(errno.EFBIG, say("it is larger than %(most)s MB", most=most // 1_000_000), str(path))
    return contents


def json_of(contents: str | bytes) -> Any:
    """What JSON holds; a ValueError where it is none, or lies in itself too deep to be taken apart."""
    try:
        return json.loads(contents)
    except RecursionError:
        raise ValueError("nested too deep") from None


def json_in(path: Path, most: int = KEPT_BYTES) -> Any:
    """What a file of JSON holds; an OSError where it cannot be read, a ValueError where it is no JSON.

    Everything that JSON may be is given back: whoever reads a file that others could reach looks for what it needs, and
    takes a KeyError, TypeError or AttributeError for a spoilt file as well.
    """
    return json_of(bytes_within(path, most))
