"""All that differs between organisations, read and checked before anything runs."""

from arvio.params.models import (
    Analysis,
    Audience,
    Change,
    Claim,
    Goal,
    Instrument,
    Limits,
    LogicBox,
    Organisation,
    Source,
    Sroi,
    Suite,
    Survey,
)
from arvio.params.notebooks import Needs, needs_of_notebooks, unknown_tables
from arvio.params.periods import Period, parse_period
from arvio.params.project import Project, open_project
from arvio.params.runs import AFTER_THE_YEARLY, INTERNAL_ONLY, NEVER_PUBLIC, OF_ALL_WORK, Run

__all__ = [
    "AFTER_THE_YEARLY",
    "INTERNAL_ONLY",
    "NEVER_PUBLIC",
    "OF_ALL_WORK",
    "Analysis",
    "Audience",
    "Change",
    "Claim",
    "Goal",
    "Instrument",
    "Limits",
    "LogicBox",
    "Needs",
    "Organisation",
    "Period",
    "Project",
    "Run",
    "Source",
    "Sroi",
    "Suite",
    "Survey",
    "needs_of_notebooks",
    "open_project",
    "parse_period",
    "unknown_tables",
]
