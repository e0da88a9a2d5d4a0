"""The project that one stands in: its params read and checked, and the runs they ask for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import get_args

from arvio.errors import ParamsError, Problem, UsageError
from arvio.params.checking import checked, nearest
from arvio.params.instruments import Instruments
from arvio.params.models import Instrument, Language, Organisation, Report, Suite
from arvio.params.organisations import BrokenOrganisations, OrganisationFiles, SoundOrganisations
from arvio.params.periods import Period, parse_period
from arvio.params.protection_faults import protection_faults
from arvio.params.runs import Run
from arvio.params.signatures import Signature, Signatures
from arvio.params.yaml_file import bytes_of, parsed
from arvio.saying import say

SUITE = Path("params", "suite.yaml")
LONGEST_ROOT_BYTES = 400
"""SQLite opens nothing whose path is longer than 512 bytes, and what lies deepest in a project needs some sixty."""


@dataclass(frozen=True)
class Project:
    """All params of a project. A broken file of one organisation leaves the others as they are.

    Of `open_project` the mappings read and check a file when it is first asked for.
    """

    root: Path
    suite: Suite
    instruments: Mapping[str, Instrument]
    organisations: Mapping[str, Organisation]
    broken: Mapping[str, ParamsError]

    @property
    def names(self) -> tuple[str, ...]:
        """Every organisation that has a file, whatever is in it; none is read for this."""
        if isinstance(self.organisations, SoundOrganisations):
            return self.organisations.files.names
        return tuple(sorted({*self.organisations, *self.broken}))

    def organisation(self, name: str) -> Organisation:
        """The params of one organisation; an error with the nearest known name, or with what is wrong in its file."""
        if name in self.broken:
            raise self.broken[name]
        if name not in self.organisations:
            raise UsageError(
                Problem("organisation", say("is not known here"), remedy=nearest(name, self.names), value=name)
            )
        return self.organisations[name]

    def instruments_of(self, organisation: str) -> tuple[Instrument, ...]:
        """The instruments that this organisation's sources are answers to, by name."""
        names = {source.instrument for source in self.organisation(organisation).sources.values() if source.instrument}
        return tuple(self.instruments[name] for name in sorted(names))

    def period(self, organisation: str, text: str) -> Period:
        """A period as this organisation names it."""
        return parse_period(text, self.organisation(organisation).periods)

    def runs(self, at: str | None = None, **wanted: Collection[str]) -> tuple[Run, ...]:
        """The runs that params ask for, narrowed to those due at a moment and to the wanted organisations, periods,
        notebooks, audiences and languages where these are given and not empty; sorted.

        A report that names no moment is due at none: what a batch makes unattended has been named for it.
        """
        names = set(wanted.get("organisations", ()))
        if not names:
            self._check_instruments()
        every = [(report, run) for name in sorted(names or self.names) for report, run in self._runs_of(name)]
        if unknown := self._unknown(wanted, [run for _, run in every]):
            self._refuse_unknown(unknown)
        _refuse_unknown_moment(at, self.suite)
        return tuple(sorted({run for report, run in every if _is_due(report, at) and _is_wanted(run, wanted)}))

    def report(self, run: Run) -> Report:
        """The report in params that a run belongs to."""
        for report in self.organisation(run.organisation).reports:
            if report.notebook == run.notebook and run.period in report.periods and run.audience in report.audiences:
                return report
        raise UsageError(Problem("run", say("params ask for no such report"), value=str(run)))

    def stage(self, run: Run) -> str:
        """Whether a run makes a draft or a final report: final where params say so, or a signature stands."""
        return "final" if self.signature(run) else self.report(run).stage

    def signature(self, run: Run) -> Signature | None:
        """The signature that stands under a report; None where there is none."""
        return self._signatures.of(run)

    def annexes(self, run: Run) -> list[str]:
        """What is made beside the page of a run."""
        own = self.report(run).annexes
        return [*(self.suite.annexes if own is None else own)]

    def check_words(self, run: Run) -> None:
        """Refuse a language in which there are no words of reports, and an audience that the suite does not know."""
        problems = [
            Problem(word, what, remedy=nearest(value, known), value=value)
            for word, what, value, known in (
                ("language", say("is none of arvio's reports"), run.language, get_args(Language)),
                ("audience", say("is not in params/suite.yaml"), run.audience, self.suite.audiences),
            )
            if value not in known
        ]
        if problems:
            raise UsageError(problems)

    @cached_property
    def _signatures(self) -> Signatures:
        if isinstance(self.organisations, SoundOrganisations):
            return self.organisations.files.signatures
        return Signatures(self.root)

    def _check_instruments(self) -> None:
        """Whoever asks for everything is told of an instrument that is wrong, though nobody uses it."""
        if isinstance(self.instruments, Instruments):
            self.instruments.check()

    def _refuse_unknown(self, wanted: Mapping[str, Collection[str]]) -> None:
        """A misspelt name must not look like a batch with nothing to do. What other organisations make is known."""
        runs = [run for name in self.names for _, run in self._runs_of(name)]
        problems = [
            Problem(
                _PARTS_OF_A_RUN[part],
                say("params ask for no such report"),
                remedy=nearest(name, self._known(part, runs)),
                value=name,
            )
            for part, names in self._unknown(wanted, runs).items()
            for name in names
        ]
        if problems:
            raise UsageError(problems)

    def _unknown(self, wanted: Mapping[str, Collection[str]], runs: list[Run]) -> dict[str, list[str]]:
        """What was asked for and none of some runs is."""
        known = {part: self._known(part, runs) for part in wanted}
        found = {part: [name for name in names if name not in known[part]] for part, names in wanted.items()}
        return {part: names for part, names in found.items() if names}

    def _known(self, part: str, runs: list[Run]) -> set[str]:
        """The names that some runs have of a part of them; an organisation is known by its file."""
        if part == "organisations":
            return set(self.names)
        return {getattr(run, _PARTS_OF_A_RUN[part]) for run in runs}

    def _runs_of(self, name: str) -> Iterator[tuple[Report, Run]]:
        """The runs of an organisation; none where there is no such one, or its file is broken."""
        if name not in self.organisations:
            return
        for report in self.organisations[name].reports:
            for period in report.periods:
                for audience in report.audiences:
                    for language in report.languages or self.suite.languages:
                        yield report, Run(name, period, report.notebook, audience, language)


