"""Released results in whole sentences, in the language of the report; one function per indicator."""

from arvio.presentation.narrative.answering import matching, missing_answers, straight_lining, weekly_responses
from arvio.presentation.narrative.cautions import cautions
from arvio.presentation.narrative.change import change_limits, change_tests, changes
from arvio.presentation.narrative.change_shares import agreeing, change_classes, subgroups
from arvio.presentation.narrative.claims import claims
from arvio.presentation.narrative.cooperation import beyond_orders, forums
from arvio.presentation.narrative.encounters import encounters, encounters_by_month, support_contacts
from arvio.presentation.narrative.family_answers import families_asked, means_by_role, means_by_wave, smoothness
from arvio.presentation.narrative.family_goals import attainment, attainment_bands, goals_reached
from arvio.presentation.narrative.family_work import case_numbers, cases_over_time, family_limits, family_methods
from arvio.presentation.narrative.feedback import differences, feedback, intake, ranking, response, survey_limits, trend
from arvio.presentation.narrative.followed import attrition, flow
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
from arvio.presentation.narrative.handling import feedback_handled, feedback_themes
from arvio.presentation.narrative.method import method
from arvio.presentation.narrative.pathways import (
    chains,
    common_chains,
    destinations,
    pathway_limits,
    services,
    streams,
    target_groups,
    transitions,
)
from arvio.presentation.narrative.placements import no_comparison, placements_after, placements_during
from arvio.presentation.narrative.quality import consents, decisions, files, personal_data, problems, readiness
from arvio.presentation.narrative.waiting import (
    begun_by_days,
    felt,
    gaps,
    needs_met,
    referral_states,
    service_gaps,
    waiting,
)
from arvio.presentation.narrative.work_quality import (
    multi_professional,
    pair_work,
    planned_visits,
    team_meetings,
    visits_by_month,
    wellbeing_activities,
    work_limits,
)
from arvio.presentation.narrative.workers import (
    ddp_levels,
    quality_checks,
    staff,
    staff_response,
    staff_wellbeing,
    wellbeing_trend,
)

__all__ = [
    "agreeing",
    "attainment",
    "attainment_bands",
    "attendance",
    "attrition",
    "begun_by_days",
    "beyond_orders",
    "case_numbers",
    "cases_over_time",
    "cautions",
    "chains",
    "change_classes",
    "change_limits",
    "change_tests",
    "changes",
    "claims",
    "common_chains",
    "consents",
    "continuity",
    "cumulative_reach",
    "ddp_levels",
    "decisions",
    "destinations",
    "differences",
    "encounters",
    "encounters_by_month",
    "families_asked",
    "family_limits",
    "family_methods",
    "feedback",
    "feedback_handled",
    "feedback_themes",
    "felt",
    "files",
    "first_joint_group",
    "flow",
    "forums",
    "gaps",
    "goals_reached",
    "group_limits",
    "groups",
    "intake",
    "matching",
    "means_by_role",
    "means_by_wave",
    "method",
    "missing_answers",
    "multi_professional",
    "needs_met",
    "no_comparison",
    "pair_work",
    "partners",
    "pathway_limits",
    "personal_data",
    "placements_after",
    "placements_during",
    "planned_visits",
    "problems",
    "quality_checks",
    "ranking",
    "reach",
    "readiness",
    "referral_states",
    "response",
    "service_gaps",
    "services",
    "smoothness",
    "staff",
    "staff_response",
    "staff_wellbeing",
    "straight_lining",
    "streams",
    "subgroups",
    "support_contacts",
    "survey_limits",
    "target_groups",
    "team_meetings",
    "transitions",
    "trend",
    "visits_by_month",
    "volunteers",
    "waiting",
    "weekly_responses",
    "wellbeing_activities",
    "wellbeing_trend",
    "work_limits",
]
