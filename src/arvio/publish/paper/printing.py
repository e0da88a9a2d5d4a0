"""A page as PDF: tagged, with outline, title and language, the same bytes for the same page and browser.

One browser prints page after page. On Windows, where it cannot be reached through pipes as elsewhere, each page has a
browser of its own.
"""

from __future__ import annotations

import base64
import contextlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from arvio.errors import Problem, RunError
from arvio.programs import without_secrets
from arvio.publish.paper.browsers import NAMED_BY
from arvio.publish.paper.command import command
from arvio.publish.paper.line import Line, LineEndedError, RefusedError
from arvio.publish.running.guarding import Guard
from arvio.saying import joined, say

PAGE_SECONDS = 60
"""What printing a page may take, with the start of a browser."""
_END_SECONDS = 5
_BESIDE = re.compile(r'(<a\b[^>]*?)\s+href="(?!#|https?:|mailto:)[^"]*"')
_DATES = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")
_NODES = re.compile(rb"\(node\d{8}\)")
"""What header cells are called where a cell names its headers."""
_BY_COMMANDS = {"generateTaggedPDF": True, "generateDocumentOutline": True, "preferCSSPageSize": True}
_BY_OPTIONS = ("--no-pdf-header-footer", "--generate-pdf-document-outline")

Print = Callable[[str], bytes]
"""A page to its PDF; a RunError that says why where it cannot be printed."""


@dataclass(frozen=True)
class Limits:
    """What a browser may take."""

    memory_mb: float
    seconds: float = PAGE_SECONDS
    """For one page."""


@contextlib.contextmanager
def printer(browser: Path, limits: Limits, platform: str = sys.platform) -> Iterator[Print]:
    """Prints pages for as long as this lasts; whatever the browser keeps meanwhile is taken away in the end."""
    if platform == "win32":
        yield lambda page: _finished(_printed_alone(browser, limits, _without_links_beside(page)))
        return
    one_for_all = _OneForAll(browser, limits)
    try:
        yield lambda page: _finished(one_for_all.printed(_without_links_beside(page)))
    finally:
        one_for_all.end()


class _OneForAll:
    """A browser that prints one page after another. One that failed at a page is ended; the next page has another."""

    def __init__(self, browser: Path, limits: Limits) -> None:
        self._browser, self._limits = browser, limits
        self._open = contextlib.ExitStack()
        self._line: Line | None = None

    def printed(self, page: str) -> bytes:
        line = self._started() if self._line is None else self._line
        self._guard.allow(self._limits.seconds)
        try:
            return _printed(line, page)
        except (LineEndedError, RefusedError, OSError, ValueError, KeyError) as error:
            raise RunError(_not_printed(self._why(error, line))) from error
        finally:
            if sys.exception() is not None:
                self.end()
            else:
                self._guard.allow(float("inf"))

    def end(self) -> None:
        if self._line is not None:
            self._line = None
            self._open.close()

    def _started(self) -> Line:
        folder = Path(self._open.enter_context(_folder()))
        try:
            line = Line(command(self._browser, folder), folder / "log")
        except OSError as error:
            self._open.close()
            raise RunError(_not_started(error)) from error
        self._line, self._log = line, folder / "log"
        self._open.callback(line.close)
        self._open.callback(line.process.wait)
        self._guard = _guarded(self._open, line.process, self._limits)
        self._open.callback(_close, line)
        return line

    def _why(self, error: Exception, line: Line) -> str:
        if isinstance(error, LineEndedError) and not self._guard.ended_for:
            with contextlib.suppress(subprocess.TimeoutExpired):
                line.process.wait(_END_SECONDS)
        return _why(self._guard, self._limits, self._log) if isinstance(error, LineEndedError) else f"{error}"


def _printed(line: Line, page: str) -> bytes:
    """The PDF of a page, which is given to a tab of its own: it has no address, so it can name none."""
    target = line.call("Target.createTarget", url="about:blank")["targetId"]
    session = line.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    line.call("Page.enable", session)
    line.call("Emulation.setScriptExecutionDisabled", session, value=True)
    frame = line.call("Page.getFrameTree", session)["frameTree"]["frame"]["id"]
    line.call("Page.setDocumentContent", session, frameId=frame, html=page)
    line.wait_for("Page.loadEventFired", session)
    printed = base64.b64decode(line.call("Page.printToPDF", session, **_BY_COMMANDS)["data"])
    line.call("Target.closeTarget", targetId=target)
    return printed


