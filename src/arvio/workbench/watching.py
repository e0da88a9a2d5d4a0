"""A preview that is made again whenever something that it was made from is saved.

What that is need not be listed: the process that made the page told every file that it opened. They are looked at five
times a second, which needs no library and works on every disk. The server of processes stays, so that a page takes as
long as its notebook; where the sources of arvio change, the whole command begins anew, since the server holds the old.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Never

import arvio
from arvio.errors import ArvioError
from arvio.observed import Stat, stat_of
from arvio.terminal import echo

SECONDS = 0.2
"""Between two looks at the files."""
SETTLED_SECONDS = 0.05
"""An editor may write in two goes: nothing is read before a file has been left alone for so long."""
_OURS = Path(arvio.__file__).parent

States = Mapping[str, Stat | None]


def watched(root: Path, read: States) -> States:
    """The files of the project whose change asks for a new preview, as they were when they were read."""
    made = (root / "reports", root / "data" / ".cache")
    inside = {path: state for path, state in read.items() if Path(path).is_relative_to(root)}
    return {path: state for path, state in inside.items() if not any(Path(path).is_relative_to(at) for at in made)}


def states(paths: Iterable[str]) -> States:
    """How files are now; None for one that is not there."""
    return {path: stat_of(path) for path in paths}


def changed(before: States) -> list[str]:
    """The files that are otherwise than they were."""
    return [path for path, state in states(before).items() if state != before[path]]


def wait_for_change(before: States, sleep: Callable[[float], None] = time.sleep) -> list[str]:
    """Wait until files are otherwise than before and have been left alone for a moment; which."""
    while not changed(before):
        sleep(SECONDS)
    while True:
        now = states(before)
        sleep(SETTLED_SECONDS)
        if states(before) == now:
            return changed(before)


def sources() -> States:
    """How the sources of arvio are now."""
    return states(map(str, sorted(_OURS.rglob("*.py"))))


def begin_anew() -> None:
    """Take up the command from the beginning, with the sources as they are now. Does not come back."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "arvio", *sys.argv[1:]])


def watch(root: Path, read: States, make: Callable[[], States]) -> Never:
    """Make something again at each change of what it was made from, without end.

    `read` and what `make` gives back are all files that it read, each as it was when it was read: what is saved
    meanwhile is seen too. What is wrong with a saved file is shown, and the next save is waited for.
    """
    of_arvio = sources()
    while True:
        why = wait_for_change({**watched(root, read), **of_arvio})
        if any(path in of_arvio for path in why):
            begin_anew()
        before = states(read)
        try:
            read = make()
        except ArvioError as error:
            echo(str(error), err=True)
            read = before
