"""What a notebook finds around it in its process, and what it leaves behind: both as if it had a process of its own.

The page is made in the same process when the notebook has ended, so what the notebook may have changed of the process
is put back.
"""

from __future__ import annotations

import contextlib
import locale
import logging
import multiprocessing
import multiprocessing.process
import os
import signal
import sys
import sysconfig
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

PutBack = Callable[[], object]
INLINE = "module://matplotlib_inline.backend_inline"
"""How a kernel draws unless it is told otherwise."""
_DEEPER = 50
"""How much deeper in calls a cell may be here than in a kernel of its own, so that as many are left to it."""
_LOGGERS = ("papermill", "traitlets", "asyncio")
"""Who logs what is no business of the notebook's."""


@contextlib.contextmanager
def as_in_a_kernel(main: types.ModuleType, environment: Mapping[str, str]) -> Iterator[None]:
    """The process as a notebook finds it; afterwards as it was."""
    with contextlib.ExitStack() as stack:
        for remember in (_environment, _modules, _hooks, _signals, _logging, _locale):
            stack.callback(remember())
        stack.enter_context(warnings.catch_warnings())  # which forgets too what was warned of already
        os.environ.update(environment)
        os.environ.setdefault("MPLBACKEND", INLINE)
        sys.modules["__main__"] = main
        sys.path[:] = _path()
        sys.argv[:] = ["ipykernel_launcher.py"]  # the path looks at what stood there
        sys.setrecursionlimit(sys.getrecursionlimit() + _DEEPER)
        multiprocessing.current_process().name = "MainProcess"
        multiprocessing.set_start_method(None, force=True)  # the system's usual one, and not that of this process
        _draw_as_told()
        yield


def _environment() -> PutBack:
    folder, before = Path.cwd(), dict(os.environ)

    def put_back() -> None:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)

    return put_back


def _modules() -> PutBack:
    main, path, arguments = sys.modules["__main__"], list(sys.path), list(sys.argv)
    limit, name = sys.getrecursionlimit(), multiprocessing.current_process().name

    def put_back() -> None:
        sys.modules["__main__"] = main
        sys.path[:], sys.argv[:] = path, arguments
        sys.setrecursionlimit(limit)
        multiprocessing.current_process().name = name

    return put_back


def _hooks() -> PutBack:
    before = {name: getattr(sys, name) for name in ("displayhook", "excepthook", "unraisablehook", "stdin")}

    def put_back() -> None:
        for name, value in before.items():
            setattr(sys, name, value)

    return put_back


def _signals() -> PutBack:
    """A kernel ignores Ctrl-C between its cells; within them it is an error."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def put_back() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    return put_back


def _logging() -> PutBack:
    """Nobody has set up logging before the notebook does, and what makes the report does not log into it."""
    root, others = logging.getLogger(), [logging.getLogger(name) for name in _LOGGERS]
    handlers, level = root.handlers[:], root.level
    propagating = [other.propagate for other in others]
    root.handlers[:] = []
    root.setLevel(logging.WARNING)
    for other in others:
        other.propagate = False

    def put_back() -> None:
        root.handlers[:] = handlers
        root.setLevel(level)
        logging.disable(logging.NOTSET)
        for other, before in zip(others, propagating, strict=True):
            other.propagate = before

    return put_back


def _locale() -> PutBack:
    before = locale.setlocale(locale.LC_ALL)
    return lambda: locale.setlocale(locale.LC_ALL, before)


def _path() -> list[str]:
    """Where a kernel looks for modules: in the notebook's folder after Python's, not where the batch was started."""
    asked = {str(Path(one).absolute()) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one}
    program = str(Path(sys.argv[0]).absolute().parent)
    begun_in = multiprocessing.process.ORIGINAL_DIR  # type: ignore[attr-defined] # which the stubs of Python lack
    started = {"", begun_in, program, sysconfig.get_path("scripts")}
    path = [one for one in sys.path if one not in started - asked]
    if not sys.flags.safe_path:
        installed = [at for at, one in enumerate(path) if Path(one).name in ("site-packages", "dist-packages")]
        path.insert(installed[0] if installed else 0, "")
    return path


def _draw_as_told() -> None:
    """matplotlib reads how to draw when it is imported, which may have been before this notebook's environment."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    wanted = os.environ["MPLBACKEND"]
    if pyplot.get_backend().lower() != wanted.lower():
        pyplot.rcParams["backend"] = wanted  # which the inline backend looks at when it is loaded
        pyplot.switch_backend(wanted)
