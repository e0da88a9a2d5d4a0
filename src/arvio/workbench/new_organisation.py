"""A new organisation in the project: its params, the instruments of its forms, its exports, a file for comments.

All of it is made or none of it: nothing that is there is written over, and what was begun is taken away again where a
file cannot be written, or where the params that came out cannot read the exports.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from arvio.datasets import check_sources
from arvio.errors import Problem, ProtectionError, SourceError, UsageError
from arvio.inspection.columns.column import Column
from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import Profile, look_through
from arvio.inspection.drafts.draft_instrument import LANGUAGES, instrument_text
from arvio.inspection.drafts.names import plain_name
from arvio.inspection.drafts.organisation_text import (
    ANSWERS,
    ATTENDANCE,
    Export,
    Wanted,
    last_year,
    organisation_text,
)
from arvio.inspection.drafts.plan import plan
from arvio.params import Project, open_project
from arvio.params.models.words import DEVICES, is_file_name
from arvio.params.periods import parse_period
from arvio.saying import joined, say
from arvio.sources.source_file import SourceFile
from arvio.whole_files import holds
from arvio.workbench.new_files import NewFiles, made_or_nothing


@dataclass(frozen=True)
class Request:
    """What somebody asked for; what is empty is chosen here."""

    name: str
    exports: Sequence[Path] = ()
    title: str = ""
    languages: tuple[str, ...] = ()
    period: str = ""


@dataclass(frozen=True)
class Looked:
    """An export that was looked through, and the day of it."""

    profile: Profile
    columns: tuple[Column, ...]
    today: dt.date


@dataclass(frozen=True)
class Made:
    """The files that were made, from the project's root, and what the evaluator should know of them."""

    paths: tuple[str, ...]
    period: str
    notes: tuple[str, ...] = ()


def make_organisation(project: Project, request: Request, today: dt.date) -> Made:
    """The organisation made; an ArvioError, and nothing made, where its exports or its name do not do."""
    _check_name(project, request.name)
    languages = request.languages or tuple(project.suite.languages)
    exports, unused = _exports(project, request, today)
    folder, copies = _data(project.root, request, exports)
    period = parse_period(request.period or last_year(exports, today)).name
    wanted = Wanted(
        request.name, request.title or request.name, folder, languages, period, tuple(_notebooks(project, exports))
    )
    texts = {f"params/organisations/{request.name}.yaml": organisation_text(wanted, exports)}
    for one in exports:
        if one.plan:
            text = instrument_text(one.plan, one.profile, one.instrument, _every(project, request))
            texts[f"params/instruments/{one.instrument}.yaml"] = text
    if "feedback" in wanted.notebooks:
        for language in languages:
            texts[f"params/commentary/{request.name}/{period}.{language}.md"] = "## feedback\n\n"
    with made_or_nothing(project.root, NewFiles(texts, copies)):
        to_review = _check(project.root, request.name)
    return Made((*texts, *copies), period, (*_left_out(unused), *_untold(exports), *to_review))


def _check_name(project: Project, name: str) -> None:
    """Refuse a name that params do not allow, that Windows keeps for itself, or that is taken."""
    if name in DEVICES:
        raise UsageError(
            Problem("NAME", say("is a name that Windows keeps for a device"), remedy=say("take another"), value=name)
        )
    if not is_file_name(name):
        nearest = plain_name(name, otherwise="organisation")
        expected = say("small letters a to z, digits and _, a letter first, 60 at most")
        raise UsageError(
            Problem("NAME", say("cannot be a name"), expected, say("such as %(name)s", name=nearest), value=name)
        )
    if name in project.names:
        file = f"params/organisations/{name}.yaml"
        raise UsageError(
            Problem(file, say("is there already, and is not written over"), remedy=say("take another name"))
        )


def _exports(project: Project, request: Request, today: dt.date) -> tuple[list[Export], list[Profile]]:
    """The exports that become sources, and those in which nothing could become an item."""
    found: list[Export] = []
    unused: list[Profile] = []
    _refuse_same_names(request.exports)
    for path in request.exports:
        profile = look_through(_source_file(path))
        one = _export(project, request, found, Looked(profile, columns_of(profile, project.instruments), today))
        if one.plan and not one.plan.items:
            unused.append(profile)
        else:
            found.append(one)
    if unused and not found:
        raise UsageError(
            Problem(
                joined([profile.file.path.name for profile in unused]),
                say("has no column that a report could count"),
                say("answers on a scale, options or numbers: open answers and persons are never counted"),
            )
        )
    return found, unused


