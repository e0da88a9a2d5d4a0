"""What a run showed of the evaluator's words: a line of JSON for each section, beside the file of the run's facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from arvio.bounded import json_of
from arvio.disclosure.kept import kept_bytes
from arvio.errors import Problem, RunError, not_written
from arvio.formats import newer
from arvio.saying import say
from arvio.whole_files import make_folder

State = Literal["missing", "optional", "written", "nothing_to_say", "stale", "unknown"]
"""missing: no words, and params need them; optional: no words, and params do not ask for any; nothing_to_say: a dash
says so; stale: written about other numbers; unknown: it cannot be read what they were written about."""

LACKING = frozenset({"missing", "stale", "unknown"})
"""States with which a report can be neither final nor signed: somebody has to write, or to confirm."""
WITH_WORDS = frozenset({"written", "stale", "unknown"})


@dataclass(frozen=True)
class ShownWords:
    """One section as a run showed it."""

    section: str
    state: State
    words: str = ""
    """SHA-256 of the words without white space around them; empty where there are none."""
    numbers: str = ""
    """SHA-256 of the facts that the words are about, as rounded and released; empty where there are no words."""
    changes: tuple[str, ...] = ()
    """Of a stale section: each figure that changed with its old and new value, in the report's language; none where
    the old values are not known here."""
    about: tuple[Mapping[str, object], ...] = ()
    """The facts that the words are about, each with the columns of the register; none where there are no words."""


def sidecar_path(facts: Path) -> Path:
    """Where a run writes it, from the path of its facts."""
    return facts.with_name(facts.name.replace("facts.jsonl", "commentary.jsonl"))


def write_shown(path: Path, shown: ShownWords) -> None:
    """Add a section; an error where it cannot be written down whole."""
    line = json.dumps(asdict(shown), ensure_ascii=False, allow_nan=False) + "\n"
    try:
        make_folder(path.parent)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(line)
    except OSError as error:
        remedy = say("make room on the disk, or ask for write access, then run again; nothing was published")
        raise RunError(not_written(path.name, error, remedy)) from error


def read_sidecar(path: Path) -> list[ShownWords]:
    """The sections that a run showed, in their order; none where it shows no words or has not been made.

    A file that was cut short is an error: comments that are missing or old would look as if they were in order.
    """
    if not path.exists():
        return []
    *lines, rest = kept_bytes(path, say("one section of a commentary a line")).split(b"\n")
    try:
        if not rest:
            return [_read(line, path.name) for line in lines]
    except (ValueError, TypeError, KeyError):
        pass
    what, expected = say("was cut short or changed"), say("one section of a commentary a line")
    raise RunError(Problem(path.name, what, expected, say("make room on the disk and run again")))


def _read(line: bytes, name: str) -> ShownWords:
    found = json_of(line)
    problem = newer(found, name)
    if problem:
        raise RunError(problem)
    return ShownWords(**{**found, "changes": tuple(found["changes"]), "about": tuple(found["about"])})
