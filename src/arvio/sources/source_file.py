"""A file of a source: where it lies, what it is called, and the most that is read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from arvio.params import Limits
from arvio.partitions import Part


@dataclass(frozen=True)
class SourceFile:
    """A file to read, and the name by which an evaluator knows it: its path from the project's root."""

    path: Path
    name: str
    folder: Path | None = None
    """The organisation's data folder; the file's own where it is not known."""
    part: Part | None = None
    """Of a file that several organisations share: the rows of this one, which alone are read."""
    limits: Limits = field(default_factory=Limits)
    """The most that is read of it."""

    @property
    def within(self) -> str:
        """Its path in the data folder."""
        return self.path.relative_to(self.folder or self.path.parent).as_posix()

    @property
    def stem(self) -> str:
        return self.path.stem
