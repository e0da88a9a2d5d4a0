"""A bundle: the current reports of an audience with a catalogue of their own, in one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from arvio.errors import Problem, RunError
from arvio.params import Project
from arvio.publish import files, places
from arvio.publish.annexes.archive import write_archive
from arvio.publish.catalogue.catalogue import current_page
from arvio.publish.sending.current import Selection, files_of, select
from arvio.saying import say
from arvio.whole_files import take_away


@dataclass(frozen=True)
class Bundle:
    """What was packed."""

    path: Path
    n: int
    """Reports in it."""
    left_out: tuple[str, ...]
    """A line for each report that is not, with the reason."""


def write_bundle(project: Project, audience: str, organisation: str | None) -> Bundle:
    """Pack the current reports of an audience, of one organisation or of all. The same reports give the same bytes.

    A RunError where none is current; a bundle that lay there before is taken away then.
    """
    found = select(project, audience, organisation)
    path = places.bundle(project.root, audience, organisation)
    if not found.current:
        files.remove(path)
        raise RunError(
            [Problem(line, say("is not current, and there is no other"), remedy=_REMEDY) for line in found.left_out]
        )
    partial = files.partial_path(project.root, path)
    try:
        with files.told_if_not_written(path), partial.open("xb") as file:
            write_archive(file, _parts(project, found))
        files.move_into_place(partial, path)
    finally:
        take_away([partial])
    return Bundle(path, len(found.current), found.left_out)


def _parts(project: Project, found: Selection) -> Iterator[tuple[str, bytes]]:
    """The catalogue, then the files of each report, in the places at which its links look for them."""
    yield "index.html", current_page(project, found.states).encode("utf-8")
    for run in sorted(found.current):
        yield from files_of(project, run)


_REMEDY = say("make it: arvio run; arvio run --why says what has changed")
