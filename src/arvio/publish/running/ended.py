"""A process that ended before it had answered."""

from __future__ import annotations

from typing import Literal

Reason = Literal["limit", "memory", "killed", "crashed", "stopped"]
"""limit, memory: it was ended here for taking too much; killed: by a signal from outside, as when memory runs out;
crashed: by itself; stopped: the batch was interrupted."""


class ChildEnded(Exception):  # noqa: N818 - it is what happened, and not what is wrong
    """A process ended before it had answered; `last` is the last message that it had told, None if none."""

    def __init__(self, reason: Reason, detail: str, last: object = None, peak_mb: float = 0) -> None:
        super().__init__(reason, detail, last, peak_mb)
        self.reason: Reason = reason
        self.detail = detail
        self.last = last
        self.peak_mb = peak_mb
        """The most memory that it was seen to have, with the processes that it had started."""

    @property
    def cell(self) -> int:
        """The cell that it had reached, as its last message says; 0 where it says nothing of cells."""
        return int(getattr(self.last, "cell", 0))

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"