def _export(project: Project, request: Request, others: Sequence[Export], looked: Looked) -> Export:
    profile, columns = looked.profile, looked.columns
    taken = [one.source for one in others]
    if profile.format.source.table == "attendance":
        return Export(profile, columns, _free(ATTENDANCE, profile, taken, alone=not taken))
    alone = len(request.exports) == 1
    source, drafted = _free(ANSWERS, profile, taken, alone=alone), plan(profile, columns, looked.today)
    name = plain_name(request.name if alone else f"{request.name}_{profile.file.stem}")
    if name in project.instruments:
        left = project.root / "params" / "instruments" / f"{name}.yaml"
        text = instrument_text(drafted, profile, name, _every(project, request))
        if holds(left, text.encode("utf-8")):  # by one who was killed before any params asked for it
            return Export(profile, columns, source, name, drafted)
    instruments = [*project.instruments, *(one.instrument for one in others)]
    return Export(profile, columns, source, plain_name(name, instruments), drafted)


def _every(project: Project, request: Request) -> tuple[str, ...]:
    """The languages that an instrument has texts in: always ours, and those of the reports."""
    languages = request.languages or tuple(project.suite.languages)
    return (*LANGUAGES, *(one for one in languages if one not in LANGUAGES))


def _free(word: str, profile: Profile, taken: Iterable[str], *, alone: bool) -> str:
    return word if alone else plain_name(profile.file.stem, taken, otherwise=word)


def _refuse_same_names(paths: Sequence[Path]) -> None:
    names = [path.name.casefold() for path in paths]
    twice = sorted({path.name for path in paths if names.count(path.name.casefold()) > 1})
    if twice:
        raise UsageError(
            Problem("--from", say("two exports have the same name"), remedy=say("rename one"), value=", ".join(twice))
        )


def _source_file(path: Path) -> SourceFile:
    path = path.resolve()
    return SourceFile(path, path.name, path.parent)


def _data(root: Path, request: Request, exports: Sequence[Export]) -> tuple[str, dict[str, Path]]:
    """The data folder, and what is copied into it; exports that lie together in a folder below data stay there."""
    below, folders = root.resolve() / "data", {one.profile.file.path.parent for one in exports}
    together = folders.pop() if len(folders) == 1 else None
    if together and below in together.parents:
        return together.relative_to(root.resolve()).as_posix(), {}
    own = f"data/{request.name}"
    return own, {f"{own}/{path.name}": path for one in exports for path in _with_codebook(one)}


def _with_codebook(export: Export) -> Iterator[Path]:
    file = export.profile.file
    yield file.path
    if export.profile.format.source.codebook:
        yield file.path.parent / export.profile.format.source.codebook


def _notebooks(project: Project, exports: Sequence[Export]) -> Iterator[str]:
    """The notebooks that the exports can fill, and that the project has."""
    wanted = {
        "feedback": any(one.has_scale for one in exports),
        "groups": any(one.plan is None for one in exports),
        "data_quality": True,
    }
    for name, is_filled in wanted.items():
        if is_filled and (project.root / "notebooks" / f"{name}.ipynb").is_file():
            yield name


def _left_out(unused: Iterable[Profile]) -> Iterator[str]:
    for profile in unused:
        yield say("%(file)s was left out: it has no column that a report could count.", file=profile.file.path.name)


def _untold(exports: Iterable[Export]) -> Iterator[str]:
    for name in (one.profile.file.path.name for one in exports if one.plan and not one.has_scale):
        yield say(
            "%(file)s asks nothing on a scale, so that no report on feedback can be made of it: what was read is told "
            "by data_quality.",
            file=name,
        )


def _check(root: Path, name: str) -> list[str]:
    """What must be read before a report of the new organisation can be final; an error where an export is not read."""
    project = open_project(root)
    project.organisation(name)
    errors = check_sources(project, name)
    refusing = [error for error in errors if not isinstance(error, ProtectionError)]
    if refusing:
        refused = Problem(name, say("was not made: its exports cannot be read as they are"))
        told = (problem for error in refusing for problem in error.problems or [Problem(name, error.said)])
        raise SourceError([refused, *told])
    return [error.said for error in errors]
