"""What became of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from arvio.params import Run
from arvio.publish import places
from arvio.publish.editions import Edition
from arvio.saying import say

State = Literal["done", "fresh", "failed", "refused"]
"""Fresh: nothing that the report was made from has changed, so that it was left as it is."""


_TOLD = {
    "done": say("done"),
    "fresh": say("fresh"),
    "failed": say("failed"),
    "refused": say("refused"),
    "ready": say("ready"),
    "older": say("older"),
    "changed": say("changed"),
    "not_made": say("not made"),
}


def state_in_words(state: str) -> str:
    """How a run ended, or a report stands, as the evaluator reads it."""
    return _TOLD.get(state, state)


@dataclass(frozen=True)
class Outcome:
    """The end of one run: the page it made, or why it made none and where that is explained."""

    run: Run
    state: State
    seconds: float
    path: Path
    reason: str = ""
    """In English, to be said in the evaluator's language where it is shown."""
    differences: tuple[Mapping[str, object], ...] = ()
    """Of a signed report that was held back: what it would have shown otherwise, for programs."""


@dataclass(frozen=True)
class Started:
    """A run whose notebook begins to be executed; a second time where its report must tell less."""

    run: Run


@dataclass(frozen=True)
class Reached:
    """A run whose notebook has come to a cell, counted in the notebook from 1, of so many."""

    run: Run
    cell: int
    cells: int


@dataclass(frozen=True)
class Executed:
    """A run whose notebook was executed: its report waits until all of its organisation are judged."""

    run: Run
    seconds: float


@dataclass(frozen=True)
class Waiting:
    """An organisation whose reports another batch is making: they are begun when that one is done."""

    organisation: str


Event = Outcome | Started | Reached | Executed | Waiting
"""What a batch tells while it works."""


def fresh(edition: Edition) -> Outcome:
    """The end of a run that had nothing to do."""
    return Outcome(edition.run, "fresh", 0, places.report(edition.root, edition.run))


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """0 all done, 1 some failed, 3 some stopped by a protection rule, which a scheduler must not overlook."""
    states = {outcome.state for outcome in outcomes}
    if "refused" in states:
        return 3
    return 1 if "failed" in states else 0
