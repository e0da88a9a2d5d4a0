"""IPython's kernel in this process, without sockets and threads.

It is made before the libraries are imported, since some look at import for the shell that they are used in: pandas
chooses by it how many columns it shows. A fork server makes one; each of its children takes it, once.
"""

from __future__ import annotations

import asyncio
import contextlib
import fnmatch
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler, get_tmp_hash_seed, murmur2_x86
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from IPython.core.profiledir import ProfileDir
from traitlets.config import Config

from arvio.publish.running.messages import ListedSession

_CONFIG = Config(
    {
        "IPKernelApp": Config(),  # by which libraries know a notebook
        "HistoryManager": Config({"enabled": False}),  # nobody looks back, and its thread would not survive a fork
    }
)
_QUIET = {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}  # else each kernel prints that it cannot be debugged
_ONLY_HERE = {"IPYTHONDIR", *_QUIET}
_made: DisposableKernel | None = None


class DisposableKernel(IPythonKernel):
    """A kernel that serves one client in its own process, one request after the other."""

    _supports_kernel_subshells = False
    _execute_sleep = 0

    environment: dict[str, str]
    """The environment variables that a kernel sets for the programs that it starts."""
    listed: ListedSession
    """The session, in which what it says is listed."""
    own_shell: Any
    """The shell, which traitlets take for one that may be missing."""

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """No requests wait that an error would cancel."""


class _SameNames(XCachingCompiler):
    """Gives a cell's code the same file name in every process: warnings show it, and pages are compared."""

    def get_code_name(self, raw_code: str, code: str, number: int) -> str:
        return f"/tmp/ipykernel_0/{murmur2_x86(raw_code, get_tmp_hash_seed())}.py"  # noqa: S108, a name and no file


class _Loop:
    """What the kernel asks of its event loop; the loop itself is nbclient's."""

    def add_callback(self, work: Callable[..., Any], *given: object) -> None:
        asyncio.get_running_loop().call_soon_threadsafe(work, *given)

    def call_later(self, seconds: float, work: Callable[..., Any]) -> None:
        """Only asked to stop the loop when a cell calls exit(), which the client looks at."""

    def stop(self) -> None:
        """See `call_later`."""


class _Database(dict[str, Any]):
    """What magics such as %cd and %store keep: for this notebook, and not in the evaluator's profile."""

    def keys(self, pattern: str = "*") -> list[str]:  # type: ignore[override] # so is the one that magics ask
        return fnmatch.filter(super().keys(), pattern)


@contextlib.contextmanager
def at_hand() -> Iterator[None]:
    """Import libraries in here: they see the shell of a notebook, as they would in a kernel of its own."""
    with _make().own_shell.builtin_trap:
        yield


def take() -> DisposableKernel:
    """The kernel for the one notebook of this process."""
    kernel = _make()
    if kernel.listed.outputs or kernel.execution_count > 1:
        raise RuntimeError("a process executes one notebook only")
    kernel.listed.pid = os.getpid()
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())
    kernel.io_loop = _Loop()  # type: ignore[assignment] # no more of one is asked for
    return kernel


def _make() -> DisposableKernel:
    """The kernel of this process. What it changes in the process it gets only when a notebook is executed."""
    global _made
    if _made is None:
        main, environment = sys.modules["__main__"], dict(os.environ)
        try:
            with tempfile.TemporaryDirectory() as folder:
                os.environ.update(IPYTHONDIR=folder, **_QUIET)
                _made = _new_kernel()
            changed = {name: value for name, value in os.environ.items() if environment.get(name) != value}
            _made.environment = {name: value for name, value in changed.items() if name not in _ONLY_HERE}
        finally:
            sys.modules["__main__"] = main
            os.environ.clear()
            os.environ.update(environment)
    return _made


def _new_kernel() -> DisposableKernel:
    """The kernel as its application makes it, which libraries ask for, but for all that has to do with sockets."""
    app = IPKernelApp.instance(config=_CONFIG)
    app.init_pdb()
    listed = ListedSession()
    app.kernel = kernel = DisposableKernel.instance(
        parent=app,
        session=listed,
        iopub_socket=object(),  # where outputs go; replies go to the stream that is none
        profile_dir=ProfileDir(),  # without a folder: a report does not depend on anybody's profile
        compiler_class=_SameNames,
        log=_silent(),
    )
    app.init_shell()
    app.init_extensions()
    kernel.listed, kernel.own_shell = listed, app.shell
    kernel.own_shell.db = _Database()
    return kernel


def _silent() -> logging.Logger:
    """A log of its own, so that what the kernel says does not show in a notebook that logs everything."""
    log = logging.getLogger("arvio.kernel")
    log.propagate = False
    log.addHandler(logging.NullHandler())
    return log
