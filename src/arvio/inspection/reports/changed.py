"""What may differ between a file and the mapping of its source."""

from __future__ import annotations

from dataclasses import dataclass

from arvio.inspection.columns.column import Column
from arvio.inspection.reports.target import Target


@dataclass(frozen=True)
class Sought:
    """What params map, and the headers by which they know it."""

    key: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class Reworded:
    """A mapped question that is missing, and the new one that is likely to be it."""

    sought: Sought
    was: str
    now: str
    alike: float


@dataclass(frozen=True)
class Unknown:
    """Answers of one column that the codebook does not have: labels, and how many that too few gave to be shown."""

    key: str
    header: str
    labels: tuple[str, ...]
    rare: int = 0


@dataclass(frozen=True)
class Otherwise:
    """Something that params say of reading, and what this file is like; `now` is '' where somebody must say it."""

    key: str
    was: str
    now: str
    evidence: str


@dataclass(frozen=True)
class Changes:
    """All in which a file differs from the mapping of its source."""

    target: Target
    same: int
    new: tuple[Column, ...] = ()
    missing: tuple[Sought, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    gone: tuple[Sought, ...] = ()
    """Headers under personal, open_text and ignored that the file no longer has."""
    unknown: tuple[Unknown, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    noted: tuple[str, ...] = ()
    """What changed and is read all the same."""

    @property
    def are_none(self) -> bool:
        """Whether the mapping reads the file as it is."""
        return not (self.new or self.missing or self.reworded or self.unknown or self.otherwise)
