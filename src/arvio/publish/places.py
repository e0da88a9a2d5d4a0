"""Where the files of a run lie. What may be handed over is under reports/<audience>/, all else under reports/.run/."""

from __future__ import annotations

from pathlib import Path

from arvio.params import Run


def notebook(root: Path, name: str) -> Path:
    return root / "notebooks" / f"{name}.ipynb"


def reports(root: Path) -> Path:
    return root / "reports"


def report(root: Path, run: Run) -> Path:
    """The page itself."""
    return _file(reports(root), run, ".html")


def catalogue(root: Path, audience: str) -> Path:
    """The page that lists an audience's reports."""
    return reports(root) / audience / "index.html"


def workings(root: Path) -> Path:
    """What is never handed over."""
    return reports(root) / ".run"


def executed(root: Path, run: Run) -> Path:
    return _file(workings(root), run, ".ipynb")


def manifest(root: Path, run: Run) -> Path:
    return _file(workings(root), run, ".json")


def error_page(root: Path, run: Run) -> Path:
    return _file(workings(root), run, ".error.html")


def previous_report(root: Path, run: Run) -> Path:
    """Where the older report of a run that failed is kept, so that it cannot look current."""
    return _file(workings(root), run, ".previous.html")


def log(root: Path) -> Path:
    """What libraries print while reports are made."""
    return workings(root) / "workers.log"


def partial(root: Path) -> Path:
    """Files that are being written. A batch that is killed leaves its halves here, where nobody takes them along."""
    return workings(root) / "partial"


def _file(base: Path, run: Run, suffix: str) -> Path:
    place = base.joinpath(*run.place.parts)
    return place.with_name(place.name + suffix)
