"""The project that one stands in: its params read and checked, and the runs they ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from arvio.errors import ArvioError, ParamsError, Problem, UsageError
from arvio.params.checking import checked, nearest
from arvio.params.codebooks import instrument_faults
from arvio.params.consistency import inconsistencies
from arvio.params.models import Instrument, Organisation, Report, Suite
from arvio.params.periods import Period, parse_period
from arvio.params.protection_faults import protection_faults
from arvio.params.runs import Run
from arvio.params.yaml_file import read_yaml

SUITE = Path("params", "suite.yaml")


@dataclass(frozen=True)
class Project:
    """All params of a project. A broken file of one organisation leaves the others as they are."""

    root: Path
    suite: Suite
    instruments: Mapping[str, Instrument]
    organisations: Mapping[str, Organisation]
    broken: Mapping[str, ParamsError]

    def organisation(self, name: str) -> Organisation:
        """The params of one organisation; an error with the nearest known name, or with what is wrong in its file."""
        if name in self.broken:
            raise self.broken[name]
        if name not in self.organisations:
            raise UsageError(
                Problem("organisation", "is not known here", remedy=nearest(name, self.organisations), value=name)
            )
        return self.organisations[name]

    def period(self, organisation: str, text: str) -> Period:
        """A period as this organisation names it."""
        return parse_period(text, self.organisation(organisation).periods)

    def runs(self, at: str | None = None, **wanted: Collection[str]) -> tuple[Run, ...]:
        """The runs that params ask for, narrowed to those due at a moment and to the wanted organisations, periods,
        notebooks, audiences and languages where these are given and not empty; sorted.

        A report that names no moment is due at none: what a batch makes unattended has been named for it.
        """
        every = [(report, run) for name in self.organisations for report, run in self._runs_of(name)]
        _refuse_unknown(wanted, [run for _, run in every], {"organisations": {*self.organisations, *self.broken}})
        _refuse_unknown_moment(at, self.suite)
        return tuple(sorted({run for report, run in every if _is_due(report, at) and _is_wanted(run, wanted)}))

    def report(self, run: Run) -> Report:
        """The report in params that a run belongs to."""
        for report in self.organisation(run.organisation).reports:
            if report.notebook == run.notebook and run.period in report.periods and run.audience in report.audiences:
                return report
        raise UsageError(Problem("run", "params ask for no such report", value=str(run)))

    def stage(self, run: Run) -> str:
        """Whether a run makes a draft or a final report."""
        return self.report(run).stage

    def check_words(self, run: Run) -> None:
        """Refuse a language or an audience that the suite does not know."""
        problems = [
            Problem(word, "is not in params/suite.yaml", remedy=nearest(value, known), value=value)
            for word, value, known in (
                ("language", run.language, self.suite.languages),
                ("audience", run.audience, self.suite.audiences),
            )
            if value not in known
        ]
        if problems:
            raise UsageError(problems)

    def _runs_of(self, name: str) -> Iterator[tuple[Report, Run]]:
        for report in self.organisations[name].reports:
            for period in report.periods:
                for audience in report.audiences:
                    for language in report.languages or self.suite.languages:
                        yield report, Run(name, period, report.notebook, audience, language)


def open_project(start: Path | None = None) -> Project:
    """The project around a folder (the working folder unless given), with every params file read and checked."""
    root = find_root(start or Path.cwd())
    suite = _suite(root)
    instruments = _instruments(root)
    organisations: dict[str, Organisation] = {}
    broken: dict[str, ParamsError] = {}
    for path in sorted((root / "params" / "organisations").glob("*.yaml")):
        try:
            organisations[path.stem] = _organisation(path, suite, instruments)
        except ParamsError as error:
            broken[path.stem] = error
    return Project(root, suite, instruments, organisations, broken)


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds params/suite.yaml."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SUITE).is_file():
            return folder
    raise UsageError(
        Problem(
            str(start), "is not in an arvio project", "params/suite.yaml here or above", "go to the project's folder"
        )
    )


def _suite(root: Path) -> Suite:
    file = read_yaml(root / SUITE, SUITE.as_posix())
    suite = checked(file, Suite)
    problems = [
        Problem(file.name, what, expected, remedy, file.place(key), value)
        for key, what, expected, remedy, value in protection_faults(suite)
    ]
    if problems:
        raise ParamsError(problems)
    return suite


def _organisation(path: Path, suite: Suite, instruments: Mapping[str, Instrument]) -> Organisation:
    name = f"params/organisations/{path.name}"
    file = read_yaml(path, name)
    organisation = checked(file, Organisation)
    notebooks = {notebook.stem for notebook in (path.parents[2] / "notebooks").glob("*.ipynb")}
    problems = inconsistencies(organisation, file, suite=suite, instruments=instruments, notebooks=notebooks)
    if problems:
        raise ParamsError(problems)
    return organisation


def _instruments(root: Path) -> dict[str, Instrument]:
    instruments: dict[str, Instrument] = {}
    errors: list[Problem] = []
    for path in sorted((root / "params" / "instruments").glob("*.yaml")):
        try:
            file = read_yaml(path, f"params/instruments/{path.name}")
            instruments[path.stem] = checked(file, Instrument)
        except ArvioError as error:
            errors.extend(error.problems)
            continue
        if instruments[path.stem].instrument != path.stem:
            errors.append(
                Problem(file.name, "differs from the file's name", path.stem, place=file.place(("instrument",)))
            )
        for key, what, expected, remedy, value in instrument_faults(instruments[path.stem]):
            errors.append(Problem(file.name, what, expected, remedy, file.place(key), value))
    if errors:
        raise ParamsError(errors)
    return instruments


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
    known = ", ".join(suite.moments) or "none: params/suite.yaml has no moments"
    raise UsageError(Problem("--at", "there is no such moment", known, nearest(at, suite.moments), value=at))


def _refuse_unknown(wanted: Mapping[str, Collection[str]], runs: list[Run], also_known: Mapping[str, set[str]]) -> None:
    """A misspelt name must not look like a batch with nothing to do."""
    problems = []
    for part, names in wanted.items():
        word = _PARTS_OF_A_RUN[part]
        known = {getattr(run, word) for run in runs} | also_known.get(part, set())
        for name in names:
            if name not in known:
                problems.append(Problem(word, "params ask for no such report", remedy=nearest(name, known), value=name))
    if problems:
        raise UsageError(problems)
