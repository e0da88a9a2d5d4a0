"""Tables of released results, one function per indicator. What is withheld has one mark, explained below the table."""

from arvio.presentation.tables.answering import matching, missing_answers, straight_lining
from arvio.presentation.tables.change import agreeing, attrition, change_tests, changes
from arvio.presentation.tables.claims import claims
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
from arvio.presentation.tables.quality import coverage, decisions, files, personal_data, problems, readiness
from arvio.presentation.tables.work_quality import feedback_handled, quality_checks

__all__ = [
    "agreeing",
    "attrition",
    "change_tests",
    "changes",
    "claims",
    "common_chains",
    "coverage",
    "decisions",
    "differences",
    "encounters",
    "feedback",
    "feedback_handled",
    "files",
    "gaps",
    "matching",
    "mirror",
    "mirror_statistics",
    "missing_answers",
    "personal_data",
    "placements",
    "problems",
    "quality_checks",
    "readiness",
    "response",
    "services_by_target_group",
    "straight_lining",
    "support_contacts",
]
