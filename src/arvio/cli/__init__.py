"""The command line: arguments in, exit code out. Result paths go to stdout, all else to stderr; what `inspect` finds
out goes to stdout too, before the paths of its drafts, and so does what `doctor` finds.

Exit codes: 0 done, 1 some reports failed or problems were found, 2 wrong use or params, 3 stopped by a protection
rule or something leaks, 130 interrupted.
"""

from __future__ import annotations

import io
import os
import signal
import sys

import click

from arvio.cli import handing_over, new, protection, reports, retention, review, setting_up, workbench
from arvio.cli.group import arvio
from arvio.commands import click_translated
from arvio.saying import say, spoken
from arvio.terminal import echo

__all__ = [
    "arvio",
    "handing_over",
    "main",
    "new",
    "protection",
    "reports",
    "retention",
    "review",
    "setting_up",
    "workbench",
]


INTERRUPTED = 130
_STREAMS = range(3)


def main() -> None:
    """The command `arvio`."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):  # redirected output is cp1252 on Windows, where arrows would crash
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a scheduler that stops the batch means Ctrl-C
    try:
        code = arvio(standalone_mode=False)
    except click.ClickException as error:
        with click_translated():
            error.show(sys.stderr)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        interrupted = say("Interrupted: what was finished is whole, the rest has not been touched.")
        echo(spoken(interrupted), err=True)
        code = INTERRUPTED
    sys.exit(code or 0)


def _open_streams() -> None:
    """Some schedulers start a program without standard streams: the first file that it opens would take the place of
    one, and programs that it starts would read from that or print into it."""
    for number in _STREAMS:
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # which takes the lowest number that is free
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115, lives as long as the process
