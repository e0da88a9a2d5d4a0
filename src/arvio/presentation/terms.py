"""The words for ids: respondent groups, counties, leader models, forms of cooperation, statistics.

An organisation's own ids (items, claims, services) have their words in the context of what was released; ours are
here, each a message of the catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping

from arvio.disclosure import Context
from arvio.results import EVERYBODY
from arvio.translations import later, words

TERMS: Mapping[str, str] = {
    EVERYBODY: later("All"),
    "": later("Whole period"),
    "participants": later("Participants"),
    "workers": later("Workers"),
    "stakeholders": later("Stakeholders"),
    "volunteers": later("Volunteers"),
    "kymenlaakso": later("Kymenlaakso"),
    "etela_karjala": later("South Karelia"),
    "project_only": later("Project worker alone"),
    "project_and_county": later("Project worker and county worker"),
    "project_and_volunteer": later("Project worker and volunteer"),
    "volunteers_only": later("Volunteers alone"),
    "referral": later("Referring clients"),
    "communication": later("Communication"),
    "premises": later("Premises"),
    "group_leading": later("Leading a group"),
    "training": later("Training"),
    "meeting": later("Meetings"),
    "mapped": later("Mapped at the start"),
    "active": later("With recorded actions"),
    "essential": later("Essential"),
    "from_groups": later("Found in the groups"),
    "elsewhere": later("Found elsewhere"),
    "yes": later("Continues"),
    "no": later("Does not continue"),
    "open": later("Not yet decided"),
    "read": later("Rows read"),
    "duplicates": later("Duplicates"),
    "left_out": later("Left out"),
    "kept": later("Rows kept"),
    "collected": later("collected"),
    "sample": later("sample"),
    "estimate": later("estimate"),
    "invited": later("Invited"),
    "answered": later("Answered"),
    "response_rate": later("Response rate"),
    "mean": later("Mean"),
    "sd": later("Standard deviation"),
    "share_low": later("1–2"),
    "share_middle": later("3"),
    "share_high": later("4–5"),
    "does_not_know": later("Don't know"),
    "no_answer": later("No answer"),
    "difference": later("Difference of means"),
    "difference_of_shares": later("Difference in shares of 4–5"),
    "persons": later("Different persons"),
    "visits": later("Visits"),
    "groups": later("Groups"),
    "actions": later("Actions"),
    "partners": later("Partners"),
    "attendance_rate": later("Attendance"),
    "stopped_early": later("Stopped early"),
    "start": later("Form at the start"),
    "end": later("Form at the end"),
    "files": later("Files"),
    "columns": later("Columns"),
    "values": later("Values"),
    "days_over_12": later("With a day over 12"),
    "problems": later("Problems"),
    "hits": later("Hits"),
    "asked": later("Asked"),
    "refused": later("Refused"),
    "not_applicable": later("Not applicable"),
    "not_shown": later("Not shown"),
    "not_asked": later("Not asked"),
    "missing_share": later("Missing in all"),
    "responses": later("Responses"),
    "same_answers": later("All the same"),
    "same_answers_share": later("Share"),
    "matched": later("Answered again"),
    "match_rate": later("Share"),
    "started": later("Began a service"),
    "first_form": later("Answered the first form"),
    "both": later("Answered both forms"),
    "only_baseline": later("Answered the first form only"),
    "not_due": later("May still answer in time"),
    "baseline": later("At the start"),
    "follow_up": later("At the end"),
    "mean_change": later("Change"),
    "d_z": later("d_z"),
    "d_av": later("d_av"),
    "wilcoxon_p": later("p (Wilcoxon)"),
    "holm_p": later("p (Holm)"),
    "share_improved": later("Better"),
    "share_unchanged": later("Unchanged"),
    "share_worsened": later("Worse"),
    "improved": later("Changed for the better"),
    "change_of_agreeing": later("Change, percentage points"),
    "unemployed": later("Unemployed"),
    "at_risk_of_unemployment": later("At risk of unemployment"),
    "immigrant": later("Immigrants"),
    "other_special_group": later("Other special groups"),
    "not_known": later("Not known"),
}


def term(identifier: str, context: Context) -> str:
    """The words for an id: the organisation's own first, then ours; an unknown id without its underscores."""
    if identifier in context.labels:
        return context.labels[identifier]
    if identifier in TERMS:
        return words(context.language).gettext(TERMS[identifier])
    return identifier.replace("_", " ")
