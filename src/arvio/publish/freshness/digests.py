"""Digests of files, each computed once by a process, and of large files once for as long as they stay as they are."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from arvio.bounded import json_in
from arvio.observed import Stat, stat_of
from arvio.partitions import partition
from arvio.publish import files, places

ABSENT = "absent"
"""Stands for the digest of a file that is not there."""
LARGE = 1_000_000
"""Bytes from which on a digest is kept between batches: smaller files are read sooner than looked up."""
SETTLED_SECONDS = 2
"""A file that was changed so recently may be changed again within the same tick of its file system's clock."""


class Digests:
    """SHA-256 of files as they are now. Contents decide; that a large file was left alone only spares reading it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[Path, str] = {}
        self._kept: dict[str, list[Any]] | None = None
        self._is_changed = False

    def of(self, path: Path) -> str:
        """The digest of a file; ABSENT where there is none that can be read."""
        if path not in self._known:
            self._known[path] = self._found(path)
        return self._known[path]

    def keep(self) -> None:
        """Keep the digests of large files for later batches. Where that fails they are computed again."""
        if not self._is_changed or self._kept is None:
            return
        try:
            files.write_whole(self._root, _place(self._root), json.dumps(self._kept))
        except Exception:  # a memory that cannot be written only costs time
            return

    def _found(self, path: Path) -> str:
        stat = stat_of(path)
        if stat is None:
            return ABSENT
        if stat[0] < LARGE:
            return digest_of(path)
        return self._of_large(path, stat)

    def _of_large(self, path: Path, stat: Stat) -> str:
        if self._kept is None:
            self._kept = _read(_place(self._root))
        kept = self._kept.get(str(path))
        if kept and kept[:3] == [*stat]:
            return kept[3]
        found = digest_of(path)
        if stat == stat_of(path) and time.time() - stat[1] / 1e9 > SETTLED_SECONDS:
            self._kept[str(path)], self._is_changed = [*stat, found], True
        return found


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; ABSENT where there is none that can be read."""
    try:
        return partition.digest_of(path)
    except OSError:
        return ABSENT


def _place(root: Path) -> Path:
    return places.workings(root) / "digests.json"


def _read(path: Path) -> dict[str, list[Any]]:
    try:
        found = json_in(path)
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
