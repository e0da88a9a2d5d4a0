"""Who signed which report, with what it told: events in params/signatures/<organisation>/<period>.json.

The file is written by `arvio sign` and lies in git beside the params. It only grows: that a report was signed and
withdrawn again can be read in it afterwards. What stands there of a report are digests of what it told and never a
figure, since params are read by more people than reports are.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from arvio.bounded import json_of
from arvio.conflicts import conflict_line
from arvio.errors import ParamsError, Problem, RunError, not_written
from arvio.params.checking import checked
from arvio.params.models import AudienceName, Language, Name, Strict, Written
from arvio.params.runs import Run
from arvio.params.yaml_file import bytes_of, parsed
from arvio.saying import say
from arvio.whole_files import make_folder, write_whole

FOLDER = Path("params", "signatures")
"""The marks that git leaves where two sides changed the same lines."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Moment = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z$")]
Person = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+$")]
"""The name of a person on one line, without signs that turn the direction of what follows."""


class SignedReport(Strict):
    """A report as it was signed."""

    notebook: Name
    audience: AudienceName
    language: Language
    facts: Digest = Field(description=say("Digest of its released facts, as the register counts it"))
    words: dict[str, Digest] = Field(
        default={}, description=say("Section of the commentary that it shows: digest of the words")
    )


class WithdrawnReport(Strict):
    """A report whose signature was taken back."""

    notebook: Name
    audience: AudienceName
    language: Language


class Signed(Strict):
    """Somebody signed reports."""

    event: Literal["signed"]
    at: Moment
    by: Annotated[Person, Field(max_length=100)]
    reports: list[SignedReport] = Field(min_length=1)


class Withdrawn(Strict):
    """Somebody took the signature of reports back."""

    event: Literal["withdrawn"]
    at: Moment
    by: Annotated[Person, Field(max_length=100)]
    reports: list[WithdrawnReport] = Field(min_length=1)


Event = Annotated[Signed | Withdrawn, Field(discriminator="event")]


class SignatureFile(Written):
    """params/signatures/<organisation>/<period>.json: what was signed and withdrawn, oldest first."""

    events: list[Event]


@dataclass(frozen=True)
class Signature:
    """Under what a report stands signed: it may go out with these facts and words only."""

    by: str
    at: str
    """When, in UTC: 2026-11-23T04:00:00Z."""
    facts: str
    words: Mapping[str, str] = field(default_factory=dict)
    """Section: digest of the words."""

    @property
    def day(self) -> dt.date:
        """The day of signing, in UTC: the same wherever the report is made."""
        return dt.date.fromisoformat(self.at[:10])


class Signatures:
    """The signatures of a project; the file of an organisation and period is read once, when it is first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[tuple[str, str], Mapping[tuple[str, str, str], Signature]] = {}

    def of(self, run: Run) -> Signature | None:
        """The signature that stands under a report; None where there is none, or it was withdrawn.

        A ParamsError where the file cannot be read.
        """
        place = run.organisation, run.period
        if place not in self._read:
            self._read[place] = _standing(events_of(self._root, *place))
        return self._read[place].get((run.notebook, run.audience, run.language))

    def check(self, organisation: str) -> None:
        """Refuse spoilt files of an organisation: a ParamsError that names each."""
        problems: list[Problem] = []
        for path in sorted((self._root / FOLDER / organisation).glob("*.json")):
            try:
                events_of(self._root, organisation, path.stem)
            except ParamsError as error:
                problems += error.problems
        if problems:
            raise ParamsError(problems)


def signature_path(root: Path, organisation: str, period: str) -> Path:
    """Where the events of an organisation's period stand."""
    return root / FOLDER / organisation / f"{period}.json"


def events_of(root: Path, organisation: str, period: str) -> list[Signed | Withdrawn]:
    """What was signed and withdrawn, oldest first; nothing where there is no file. A spoilt one is a ParamsError."""
    path = signature_path(root, organisation, period)
    if not path.exists():
        return []
    name = path.relative_to(root).as_posix()
    contents = bytes_of(path, name)
    _refuse_conflict(contents, name)
    try:
        return SignatureFile.model_validate(json_of(contents)).events
    except json.JSONDecodeError as error:
        place = say("line %(line)s, column %(column)s", line=error.lineno, column=error.colno)
        raise ParamsError(Problem(name, say("is not JSON"), remedy=_FROM_GIT, place=place)) from None
    except ValueError:
        return checked(parsed(contents, name), SignatureFile).events  # which says what is wrong, and on which line


def add_event(root: Path, organisation: str, period: str, event: Signed | Withdrawn) -> Path:
    """Add an event to the file, which is written whole or not at all; where it lies.

    Whoever calls holds the turn of the organisation. A spoilt file is a ParamsError and stays as it is.
    """
    path = signature_path(root, organisation, period)
    file = SignatureFile(events=[*events_of(root, organisation, period), event])
    text = json.dumps(file.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    _write(path, text.encode("utf-8"))
    return path


def now() -> str:
    """The moment, as events have it."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _standing(events: Iterable[Signed | Withdrawn]) -> Mapping[tuple[str, str, str], Signature]:
    """What stands after all events: notebook, audience and language of a report, and its signature."""
    standing: dict[tuple[str, str, str], Signature] = {}
    for event in events:
        for one in event.reports:
            key = one.notebook, one.audience, one.language
            if isinstance(one, SignedReport):
                standing[key] = Signature(event.by, event.at, one.facts, dict(one.words))
            else:
                standing.pop(key, None)
    return standing


_FROM_GIT = say("bring the file back from git (git log, git checkout); never mend digests by hand")


def _refuse_conflict(contents: bytes, name: str) -> None:
    line = conflict_line(contents.decode("utf-8", "replace"))
    if not line:
        return
    what = say("holds the marks of a merge conflict")
    remedy = say("keep the events of both sides, the older first, and take the lines with the marks out")
    raise ParamsError(Problem(name, what, remedy=remedy, place=say("line %(line)s", line=line)))


def _write(path: Path, contents: bytes) -> None:
    try:
        make_folder(path.parent)
        write_whole(path, contents)
    except OSError as error:
        remedy = say("ask for write access to the folder %(folder)s, then sign again", folder=FOLDER.as_posix())
        raise RunError(not_written(path.name, error, remedy)) from error
