"""To confirm that words hold with the numbers as they are now: an act of a person, written into params."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from arvio.commentary.accepted import Confirmation, confirm, first_path
from arvio.commentary.asked_for import asked_for
from arvio.commentary.standing import Standing, standings_of
from arvio.disclosure.register import facts_path, fingerprint_of, read_facts, was_published
from arvio.errors import Problem, UsageError
from arvio.params import Project, Run
from arvio.params.checking import nearest
from arvio.saying import say

TO_CONFIRM = ("stale", "unknown")


def to_confirm(project: Project, runs: Sequence[Run], wanted: Collection[str]) -> list[Standing]:
    """The comments of some reports that are about other numbers than these tell now; narrowed to wanted sections.

    A UsageError for a section that no notebook asks for, and where none of the reports was ever put out: their words
    go out with the numbers that they are written about. An ArvioError of what cannot be read: nobody could tell then
    whether there is something to confirm.
    """
    _refuse_unknown(project, runs, wanted)
    if not any(was_published(project.root, run) or first_path(project.root, run).exists() for run in runs):
        what, remedy = say("nothing of it was put out yet, so there is nothing to confirm"), say("run it: arvio run")
        raise UsageError(Problem("confirm", what, remedy=remedy))
    found = (one for run in runs for one in standings_of(project, run) if one.shown.state in TO_CONFIRM)
    return [one for one in found if not wanted or one.shown.section in wanted]


def confirm_all(project: Project, found: Iterable[Standing], *, by: str, at: str) -> list[Path]:
    """Write down that somebody confirmed comments; the files that say so, each once. No words are touched."""
    written = {confirm(project.root, one.run, [_confirmation(project, one, by=by, at=at)]): None for one in found}
    return list(written)


def _confirmation(project: Project, one: Standing, *, by: str, at: str) -> Confirmation:
    told = fingerprint_of(read_facts(facts_path(project.root, one.run, by="batch")))
    shown, run = one.shown, one.run
    return Confirmation(shown.section, shown.words, shown.numbers, told, run.notebook, run.audience, by, at)


def _refuse_unknown(project: Project, runs: Sequence[Run], wanted: Collection[str]) -> None:
    folder = project.root / "notebooks"
    known = {section for run in runs for section in asked_for(folder / f"{run.notebook}.ipynb")}
    problems = [
        Problem("confirm", say("no notebook of these reports asks for this section"), "", nearest(name, known))
        for name in wanted
        if name not in known
    ]
    if problems:
        raise UsageError(problems)
