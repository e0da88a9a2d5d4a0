"""What the batch shows while it works: on stderr, so that stdout holds result paths only. Or each event as JSON, which
is the same whatever language the evaluator speaks."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from arvio.params import Run
from arvio.publish.outcomes import Event, Executed, Outcome, Reached, Started, Waiting, state_in_words
from arvio.saying import say, spoken
from arvio.terminal import console, echo

Follow = Callable[[Iterator[Event], int], list[Outcome]]


class Standing:
    """How far a batch is, from what it has told so far."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.ended: list[Outcome] = []
        self.executed: set[Run] = set()
        self._fresh = 0
        self._clock, self._began = clock, clock()

    def hear(self, event: Event) -> None:
        if isinstance(event, Executed | Outcome):
            self.executed.add(event.run)
        if isinstance(event, Outcome):
            self.ended.append(event)
            self._fresh += event.state == "fresh"

    @property
    def left_seconds(self) -> float | None:
        """How long the rest will take if it takes as long as what was executed; None before the first was. What was
        fresh took no time and tells nothing."""
        done = len(self.executed) - self._fresh
        left = self.total - len(self.executed)
        return (self._clock() - self._began) / done * left if done else None


def follow(ending: Iterator[Event], total: int) -> list[Outcome]:
    """The outcomes, with bars on a terminal and a line for each elsewhere."""
    return _with_bars(ending, total) if sys.stderr.isatty() else _by_lines(ending, total)


def follow_quietly(ending: Iterator[Event], total: int) -> list[Outcome]:
    return [one for one in ending if isinstance(one, Outcome)]


def follow_as_json(ending: Iterator[Event], total: int) -> list[Outcome]:
    """The outcomes; every event is a line of JSON on stdout."""
    ended = []
    for one in ending:
        _print_json(fields_of(one))
        if isinstance(one, Outcome):
            ended.append(one)
    return ended


def close_as_json(ended: Sequence[Outcome], catalogues: Sequence[Path], exit_code: int) -> None:
    """The last line: how many runs ended how, the catalogues, and the exit code of the command."""
    counts = Counter(outcome.state for outcome in ended)
    shown = {"event": "summary", "runs": len(ended), **{f"{state}": counts[state] for state in sorted(counts)}}
    _print_json({**shown, "catalogues": [near(path) for path in catalogues], "exit_code": exit_code})


def fields_of(event: Event) -> dict[str, object]:
    """An event as it stands in a line of JSON: what it is, of which run, and what belongs to it."""
    match event:
        case Waiting():
            return {"event": "waiting", "organisation": event.organisation}
        case Started():
            return {"event": "started", **asdict(event.run)}
        case Reached():
            return {"event": "cell", **asdict(event.run), "cell": event.cell, "cells": event.cells}
        case Executed():
            return {"event": "executed", **asdict(event.run), "seconds": event.seconds}
    told: dict[str, object] = {"path": near(event.path), "reason": event.reason, "seconds": event.seconds}
    if event.differences:
        told["differences"] = list(event.differences)
    return {"event": event.state, **asdict(event.run), **told}


def line_of(outcome: Outcome) -> str:
    """What became of a run, in a line or more, in the evaluator's language."""
    reason = f": {spoken(outcome.reason)}" if outcome.reason else ""
    return f"{spoken(state_in_words(outcome.state))} {outcome.run}{reason}"


def near(path: Path) -> str:
    """A path from the working folder, where it lies below it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _with_bars(ending: Iterator[Event], total: int) -> list[Outcome]:
    """A bar for the batch, half full when all are executed, since they go out together; one for each running report."""
    what = TextColumn("{task.description}", markup=False)
    columns = (what, BarColumn(), TextColumn("{task.fields[told]}", markup=False), TimeElapsedColumn())
    standing = Standing(total)
    running: dict[Run, TaskID] = {}
    with Progress(*columns, console=console(stderr=True), transient=True, redirect_stdout=False) as progress:
        whole = progress.add_task(_reports(), total=2 * total, told=_told(standing))
        for one in ending:
            standing.hear(one)
            if isinstance(one, Waiting):
                progress.update(whole, description=_waits(one))
                continue
            _move(progress, running, one)
            completed = len(standing.executed) + len(standing.ended)
            progress.update(whole, completed=completed, description=_reports(), told=_told(standing))
    return standing.ended


def _move(progress: Progress, running: dict[Run, TaskID], event: Started | Reached | Executed | Outcome) -> None:
    """Show how far the notebook of a run is."""
    if isinstance(event, Started):
        running[event.run] = progress.add_task(f"  {event.run}", total=None, told=spoken(say("begins")))
    elif isinstance(event, Reached) and event.run in running:
        told = spoken(say("cell %(cell)s of %(cells)s", cell=event.cell, cells=event.cells))
        progress.update(running[event.run], completed=event.cell - 1, total=event.cells, told=told)
    elif isinstance(event, Executed | Outcome) and event.run in running:
        progress.remove_task(running.pop(event.run))


def _told(standing: Standing) -> str:
    told = say("%(ended)s of %(total)s", ended=len(standing.ended), total=standing.total)
    left = standing.left_seconds
    return spoken(say("%(told)s, about %(time)s left", told=told, time=_duration(left)) if left else told)


def _reports() -> str:
    return spoken(say("Reports"))


def _duration(seconds: float) -> str:
    minutes, hours = seconds / 60, seconds / 3600
    if hours >= 2:
        return f"{hours:.0f} h"
    return f"{minutes:.0f} min" if minutes >= 2 else f"{seconds:.0f} s"


def _by_lines(ending: Iterator[Event], total: int) -> list[Outcome]:
    ended = []
    for one in ending:
        if isinstance(one, Outcome):
            ended.append(one)
            echo(f"[{len(ended)}/{total}] {line_of(one)} ({one.seconds:.1f} s)", err=True)
        elif isinstance(one, Waiting):
            echo(_waits(one), err=True)
        elif isinstance(one, Executed):
            executed = say("executed %(run)s (%(seconds)s s)", run=str(one.run), seconds=f"{one.seconds:.1f}")
            echo(spoken(executed), err=True)
    return ended


def _waits(one: Waiting) -> str:
    what = say("waiting for another batch that makes reports of %(organisation)s", organisation=one.organisation)
    return spoken(what)


def _print_json(told: Mapping[str, object]) -> None:
    echo(json.dumps(told, ensure_ascii=False))


FOLLOW: Mapping[str, Follow] = {
    "shown": follow,
    "due": follow,
    "quiet": follow_quietly,
    "json": follow_as_json,
}
