"""What is shown of the evaluator's comments: which are missing, and which are about other figures than these."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from arvio.commentary.checking import check_words
from arvio.commentary.standing import Standing, standings
from arvio.params import Project, Run
from arvio.publish.screens.following import near
from arvio.saying import say, spoken
from arvio.terminal import echo

_STATES = {
    "missing": say("missing"),
    "optional": say("not asked for"),
    "written": say("written"),
    "nothing_to_say": say("nothing to say"),
    "stale": say("about other figures"),
    "unknown": say("nobody knows about which figures"),
}


def print_lacking(project: Project, runs: Sequence[Run]) -> None:
    """Below the list of reports: how many comments are missing or old, and what is wrong with their files."""
    counts = Counter(one.shown.state for one in standings(project, runs))
    old = counts["stale"] + counts["unknown"]
    if counts["missing"] or old:
        missing = counts["missing"]
        line = say(
            "Comments missing: %(missing)s, about other figures: %(old)s (arvio list --comments)",
            missing=missing,
            old=old,
        )
        echo(spoken(line), err=True)
    _print_faults(project, runs)


def print_comments(project: Project, runs: Sequence[Run]) -> None:
    """Each comment of each report and how it stands, with what changed below it; otherwise lines with tabs: report,
    section, state and every change."""
    for one in standings(project, runs):
        if sys.stdout.isatty():
            echo(f"{one.run}  {one.shown.section}: {spoken(_STATES[one.shown.state])}")
            _print_changes(one)
        else:
            echo("\t".join([str(one.run), one.shown.section, one.shown.state, *one.shown.changes]))
    _print_faults(project, runs)


def print_to_confirm(found: Iterable[Standing]) -> None:
    """What somebody is about to confirm."""
    for one in found:
        echo(f"{one.run}  {one.shown.section}: {spoken(_STATES[one.shown.state])}", err=True)
        _print_changes(one, err=True)


def print_confirmed(written: Sequence[Path], n: int) -> None:
    """How many comments were confirmed, and where that stands."""
    if not written:
        nothing = say("Nothing to confirm: no comment is about other figures than those of its report.")
        echo(spoken(nothing), err=True)
        return
    echo(spoken(say("Comments confirmed: %(n)s. Now run the reports: arvio run", n=n)), err=True)
    for path in written:
        echo(near(path))


def _print_changes(one: Standing, *, err: bool = False) -> None:
    for change in one.shown.changes:
        echo(f"    {change}", err=err)


def _print_faults(project: Project, runs: Iterable[Run]) -> None:
    for organisation in sorted({run.organisation for run in runs}):
        for error in check_words(project, organisation):
            echo(spoken(error.said), err=True)
