"""Make a report once more, apart from all others, and compare every byte of it with what lies there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from arvio import withdrawals
from arvio.bounded import json_in
from arvio.commentary.accepted import first_path
from arvio.disclosure import coarsening, extract
from arvio.errors import Problem, RunError, UsageError
from arvio.params import Project, Run
from arvio.publish import files, places
from arvio.publish.batch.workers import NewWorker
from arvio.publish.editions import Edition, edition
from arvio.publish.freshness.inputs import Inputs, read_inputs
from arvio.publish.freshness.judging import Judge
from arvio.publish.making.making import execute_report
from arvio.publish.outcomes import Outcome
from arvio.saying import joined, say

_KEY = Path("data", ".key")
_MIRRORS = Path("reports", ".run", "mirrors.jsonl")


@dataclass(frozen=True)
class Verified:
    """What came of making a report once more."""

    run: Run
    differences: tuple[str, ...]
    """Each file that differs, with the first line that does; none where every byte is the same."""
    changes: tuple[str, ...]
    """What has changed since the report was made: it need not come out the same then."""

    @property
    def is_same(self) -> bool:
        return not self.differences


def verify(project: Project, report: Path, new_worker: NewWorker) -> Verified:
    """Make a report once more from what it was made from, in a folder of its own, and compare it with what lies there.

    Nothing of the project is changed. A report that cannot be made now is a RunError with the reason.
    """
    made = edition(project, _run_of(project, report))
    inputs = _inputs(made)
    changes = Judge(project.root).changes(made, inputs)
    with tempfile.TemporaryDirectory(prefix="arvio-verify-") as folder:
        apart = replace(made, root=Path(folder).resolve())
        try:
            _lay_out(made, apart.root, inputs)
        except OSError as error:
            raise RunError(_not_copied(made, error)) from error
        _execute(apart, new_worker)
        return Verified(made.run, tuple(_differences(made, apart)), tuple(changes))


def _run_of(project: Project, report: Path) -> Run:
    """The run that a file belongs to; an error where no report that params ask for lies there."""
    path = report.resolve()
    for run in project.runs():
        if path in (place.resolve() for place in places.handed_over(project.root, run)):
            return run
    what = say("is no report that params ask for")
    expected = say("a file such as %(file)s", file="reports/public/miessakit/2025/feedback.fi.html")
    raise UsageError(Problem(str(report), what, expected, say("see which there are: arvio list")))


def _inputs(made: Edition) -> Inputs:
    try:
        manifest = json_in(places.manifest(made.root, made.run))
        if manifest["state"] == "done":
            return read_inputs(manifest)
        what = say("was not made the last time")
    except (OSError, ValueError, KeyError, TypeError):
        what = say("has no manifest that says what it was made from")
    raise RunError(Problem(f"{made.run}.html", what, remedy=_run_it(made)))


def _not_copied(made: Edition, error: OSError) -> Problem:
    several = error.args[0] if isinstance(error, shutil.Error) else ()  # of a whole folder, each with its place
    names = [Path(source).name for source, *_ in several] if isinstance(several, list) else [str(error)]
    what = say("what it was made from cannot be copied: %(names)s", names=joined(names, "; "))
    return Problem(f"{made.run}.html", what, remedy=_run_it(made))


def _lay_out(made: Edition, root: Path, inputs: Inputs) -> None:
    """A project with the params, notebooks and files that the report was made from, and what was told before it."""
    for folder in ("params", "notebooks"):
        shutil.copytree(made.root / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for name in inputs.files:
        source, target = made.root / name, root / name
        if not Path(name).is_absolute() and source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            files.link_or_copy(source, target)
    first = first_path(Path(), made.run)
    for state in (coarsening.FOLDER / f"{made.run.organisation}.json", first, _MIRRORS, _KEY, withdrawals.PATH):
        if (made.root / state).exists():
            (root / state).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(made.root / state, root / state)
    if extract.last_number(made.root, made.run.organisation):
        extract.extract(made.root, made.run.organisation, into=root)


def _execute(apart: Edition, new_worker: NewWorker) -> None:
    worker = new_worker()
    try:
        found = worker.submit(execute_report, apart).result()
    finally:
        worker.shutdown(wait=False)
    if isinstance(found, Outcome):
        what = say("cannot be made any more: %(why)s", why=found.reason)
        raise RunError(Problem(f"{apart.run}.html", what, remedy=_run_it(apart)))


def _run_it(made: Edition) -> str:
    return say("run it: arvio run %(organisation)s", organisation=made.run.organisation)


def _differences(made: Edition, apart: Edition) -> Iterator[str]:
    printed = places.paper(made.root, made.run)  # by a browser, from the page, whose bytes are compared
    for there in places.handed_over(made.root, made.run):
        if there == printed:
            continue
        now = places.ready(apart.root, made.run, apart.root / there.relative_to(made.root))
        before, after = _lines(there), _lines(now)
        if before != after:
            pairs = zip_longest(before or (), after or ())
            line = next((number for number, (one, other) in enumerate(pairs, 1) if one != other), 1)
            yield _difference(there.name, before, after, line=line)


def _difference(file: str, before: list[bytes] | None, after: list[bytes] | None, *, line: int) -> str:
    """What became of a file; `line` is the first that differs."""
    if before is None:
        return say("%(file)s: is missing from line %(line)s on", file=file, line=line)
    if after is None:
        return say("%(file)s: is not made any more from line %(line)s on", file=file, line=line)
    return say("%(file)s: differs from line %(line)s on", file=file, line=line)


def _lines(path: Path) -> list[bytes] | None:
    return path.read_bytes().splitlines(keepends=True) if path.is_file() else None
