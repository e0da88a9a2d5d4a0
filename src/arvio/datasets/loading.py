"""From the exports of an organisation to its validated tables.

Every file is read, and what is wrong with one costs only the tables that it fills. Persons who withdrew their consent
in whichever file are taken out of every table; while a file that may tell of withdrawals cannot be read, no table with
persons is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

import pandas as pd
from pandas.api.types import union_categoricals

from arvio.datasets import cache
from arvio.datasets.cross_checks import REFERENCES, disagreements
from arvio.datasets.reading import FileRecord, read_file
from arvio.datasets.records import INTAKE, NOTES, Record, unreviewed_problems
from arvio.datasets.regions import with_counties
from arvio.datasets.stores import MemoryStore, Store
from arvio.datasets.tables import ANSWERS, SURVEYS, TABLE_NAMES, Tables
from arvio.datasets.waves import surveys_table
from arvio.errors import ArvioError, DataError, ProtectionError
from arvio.observed import note
from arvio.params import Organisation, Project
from arvio.params.models import Source
from arvio.sources.files import database_file, find_files
from arvio.sources.mapping.columns import TABLES
from arvio.sources.mapping.export import Setting
from arvio.sources.mapping.intake import without
from arvio.sources.mapping.versions import as_in, not_asked, not_comparable, versions_of
from arvio.sources.personal.identity import secret as secret_of
from arvio.sources.raw_table import PROVENANCE
from arvio.sources.sharing import no_rows, with_own_rows
from arvio.sources.source_file import SourceFile
from arvio.withdrawals import Withdrawals, withdrawals_of

RESPONSES = "responses"
PERSON_KEY = "person_key"


@dataclass(frozen=True)
class Reading:
    """One file of a source, read: its tables in a store, and what was noted."""

    setting: Setting
    store: Store
    record: FileRecord


@dataclass(frozen=True)
class Readings:
    """Every file of an organisation, read once: what came of it, and what was wrong with each source."""

    organisation: Organisation
    files: tuple[Reading, ...]
    failed: Mapping[str, tuple[ArvioError, ...]] = field(default_factory=dict)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The keys of those who withdrew their consent, in whichever file they said so."""
        return frozenset().union(*(file.record.withdrawn for file in self.files))

    @cached_property
    def forgotten(self) -> frozenset[str]:
        """Those on the list of withdrawals whose rows the exports still hold: what stands on the list for them."""
        return frozenset().union(*(file.record.left for file in self.files))

    @property
    def n_withdrawn(self) -> int:
        """How many persons withdrew, in a file or through `arvio forget`, as far as the exports hold them."""
        return len(self.withdrawn) + len(self.forgotten)

    @property
    def collected(self) -> frozenset[str]:
        """The tables that the sources fill."""
        sources = self.organisation.sources.values()
        names = {name for source in sources for name in _filled(source)}
        return frozenset(names | ({SURVEYS} if self.organisation.surveys else set()))

    def table(self, name: str) -> pd.DataFrame | None:
        """A table from all its files; an error when one of them, or one that it depends on, is wrong."""
        if name == SURVEYS:
            return surveys_table(self.organisation.surveys) if self.organisation.surveys else None
        errors = self.errors(name)
        if errors:
            raise _joined_error(errors)
        found = self._joined(name)
        if found is None:
            return None
        others = {known: self._joined(known) for table, _, known, _ in REFERENCES if table == name}
        problems = disagreements(
            {name: found, **{known: one for known, one in others.items() if one is not None}}, of=name
        )
        if problems:
            raise DataError(problems)
        return with_counties(found).drop(columns=list(PROVENANCE), errors="ignore")

    def errors(self, name: str) -> list[ArvioError]:
        """What is wrong with the files that a table, or one that it depends on, comes from."""
        sources = self.organisation.sources
        known = [known for table, _, known, _ in REFERENCES if table == name]
        feeding = [source for source in self.failed if _fills(sources[source], {name, *known})]
        if feeding or not self._has_persons(name):
            return [error for source in feeding for error in self.failed[source]]
        telling = [source for source in self.failed if _tells_of_withdrawals(sources[source])]
        return [error for source in telling for error in self.failed[source]]

    def _has_persons(self, name: str) -> bool:
        filling = [source for source in self.organisation.sources.values() if _fills(source, {name})]
        return any(source.person or PERSON_KEY in source.columns for source in filling)

    def _joined(self, name: str) -> pd.DataFrame | None:
        """A table once, from all its files that could be read, without those who withdrew."""
        parts = [self._of_file(file, name) for file in self.files if name in file.store.names()]
        if not parts:
            return None
        return parts[0].reset_index(drop=True) if len(parts) == 1 else pd.concat(_one_kind(parts), ignore_index=True)

    def _of_file(self, file: Reading, name: str) -> pd.DataFrame:
        table = file.store.table(name)
        if name == ANSWERS:
            gone = self._withdrawn_rows(file, RESPONSES)["response_id"]
            return table[~table["response_id"].isin(gone)] if len(gone) else table
        leaves = table[PERSON_KEY].isin(self.withdrawn) if PERSON_KEY in table else pd.Series(dtype=bool)
        return table[~leaves] if leaves.any() else table

    def _withdrawn_rows(self, file: Reading, name: str) -> pd.DataFrame:
        """The rows of those who withdrew: person_key, and response_id of responses."""
        columns = [PERSON_KEY, *(["response_id"] if name == RESPONSES else [])]
        if not self.withdrawn or PERSON_KEY not in TABLES[name] or name not in file.store.names():
            return pd.DataFrame(columns=columns)
        rows = file.store.table(name, columns)
        return rows[rows[PERSON_KEY].isin(self.withdrawn)]

    def record(self) -> Record:
        """What was noted, of all files together."""
        return Record(self._intake(), self._notes(), self.failed, self._unreviewed(), self.n_withdrawn)

    def _intake(self) -> pd.DataFrame:
        counts = [without(file.record.intake, self._gone(file)) for file in self.files]
        return pd.DataFrame([asdict(count) for count in counts], columns=list(INTAKE))

    def _gone(self, file: Reading) -> int:
        return sum(len(self._withdrawn_rows(file, name)) for name in file.store.names() if name != ANSWERS)

    def _notes(self) -> pd.DataFrame:
        rows = [
            (file.setting.name, file.record.intake.file, *note, n)
            for file in self.files
            for note, n in file.record.notes.items()
        ]
        return pd.DataFrame(rows, columns=list(NOTES))

    def _unreviewed(self) -> dict[tuple[str, str], str]:
        return {
            (file.record.intake.file, header): scan.code
            for file in self.files
            for header, scan in file.record.scans.items()
            if scan.code and scan.code not in file.setting.source.reviewed
        }


