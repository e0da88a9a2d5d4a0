"""What params/organisations/<organisation>.yaml may hold."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from arvio.params.models.analysis import Analysis, Claim, Goal, LogicBox, Mirror, Sroi
from arvio.params.models.sources import Source, Survey
from arvio.params.models.suite import Annex
from arvio.params.models.words import (
    AudienceName,
    FileName,
    Language,
    Moment,
    Name,
    NamedPeriod,
    Sensitivity,
    Strict,
    Text,
    Written,
)
from arvio.saying import say


class Project(Strict):
    """The funded project, where the organisation reports one."""

    name: str
    funder: str
    start: dt.date
    end: dt.date


class Report(Strict):
    """Which reports are made: one for each period, audience and language."""

    notebook: FileName
    periods: list[str] = Field(min_length=1)
    audiences: list[AudienceName] = Field(min_length=1)
    languages: list[Language] | None = Field(default=None, description="The suite's languages when left out")
    stage: Literal["draft", "final"] = Field(
        default="draft",
        description=say(
            "A draft is not handed on until somebody signs it (arvio sign); final needs nobody's signature"
        ),
    )
    commentary: Literal["needed", "optional"] = Field(
        default="needed",
        description="Whether the report is final only with the evaluator's own words in each section that asks for "
        "them; optional: a section without words shows nothing",
    )
    annexes: list[Annex] | None = Field(default=None, description="The suite's annexes when left out; [] for none")
    due: list[Moment] = Field(
        default=[],
        description="Moments of the suite at which arvio run --at makes the report; without any it is made by a run "
        "without --at only",
    )


class Organisation(Written):
    """params/organisations/<organisation>.yaml: all that is peculiar to one organisation."""

    organisation: FileName = Field(description=say("The same as the name of the file"))
    name: str
    data: Literal["synthetic", "real"] = Field(description=say("Pages made from synthetic persons say so"))
    data_folder: str = Field(description=say("Where the exports lie, from the project's root"))
    sensitivity: Sensitivity = Field(description=say("How sensitive the organisation's data are unless said otherwise"))
    sensitivities: dict[str, Sensitivity] = Field(default={}, description="Indicator: its own sensitivity")
    project: Project | None = None
    names: dict[Name, Text] = Field(
        default={},
        description="Code of the organisation's own, such as a service: the words for it in reports",
    )
    periods: dict[FileName, NamedPeriod] = Field(default={})
    surveys: list[Survey] = Field(default=[])
    sources: dict[Name, Source]
    reports: list[Report] = Field(default=[])
    goals: list[Goal] = Field(default=[])
    claims: list[Claim] = Field(default=[])
    logic_chain: list[LogicBox] = Field(default=[], description="From inputs to change, in the order of the boxes")
    sroi: Sroi | None = Field(default=None, description="Left out where no social return is calculated")
    analysis: Analysis = Analysis()
    mirror: Mirror | None = Field(default=None, description="Left out where the organisation takes part in none")
