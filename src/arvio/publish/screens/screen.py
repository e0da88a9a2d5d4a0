"""What the batch shows when it ends, and lists of runs and facts: on stderr, so that stdout holds result paths only.

People read it in their language; lines with tabs, which other programs read, are the same in every language.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from arvio.params import Run
from arvio.publish.outcomes import Outcome, State, state_in_words
from arvio.publish.screens.following import close_as_json, line_of, near
from arvio.saying import joined, say, spoken
from arvio.terminal import console, echo, unsteered

if TYPE_CHECKING:  # which takes a while to import, and most of what is shown needs none of it
    import pandas as pd

    from arvio.publish.making.verifying import Verified
    from arvio.publish.paper.paper import Printed

Close = Callable[[Sequence[Outcome], Sequence[Path], int], None]
"""Shows the end of a batch: its outcomes, the catalogues and the exit code of the command."""

_ENDLESS = 10_000
LIES_THERE = ("done", "fresh")
_STATES: tuple[State, ...] = ("done", "fresh", "failed", "refused")
_PARTS = ("organisation", "notebook", "period", "audience", "language")
_OF_FACT = (
    *("notebook", "period", "audience", "language", "version", "indicator", "breakdown", "group", "wave"),
    *("statistic", "value", "n", "status"),
)
_HEADINGS = {
    "organisation": say("organisation"),
    "notebook": say("notebook"),
    "period": say("period"),
    "audience": say("audience"),
    "language": say("language"),
    "state": say("state"),
    "version": say("version"),
    "indicator": say("indicator"),
    "breakdown": say("breakdown"),
    "group": say("group"),
    "wave": say("wave"),
    "statistic": say("statistic"),
    "value": say("value"),
    "status": say("status"),
    "report": say("report"),
    "why": say("why"),
    "lies at": say("lies at"),
}
_STYLES = {
    "done": "green",
    "fresh": "green",
    "ready": "green",
    "older": "yellow",
    "changed": "yellow",
    "failed": "red",
    "refused": "magenta",
    "not_made": "dim",
}


def print_runs(runs: Iterable[tuple[Run, str]]) -> None:
    """The runs and their states: a table on a terminal, otherwise lines with tabs for other programs."""
    rows = [[*(getattr(run, part) for part in _PARTS), state] for run, state in runs]
    if not sys.stdout.isatty():
        echo("".join("\t".join(row) + "\n" for row in rows), nl=False)
        return
    table = _table(*_PARTS, "state")
    for *parts, state in rows:
        table.add_row(*parts, spoken(state_in_words(state)), style=_STYLES[state])
    console().print(table)


_WILL_BE_MADE, _IS_FRESH = say("will be made"), say("is fresh")
_UNCHANGED = say("nothing it was made from has changed")


def print_reasons(reasons: Iterable[tuple[Run, Sequence[str]]]) -> None:
    """Of each run whether it will be executed, and why: a table on a terminal, otherwise lines with tabs."""
    rows = [
        [str(run), _WILL_BE_MADE if found else _IS_FRESH, joined(found, "; ") if found else _UNCHANGED]
        for run, found in reasons
    ]
    if not sys.stdout.isatty():
        echo("".join("\t".join(row) + "\n" for row in rows), nl=False)
        return
    table = _table("report", "", "why")
    for row in rows:
        table.add_row(*(unsteered(spoken(cell)) for cell in row), style="" if row[1] == _WILL_BE_MADE else "dim")
    console().print(table)


def print_verified(found: Iterable[Verified]) -> None:
    """Of each report whether it came out the same once more; if not, where it differs, and what has changed since."""
    for one in found:
        verdict = say("the same bytes") if one.is_same else say("DIFFERS")
        echo(f"{spoken(verdict)}\t{one.run}")
        for line in (*one.differences, *(say("changed since: %(change)s", change=change) for change in one.changes)):
            echo(f"    {spoken(line)}")


def print_facts(facts: pd.DataFrame, wanted: Mapping[str, Sequence[str]]) -> None:
    """Published facts, narrowed to what is wanted: a table on a terminal, otherwise every column with tabs between.

    `wanted` names a part of the run in the plural, as the options do; what is empty narrows nothing.
    """
    for part, names in wanted.items():
        facts = facts[facts[part.removesuffix("s")].isin(names)] if names else facts
    if not sys.stdout.isatty():
        echo(facts.to_csv(sep="\t", index=False, lineterminator="\n"), nl=False)
        return
    table = _table(*_OF_FACT)
    for row in facts[list(_OF_FACT)].itertuples(index=False):
        table.add_row(*("" if value is None or value != value else unsteered(str(value)) for value in row))
    console().print(table)


def close(ended: Sequence[Outcome], catalogues: Sequence[Path], exit_code: int) -> None:
    """The paths of the reports, a table of what became of them, each failure with its reason, and where to look."""
    close_quietly(ended, catalogues, exit_code)
    console(stderr=True).print(_summary(ended))
    print_open(catalogues)


def close_by_report(ended: Sequence[Outcome], catalogues: Sequence[Path], exit_code: int) -> None:
    """The same with a table that names each report, its state and where it lies; of one that was not made, where the
    reason is explained."""
    close_quietly(ended, catalogues, exit_code)
    _print_whole(_each(ended))
    print_open(catalogues)


def print_open(pages: Sequence[Path]) -> None:
    """Which pages to look at now, if any."""
    if pages:
        echo(spoken(say("Open: %(pages)s", pages="  ".join(map(near, pages)))), err=True)


def close_quietly(ended: Sequence[Outcome], catalogues: Sequence[Path], exit_code: int) -> None:
    """The paths of the reports, and each failure with its reason."""
    for outcome in sorted(ended, key=lambda outcome: outcome.run):
        if outcome.state in LIES_THERE:
            echo(near(outcome.path))
        else:
            echo(line_of(outcome), err=True)
            echo("    " + spoken(say("see %(file)s", file=near(outcome.path))), err=True)


CLOSE: Mapping[str, Close] = {
    "shown": close,
    "due": close_by_report,
    "quiet": close_quietly,
    "json": close_as_json,
}


def print_printed(printed: Printed, way: str) -> None:
    """The paths of the PDFs, or an event for each; and why others were not printed."""
    for path in printed.paths:
        echo(json.dumps({"event": "printed", "path": near(path)}) if way == "json" else near(path))
    for fault in printed.faults:
        echo(spoken(fault), err=True)


def print_left_out(left_out: Iterable[str]) -> None:
    """Each report that is not handed over, with the reason."""
    for line in left_out:
        echo(spoken(say("left out: %(report)s", report=line)), err=True)


def _quietly(line: str) -> None:
    """Say nothing."""


def _aloud(line: str) -> None:
    echo(spoken(line), err=True)


TELL: Mapping[str, Callable[[str], None]] = {"shown": _aloud, "due": _aloud, "quiet": _quietly, "json": _quietly}
"""How a line about what is being done is shown."""


def _summary(ended: Sequence[Outcome]) -> Table:
    """How many reports of each organisation and notebook ended how."""
    counts = Counter((outcome.run.organisation, outcome.run.notebook, outcome.state) for outcome in ended)
    table = _table("organisation", "notebook")
    for state in _STATES:
        table.add_column(spoken(state_in_words(state)), justify="right", style=_STYLES[state])
    for organisation, notebook in sorted({key[:2] for key in counts}):
        found = [counts[organisation, notebook, state] for state in _STATES]
        table.add_row(organisation, notebook, *(str(n) if n else "" for n in found))
    return table


def _each(ended: Sequence[Outcome]) -> Table:
    """A row for each report; a path is folded on a narrow terminal and never cut."""
    table = _table("state", *_PARTS)
    table.add_column(spoken(_HEADINGS["lies at"]), overflow="fold")
    for outcome in sorted(ended, key=lambda outcome: outcome.run):
        parts = (getattr(outcome.run, part) for part in _PARTS)
        state = spoken(state_in_words(outcome.state))
        table.add_row(state, *parts, near(outcome.path), style=_STYLES[outcome.state])
    return table


def _print_whole(table: Table) -> None:
    """The table on stderr, as wide as it is where there is no terminal: a log has no width."""
    shown = console(stderr=True)
    if not shown.is_terminal:
        shown = console(stderr=True, width=console(width=_ENDLESS).measure(table).maximum)
    shown.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(spoken(_HEADINGS.get(column, column)))
    return table
