"""What a draft says of an export, made so that the file reads as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from arvio.inspection.columns.column import Column
from arvio.inspection.columns.headings import numbers_answers, surest
from arvio.inspection.columns.profile import Profile
from arvio.inspection.columns.tally import identifies
from arvio.inspection.columns.words import dates_in_words
from arvio.inspection.drafts.answering_time import when_answered
from arvio.inspection.drafts.planned import Headed, Plan, When
from arvio.inspection.drafts.planned_items import items_of
from arvio.inspection.drafts.planned_missing import without_conflicts
from arvio.saying import say

_IGNORED = {
    "bookkeeping": "",
    "constant": say("the same answer on every row"),
    "date": "",
    "empty": say("nobody filled it in"),
}
"""Kind: why no report needs the column."""


def plan(profile: Profile, columns: Sequence[Column], today: dt.date) -> Plan:
    """Which column is which item, which answers are missing, and what is left out."""
    readable = [_readable(one, profile) for one in columns]
    when, identity = when_answered(profile, readable, today), _identity(profile, readable)
    rest, missing = without_conflicts([one for one in readable if one.header not in (when.header, identity)])
    provided = profile.raw.provides.get("response_id")
    return Plan(
        items=tuple(items_of(rest, profile)),
        when=_without_identity(when, profile, identity),
        identity=identity,
        repeated_by=identity if identity == provided else "",
        shared=_shared(readable),
        missing=missing,
        decimal_remark=_decimal_remark(columns),
        **_left_out(rest, profile, doubtful=when.doubtful),
    )


def _without_identity(when: When, profile: Profile, identity: str) -> When:
    """The tool's own number of the answer is not kept where it identifies persons: the row takes its place."""
    if identity or "response_id" not in profile.raw.provides:
        return when
    constants = {
        **when.constants,
        "response_id": ("", say("the tool's own would identify persons: the row takes its place")),
    }
    return replace(when, constants=constants)


def _readable(column: Column, profile: Profile) -> Column:
    """A column as the reader of the file can read it: without a separator of the tool, cells are not taken apart."""
    if column.kind == "choices" and not profile.raw.separator:
        remark = say(
            "several answers in a cell, parted by '%(separator)s': this reader does not take them apart",
            separator=column.separator,
        )
        return replace(column, kind="open text", remark=remark)
    if column.kind == "number" and column.tally.decimals.needs_saying:
        return replace(column, kind="empty", remark=say("figures that can be read in two ways: see decimal above"))
    return column


def _identity(profile: Profile, columns: Sequence[Column]) -> str:
    """The column that numbers the answers, each with a number of its own."""
    numbering = surest([one.header for one in columns if one.kind == "bookkeeping" and _numbers_each(one)])
    found = profile.raw.provides.get("response_id") or numbering
    return found if _may_be_kept(found, columns) else ""


def _may_be_kept(header: str, columns: Sequence[Column]) -> bool:
    """Whether a column that numbers the answers holds nothing that identifies those who gave them."""
    tallies = [one.tally for one in columns if one.header == header]
    return not any(tally.personal or any(map(identifies, tally.forms)) for tally in tallies)


def _numbers_each(column: Column) -> bool:
    return numbers_answers(column.header) and column.tally.filled == column.tally.rows and column.tally.are_different


def _shared(columns: Sequence[Column]) -> str:
    return surest([one.header for one in columns if one.kind == "bookkeeping" and _is_shared(one)])


def _is_shared(column: Column) -> bool:
    return numbers_answers(column.header) and not column.tally.are_different


def _decimal_remark(columns: Sequence[Column]) -> str:
    doubtful = [one for one in columns if one.kind == "number" and one.tally.decimals.needs_saying]
    if not doubtful:
        return ""
    listed = ", ".join(f"'{one.header}'" for one in doubtful)
    return say(
        "decimal: ',' or '.'? Numbers of %(headers)s can be read in two ways. Say which here, then make them items.",
        headers=listed,
    )


def _left_out(columns: Sequence[Column], profile: Profile, *, doubtful: str) -> dict[str, tuple[Headed, ...]]:
    """The columns that are no items: about persons, open text, and those that no report needs."""
    rest = [one for one in columns if one.header not in {*profile.raw.personal, *profile.raw.bookkeeping, doubtful}]
    in_doubt = ((doubtful, say("day or month first? See date_order above")),) if doubtful else ()
    ignored = tuple((one.header, _why_ignored(one)) for one in rest if one.kind in _IGNORED)
    return {
        "personal": tuple((one.header, one.why) for one in rest if one.kind == "personal"),
        "open_text": tuple((one.header, one.remark) for one in rest if one.kind == "open text"),
        "ignored": (*in_doubt, *ignored),
    }


def _why_ignored(column: Column) -> str:
    if column.kind == "date":
        return say("a date, %(seen)s", seen=dates_in_words(column.tally.dates))
    return column.remark or column.why or _IGNORED[column.kind]
