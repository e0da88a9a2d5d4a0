"""All that differs between organisations, read and checked before anything runs."""

from arvio.params.models import Analysis, Audience, Claim, Instrument, Organisation, Source, Suite, Survey
from arvio.params.periods import Period, parse_period
from arvio.params.project import Project, open_project
from arvio.params.runs import Run

__all__ = [
    "Analysis",
    "Audience",
    "Claim",
    "Instrument",
    "Organisation",
    "Period",
    "Project",
    "Run",
    "Source",
    "Suite",
    "Survey",
    "open_project",
    "parse_period",
]
