"""The manifest of a run: when it was made, with what, and how it ended. Times stand here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from arvio.bounded import json_in
from arvio.formats import newer
from arvio.params import Run
from arvio.publish import files, places
from arvio.publish.editions import Edition
from arvio.publish.freshness.code import versions

FORMAT = 1
_PAPER = "paper"


@dataclass(frozen=True)
class Timing:
    """When a run started (ISO 8601, UTC), how long it took, and how much of that its notebook."""

    started: str
    seconds: float
    execution_seconds: float


def write_manifest(edition: Edition, ending: Mapping[str, object], timing: Timing) -> None:
    """Write the manifest of a run: its ending (state, fingerprint or error, inputs) and its timing."""
    content = {
        "format": FORMAT,
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


def paper(root: Path, run: Run) -> Mapping[str, str]:
    """Of the PDF of a report: its digest and that of the page it was printed from; empty without one."""
    told = _read(root, run).get(_PAPER)
    return told if isinstance(told, dict) else {}


def keep_paper(root: Path, run: Run, told: Mapping[str, str]) -> None:
    """Enter a PDF into the manifest of its report, which lies there. Whoever calls holds the turn of its
    organisation."""
    text = json.dumps({**_read(root, run), _PAPER: dict(told)}, ensure_ascii=False, indent=2) + "\n"
    files.write_whole(root, places.manifest(root, run), text)


def _told(root: Path, run: Run, key: str) -> str:
    return str(_read(root, run).get(key, ""))


def _read(root: Path, run: Run) -> dict[str, object]:
    """A manifest; empty where there is none that can be read, or a newer arvio wrote it."""
    try:
        read = json_in(places.manifest(root, run))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) and not newer(read, "", FORMAT) else {}
