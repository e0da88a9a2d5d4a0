"""The params of a new organisation: what its exports are, with a remark on each key, and its first reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import Profile
from arvio.inspection.drafts.draft import SCHEMA, source_lines
from arvio.inspection.drafts.draft_attendance import attendance_lines
from arvio.inspection.drafts.planned import Plan, Wave
from arvio.inspection.drafts.respondents import respondents
from arvio.inspection.drafts.yaml_text import flow, line, remarks, scalar
from arvio.saying import say

ANSWERS, ATTENDANCE = "answers", "attendance"


@dataclass(frozen=True)
class Wanted:
    """What is said of an organisation before anything of it is read."""

    name: str
    title: str
    data_folder: str
    languages: tuple[str, ...]
    """Those of its reports."""
    period: str
    notebooks: tuple[str, ...]


@dataclass(frozen=True)
class Export:
    """An export as it was looked through, and the source and the instrument that it becomes."""

    profile: Profile
    columns: Sequence[Column]
    source: str
    instrument: str = ""
    plan: Plan | None = None
    """None of an attendance list."""

    @property
    def has_scale(self) -> bool:
        """Whether it asks anything that is answered on a scale."""
        return self.plan is not None and any(item.kind == "scale" for item in self.plan.items)

    @property
    def group(self) -> str:
        """Who answered, as far as the name of the file tells."""
        return respondents(self.profile.file.path.stem)


def organisation_text(wanted: Wanted, exports: Sequence[Export]) -> str:
    """The file of an organisation. It reads its exports as they are, and says of each key what it is for."""
    lines = [
        *_head(wanted),
        "",
        *_surveys(exports),
        "",
        *_sources(exports),
        "",
        *_reports(wanted),
    ]
    return "\n".join(lines) + "\n"


def last_year(exports: Iterable[Export], today: dt.date) -> str:
    """The year of the last answers; this year where no export tells."""
    return str(max((wave.closed.year for one in exports for wave in _waves(one)), default=today.year))


def _waves(export: Export) -> tuple[Wave, ...]:
    return export.plan.when.waves if export.plan else ()


def _head(wanted: Wanted) -> Iterator[str]:
    yield SCHEMA.format("organisation")
    yield from remarks(
        0,
        say(
            "A draft that arvio new organisation made. It reads the exports as they are. What stands behind a # "
            "explains and changes nothing. After each change: arvio check %(name)s, then arvio run %(name)s.",
            name=wanted.name,
        ),
    )
    yield ""
    yield line(0, "organisation", wanted.name, say("the same as the name of this file, and its name in commands"))
    yield line(0, "name", scalar(wanted.title), say("as reports should call the organisation"))
    yield line(0, "data", "real", say("or synthetic, where the persons are invented: pages then say so"))
    yield line(0, "data_folder", scalar(wanted.data_folder), say("where the exports lie, from the project's root"))
    yield from remarks(
        0,
        say(
            "What harm could a known answer do? special protects most widely: answers may tell of health or of needing "
            "help, and nobody has said otherwise yet. Write ordinary only where they cannot; child_welfare and staff "
            "are the other two."
        ),
    )
    yield line(0, "sensitivity", "special")


def _surveys(exports: Sequence[Export]) -> Iterator[str]:
    """One line for each wave of each group that answered; exports of the same wave are one survey."""
    yield from remarks(
        0,
        say("When each form was open, and who was asked. With invited: 120 the report tells the response rate."),
    )
    found: dict[tuple[str, str], Wave] = {}
    for export in exports:
        for wave in _waves(export):
            key = (export.group, wave.name)
            found[key] = _widened(found[key], wave) if key in found else wave
    if not found:
        yield line(0, "surveys", "[]")
        return
    yield line(0, "surveys")
    for (group, _), wave in sorted(found.items()):
        yield (
            f"  - {{wave: {scalar(wave.name)}, respondent_group: {group}, "
            f"opened: {wave.opened}, closed: {wave.closed}}}"
        )


def _widened(one: Wave, other: Wave) -> Wave:
    return Wave(one.name, min(one.opened, other.opened), max(one.closed, other.closed))


def _sources(exports: Sequence[Export]) -> Iterator[str]:
    yield from remarks(
        0,
        say(
            "A source is one kind of export. Every column of it is mapped (columns, items, options) or stands under "
            "personal, open_text or ignored: in doubt it was left out."
        ),
    )
    if not exports:
        yield from remarks(0, say("There are none yet. What arvio inspect FILE drafts can be pasted here."))
        yield line(0, "sources", "{}")
        return
    yield line(0, "sources")
    for place, export in enumerate(exports):
        yield from [""] * bool(place)
        yield line(1, export.source)
        yield from _source(export)


def _source(export: Export) -> Iterator[str]:
    if export.plan is None:
        yield from attendance_lines(export.profile, export.columns)
    else:
        yield from source_lines(export.profile, export.plan, export.instrument, export.group)


def _reports(wanted: Wanted) -> Iterator[str]:
    yield from remarks(
        0,
        say(
            "One report for each period, audience and language. Only the organisation's own people to begin with "
            "(internal): add funder or public when somebody has read them. All are drafts until arvio sign."
        ),
    )
    yield line(0, "reports")
    for notebook in wanted.notebooks:
        yield f"  - notebook: {notebook}"
        yield line(2, "periods", flow([wanted.period]))
        yield line(2, "audiences", "[internal]")
        yield line(2, "languages", flow(wanted.languages))
