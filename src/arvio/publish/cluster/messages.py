"""What is asked of a station and what it answers. Both sides have the same arvio, since it was sent there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arvio.publish.editions import Edition
from arvio.publish.freshness.laid_ready import Ready
from arvio.publish.outcomes import Outcome


@dataclass(frozen=True)
class Request:
    """One report to execute, and the digests of the parcels that it is made from."""

    edition: Edition
    project: str
    state: str

    @property
    def parcels(self) -> tuple[str, str]:
        return self.project, self.state


@dataclass(frozen=True)
class Lacking:
    """The parcels that have to be sent before the report can be made there."""

    digests: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """What became of a report, every file that it left below reports/.run, and what was printed meanwhile."""

    made: Ready | Outcome
    files: Mapping[str, bytes]
    """By their path from the project's root."""
    log: str


@dataclass(frozen=True)
class Broken:
    """The process that made the report ended by itself, or was ended; with the error that a worker here would give."""

    error: Exception
    log: str


Answer = Lacking | Made | Broken
