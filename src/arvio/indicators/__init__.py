"""One module per evaluation question; every function takes tables and returns Results."""

from arvio.indicators.answering import matching, missing_answers, straight_lining, weekly_responses
from arvio.indicators.chains import chain_lengths, chain_rule, chains, common_chains
from arvio.indicators.change import agreeing, attrition, change_classes, changes, changes_by_subgroup, flow
from arvio.indicators.claims import claims
from arvio.indicators.enrolments import ended, histories, known_by, referred, served
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
from arvio.indicators.pathways import (
    destinations,
    encounters,
    encounters_by_month,
    needs_met,
    service_gaps,
    services,
    services_by_target_group,
    target_groups,
)
from arvio.indicators.quality import consents, coverage, decisions, files, personal_data, problems, readiness
from arvio.indicators.reach import attended, cumulative_reach, reach
from arvio.indicators.transitions import transitions
from arvio.indicators.waiting import referral_states, waiting

__all__ = [
    "agreeing",
    "attendance_rates",
    "attended",
    "attrition",
    "chain_lengths",
    "chain_rule",
    "chains",
    "change_classes",
    "changes",
    "changes_by_subgroup",
    "claims",
    "common_chains",
    "consents",
    "continuity",
    "coverage",
    "cumulative_reach",
    "decisions",
    "destinations",
    "differences",
    "encounters",
    "encounters_by_month",
    "ended",
    "feedback",
    "files",
    "first_joint_group",
    "flow",
    "group_counts",
    "group_periods",
    "histories",
    "intake",
    "known_by",
    "matching",
    "missing_answers",
    "needs_met",
    "partner_actions",
    "partner_stages",
    "personal_data",
    "problems",
    "reach",
    "readiness",
    "referral_states",
    "referred",
    "response",
    "served",
    "service_gaps",
    "services",
    "services_by_target_group",
    "straight_lining",
    "target_groups",
    "transitions",
    "trend",
    "volunteers",
    "waiting",
    "weekly_responses",
]