def load_tables(project: Project, organisation_name: str) -> Tables:
    """The validated tables of an organisation. A table whose exports are wrong tells all of it when it is asked for."""
    readings = read_sources(project, project.organisation(organisation_name))
    return Tables(organisation_name, readings.table, readings.collected, readings.record())


def check_sources(project: Project, organisation_name: str) -> list[ArvioError]:
    """What is wrong with each file of an organisation, and with all of them together; nothing when all is well."""
    _, errors = checked_tables(project, organisation_name)
    return errors


def checked_tables(project: Project, organisation_name: str) -> tuple[Tables, list[ArvioError]]:
    """The same with the tables, each of which was asked for once."""
    readings = read_sources(project, project.organisation(organisation_name))
    tables = Tables(organisation_name, readings.table, readings.collected, readings.record())
    errors = [error for several in readings.failed.values() for error in several]
    for name in (name for name in TABLE_NAMES if not readings.errors(name)):
        try:
            tables.table(name)
        except DataError as error:
            errors.append(error)
    unreviewed = unreviewed_problems(readings.organisation, tables.record)
    return tables, [*errors, *([ProtectionError(unreviewed)] if unreviewed else [])]


def read_sources(project: Project, organisation: Organisation) -> Readings:
    """Every file of an organisation, from what was kept of it or from the export."""
    files: list[Reading] = []
    failed: dict[str, list[ArvioError]] = {}
    key = secret_of(project.root)
    listed = listed_in(project, organisation.organisation, key)
    for name, source in organisation.sources.items():
        try:
            found = [
                (file, replace(setting_of(project, organisation, name, file, secret=key), withdrawals=listed))
                for file in files_of(project, organisation, source)
            ]
        except ArvioError as error:
            failed.setdefault(name, []).append(error)
            continue
        own: list[SourceFile] = []
        for file, setting in found:
            try:
                if mine := _own(project, file, setting):
                    own.append(mine)
                    files.append(_read(project, organisation, mine, setting))
            except ArvioError as error:
                failed.setdefault(name, []).append(error)
        if not own and name not in failed:
            failed[name] = [no_rows(project.root, [(file, setting.source) for file, setting in found])]
    return Readings(organisation, tuple(files), {name: tuple(errors) for name, errors in failed.items()})


