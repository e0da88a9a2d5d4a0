"""The draft of a source that is a list of who was present: names become keys, marks say who came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from glob import escape

from arvio.inspection.columns.by_cells import MOST_OPTIONS
from arvio.inspection.columns.column import Column
from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.words import dates_in_words
from arvio.inspection.drafts.yaml_text import flow, line, one_line, remarks, scalar
from arvio.saying import say
from arvio.sources.cells import label
from arvio.sources.mapping.conversion import MARKS
from arvio.sources.readers.attendance_workbook import DATE, FILE, MARK, SHEET

_GROUPS = ("ryhmä", "ryhmän nimi", "group", "grupp", "tunnus")
_NAMES = ("nimi", "osallistuja", "name", "namn", "asiakas")


def attendance_lines(profile: Profile, columns: Sequence[Column]) -> Iterator[str]:
    """The keys of the source, from its table to its columns."""
    yield line(2, "table", "attendance")
    yield line(2, "reader", "attendance_workbook", one_line(profile.format.evidence[0]))
    pattern = escape(profile.file.path.name)
    yield line(2, "files", scalar(pattern), say("a * in place of what differs takes the other groups' lists too"))
    yield line(2, "header_row", str(profile.format.source.header_row))
    yield from _date_order(columns)
    yield from _columns(columns, {DATE, MARK, SHEET, FILE, *profile.raw.bookkeeping})


def _columns(columns: Sequence[Column], own: set[str]) -> Iterator[str]:
    """Which column names persons, which the group, and what is dropped; `own` are those that the reader makes."""
    person = _person(columns, own)
    group = next((one.header for one in columns if label(one.header) in _GROUPS), FILE)
    if person:
        yield line(2, "person", scalar(person), say("kept as a key only"))
    yield line(2, "columns")
    yield line(3, "group_id", scalar(group), say("what tells one group from another"))
    yield from _marks(columns)
    rest = [one.header for one in columns if one.header not in own | {person, group}]
    if rest:
        yield line(2, "personal", flow(rest), say("never kept; what is not about persons may stand under ignored"))


def _person(columns: Sequence[Column], own: set[str]) -> str:
    """The column with the names: by its header, else the first that the sheets have beside dates and marks."""
    others = [one.header for one in columns if one.header not in own]
    named = [header for header in others if label(header) in _NAMES]
    about = [one.header for one in columns if one.kind == "personal" and one.header in others]
    return next(iter((*named, *about)), "")


def _date_order(columns: Sequence[Column]) -> Iterator[str]:
    dates = next((one.tally.dates for one in columns if one.header == DATE), None)
    if dates is not None and dates.seen == "ambiguous":
        yield from remarks(
            2, say("date_order: day_first or month_first? %(doubt)s. Say which here.", doubt=dates_in_words(dates))
        )


def _marks(columns: Sequence[Column]) -> Iterator[str]:
    """What else than the usual marks stands under the dates, for somebody to say what it means."""
    found = next((one.tally.labels() for one in columns if one.header == MARK), {})
    others = [written for form, (written, n) in found.items() if form not in MARKS and n > 2][:MOST_OPTIONS]
    if others:
        yield from remarks(
            2, say("Marks whose meaning must be said: %(marks)s. For example:", marks=", ".join(map(one_line, others)))
        )
        yield from remarks(2, "values:", f'  present: {{{scalar(one_line(others[0]))}: "1"}}')
