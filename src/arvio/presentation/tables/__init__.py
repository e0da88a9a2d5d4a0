"""Tables of released results, one function per indicator. What is withheld has one mark, explained below the table."""

from arvio.presentation.tables.annual import activity, benefit, benefit_changes, goal_results
from arvio.presentation.tables.answering import matching, missing_answers, straight_lining
from arvio.presentation.tables.change import agreeing, attrition, change_tests, changes
from arvio.presentation.tables.claims import claim_sources, claims
from arvio.presentation.tables.family_work import placements
from arvio.presentation.tables.feedback import differences, feedback, response
from arvio.presentation.tables.mirror import mirror, mirror_statistics
from arvio.presentation.tables.pathways import (
    common_chains,
    encounters,
    gaps,
    services_by_target_group,
    support_contacts,
)
from arvio.presentation.tables.project_end import (
    assumptions,
    costs,
    definitions,
    fates,
    goals_by_year,
    instruments,
    project_changes,
    revisions,
    social_return,
)
from arvio.presentation.tables.quality import coverage, decisions, files, personal_data, problems, readiness
from arvio.presentation.tables.work_quality import feedback_handled, quality_checks

__all__ = [
    "activity",
    "agreeing",
    "assumptions",
    "attrition",
    "benefit",
    "benefit_changes",
    "change_tests",
    "changes",
    "claim_sources",
    "claims",
    "common_chains",
    "costs",
    "coverage",
    "decisions",
    "definitions",
    "differences",
    "encounters",
    "fates",
    "feedback",
    "feedback_handled",
    "files",
    "gaps",
    "goal_results",
    "goals_by_year",
    "instruments",
    "matching",
    "mirror",
    "mirror_statistics",
    "missing_answers",
    "personal_data",
    "placements",
    "problems",
    "project_changes",
    "quality_checks",
    "readiness",
    "response",
    "revisions",
    "services_by_target_group",
    "social_return",
    "straight_lining",
    "support_contacts",
]
