"""Why a report was not made, in words that the evaluator can act on."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from typing import Literal

from arvio import errors
from arvio.errors import ArvioError, ProtectionError
from arvio.publish.editions import Edition
from arvio.publish.notebooks import source_notebook
from arvio.publish.running.ended import ChildEnded

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

    @property
    def summary(self) -> str:
        """The reason in one line, with the cell."""
        first = self.reason.strip().partition("\n")[0]
        return f"cell {self.cell}: {first}" if self.cell else first


def failure_of(error: Exception, time_limit_seconds: int) -> Failure:
    """What an error raised while a report was made says to the evaluator."""
    match type(error).__name__:
        case "PapermillExecutionError":
            return _of_cell(error)
        case "CellTimeoutError":
            return Failure("failed", _too_long(time_limit_seconds))
        case "DeadKernelError":
            return Failure("failed", "the kernel ended by itself: perhaps memory ran out")
    if isinstance(error, ArvioError):
        return Failure(_state(type(error)), str(error))
    return Failure("failed", _unexpected(type(error).__name__, str(error)), traceback=_text_of(error))


def failure_of_process(ended: ChildEnded, edition: Edition) -> Failure:
    """What the end of the process that made a report says to the evaluator."""
    return Failure("failed", _ended(ended, edition), cell=ended.cell, line=_first_line(edition, ended.cell))


def _ended(ended: ChildEnded, edition: Edition) -> str:
    match ended.reason:
        case "limit":
            return _too_long(edition.time_limit_seconds)
        case "memory":
            limit = f"{edition.memory_limit_mb} MB of memory (memory_limit_mb in params/suite.yaml)"
            return f"stopped: it needed more than {limit}"
        case "killed":
            return f"the process that made it was ended from outside ({ended.detail}): perhaps memory ran out"
    return f"the process that made it ended by itself ({ended.detail}): perhaps memory ran out"


def _first_line(edition: Edition, cell: int) -> str:
    """The first line of a cell, counted from 1; "" where there is none."""
    try:
        return _opening(source_notebook(edition)["cells"][cell - 1]["source"]) if cell else ""
    except (ArvioError, IndexError):
        return ""


def _opening(source: str) -> str:
    return next(iter(source.strip().splitlines()), "")[:120]


def _too_long(limit_seconds: int) -> str:
    return f"stopped: it took longer than {limit_seconds} seconds (time_limit_seconds in params/suite.yaml)"


def _of_cell(error) -> Failure:
    """An error that a cell raised. papermill counts cells from 0 and counts the one it put in after the parameters."""
    known = getattr(errors, error.ename, None)
    is_ours = isinstance(known, type) and issubclass(known, ArvioError)
    return Failure(
        state=_state(known) if is_ours else "failed",
        reason=error.evalue if is_ours else _unexpected(error.ename, error.evalue),
        cell=error.cell_index,
        line=_opening(error.source),
        traceback=_COLOURS.sub("", "\n".join(error.traceback)),
    )


def _state(kind: type[ArvioError]) -> State:
    return "refused" if issubclass(kind, ProtectionError) else "failed"


def _unexpected(name: str, message: str) -> str:
    return f"{name}: {message}" if message else name


def _text_of(error: Exception) -> str:
    return "".join(traceback.format_exception(error))
