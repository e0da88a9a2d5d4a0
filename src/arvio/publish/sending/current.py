"""Which reports of an audience may be handed over as they lie there, and their files as they were made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from arvio.bounded import KEPT_BYTES, bytes_within, json_in
from arvio.errors import Problem, RunError, UsageError
from arvio.params import Project, Run
from arvio.params.checking import nearest
from arvio.publish import manifest, places
from arvio.publish.editions import editions
from arvio.publish.freshness.judging import Judge, State
from arvio.publish.paper.paper import is_printed
from arvio.saying import joined, say

_WHY: Mapping[State, str] = {
    "older": say("made before the latest changes"),
    "changed": say("changed after it was made"),
    "failed": say("could not be made"),
    "refused": say("held back"),
    "not_made": say("not made yet"),
}


@dataclass(frozen=True)
class Selection:
    """The reports that were asked for, by how each stands."""

    states: Mapping[Run, State]
    """Of every report but drafts, which are not to be handed on."""
    drafts: tuple[Run, ...] = ()

    @property
    def current(self) -> tuple[Run, ...]:
        return tuple(run for run, state in self.states.items() if state == "ready")

    @property
    def left_out(self) -> tuple[str, ...]:
        """A line for each report that is not handed over, with the reason."""
        others = ((run, _WHY[state]) for run, state in self.states.items() if state != "ready")
        every = (*others, *((run, say("a draft")) for run in self.drafts))
        return tuple(joined([str(run), why], ": ") for run, why in every)


def select(project: Project, audience: str, organisation: str | None, **wanted: tuple[str, ...]) -> Selection:
    """The reports of an audience, of one organisation or of all; a UsageError where params ask for none such."""
    if audience not in project.suite.audiences:
        remedy = nearest(audience, project.suite.audiences)
        raise UsageError(Problem("audience", say("is not in params/suite.yaml"), remedy=remedy, value=audience))
    of_one = (organisation,) if organisation else ()
    asked = editions(project, project.runs(at=None, organisations=of_one, audiences=(audience,), **wanted))
    if not asked:
        what, remedy = say("params ask for no report that is all of this"), say("see which there are: arvio list")
        raise UsageError(Problem("reports", what, remedy=remedy))
    judge = Judge(project.root)
    states = {one.run: judge.standing(one).state for one in asked if one.stage == "final"}
    return Selection(states, tuple(one.run for one in asked if one.stage != "final"))


def files_of(project: Project, run: Run) -> Iterator[tuple[str, bytes]]:
    """Each file of a current report by its place below its audience's folder, the very bytes that were made.

    A RunError where another program changes the report meanwhile.
    """
    made = dict(json_in(places.manifest(project.root, run))["files"])
    for path in places.handed_over(project.root, run):
        if path.name in made:
            yield _file(project, run, path.name, made[path.name])
    printed = pdf_of(project, run)
    if printed:
        yield printed


def pdf_of(project: Project, run: Run) -> tuple[str, bytes] | None:
    """The PDF of a current report in the same way; None where none was printed from the page that lies there."""
    if not is_printed(project.root, run):
        return None
    return _file(project, run, places.paper(project.root, run).name, manifest.paper(project.root, run)["sha256"])


def _file(project: Project, run: Run, name: str, digest: str) -> tuple[str, bytes]:
    path = places.report(project.root, run).with_name(name)
    try:
        content = bytes_within(path, KEPT_BYTES)
    except OSError:
        content = b""
    if sha256(content).hexdigest() != digest:
        remedy = say("wait until that has ended, then try again")
        raise RunError(Problem(f"{run}", say("is being made anew"), remedy=remedy))
    return path.relative_to(places.reports(project.root) / run.audience).as_posix(), content
