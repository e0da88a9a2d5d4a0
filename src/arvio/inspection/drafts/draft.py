"""A mapping to start from: an organisation's file and an instrument's file that read the export as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from glob import escape

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import Profile
from arvio.inspection.drafts.draft_attendance import attendance_lines
from arvio.inspection.drafts.draft_instrument import LANGUAGES, instrument_text
from arvio.inspection.drafts.plan import plan
from arvio.inspection.drafts.planned import Headed, Item, Plan, When
from arvio.inspection.drafts.yaml_text import flow, item, line, one_line, remarks, scalar
from arvio.params import Source
from arvio.saying import say

SCHEMA = "# yaml-language-server: $schema=../schema/{}.schema.json"
SOURCE = "answers"


@dataclass(frozen=True)
class Draft:
    """The texts of two files of params. An attendance list has no instrument."""

    name: str
    organisation: str
    instrument: str | None = None


@dataclass(frozen=True)
class Place:
    """What the draft is called, where the export lies or is to be put, the day on which it is made, and the languages
    in which it is to be reported."""

    name: str
    data_folder: str
    today: dt.date
    languages: tuple[str, ...] = LANGUAGES


def draft(profile: Profile, columns: Sequence[Column], place: Place) -> Draft | None:
    """The draft of an export; None where nothing in it could be made a report of."""
    if profile.format.source.table == "attendance":
        lines = [*_head(profile, place), "", line(0, "sources"), line(1, "attendance")]
        lines += attendance_lines(profile, columns)
        return Draft(place.name, "\n".join(lines) + "\n")
    found = plan(profile, columns, place.today)
    if not found.items:
        return None
    lines = [*_head(profile, place), "", *_surveys(found.when), "", line(0, "sources"), line(1, SOURCE)]
    lines += source_lines(profile, found, place.name)
    return Draft(place.name, "\n".join(lines) + "\n", instrument_text(found, profile, place.name, place.languages))


def _head(profile: Profile, place: Place) -> Iterator[str]:
    yield SCHEMA.format("organisation")
    yield from remarks(
        0,
        f"A draft that arvio inspect made of {one_line(profile.file.path.name)}. It reads the file as "
        "it is. Give the items names that mean something, say who answered and when, and delete what no report needs.",
    )
    yield ""
    yield line(0, "organisation", place.name, "the same as the name of this file")
    yield line(0, "name", scalar(profile.file.stem), "as reports should call the organisation")
    yield line(0, "data", "real")
    yield line(0, "data_folder", scalar(place.data_folder), "where the export lies, from the project's root")
    yield line(0, "sensitivity", "ordinary", "or special, child_welfare, staff: what harm could a known answer do?")


def _surveys(when: When) -> Iterator[str]:
    yield line(0, "surveys")
    told = "by the first and the last answer" if not when.constants else "the whole year, since the file tells no days"
    yield from remarks(1, f"Opened and closed {told}: say when the form was open, and how many were invited.")
    for wave in when.waves:
        yield (
            f"  - {{wave: {scalar(wave.name)}, respondent_group: participants, "
            f"opened: {wave.opened}, closed: {wave.closed}}}"
        )


def source_lines(profile: Profile, found: Plan, instrument: str, group: str = "participants") -> Iterator[str]:
    """The keys of a source of answers, with what showed each; `group` are those who answered."""
    yield line(2, "table", "answers", say("of a form; lists of persons, groups or contacts have tables of their own"))
    yield from reading_lines(profile)
    yield from _orders(found)
    yield line(2, "instrument", instrument)
    yield from _constants(found.when, group)
    yield from _columns(found)
    yield from _items(found.items)
    yield from _boxes(found.items)
    yield from _missing(found.missing)
    yield from _left_out(profile, found)
    yield from _duplicates(found)


def _constants(when: When, group: str) -> Iterator[str]:
    yield line(2, "constants")
    yield line(3, "respondent_group", group, say("who answered? participants, workers, stakeholders or volunteers"))
    for name, (value, remark) in when.constants.items():
        yield line(3, name, scalar(value), one_line(remark))


def _duplicates(found: Plan) -> Iterator[str]:
    if found.repeated_by:
        yield line(2, "duplicates", f"{{by: {flow([found.repeated_by])}, keep: last}}", say("the same answer twice"))
    elif found.shared:
        rule = f"duplicates: {{by: {flow([found.shared])}, keep: last}}"
        told = say("Some answers share a number. Where that is one answer given twice, write: %(rule)s", rule=rule)
        yield from remarks(2, told)


def reading_lines(profile: Profile) -> Iterator[str]:
    """How the file is read, with what showed it."""
    source: Source = profile.format.source
    yield line(2, "reader", source.reader, one_line(profile.format.evidence[0]))
    pattern = escape(profile.file.path.name)
    yield line(2, "files", scalar(pattern), say("a * in place of the year takes later files too"))
    for key in ("codebook", "query", "sheet", "encoding", "delimiter"):
        value = getattr(source, key)
        if value is not None:
            yield line(2, key, scalar(value))
    for key in ("header_row", "header_rows"):
        if getattr(source, key) != 1:
            yield line(2, key, str(getattr(source, key)))


def _orders(found: Plan) -> Iterator[str]:
    yield from remarks(2, *(one_line(one) for one in (found.when.remark, found.decimal_remark) if one))
    if found.when.doubtful:
        header = scalar(found.when.doubtful)
        yield from remarks(
            2, say("Then take wave and submitted_at out of constants, and map submitted_at: %(header)s", header=header)
        )


def _columns(found: Plan) -> Iterator[str]:
    columns = {"response_id": found.identity, "submitted_at": found.when.header}
    told = {name: header for name, header in columns.items() if header}
    if told:
        yield line(2, "columns")
        yield from (line(3, name, scalar(header)) for name, header in told.items())


def _items(items: Iterable[Item]) -> Iterator[str]:
    mapped = [one for one in items if one.header]
    if mapped:
        yield line(2, "items")
        yield from (line(3, one.name, scalar(one.header)) for one in mapped)


def _boxes(items: Iterable[Item]) -> Iterator[str]:
    ticked = [one for one in items if one.boxes]
    if ticked:
        yield line(2, "options", remark=say("questions with a box for each option"))
    for one in ticked:
        yield line(3, one.name)
        yield from (line(4, scalar(option), scalar(header)) for option, header in one.boxes.items())


def _missing(missing: Mapping[str, str]) -> Iterator[str]:
    if missing:
        yield line(2, "missing", remark=say("answers that are none, and why"))
        yield from (line(3, scalar(written), reason) for written, reason in missing.items())


def _left_out(profile: Profile, found: Plan) -> Iterator[str]:
    raw = profile.raw
    yield from _headers("personal", say("about persons: never kept"), found.personal)
    dropped, own = ([one for one in raw.headers if one in named] for named in (raw.personal, raw.bookkeeping))
    if dropped:
        told = say(
            "About persons by what the tool says, dropped without being named: %(headers)s", headers=_listed(dropped)
        )
        yield from remarks(2, told)
    yield from _headers(
        "open_text", say("never kept, searched for names, numbers and addresses of persons"), found.open_text
    )
    yield from _headers("ignored", say("no report needs them"), found.ignored)
    named = (found.identity, found.when.header, found.when.doubtful)
    rest = [one for one in own if one not in named]
    if rest:
        told = say("Written by the tool, and known without being named: %(headers)s", headers=_listed(rest))
        yield from remarks(2, told)


def _headers(key: str, remark: str, headers: Iterable[Headed]) -> Iterator[str]:
    told = list(headers)
    if told:
        yield line(2, key, remark=remark)
        yield from (item(3, scalar(header), one_line(why)) for header, why in told)


def _listed(headers: Iterable[str]) -> str:
    return ", ".join(one_line(header) for header in headers)
