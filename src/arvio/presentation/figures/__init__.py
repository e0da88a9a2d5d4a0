"""Figures drawn from released results: heading, subtitle, chart for wide and narrow pages, data as a table."""

from arvio.presentation.figures.answering import missing_answers, weekly_responses
from arvio.presentation.figures.change import change_classes, flow, levels
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

__all__ = [
    "attendance",
    "change_classes",
    "changes",
    "continuity",
    "dots",
    "flow",
    "levels",
    "likert",
    "missing_answers",
    "partner_forms",
    "persons_and_visits",
    "ranking",
    "reach",
    "subgroups",
    "timeline",
    "trend",
    "weekly_responses",
]
