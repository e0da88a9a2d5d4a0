"""All that differs between organisations, read and checked before anything runs."""

from arvio.params.models import Analysis, Audience, Change, Claim, Instrument, Organisation, Source, Suite, Survey
from arvio.params.notebooks import Needs, needs_of_notebooks, unknown_tables
from arvio.params.periods import Period, parse_period
from arvio.params.project import Project, open_project
from arvio.params.runs import INTERNAL_ONLY, NEVER_PUBLIC, Run

__all__ = [
    "INTERNAL_ONLY",
    "NEVER_PUBLIC",
    "Analysis",
    "Audience",
    "Change",
    "Claim",
    "Instrument",
    "Needs",
    "Organisation",
    "Period",
    "Project",
    "Run",
    "Source",
    "Suite",
    "Survey",
    "needs_of_notebooks",
    "open_project",
    "parse_period",
    "unknown_tables",
]