def files_of(project: Project, organisation: Organisation, source: Source) -> tuple[SourceFile, ...]:
    if source.connection:
        return (database_file(source),)
    folder = source.shared.folder if source.shared else organisation.data_folder
    return find_files(project.root, folder, source.files)


def _own(project: Project, file: SourceFile, setting: Setting) -> SourceFile | None:
    """The file as far as it is the organisation's; None where several share it and none of its rows are."""
    return with_own_rows(project.root, file, setting.source) if setting.source.shared else file


def shared_files(project: Project, organisation: Organisation) -> list[tuple[SourceFile, Source]]:
    """The files that an organisation shares with others, each with the source as it is in it."""
    found = []
    for source in (one for one in organisation.sources.values() if one.shared):
        try:
            files = files_of(project, organisation, source)
        except ArvioError:  # told where the organisation's tables are read
            continue
        found += [(file, as_in(source, versions_of(source, file.within))) for file in files]
    return found


def listed_in(project: Project, organisation: str, secret: bytes) -> Withdrawals:
    """Whom an organisation has forgotten, which every report that reads its exports depends on."""
    note("withdrawals", organisation)
    return withdrawals_of(project.root, organisation, secret)


def setting_of(project: Project, organisation: Organisation, name: str, file: SourceFile, *, secret: bytes) -> Setting:
    """What mapping needs to know of one file of a source."""
    source = organisation.sources[name]
    versions = versions_of(source, file.within)
    return Setting(
        name,
        as_in(source, versions),
        f"params/organisations/{organisation.organisation}.yaml",
        secret,
        project.instruments[source.instrument] if source.instrument else None,
        not_asked(versions),
        not_comparable(versions),
        organisation.data,
    )


def _read(project: Project, organisation: Organisation, file: SourceFile, setting: Setting) -> Reading:
    """One file as it was kept, or read and kept."""
    key = cache.key_of(file, setting, organisation.surveys)
    if key is None:
        return _in_memory(organisation, file, setting)
    folder = cache.folder_of(project.root, organisation.organisation, setting.name, file)
    found = cache.kept(folder, key)
    if found:
        return Reading(setting, found[1], found[0])
    with cache.keeping(folder, key) as store:
        if store is None:
            with cache.unchanged(key, file, setting, organisation.surveys):
                return _in_memory(organisation, file, setting)
        with cache.unchanged(key, file, setting, organisation.surveys):
            record = read_file(file, setting, organisation.surveys, store=store)
        now = listed_in(project, organisation.organisation, setting.secret)
        if now != setting.withdrawals:  # somebody was forgotten meanwhile, and must not be in what is kept
            return _read(project, organisation, file, replace(setting, withdrawals=now))
        return Reading(setting, cache.finish(store, key, record), record)


def _in_memory(organisation: Organisation, file: SourceFile, setting: Setting) -> Reading:
    store = MemoryStore()
    return Reading(setting, store, read_file(file, setting, organisation.surveys, store=store))


def _filled(source: Source) -> set[str]:
    return {ANSWERS, RESPONSES} if source.table == ANSWERS else {source.table}


def _fills(source: Source, names: set[str]) -> bool:
    return bool(_filled(source) & names)


def _tells_of_withdrawals(source: Source) -> bool:
    return source.table == "persons" or any(rule.reason == "withdrawn" for rule in source.leave_out)


def _one_kind(parts: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """The parts with the same categories, since others would become texts when they are joined, a word a row."""
    categorical = [name for name in parts[0] if isinstance(parts[0][name].dtype, pd.CategoricalDtype)]
    every = {name: union_categoricals([part[name] for part in parts]).categories for name in categorical}
    return [part.assign(**{name: part[name].cat.set_categories(every[name]) for name in categorical}) for part in parts]


def _joined_error(errors: Sequence[ArvioError]) -> ArvioError:
    """The one error, or all of them as one of the first one's kind."""
    if len(errors) == 1:
        return errors[0]
    return type(errors[0])([problem for error in errors for problem in error.problems])