def _printed_alone(browser: Path, limits: Limits, page: str) -> bytes:
    """The PDF of a page by a browser that does nothing else."""
    with contextlib.ExitStack() as opened:
        folder = Path(opened.enter_context(_folder()))
        source, printed, log = folder / "page.html", folder / "page.pdf", folder / "log"
        source.write_text(page, encoding="utf-8")
        started = [*command(browser, folder), *_BY_OPTIONS, f"--print-to-pdf={printed}", source.as_uri()]
        try:
            with log.open("wb") as messages:
                process = subprocess.Popen(
                    started, stdin=subprocess.DEVNULL, stdout=messages, stderr=messages, env=without_secrets()
                )
        except OSError as error:
            raise RunError(_not_started(error)) from error
        opened.callback(process.wait)
        guard = _guarded(opened, process, limits)
        process.wait()
        if not printed.is_file():
            raise RunError(_not_printed(_why(guard, limits, log)))
        return printed.read_bytes()


def _guarded(opened: contextlib.ExitStack, process: subprocess.Popen[bytes], limits: Limits) -> Guard:
    """A guard that ends the browser, with all that it has started, at its limits and in the end."""
    guard = Guard(process.pid, limit_seconds=limits.seconds, memory_limit_mb=limits.memory_mb)
    opened.callback(guard.end)
    opened.callback(guard.leave)
    return guard


def _close(line: Line) -> None:
    """Let the browser end by itself; the guard ends it where it does not."""
    with contextlib.suppress(LineEndedError, RefusedError, OSError, ValueError, subprocess.TimeoutExpired):
        line.call("Browser.close")
        line.process.wait(_END_SECONDS)


def _folder() -> tempfile.TemporaryDirectory[str]:
    """For the profile and what is printed. On Windows a file may be held open a little longer than its program."""
    return tempfile.TemporaryDirectory(prefix="arvio-paper-", ignore_cleanup_errors=True)


def _without_links_beside(page: str) -> str:
    """The page without its links to files in its folder: on paper they would name the folder of this machine."""
    return _BESIDE.sub(r"\1", page)


def _finished(printed: bytes) -> bytes:
    """The PDF without the time at which it was printed. What stands for it is as long, since a PDF counts its bytes."""
    if not printed.startswith(b"%PDF-") or not printed.rstrip().endswith(b"%%EOF") or b"/URI (file:" in printed:
        raise RunError(_not_printed(say("what it printed is no whole PDF, or names a folder of this machine")))
    return _with_own_numbers(_DATES.sub(lambda date: b" " * len(date[0]), printed))


def _why(guard: Guard, limits: Limits, log: Path) -> str:
    """Why a browser ended: at a limit, or by itself with what it said last."""
    if guard.ended_for == "limit":
        return say("it took longer than %(seconds)s s", seconds=f"{limits.seconds:.0f}")
    if guard.ended_for == "memory":
        return say("it needed more than %(memory)s MB", memory=f"{limits.memory_mb:.0f}")
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-1:]
    return joined([say("it ended before it had printed the page"), *(f"({line})" for line in said)], " ")


def _not_started(error: OSError) -> Problem:
    return _not_printed(say("it could not be started: %(why)s", why=error.strerror))


def _not_printed(why: str) -> Problem:
    remedy = say("try again, or name another browser by %(variable)s", variable=NAMED_BY)
    return Problem("PDF", say("the browser did not print the page: %(why)s", why=why), remedy=remedy)


def _with_own_numbers(printed: bytes) -> bytes:
    """Its elements numbered within the page, in the order that they had: the browser goes on where it happens to be."""
    numbers = {name: number for number, name in enumerate(sorted(set(_NODES.findall(printed))), start=1)}
    return _NODES.sub(lambda node: b"(node%08d)" % numbers[node[0]], printed)
