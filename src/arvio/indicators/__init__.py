"""One module per evaluation question; every function takes tables and returns Results."""

from arvio.indicators.annual import (
    encounter_activity,
    family_activity,
    family_visits,
    feedback_changes,
    goal_results,
    group_activity,
    service_activity,
    together,
)
from arvio.indicators.answering import matching, missing_answers, straight_lining, weekly_responses
from arvio.indicators.bundle import services_offered, support_contacts, without_services
from arvio.indicators.cases import (
    beyond_orders,
    case_numbers,
    cases_by_county,
    cases_over_time,
    placements_after,
    placements_during,
)
from arvio.indicators.chains import chain_lengths, chain_rule, chains, common_chains
from arvio.indicators.change import agreeing, attrition, change_classes, changes, changes_by_subgroup, flow
from arvio.indicators.checks import quality_checks
from arvio.indicators.claims import claims
from arvio.indicators.competence import ddp_levels
from arvio.indicators.cooperation import forums, smoothness_by_size_class
from arvio.indicators.costs import cost_per_person, cost_per_session, costs, sessions
from arvio.indicators.enrolments import ended, histories, known_by, referred, served
from arvio.indicators.experience import means_by_role, means_by_wave
from arvio.indicators.feedback import differences, feedback, response, trend
from arvio.indicators.gaps import gaps_found_and_filled
from arvio.indicators.goals import attainment, attainment_bands, goals_of_period, goals_reached
from arvio.indicators.groups import (
    attendance_rates,
    continuity,
    fates,
    first_joint_group,
    group_counts,
    group_periods,
    owners,
    partner_actions,
    partner_stages,
    volunteers,
)
from arvio.indicators.handling import feedback_handled, feedback_states, feedback_themes
from arvio.indicators.intake import intake
from arvio.indicators.key_figures import (
    Choices,
    Time,
    by_year,
    goals,
    goals_by_year,
    key_figures,
    names_of,
    verdicts,
)
from arvio.indicators.mirror import mirror, not_compared
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
from arvio.indicators.promises import realisation
from arvio.indicators.quality import consents, coverage, decisions, files, personal_data, problems, readiness
from arvio.indicators.reach import attended, cumulative_reach, reach
from arvio.indicators.rhythm import promised_months, promised_weeks, team_meetings, wellbeing_activities
from arvio.indicators.sroi import assumptions, sensitivity, social_return
from arvio.indicators.transitions import transitions
from arvio.indicators.waiting import begun_by_days, referral_states, waiting
from arvio.indicators.work_quality import (
    deviations,
    multi_professional,
    multi_professional_by_month,
    pair_work,
    pair_work_by_month,
    planned_visits,
    residential_experience,
    staff_numbers,
    visits_not_held,
)

__all__ = [
    "Choices",
    "Time",
    "agreeing",
    "assumptions",
    "attainment",
    "attainment_bands",
    "attendance_rates",
    "attended",
    "attrition",
    "begun_by_days",
    "beyond_orders",
    "by_year",
    "case_numbers",
    "cases_by_county",
    "cases_over_time",
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
    "cost_per_person",
    "cost_per_session",
    "costs",
    "coverage",
    "cumulative_reach",
    "ddp_levels",
    "decisions",
    "destinations",
    "deviations",
    "differences",
    "encounter_activity",
    "encounters",
    "encounters_by_month",
    "ended",
    "family_activity",
    "family_visits",
    "fates",
    "feedback",
    "feedback_changes",
    "feedback_handled",
    "feedback_states",
    "feedback_themes",
    "files",
    "first_joint_group",
    "flow",
    "forums",
    "gaps_found_and_filled",
    "goal_results",
    "goals",
    "goals_by_year",
    "goals_of_period",
    "goals_reached",
    "group_activity",
    "group_counts",
    "group_periods",
    "histories",
    "intake",
    "key_figures",
    "known_by",
    "matching",
    "means_by_role",
    "means_by_wave",
    "mirror",
    "missing_answers",
    "multi_professional",
    "multi_professional_by_month",
    "names_of",
    "needs_met",
    "not_compared",
    "owners",
    "pair_work",
    "pair_work_by_month",
    "partner_actions",
    "partner_stages",
    "personal_data",
    "placements_after",
    "placements_during",
    "planned_visits",
    "problems",
    "promised_months",
    "promised_weeks",
    "quality_checks",
    "reach",
    "readiness",
    "realisation",
    "referral_states",
    "referred",
    "residential_experience",
    "response",
    "sensitivity",
    "served",
    "service_activity",
    "service_gaps",
    "services",
    "services_by_target_group",
    "services_offered",
    "sessions",
    "smoothness_by_size_class",
    "social_return",
    "staff_numbers",
    "straight_lining",
    "support_contacts",
    "target_groups",
    "team_meetings",
    "together",
    "transitions",
    "trend",
    "verdicts",
    "visits_not_held",
    "volunteers",
    "waiting",
    "weekly_responses",
    "wellbeing_activities",
    "without_services",
]
