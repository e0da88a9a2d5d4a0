"""One module per evaluation question; every function takes tables and returns Results."""

from arvio.indicators.answering import matching, missing_answers, straight_lining, weekly_responses
from arvio.indicators.change import agreeing, attrition, change_classes, changes, changes_by_subgroup, flow
from arvio.indicators.claims import claims
from arvio.indicators.feedback import differences, feedback, response, trend
from arvio.indicators.groups import (
    attendance_rates,
    continuity,
    first_joint_group,
    group_counts,
    group_periods,
    partner_actions,
    partner_stages,
    volunteers,
)
from arvio.indicators.intake import intake
from arvio.indicators.quality import consents, coverage, decisions, files, personal_data, problems, readiness
from arvio.indicators.reach import attended, cumulative_reach, reach

__all__ = [
    "agreeing",
    "attendance_rates",
    "attended",
    "attrition",
    "change_classes",
    "changes",
    "changes_by_subgroup",
    "claims",
    "consents",
    "continuity",
    "coverage",
    "cumulative_reach",
    "decisions",
    "differences",
    "feedback",
    "files",
    "first_joint_group",
    "flow",
    "group_counts",
    "group_periods",
    "intake",
    "matching",
    "missing_answers",
    "partner_actions",
    "partner_stages",
    "personal_data",
    "problems",
    "reach",
    "readiness",
    "response",
    "straight_lining",
    "trend",
    "volunteers",
    "weekly_responses",
]
