"""Why a report was not made, in words that the evaluator can act on."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from typing import Literal

from arvio import errors
from arvio.errors import ArvioError, ProtectionError

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
            reason = (
                f"stopped: it took longer than {time_limit_seconds} seconds (time_limit_seconds in params/suite.yaml)"
            )
            return Failure("failed", reason)
        case "DeadKernelError":
            return Failure("failed", "the kernel ended by itself: perhaps memory ran out")
    if isinstance(error, ArvioError):
        return Failure(_state(type(error)), str(error))
    return Failure("failed", _unexpected(type(error).__name__, str(error)), traceback=_text_of(error))


def _of_cell(error) -> Failure:
    """An error that a cell raised. papermill counts cells from 0 and counts the one it put in after the parameters."""
    known = getattr(errors, error.ename, None)
    is_ours = isinstance(known, type) and issubclass(known, ArvioError)
    return Failure(
        state=_state(known) if is_ours else "failed",
        reason=error.evalue if is_ours else _unexpected(error.ename, error.evalue),
        cell=error.cell_index,
        line=next(iter(error.source.strip().splitlines()), "")[:120],
        traceback=_COLOURS.sub("", "\n".join(error.traceback)),
    )


def _state(kind: type[ArvioError]) -> State:
    return "refused" if issubclass(kind, ProtectionError) else "failed"


def _unexpected(name: str, message: str) -> str:
    return f"{name}: {message}" if message else name


def _text_of(error: Exception) -> str:
    return "".join(traceback.format_exception(error))
