"""The words for ids: respondent groups, counties, leader models, forms of cooperation, statistics.

An organisation's own ids (items, claims, services) have their words in the context of what was released; ours are
here, each a message of the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping

from arvio.disclosure import Context
from arvio.results import EVERYBODY
from arvio.translations import words


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message that is translated later
    return message


TERMS: Mapping[str, str] = {
    EVERYBODY: N_("All"),
    "participants": N_("Participants"),
    "workers": N_("Workers"),
    "stakeholders": N_("Stakeholders"),
    "volunteers": N_("Volunteers"),
    "kymenlaakso": N_("Kymenlaakso"),
    "etela_karjala": N_("South Karelia"),
    "project_only": N_("Project worker alone"),
    "project_and_county": N_("Project worker and county worker"),
    "project_and_volunteer": N_("Project worker and volunteer"),
    "volunteers_only": N_("Volunteers alone"),
    "referral": N_("Referring clients"),
    "communication": N_("Communication"),
    "premises": N_("Premises"),
    "group_leading": N_("Leading a group"),
    "training": N_("Training"),
    "meeting": N_("Meetings"),
    "mapped": N_("Mapped at the start"),
    "active": N_("With recorded actions"),
    "essential": N_("Essential"),
    "from_groups": N_("Found in the groups"),
    "elsewhere": N_("Found elsewhere"),
    "yes": N_("Continues"),
    "no": N_("Does not continue"),
    "open": N_("Not yet decided"),
    "read": N_("Rows read"),
    "duplicates": N_("Duplicates"),
    "left_out": N_("Left out"),
    "kept": N_("Rows kept"),
    "collected": N_("collected"),
    "sample": N_("sample"),
    "estimate": N_("estimate"),
    "invited": N_("Invited"),
    "answered": N_("Answered"),
    "response_rate": N_("Response rate"),
    "mean": N_("Mean"),
    "sd": N_("Standard deviation"),
    "share_low": N_("1–2"),
    "share_middle": N_("3"),
    "share_high": N_("4–5"),
    "does_not_know": N_("Don't know"),
    "no_answer": N_("No answer"),
    "difference": N_("Difference of means"),
    "difference_of_shares": N_("Difference in shares of 4–5"),
    "persons": N_("Different persons"),
    "visits": N_("Visits"),
    "groups": N_("Groups"),
    "actions": N_("Actions"),
    "partners": N_("Partners"),
    "attendance_rate": N_("Attendance"),
    "stopped_early": N_("Stopped early"),
}


def term(identifier: str, context: Context) -> str:
    """The words for an id: the organisation's own first, then ours; an unknown id without its underscores."""
    if identifier in context.labels:
        return context.labels[identifier]
    if identifier in TERMS:
        return words(context.language).gettext(TERMS[identifier])
    return identifier.replace("_", " ")
