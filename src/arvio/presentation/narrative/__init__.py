"""Released results in whole sentences, in the language of the report; one function per indicator."""

from arvio.presentation.narrative.claims import claims
from arvio.presentation.narrative.feedback import differences, feedback, intake, ranking, response, survey_limits, trend
from arvio.presentation.narrative.groups import (
    attendance,
    continuity,
    cumulative_reach,
    first_joint_group,
    group_limits,
    groups,
    partners,
    reach,
    volunteers,
)
from arvio.presentation.narrative.method import method

__all__ = [
    "attendance",
    "claims",
    "continuity",
    "cumulative_reach",
    "differences",
    "feedback",
    "first_joint_group",
    "group_limits",
    "groups",
    "intake",
    "method",
    "partners",
    "ranking",
    "reach",
    "response",
    "survey_limits",
    "trend",
    "volunteers",
]
