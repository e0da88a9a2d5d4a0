"""One module per evaluation question; every function takes tables and returns Results."""

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
from arvio.indicators.reach import attended, cumulative_reach, reach

__all__ = [
    "attendance_rates",
    "attended",
    "claims",
    "continuity",
    "cumulative_reach",
    "differences",
    "feedback",
    "first_joint_group",
    "group_counts",
    "group_periods",
    "intake",
    "partner_actions",
    "partner_stages",
    "reach",
    "response",
    "trend",
    "volunteers",
]
