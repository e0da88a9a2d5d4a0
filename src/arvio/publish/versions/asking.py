"""Which versions are held against one another, for each of several reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from arvio.errors import Problem, UsageError
from arvio.params import Project, Run
from arvio.publish.versions.comparing import Difference, difference, without_inputs
from arvio.publish.versions.keeping import LAST, numbers, version
from arvio.publish.versions.meaning import Meaning
from arvio.saying import joined, say


@dataclass(frozen=True)
class Asked:
    """What is asked for."""

    before: str | None
    """A version by its number or name; None for the one before the other."""
    now: str
    against: str | None = None
    """Another period whose report is held against this one's."""


@dataclass(frozen=True)
class Found:
    """How reports differ, and why others were not compared."""

    differences: tuple[Difference, ...]
    left_out: tuple[str, ...]


def differences(project: Project, runs: Iterable[Run], asked: Asked) -> Found:
    """How the wanted versions of each report differ; a UsageError where none of them has both."""
    found: list[Difference] = []
    problems: list[Problem] = []
    if asked.against and asked.before:
        remedy = say("leave one of the two out")
        raise UsageError(Problem("diff", say("--against and --from cannot be asked for together"), remedy=remedy))
    for run in runs:
        try:
            found.append(_difference(project, run, asked))
        except UsageError as error:
            problems += error.problems
    if not found:
        raise UsageError(problems)
    return Found(tuple(found), tuple(problem.said for problem in problems))


def _difference(project: Project, run: Run, asked: Asked) -> Difference:
    now = _version(project, run, asked.now)
    if asked.against:
        other = replace(run, period=asked.against)
        return without_inputs(difference(_version(project, other, asked.before or LAST), now))
    before = _version(project, run, asked.before or _before(project, now))
    found = difference(before, now)
    return found if before.number and now.number else without_inputs(found)


def _version(project: Project, run: Run, wanted: str) -> Meaning:
    return version(project.root, run, wanted, project.signature(run))


def _before(project: Project, now: Meaning) -> str:
    """The version before one; of a preview, the last that went out."""
    known = numbers(project.root, now.run)
    earlier = [number for number in known if not now.number or number < now.number]
    if not earlier:
        what = say("there is no version before this one")
        remedy = joined([say("a version is kept whenever a report is made that means something else")], "")
        raise UsageError(Problem(str(now.run), what, remedy=remedy))
    return str(earlier[-1])
