"""The source of params that an export belongs to: the one that is named, or the one in whose data folder it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from arvio.errors import ArvioError, Problem, UsageError
from arvio.inspection.columns.profile import Profile, profile_as
from arvio.params import Instrument, Project, Source
from arvio.params.checking import nearest
from arvio.saying import say
from arvio.sources import read
from arvio.sources.dates import Evidence, Order, evidence
from arvio.sources.files import find_files
from arvio.sources.mapping.decisions import headers_of_kind
from arvio.sources.mapping.export import Setting
from arvio.sources.mapping.headers import coverage
from arvio.sources.mapping.versions import as_in, not_asked, not_comparable, versions_of
from arvio.sources.source_file import SourceFile

IN_COMMON = 0.3
"""Of the headers that a source must know to be that of a file which its pattern does not find."""


@dataclass(frozen=True)
class Target:
    """A source of params, with all that reading one of its files needs."""

    organisation: str
    name: str
    source: Source
    data_folder: Path
    instrument: Instrument | None = None

    def __str__(self) -> str:
        return f"{self.organisation}/{self.name}"

    @property
    def params_file(self) -> str:
        return f"params/organisations/{self.organisation}.yaml"

    def finds(self, file: SourceFile) -> bool:
        """Whether the pattern of its files finds a file."""
        return fnmatchcase(self._within(file), self.source.files) or fnmatchcase(file.path.name, self.source.files)

    def setting(self, file: SourceFile) -> Setting:
        """The source as it is in one file. Nothing here makes a key of a name, so that the secret is not needed."""
        versions = versions_of(self.source, self._within(file))
        return Setting(
            self.name,
            as_in(self.source, versions),
            self.params_file,
            b"",
            self.instrument,
            not_asked(versions),
            not_comparable(versions),
        )

    def _within(self, file: SourceFile) -> str:
        path, folder = file.path.resolve(), self.data_folder.resolve()
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def named_target(project: Project, name: str) -> Target:
    """The source that somebody named as ORGANISATION/SOURCE; an error with the nearest that there is."""
    organisation, _, source = name.partition("/")
    sources = targets(project, organisation)
    if source not in sources:
        remedy = nearest(name, [f"{organisation}/{one}" for one in sources])
        raise UsageError(
            Problem("--against", say("there is no such source"), "ORGANISATION/SOURCE", remedy, value=name)
        )
    return sources[source]


def targets(project: Project, organisation: str) -> Mapping[str, Target]:
    """Every source of an organisation by its name."""
    found = project.organisation(organisation)
    folder = project.root / found.data_folder
    return {
        name: Target(organisation, name, source, folder, project.instruments.get(source.instrument or ""))
        for name, source in found.sources.items()
    }


def target_of(project: Project, profile: Profile) -> Target | None:
    """The source of a file by its place: whose pattern finds it, else that with most headers in common."""
    here = [
        target
        for name in project.organisations
        for target in targets(project, name).values()
        if _holds(target, profile)
    ]
    found = [target for target in here if target.source.files and target.finds(profile.file)]
    if found:
        return max(found, key=lambda target: _share(target, profile))
    likely = max(here, key=lambda target: _share(target, profile), default=None)
    return likely if likely and _share(likely, profile) >= IN_COMMON else None


def _holds(target: Target, profile: Profile) -> bool:
    return profile.file.path.resolve().is_relative_to(target.data_folder.resolve())


def _share(target: Target, profile: Profile) -> float:
    """How much of the file's headers a source knows, beside those that the tool always writes."""
    own = {*profile.raw.personal, *profile.raw.bookkeeping}
    asked = [header for header in profile.raw.headers if header not in own]
    known = coverage(profile.raw, target.setting(profile.file))
    return sum(header in known for header in asked) / len(asked) if asked else 0.0


def as_mapped(profile: Profile, target: Target) -> Profile:
    """The file read as the source would: by its reader, from its sheet, with its codebook, as far as it has them."""
    said, found = target.setting(profile.file).source, profile.format
    wanted: dict[str, object] = {"reader": said.reader, "codebook": said.codebook or found.source.codebook}
    if said.sheet in found.tables:
        wanted["sheet"] = said.sheet
    source = found.source.model_copy(update=wanted)
    if source == found.source:
        return profile
    try:
        file = replace(profile.file, folder=target.data_folder if _holds(target, profile) else profile.file.folder)
        return profile_as(file, replace(found, source=source))
    except ArvioError:  # another tool's file: it is told as found, and that the reader differs
        return profile


def orders_before(target: Target, file: SourceFile) -> dict[str, Order]:
    """Header: the order of day and month in the newest other file of the source that shows one."""
    for other in _others(target, file):
        try:
            found = _orders(target, other)
        except ArvioError:  # what is wrong with it is told when it is read
            continue
        if found:
            return found
    return {}


def _others(target: Target, file: SourceFile) -> Iterable[SourceFile]:
    """The other files of a source, the newest name first."""
    try:
        found = find_files(target.data_folder.parent, target.data_folder.name, target.source.files)
    except ArvioError:
        return []
    return [one for one in reversed(found) if one.path.resolve() != file.path.resolve()]


def _orders(target: Target, file: SourceFile) -> dict[str, Order]:
    setting = target.setting(file)
    found: dict[str, Evidence] = {}
    for part in read(setting.source, file):
        for header in headers_of_kind(part, setting, "date"):
            shown = evidence(part.cells[header])
            found[header] = found[header] + shown if header in found else shown
    return {header: one.order for header, one in found.items() if one.values and one.order}
