"""Pages about the reports, written after the same last search as a report."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from arvio.errors import Problem, ProtectionError
from arvio.params import Project
from arvio.publish import files, places
from arvio.publish.page.inspection import check_catalogue
from arvio.publish.page.leaving import check_leaving
from arvio.saying import say


def write_searched(project: Project, path: Path, page: str, ours: Collection[str] = ()) -> None:
    """Write a page that may be handed over with the reports beside which it lies."""
    check_searched(project, path.relative_to(places.reports(project.root)).as_posix(), page, ours)
    files.write_whole(project.root, path, page)


def check_searched(project: Project, file: str, page: str, ours: Collection[str] = ()) -> None:
    """Refuse a page about reports that could run or load something, or that holds what it must not.

    `ours` are elements that stand in it once, each exactly as it is here, and that no other page may hold.
    """
    for element in ours:
        if page.count(element) != 1:
            remedy = say("restore %(file)s", file="search.js")
            raise ProtectionError(Problem(file, say("does not hold its search once and whole"), remedy=remedy))
        page = page.replace(element, "")
    check_catalogue(page, file, project.root)
    check_leaving(page, file, root=project.root, names=project.organisations)
