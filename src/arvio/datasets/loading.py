"""From the exports of an organisation to its validated tables; all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

import pandas as pd

from arvio.datasets.cross_checks import disagreements
from arvio.datasets.schemas import violations
from arvio.datasets.tables import ANSWERS, SURVEYS, Tables
from arvio.datasets.waves import surveys_table, with_waves
from arvio.errors import ArvioError, DataError, Problem
from arvio.params import Organisation, Project
from arvio.sources import read
from arvio.sources.files import SourceFile, find_files
from arvio.sources.mapping.export import Intake, Mapped, Setting
from arvio.sources.mapping.findings import as_problems
from arvio.sources.mapping.intake import without
from arvio.sources.mapping.mapping import mapped
from arvio.sources.personal.identity import secret
from arvio.sources.raw_table import whole

PROVENANCE = ["source_file", "source_sheet", "source_row", "source_column"]


@dataclass(frozen=True)
class Reading:
    """Every file of an organisation, read once: what came of it, and what was wrong."""

    files: tuple[Mapped, ...]
    errors: tuple[ArvioError, ...]


def load_tables(project: Project, organisation_name: str) -> Tables:
    """The validated tables of an organisation. One error with the problems of all files when any is wrong."""
    organisation = project.organisation(organisation_name)
    reading = _read(project, organisation)
    if reading.errors:
        raise _joined_error(reading.errors)
    kept = _without_withdrawn(reading.files)
    tables = _joined(kept)
    problems = disagreements(tables)
    if problems:
        raise DataError(problems)
    contents = {name: table.drop(columns=PROVENANCE, errors="ignore") for name, table in tables.items()}
    if organisation.surveys:
        contents[SURVEYS] = surveys_table(organisation.surveys)
    return Tables(organisation_name, contents, _intake(file.intake for file in kept))


def check_sources(project: Project, organisation_name: str) -> list[ArvioError]:
    """What is wrong with each file of an organisation, and with all of them together; nothing when all is well."""
    reading = _read(project, project.organisation(organisation_name))
    problems = disagreements(_joined(_without_withdrawn(reading.files)))
    return [*reading.errors, *([DataError(problems)] if problems else [])]


def _read(project: Project, organisation: Organisation) -> Reading:
    files: list[Mapped] = []
    errors: list[ArvioError] = []
    key = secret(project.root)
    for setting in _settings(project, organisation, key):
        try:
            found = find_files(project.root, organisation.data_folder, setting.source.files)
        except ArvioError as error:
            errors.append(error)
            continue
        for file in found:
            try:
                files.append(_validated(file, setting, organisation))
            except ArvioError as error:
                errors.append(error)
    return Reading(tuple(files), tuple(errors))


def _settings(project: Project, organisation: Organisation, key: bytes) -> Iterator[Setting]:
    params_file = f"params/organisations/{organisation.organisation}.yaml"
    for name, source in organisation.sources.items():
        instrument = project.instruments[source.instrument] if source.instrument else None
        yield Setting(name, source, params_file, key, instrument)


def _validated(file: SourceFile, setting: Setting, organisation: Organisation) -> Mapped:
    """One file as canonical tables; a DataError with everything wrong in its cells."""
    result = mapped(whole(read(setting.source, file)), setting)
    problems = as_problems(result.findings, result.places)
    if setting.source.table == ANSWERS:
        result, outside = with_waves(result, setting, organisation.surveys)
        problems.extend(as_problems(outside, result.places))
    problems.extend(_violations(result))
    if problems:
        raise DataError(problems)
    return result


def _violations(result: Mapped) -> list[Problem]:
    """What breaks the schemas, beyond the findings. The wave of an answer is judged once, with its response."""
    known = {(finding.column, row) for finding in result.findings for row in finding.rows}
    judged = {"submitted_at": "wave"}
    known |= {(judged[column], row) for column, row in known if column in judged}
    found: list[Problem] = []
    for name, table in result.tables.items():
        if name == ANSWERS:
            continue
        dated = table.get("submitted_at", pd.Series(dtype="datetime64[us]"))
        outside = {("wave", int(row)) for row in dated.index[dated.notna()] if pd.isna(table.at[row, "wave"])}
        findings = violations(table, name, headers=result.headers, known=known | outside)
        found.extend(as_problems(findings, table))
    return found


def _without_withdrawn(files: Sequence[Mapped]) -> list[Mapped]:
    """The files without the rows of those who withdrew their consent, in whichever file they said so."""
    withdrawn = _withdrawn(files)
    return [_without(file, withdrawn) for file in files]


def _withdrawn(files: Iterable[Mapped]) -> frozenset[str]:
    keys: set[str] = set()
    for file in files:
        keys |= file.withdrawn
        if "persons" in file.tables:
            persons = file.tables["persons"]
            keys |= set(persons.loc[persons["consent"] == "no", "person_key"])
    return frozenset(keys)


def _without(file: Mapped, withdrawn: frozenset[str]) -> Mapped:
    name = next(iter(file.tables))
    table = file.tables[name]
    if "person_key" not in table or not withdrawn:
        return file
    leaves = table["person_key"].isin(withdrawn)
    tables = {name: table[~leaves]}
    if name == "responses":
        answers = file.tables[ANSWERS]
        tables[ANSWERS] = answers[answers["response_id"].isin(tables[name]["response_id"])]
    return replace(file, tables=tables, intake=without(file.intake, int(leaves.sum())))


def _joined(files: Iterable[Mapped]) -> dict[str, pd.DataFrame]:
    """Each table once, from all its files."""
    parts: dict[str, list[pd.DataFrame]] = {}
    for file in files:
        for name, table in file.tables.items():
            parts.setdefault(name, []).append(table)
    return {name: pd.concat(several, ignore_index=True) for name, several in parts.items()}


def _intake(counts: Iterable[Intake]) -> pd.DataFrame:
    return pd.DataFrame([asdict(count) for count in counts], columns=list(Intake.__dataclass_fields__))


def _joined_error(errors: Sequence[ArvioError]) -> ArvioError:
    """The one error, or all of them as one of the first one's kind."""
    if len(errors) == 1:
        return errors[0]
    return type(errors[0])([problem for error in errors for problem in error.problems])
