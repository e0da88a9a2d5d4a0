"""JupyterLab, opened at a working copy: on this machine only, without a network, with settings of our own.

The settings are defaults: what the evaluator sets in JupyterLab herself is kept where JupyterLab keeps it, and wins.
Of what it remembers of windows and tabs, each project has its own.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote

from arvio.errors import Problem, UsageError
from arvio.saying import say
from arvio.workbench.copies import FOLDER

SETTINGS = Path(__file__).parent / "settings"
LOOPBACK = "127.0.0.1"
FIRST_PORT, PORTS = 8888, 50
START_SECONDS = 90
STOP_SECONDS = 15
_OF_THE_BATCH = ("ARVIO_RUN", "ARVIO_PROJECT", "ARVIO_ENGINE")


def serve(root: Path, copy: Path, *, port: int | None, browser: bool, told: Callable[[str], None]) -> int:
    """Run JupyterLab until it is stopped; its address is told once it answers. The exit code of JupyterLab, 0 for
    Ctrl-C.

    UsageError where no port is free, or where JupyterLab ended before it answered.
    """
    number, token = _free_port(port), secrets.token_hex(24)
    address = f"http://{LOOPBACK}:{number}/lab/tree/{_of_web(root, copy)}?token={token}"
    started = subprocess.Popen(
        command(root, copy, port=number, browser=browser), env=environment(token), stdin=subprocess.DEVNULL
    )
    try:
        _wait_until_it_answers(started, f"http://{LOOPBACK}:{number}/api")
        told(address)
        return started.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _end(started)


def command(root: Path, copy: Path, *, port: int, browser: bool) -> list[str]:
    """How JupyterLab is started, by this Python."""
    options = {
        "ServerApp.ip": LOOPBACK,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": root,
        "ServerApp.answer_yes": True,  # Ctrl-C ends it without a question
        "ServerApp.allow_root": True,  # in a container everybody is; nobody else reaches it
        "Application.log_level": "ERROR",
        "KernelManager.transport_encryption": "auto",  # ipykernel warns at each start of a kernel without
        "LabApp.default_url": f"/lab/tree/{_of_web(root, copy)}",
        "LabApp.app_settings_dir": SETTINGS,
        "LabApp.workspaces_dir": root / FOLDER / ".jupyterlab",
        "LabApp.news_url": "",
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
        "LabApp.expose_app_in_browser": True,  # so that the choice of report can write the parameters cell
    }
    flags = [] if browser else ["--no-browser"]
    return [sys.executable, "-m", "jupyterlab", *flags, *(f"--{name}={value}" for name, value in options.items())]


def environment(token: str) -> dict[str, str]:
    """What JupyterLab and its kernels find around them. The token is no argument, which others could read."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_THE_BATCH}
    # kernels of this Python, also where another one has left its own in the home folder
    return {**kept, "JUPYTER_TOKEN": token, "JUPYTER_PREFER_ENV_PATH": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def _of_web(root: Path, copy: Path) -> str:
    return quote(copy.relative_to(root).as_posix())


def _free_port(wanted: int | None) -> int:
    """The wanted port, or the first that is free from 8888 on."""
    candidates = [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS)
    for port in candidates:
        with socket.socket() as tried:
            if sys.platform != "win32":  # as the server does: a port that was just left counts as free
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    what = say("no port is free, from %(first)s to %(last)s", first=candidates[0], last=candidates[-1])
    raise UsageError(Problem("--port", what, remedy=say("stop another JupyterLab, or name another port")))


def _wait_until_it_answers(started: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + START_SECONDS
    while started.poll() is None and time.monotonic() < end:
        try:
            with _direct().open(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    what = say("did not start")
    remedy = say("read what it says above; look at the machine: arvio doctor; or work without it: arvio open --no-lab")
    raise UsageError(Problem("JupyterLab", what, remedy=remedy))


def _direct() -> urllib.request.OpenerDirector:
    """Whoever asks this machine goes by no proxy."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _end(started: subprocess.Popen[bytes]) -> None:
    """End JupyterLab and its kernels, be it by its own hand. On Windows Ctrl-C has reached it already."""
    if started.poll() is None and sys.platform != "win32":
        started.terminate()
    try:
        started.wait(STOP_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        started.kill()
        started.wait()
