"""Reports are found ready by somebody, who signs them, or takes the signature back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from arvio.bounded import json_in
from arvio.commentary import read_sidecar, sidecar_path
from arvio.commentary.sidecar import LACKING
from arvio.disclosure.register import facts_path
from arvio.errors import Problem, RunError, UsageError
from arvio.params import Project, Run
from arvio.params.signatures import (
    Signatures,
    Signed,
    SignedReport,
    Withdrawn,
    WithdrawnReport,
    add_event,
    now,
    signature_path,
)
from arvio.publish import places
from arvio.publish.editions import edition
from arvio.publish.freshness.judging import Judge
from arvio.saying import joined, say
from arvio.turns import in_turn

One = TypeVar("One", Signed, Withdrawn)

WAIT_SECONDS = 5
"""For a batch that is just ending; one that goes on for longer is told of."""
_LEFT_OUT = '<div class="part part-unmarked">'
"""Stands on the page of a draft for each output that was not released."""


@dataclass(frozen=True)
class Reviewed:
    """What came of signing or withdrawing."""

    path: Path
    """The file of signatures."""
    runs: tuple[Run, ...]
    already: tuple[tuple[Run, str, str], ...] = ()
    """Reports that were signed before, by whom and when; they were left as they are."""


def sign(project: Project, runs: Sequence[Run], by: str) -> Reviewed:
    """Sign reports of one organisation and period: all of them, or none and a RunError that says of each what is in
    the way."""
    first = runs[0]
    with in_turn(places.lock(project.root, first.organisation), seconds=WAIT_SECONDS, what=first.organisation):
        signatures = Signatures(project.root)
        already = tuple((run, one.by, one.at) for run in runs if (one := signatures.of(run)))
        wanted = [run for run in runs if signatures.of(run) is None]
        if problems := [*_not_ready(project, wanted)]:
            raise RunError(problems)
        path = signature_path(project.root, first.organisation, first.period)
        if wanted:
            reports = [_as_signed(project, run) for run in wanted]
            path = add_event(project.root, first.organisation, first.period, _signed(by, reports))
    return Reviewed(path, tuple(wanted), already)


def withdraw(project: Project, runs: Sequence[Run], by: str) -> Reviewed:
    """Take the signature of reports back: they are drafts again. A UsageError where none of them is signed."""
    first = runs[0]
    with in_turn(places.lock(project.root, first.organisation), seconds=WAIT_SECONDS, what=first.organisation):
        signatures = Signatures(project.root)
        wanted = tuple(run for run in runs if signatures.of(run))
        if not wanted:
            remedy = say("see which reports there are: arvio list")
            raise UsageError(Problem("sign", say("none of these reports is signed"), remedy=remedy))
        reports = [WithdrawnReport.model_validate(_names(run)) for run in wanted]
        event = _named(by, lambda: Withdrawn(event="withdrawn", at=now(), by=by, reports=reports))
        return Reviewed(add_event(project.root, first.organisation, first.period, event), wanted)


def _not_ready(project: Project, runs: Iterable[Run]) -> Iterator[Problem]:
    judge = Judge(project.root)
    for run in runs:
        standing = judge.standing(edition(project, run))
        if standing.state != "ready":
            command = f"arvio run {run.organisation} --period {run.period}"
            what = say("does not show what it should: %(why)s", why=joined(standing.reasons, "; "))
            yield Problem(str(run), what, remedy=say("run it first, and read it: %(command)s", command=command))
            continue
        yield from _unfinished(project, run)


def _unfinished(project: Project, run: Run) -> Iterator[Problem]:
    """What a report still lacks: words, and a release of all that it shows."""
    for one in read_sidecar(sidecar_path(facts_path(project.root, run, by="batch"))):
        if one.state in LACKING:
            yield Problem(str(run), _LACKING[one.state], remedy=_REMEDIES[one.state], value=one.section)
    page = places.report(project.root, run).read_text(encoding="utf-8")
    if n := page.count(_LEFT_OUT):
        what = say("shows boxes in place of what was not released: %(n)s", n=n)
        yield Problem(str(run), what, remedy=say("release it in the notebook, or take it out, then run again"))


_LACKING = {
    "missing": say("lacks a comment that params need"),
    "stale": say("has a comment that was written about other figures"),
    "unknown": say("has a comment of which it cannot be read what it was written about"),
}
_REMEDIES = {
    "missing": say("write it (arvio open), or a dash where there is nothing to say, then run again"),
    "stale": say("read it again and write it anew, or say that it still holds: arvio confirm"),
    "unknown": say("read it again, then say that it holds: arvio confirm"),
}


def _as_signed(project: Project, run: Run) -> SignedReport:
    """A report as it lies there; its manifest was found to be that of the page."""
    manifest = json_in(places.manifest(project.root, run))
    try:
        return SignedReport.model_validate({**_names(run), "facts": manifest["facts"], "words": manifest["words"]})
    except KeyError:
        what, remedy = say("was made by an older arvio, which did not write down what it told"), say("run it again")
        raise RunError(Problem(str(run), what, remedy=remedy)) from None


def _names(run: Run) -> dict[str, str]:
    return {"notebook": run.notebook, "audience": run.audience, "language": run.language}


def _signed(by: str, reports: list[SignedReport]) -> Signed:
    return _named(by, lambda: Signed(event="signed", at=now(), by=by, reports=reports))


def _named(by: str, made: Callable[[], One]) -> One:
    """An event in somebody's name; a UsageError where that is no name."""
    try:
        return made()
    except ValidationError:
        expected = say("a name of up to 100 letters, on one line")
        raise UsageError(Problem("--by", say("is not the name of a person"), expected, value=by[:40])) from None
