"""What `arvio inspect` does with a file: looks it through, says what it is, and drafts what params would say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import Profile, look_through
from arvio.inspection.drafts.draft import Place, draft
from arvio.inspection.drafts.draft_instrument import LANGUAGES
from arvio.inspection.drafts.names import plain_name
from arvio.inspection.reports.changes import changes
from arvio.inspection.reports.changes_text import changes_report, version_text
from arvio.inspection.reports.report import report
from arvio.inspection.reports.target import Target, as_mapped, named_target, orders_before, target_of
from arvio.params import Project
from arvio.saying import ENGLISH, joined, said_in, say
from arvio.sources.source_file import SourceFile
from arvio.whole_files import holds

FOLDER = Path("params", "drafts")


@dataclass(frozen=True)
class Inspected:
    """What was found out in words, the drafts by the names of their files, and how they are taken into use."""

    report: str
    drafts: Mapping[str, str] = field(default_factory=dict)
    use: str = ""


def inspect(project: Project, path: Path, *, against: str | None, today: dt.date) -> Inspected:
    """A file looked through: as something new, or against the source that it belongs to."""
    profile = look_through(_source_file(project.root, path))
    target = named_target(project, against) if against else target_of(project, profile)
    return _compared(project, profile, target) if target else _drafted(project, profile, today)


def _source_file(root: Path, path: Path) -> SourceFile:
    path = path.resolve()
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return SourceFile(path, name, path.parent)


def _compared(project: Project, profile: Profile, target: Target) -> Inspected:
    profile = as_mapped(profile, target)
    columns = columns_of(profile, project.instruments)
    found = changes(profile, columns, target, orders_before(target, profile.file))
    told = f"{report(profile, columns, project.instruments)}\n{changes_report(found)}"
    if found.are_none:
        return Inspected(told, use=say("The mapping of %(source)s reads the file as it is.", source=target))
    name = f"{_name(profile)}.version.yaml"
    use = say("To take it into use: paste it into %(file)s.", file=target.params_file)
    return Inspected(told, {name: version_text(found, profile)}, use)


def _drafted(project: Project, profile: Profile, today: dt.date) -> Inspected:
    columns = columns_of(profile, project.instruments)
    told = report(profile, columns, project.instruments)
    taken = {*project.organisations, *project.broken, *project.instruments}
    name, folder = _name(profile, taken), _data_folder(project.root, profile)
    with said_in(ENGLISH):  # a draft is the same for everybody who makes it
        found = draft(profile, columns, Place(name, folder or f"data/{name}", today, _languages(project)))
    if found is None:
        return Inspected(
            told, use=say("No draft: no column can be made an item. Open answers and persons are no items.")
        )
    texts = {"organisation": found.organisation, "instrument": found.instrument}
    drafts = {f"{name}.{kind}.yaml": text for kind, text in texts.items() if text}
    return Inspected(told, drafts, _use(name, drafts, profile, folder=folder))


def _languages(project: Project) -> tuple[str, ...]:
    """Those that every text must have, and whichever others some report here is made in."""
    reports = [report for organisation in project.organisations.values() for report in organisation.reports]
    used = {*project.suite.languages, *(language for report in reports for language in report.languages or ())}
    return (*LANGUAGES, *sorted(used - {*LANGUAGES}))


def _name(profile: Profile, taken: Iterable[str] = ()) -> str:
    """What an organisation of this file may be called: no other has the name."""
    return plain_name(profile.file.stem, taken, otherwise="export")


def _data_folder(root: Path, profile: Profile) -> str:
    """The folder of a file that lies below the project; '' of one from elsewhere."""
    folder = profile.file.path.parent
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else ""


def _use(name: str, drafts: Mapping[str, str], profile: Profile, *, folder: str) -> str:
    """How the drafts are taken into use, in one line."""
    copied = [
        say("%(draft)s to %(file)s", draft=draft, file=f"params/{draft.split('.')[1]}s/{name}.yaml") for draft in drafts
    ]
    codebook = profile.format.source.codebook
    files = joined(filter(None, [profile.file.path.name, codebook]), say(" and "))
    put = [] if folder else [say("put %(files)s into %(folder)s", files=files, folder=f"data/{name}/")]
    steps = joined([*put, say("copy %(copied)s", copied=joined(copied, say(" and ")))])
    return say("To take it into use: %(steps)s, then run arvio check %(name)s.", steps=steps, name=name)


def write_drafts(root: Path, drafts: Mapping[str, str]) -> list[str]:
    """The drafts written below params/drafts, and where. A draft that is there and differs stays as it is."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    number = next(number for number in range(1, 10_000) if _is_free(folder, drafts, number))
    for name, text in drafts.items():
        (folder / _numbered(name, number)).write_text(text, encoding="utf-8", newline="\n")
    return [(FOLDER / _numbered(name, number)).as_posix() for name in drafts]


def _is_free(folder: Path, drafts: Mapping[str, str], number: int) -> bool:
    paths = {folder / _numbered(name, number): text for name, text in drafts.items()}
    return all(not path.exists() or holds(path, text.encode()) for path, text in paths.items())


def _numbered(name: str, number: int) -> str:
    first, _, rest = name.partition(".")
    return name if number == 1 else f"{first}_{number}.{rest}"
