"""Why a report was not made, in words that the evaluator can act on."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from arvio import errors
from arvio.errors import ArvioError, ProtectionError
from arvio.publish.editions import Edition
from arvio.publish.notebooks.notebooks import source_notebook
from arvio.publish.running.ended import ChildEnded
from arvio.saying import first_line, say

if TYPE_CHECKING:
    from papermill.exceptions import PapermillExecutionError

State = Literal["failed", "refused"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True)
class Failure:
    """One report that was not made. Refused: a protection rule stopped it; failed: anything else."""

    state: State
    reason: str
    cell: int = 0
    """Number of the failing cell as counted in the notebook from 1; 0 where no cell is to blame."""
    line: str = ""
    traceback: str = ""
    is_quoted: bool = False
    """Whether the reason was not found by arvio: Python and its libraries speak English."""
    differences: tuple[Mapping[str, object], ...] = ()
    """Of a signed report: each figure and comment that is another one now, for programs."""

    @property
    def summary(self) -> str:
        """The reason in one line, with the cell."""
        first = first_line(self.reason)
        return say("cell %(cell)s: %(reason)s", cell=self.cell, reason=first) if self.cell else first


def failure_of(error: Exception, time_limit_seconds: int) -> Failure:
    """What an error raised while a report was made says to the evaluator."""
    match type(error).__name__:
        case "PapermillExecutionError":
            return _of_cell(error)
        case "CellTimeoutError":
            return Failure("failed", _too_long(time_limit_seconds))
        case "DeadKernelError":
            return Failure("failed", say("the kernel ended by itself: perhaps memory ran out"))
    if isinstance(error, ArvioError):
        return Failure(_state(type(error)), error.said)
    reason = _unexpected(type(error).__name__, str(error))
    return Failure("failed", reason, traceback=_text_of(error), is_quoted=True)


def failure_of_process(ended: ChildEnded, edition: Edition) -> Failure:
    """What the end of the process that made a report says to the evaluator."""
    return Failure("failed", _ended(ended, edition), cell=ended.cell, line=_first_line(edition, ended.cell))


def _ended(ended: ChildEnded, edition: Edition) -> str:
    match ended.reason:
        case "limit":
            return _too_long(edition.time_limit_seconds)
        case "memory":
            limit = edition.memory_limit_mb
            return say(
                "stopped: it needed more than %(mb)s MB of memory (memory_limit_mb in params/suite.yaml)", mb=limit
            )
        case "killed":
            detail = ended.detail
            return say(
                "the process that made it was ended from outside (%(detail)s): perhaps memory ran out", detail=detail
            )
    return ended_by_itself(ended.detail)


def ended_by_itself(detail: str) -> str:
    """What is said where a process is gone and nobody knows why."""
    return say("the process that made it ended by itself (%(detail)s): perhaps memory ran out", detail=detail)


def _first_line(edition: Edition, cell: int) -> str:
    """The first line of a cell, counted from 1; "" where there is none."""
    try:
        return _opening(source_notebook(edition)["cells"][cell - 1]["source"]) if cell else ""
    except (ArvioError, IndexError):
        return ""


def _opening(source: str) -> str:
    return next(iter(source.strip().splitlines()), "")[:120]


def _too_long(limit_seconds: int) -> str:
    limit = limit_seconds
    return say("stopped: it took longer than %(limit)s seconds (time_limit_seconds in params/suite.yaml)", limit=limit)


def _of_cell(error: PapermillExecutionError) -> Failure:
    """An error that a cell raised. papermill counts cells from 0 and counts the one it put in after the parameters."""
    known = getattr(errors, error.ename, None)
    ours = known if isinstance(known, type) and issubclass(known, ArvioError) else None
    return Failure(
        state=_state(ours) if ours else "failed",
        reason=error.evalue if ours else _unexpected(error.ename, error.evalue),
        cell=error.cell_index,
        line=_opening(error.source),
        traceback=_COLOURS.sub("", "\n".join(error.traceback)),
        is_quoted=ours is None,
    )


def _state(kind: type[ArvioError]) -> State:
    return "refused" if issubclass(kind, ProtectionError) else "failed"


def _unexpected(name: str, message: str) -> str:
    return f"{name}: {message}" if message else name


def _text_of(error: Exception) -> str:
    return "".join(traceback.format_exception(error))
