"""The manifest of a run: when it was made, with what, and how it ended. Times stand here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from arvio.params import Run
from arvio.publish import files, places
from arvio.publish.editions import Edition
from arvio.publish.freshness.code import versions


@dataclass(frozen=True)
class Timing:
    """When a run started (ISO 8601, UTC), how long it took, and how much of that its notebook."""

    started: str
    seconds: float
    execution_seconds: float


def write_manifest(edition: Edition, ending: Mapping[str, object], timing: Timing) -> None:
    """Write the manifest of a run: its ending (state, fingerprint or error, inputs) and its timing."""
    content = {
        "run": asdict(edition.run),
        "stage": edition.stage,
        "versions": versions(),
        **ending,
        **asdict(timing),
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    files.write_whole(edition.root, places.manifest(edition.root, edition.run), text)


def state(root: Path, run: Run) -> str:
    """How the last run ended: done, failed, refused, or "" when it never ran or its manifest cannot be read."""
    return _told(root, run, "state")


def reason(root: Path, run: Run) -> str:
    """Why the last run made no report; "" where it made one, or its manifest cannot be read."""
    return _told(root, run, "error")


def _told(root: Path, run: Run, key: str) -> str:
    try:
        return str(json.loads(places.manifest(root, run).read_text(encoding="utf-8"))[key])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
