"""The line to a browser: commands of its DevTools protocol through two pipes, which nobody else can reach.

A port on the loopback address would let any program of this machine command the browser.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from arvio.bounded import json_of
from arvio.programs import without_secrets

_AT_ONCE = 1 << 20
_END = b"\0"
_PIPES_AT_3_AND_4 = ["/bin/sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh"]
"""The browser reads commands at 3 and answers at 4, where Python can put no pipes without running code in the copy of
a process that has threads."""


class LineEndedError(Exception):
    """The browser has ended, or was ended."""


class RefusedError(Exception):
    """The browser understood a command and could not do it."""


class Line:
    """A browser that was started to be commanded. Whoever starts it ends it."""

    def __init__(self, command: Sequence[str], log: Path) -> None:
        with log.open("wb") as messages:
            self.process = subprocess.Popen(
                [*_PIPES_AT_3_AND_4, *command, "--remote-debugging-pipe", "about:blank"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=messages,
                env=without_secrets(),
                bufsize=0,
            )
        assert self.process.stdin is not None  # it was begun with a pipe
        assert self.process.stdout is not None  # it was begun with a pipe
        self._to, self._from = self.process.stdin, self.process.stdout
        self._numbers = itertools.count(1)
        self._rest = b""
        self._events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **params: object) -> dict[str, Any]:
        """What comes of a command; a RefusedError where the browser cannot do it, a LineEndedError where it is gone."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}
        self._write(json.dumps(message).encode("ascii") + _END)
        while (answer := self._next()).get("id") != number:
            self._events.append(answer)
        if "error" in answer:
            raise RefusedError(str(answer["error"].get("message", "")))
        return answer["result"]

    def wait_for(self, event: str, session: str) -> None:
        """Wait until the browser tells of an event, unless it has already; what it told before is forgotten."""
        while not any(one.get("method") == event and one.get("sessionId") == session for one in self._events):
            self._events.append(self._next())
        self._events.clear()

    def close(self) -> None:
        """Give the pipes back."""
        for pipe in (self._to, self._from):
            pipe.close()

    def _write(self, message: bytes) -> None:
        left = memoryview(message)
        try:
            while left:  # a pipe takes less than a page at once
                left = left[self._to.write(left) :]
        except OSError as error:
            raise LineEndedError from error

    def _next(self) -> dict[str, Any]:
        parts = [self._rest]
        while _END not in parts[-1]:
            read = os.read(self._from.fileno(), _AT_ONCE)
            if not read:
                raise LineEndedError
            parts.append(read)
        message, _, self._rest = b"".join(parts).partition(_END)
        return json_of(message)
