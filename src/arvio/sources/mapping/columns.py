"""The canonical tables: what every reader's export becomes, and all that indicators read.

Ids and choices are English and snake_case; dates are datetime64; a number or date that is not known is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from arvio.params.models import Basis, RespondentGroup
from arvio.saying import say

Kind = Literal["text", "id", "choice", "date", "number", "mark", "flag", "key"]
"""text   words of the organisation, never shown without release
id     a snake_case word that reports translate
choice one of the column's choices
date   a day, or a moment where the export has one
number a number between lowest and highest
mark   1 or 0, from the x of a hand-kept list
flag   true unless the export says no
key    what identifies a person, a case or a worker: always hashed"""


@dataclass(frozen=True)
class Column:
    """One column of a canonical table: its kind, and whether every row must have it or a source may leave it out."""

    kind: Kind
    cells: Literal["filled", "may_be_empty"] = "filled"
    choices: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    whole: Literal["whole", "any"] = "any"

    @property
    def expected(self) -> str:
        """What a cell may hold, in words."""
        if self.kind == "choice":
            return say("one of %(listed)s", listed=", ".join(self.choices))
        if self.kind == "number" and self.lowest is not None:
            return _number_between(f"{self.lowest:g}", "" if self.highest is None else f"{self.highest:g}", self.whole)
        return _IN_WORDS[self.kind]


def _number_between(lowest: str, highest: str, whole: Literal["whole", "any"]) -> str:
    if whole == "whole" and highest:
        return say("a whole number, %(lowest)s to %(highest)s", lowest=lowest, highest=highest)
    if whole == "whole":
        return say("a whole number, %(lowest)s or more", lowest=lowest)
    if highest:
        return say("a number, %(lowest)s to %(highest)s", lowest=lowest, highest=highest)
    return say("a number, %(lowest)s or more", lowest=lowest)


_IN_WORDS = {
    "text": say("a text"),
    "id": say("an English word in lower case with _ for spaces"),
    "date": say("a date"),
    "number": say("a number"),
    "mark": say("a mark of presence (x, 1, p) or absence (-, 0, empty)"),
    "flag": say("yes or no"),
    "key": say("what identifies a person or case"),
}


def _optional(kind: Kind, **more: Any) -> Column:
    return Column(kind, cells="may_be_empty", **more)


_YES_NO = ("yes", "no")
_DATE = Column("date")
_END = _optional("date")
_COUNT: Mapping[str, Any] = {"lowest": 0, "whole": "whole"}

TABLES: Mapping[str, Mapping[str, Column]] = {
    "responses": {
        "response_id": Column("text"),
        "respondent_group": Column("choice", choices=get_args(RespondentGroup)),
        "wave": _optional("text"),
        "submitted_at": _optional("date"),
        "complete": _optional("flag"),
        "person_key": _optional("key"),
        "service": _optional("id"),
        "respondent_role": _optional("choice", choices=("parent", "young_person")),
        "size_class": _optional("choice", choices=("small", "medium", "large")),
    },
    "persons": {
        "person_key": Column("key"),
        "birth_year": _optional("number", lowest=1900, highest=2030, whole="whole"),
        "county": _optional("id"),
        "consent": Column("choice", choices=_YES_NO),
        "referral_source": _optional("id"),
    },
    "groups": {
        "group_id": Column("text"),
        "county": _optional("id"),  # else that of the municipality, by the list that comes with arvio
        "municipality": _optional("text"),
        "start": _DATE,
        "end": _END,
        "leader_model": _optional("id"),
        "joint_with_county": _optional("choice", choices=_YES_NO),
        "planned_sessions": _optional("number", **_COUNT),
        "continues": _optional("choice", choices=(*_YES_NO, "open")),
        "continues_owner": _optional("id"),
    },
    "attendance": {
        "group_id": Column("text"),
        "date": _DATE,
        "person_key": Column("key"),
        "present": Column("mark"),
    },
    "partners": {
        "partner_id": Column("text"),
        "sector": _optional("id"),
        "county": _optional("id"),
        "mapped_on": _END,
        "essential": _optional("choice", choices=_YES_NO),
    },
    "partner_actions": {"partner_id": Column("text"), "date": _DATE, "form": Column("id")},
    "volunteers": {
        "person_key": Column("key"),
        "source": _optional("choice", choices=("from_groups", "elsewhere")),
        "start": _DATE,
        "end": _END,
        "role": _optional("id"),
    },
    "enrolments": {
        "person_key": Column("key"),
        "service": Column("id"),
        "target_group": _optional("id"),
        "referred_on": _optional("date"),
        "start": _optional("date"),
        "end": _END,
        "end_reason": _optional("id"),
        "next_step": _optional("id"),
        "need": _optional("id"),
        "need_met": _optional("id"),
        "cost_eur": _optional("number", lowest=0),
    },
    "contacts": {
        "date": _DATE,
        "service": Column("id"),
        "kind": _optional("id"),
        "n_people": Column("number", **_COUNT),
        "counting_basis": Column("choice", choices=get_args(Basis)),
    },
    "visits": {
        "case_key": Column("key"),
        "date": _DATE,
        "planned": _optional("choice", choices=_YES_NO),
        "held": Column("choice", choices=_YES_NO),
        "n_workers": _optional("number", **_COUNT),
        "professions": _optional("text"),
        "municipality": _optional("text"),
        "deviation_reason": _optional("id"),
    },
    "staff_events": {
        "kind": Column("choice", choices=("team_meeting", "wellbeing_activity")),
        "planned_date": _DATE,
        "held": Column("choice", choices=_YES_NO),
        "invited": _optional("number", **_COUNT),
        "attended": _optional("number", **_COUNT),
    },
    "staff": {
        "staff_key": Column("key"),
        "profession": _optional("text"),
        "residential_experience_years": _optional("number", lowest=0, highest=60),
        "ddp_level": _optional("id"),
        "start": _DATE,
        "end": _END,
    },
    "cases": {
        "case_key": Column("key"),
        "start": _DATE,
        "end": _END,
        "ordering_municipality": _optional("text"),
        "placement_during": _optional("choice", choices=_YES_NO),
        "placement_12m": _optional("choice", choices=_YES_NO),
    },
    "family_goals": {
        "case_key": Column("key"),
        "goal": Column("text"),
        "weight": _optional("number", lowest=0),
        "baseline": _optional("number", lowest=-2, highest=2, whole="whole"),
        "score": _optional("number", lowest=-2, highest=2, whole="whole"),
        "assessed_on": _END,
    },
    "feedback_items": {
        "source": Column("choice", choices=("workers", "families", "commissioners", "own_control")),
        "date": _DATE,
        "theme": Column("id"),
        "action_on": _END,
        "status": Column("choice", choices=("open", "in_progress", "done", "no_action")),
    },
    "gaps": {
        "found_on": _DATE,
        "need": Column("id"),
        "other_provider": _optional("choice", choices=_YES_NO),
        "response": Column("choice", choices=("new_service", "widened_service", "directed_elsewhere", "none_yet")),
        "filled_on": _END,
    },
    "quality_checks": {
        "requirement": Column("id"),
        "kind": Column("choice", choices=("statutory", "beyond_statutory")),
        "met": Column("choice", choices=_YES_NO),
        "checked_on": _DATE,
    },
    "costs": {
        "date": _DATE,
        "account_class": Column("id"),
        "service": _optional("id"),
        "amount_eur": Column("number"),
    },
}
"""Goal attainment is scored from -2 to 2 (Kiresuk & Sherman 1968). A size class is that of the respondent's
municipality: the municipality itself would name who answered."""

UNIQUE: Mapping[str, tuple[str, ...]] = {
    "responses": ("response_id",),
    "persons": ("person_key",),
    "groups": ("group_id",),
    "attendance": ("group_id", "date", "person_key"),
    "partners": ("partner_id",),
    "staff": ("staff_key",),
    "cases": ("case_key",),
    "quality_checks": ("requirement", "checked_on"),
}
"""What may stand only once in each table; the second time would be counted twice."""


def columns_of(table: str) -> Mapping[str, Column]:
    """The columns that a source of a table fills; a source of answers fills the responses."""
    return TABLES["responses" if table == "answers" else table]
