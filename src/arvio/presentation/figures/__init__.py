"""Figures drawn from released results: heading, subtitle, chart for wide and narrow pages, data as a table."""

from arvio.presentation.figures.annual import activity, goal_results, partner_actions
from arvio.presentation.figures.answering import missing_answers, weekly_responses
from arvio.presentation.figures.change import change_classes, flow, levels
from arvio.presentation.figures.cooperation import beyond_orders, means_by_role, means_by_wave, smoothness
from arvio.presentation.figures.encounters import encounters_by_month
from arvio.presentation.figures.family_goals import goal_attainment, goal_bands
from arvio.presentation.figures.family_work import cases_over_time
from arvio.presentation.figures.feedback import dots, likert, ranking, trend
from arvio.presentation.figures.groups import (
    attendance,
    continuity,
    partner_forms,
    persons_and_visits,
    reach,
    timeline,
)
from arvio.presentation.figures.mean_changes import changes, subgroups
from arvio.presentation.figures.mirror import mirror_changes, mirror_means, mirror_shares
from arvio.presentation.figures.needs import felt, needs_met
from arvio.presentation.figures.pathways import chain_lengths, destinations, services
from arvio.presentation.figures.project_end import (
    goals_by_year,
    logic_chain,
)
from arvio.presentation.figures.rhythm import team_meetings, wellbeing_activities
from arvio.presentation.figures.run_chart import multi_professional, pair_work
from arvio.presentation.figures.streams import streams
from arvio.presentation.figures.transitions import transitions
from arvio.presentation.figures.waiting import begun_by_days, waiting
from arvio.presentation.figures.work_quality import ddp_levels, feedback_themes, visits_not_held

__all__ = [
    "activity",
    "attendance",
    "begun_by_days",
    "beyond_orders",
    "cases_over_time",
    "chain_lengths",
    "change_classes",
    "changes",
    "continuity",
    "ddp_levels",
    "destinations",
    "dots",
    "encounters_by_month",
    "feedback_themes",
    "felt",
    "flow",
    "goal_attainment",
    "goal_bands",
    "goal_results",
    "goals_by_year",
    "levels",
    "likert",
    "logic_chain",
    "means_by_role",
    "means_by_wave",
    "mirror_changes",
    "mirror_means",
    "mirror_shares",
    "missing_answers",
    "multi_professional",
    "needs_met",
    "pair_work",
    "partner_actions",
    "partner_forms",
    "persons_and_visits",
    "ranking",
    "reach",
    "services",
    "smoothness",
    "streams",
    "subgroups",
    "team_meetings",
    "timeline",
    "transitions",
    "trend",
    "visits_not_held",
    "waiting",
    "weekly_responses",
    "wellbeing_activities",
]
