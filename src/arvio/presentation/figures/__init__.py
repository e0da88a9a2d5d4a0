"""Figures drawn from released results: heading, subtitle, chart for wide and narrow pages, data as a table."""

from arvio.presentation.figures.answering import missing_answers, weekly_responses
from arvio.presentation.figures.feedback import dots, likert, ranking, trend
from arvio.presentation.figures.groups import (
    attendance,
    continuity,
    partner_forms,
    persons_and_visits,
    reach,
    timeline,
)

__all__ = [
    "attendance",
    "continuity",
    "dots",
    "likert",
    "missing_answers",
    "partner_forms",
    "persons_and_visits",
    "ranking",
    "reach",
    "timeline",
    "trend",
    "weekly_responses",
]