def open_project(start: Path | None = None) -> Project:
    """The project around a folder (the working folder unless given). Its suite is read and checked."""
    root = find_root(start or Path.cwd())
    contents = bytes_of(root / SUITE, SUITE.as_posix())
    suite, instruments = _suite(contents), Instruments(root)
    files = OrganisationFiles(root, suite, instruments, contents)
    return Project(root, suite, instruments, SoundOrganisations(files), BrokenOrganisations(files))


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds params/suite.yaml; a UsageError where none does, or it lies too deep."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SUITE).is_file():
            _refuse_depth(folder)
            return folder
    raise UsageError(
        Problem(
            str(start),
            say("is not in an arvio project"),
            say("params/suite.yaml here or above"),
            say("go to the project's folder"),
        )
    )


def _refuse_depth(root: Path) -> None:
    n = len(os.fsencode(root))
    if n > LONGEST_ROOT_BYTES:
        what = say("lies too deep: the path of the project's folder has %(n)s bytes", n=n)
        expected = say("at most %(limit)s bytes", limit=LONGEST_ROOT_BYTES)
        raise UsageError(Problem(root.name[:80], what, expected, say("move the project to a folder nearer to the top")))


def _suite(contents: bytes) -> Suite:
    file = parsed(contents, SUITE.as_posix())
    suite = checked(file, Suite)
    problems = [
        Problem(file.name, what, expected, remedy, file.place(key), value)
        for key, what, expected, remedy, value in protection_faults(suite)
    ]
    if problems:
        raise ParamsError(problems)
    return suite


_PARTS_OF_A_RUN = {
    "organisations": "organisation",
    "periods": "period",
    "notebooks": "notebook",
    "audiences": "audience",
    "languages": "language",
}


def _is_wanted(run: Run, wanted: Mapping[str, Collection[str]]) -> bool:
    return all(not names or getattr(run, _PARTS_OF_A_RUN[part]) in names for part, names in wanted.items())


def _is_due(report: Report, at: str | None) -> bool:
    return at is None or at in report.due


def _refuse_unknown_moment(at: str | None, suite: Suite) -> None:
    if at is None or at in suite.moments:
        return
    known = ", ".join(suite.moments) or say("none: params/suite.yaml has no moments")
    raise UsageError(Problem("--at", say("there is no such moment"), known, nearest(at, suite.moments), value=at))
