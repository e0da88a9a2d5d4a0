"""Pages about the reports, written after the same last search as a report."""

from __future__ import annotations

from pathlib import Path

from arvio.params import Project
from arvio.publish import files, places
from arvio.publish.page.inspection import check_catalogue
from arvio.publish.page.leaving import check_leaving


def write_searched(project: Project, path: Path, page: str) -> None:
    """Write a page that may be handed over with the reports beside which it lies."""
    file = path.relative_to(places.reports(project.root)).as_posix()
    check_catalogue(page, file, project.root)
    check_leaving(page, file, root=project.root, names=project.organisations)
    files.write_whole(project.root, path, page)
