"""What an organisation says of its analyses: goals, claims, change, social return, mirror."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from arvio.params.models.words import Name, NamedPeriod, RespondentGroup, Strict, Text
from arvio.saying import say


class Claim(Strict):
    """Something the organisation says in public, recomputed in its reports."""

    claim: Name
    text: Text
    source: Text | str = Field(description=say("Where it was said; written alone it stands so in every language"))
    said: dt.date | None = Field(default=None, description="Reports on earlier periods do not judge it")
    indicator: Name
    breakdown: str = ""
    group: str = "all"
    statistic: str
    comparator: Literal["=", ">", ">=", "<", "<="]
    value: float
    decimals: int = Field(
        default=0, ge=0, le=3, description="How the claim is rounded: half up, once; 2 for a share in whole percent"
    )
    note: Text | None = Field(
        default=None, description="What must be known of it, such as why no figure can tell whether it holds"
    )

    def source_in(self, language: str) -> str:
        """Where it was said, in a language."""
        return self.source if isinstance(self.source, str) else self.source.in_language(language)


class Goal(Strict):
    """A target figure promised to a funder."""

    goal: Name
    text: Text
    indicator: Name
    breakdown: str = Field(default="", description="Where left out, the first in which the group is counted")
    group: str = "all"
    statistic: str
    target: float
    comparator: Literal[">=", "<="] = ">="
    by_year: dict[Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")], float] = Field(
        default={}, description="Year: what was promised of that year alone"
    )


class LogicBox(Strict):
    """A box of the chain from inputs to change, with the released figure that stands in it."""

    box: Name
    stage: Literal["input", "activity", "output", "change"]
    text: Text
    indicator: Name | None = Field(default=None, description="Where left out, the box has no figure")
    breakdown: str = Field(default="", description="Where left out, the first in which the group is counted")
    group: str = "all"
    statistic: str = ""


class ShareAssumption(Strict):
    """A share that a calculation assumes: the values with which its low, base and high results are computed."""

    low: float = Field(ge=0, le=1)
    base: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    source: Text


class AmountAssumption(Strict):
    """Euros that a calculation assumes: the values with which its low, base and high results are computed."""

    low: float = Field(ge=0)
    base: float = Field(ge=0)
    high: float = Field(ge=0)
    source: Text


class YearsAssumption(Strict):
    """How long a calculation assumes a change to last: the values of its low, base and high results."""

    low: int = Field(ge=1, le=30)
    base: int = Field(ge=1, le=30)
    high: int = Field(ge=1, le=30)
    source: Text


class SroiOutcome(Strict):
    """A change that a calculation of social return counts in euros, and all that it assumes of it."""

    outcome: Name
    text: Text
    indicator: Name = Field(default="reach", description="Whose count of persons the calculation starts from")
    changed: ShareAssumption = Field(description=say("Of the persons, those with whom it came about"))
    value: AmountAssumption = Field(description=say("Euros for a person and a year"))
    deadweight: ShareAssumption = Field(description=say("What would have come about without the project"))
    attribution: ShareAssumption = Field(description=say("What is the project's own, and not others'"))
    years: YearsAssumption = Field(description=say("How long the change is assumed to last"))
    drop_off: ShareAssumption = Field(description=say("How much of it is lost from each year to the next"))


class Sroi(Strict):
    """A calculation of social return. Without it the report has none: it rests on assumptions more than on data."""

    discount: ShareAssumption = Field(description=say("By how much a year later counts less than the year before"))
    outcomes: list[SroiOutcome] = Field(min_length=1)


class Change(Strict):
    """How change from a first to a second form of the same persons is studied."""

    respondent_group: RespondentGroup = Field(default="participants", description="Whose change it is")
    design: Literal["baseline", "then_test"] = Field(
        default="baseline",
        description="baseline: both forms were answered at their own times; then_test: the time before was judged at "
        "the end, in the follow-up form. They are never counted together",
    )
    baseline: str = Field(default="start", description="The wave at the start, as sources or surveys call it")
    follow_up: str = Field(default="end", description="The wave with which it is compared")
    window_days: int | None = Field(
        default=None,
        ge=1,
        description="A follow-up later than this after the baseline is not counted, and one that may still come in "
        "time is told as such; without it all that came by the end of the period counts",
    )
    scores: list[Name] = Field(
        default=[],
        description="Scores and items that are tested together as one family, declared before looking; all that both "
        "waves asked when left out",
    )
    subgroup: Literal["target_group", "service"] | None = Field(
        default=None, description="The column of enrolments by which change is divided; of several the first begun"
    )
    selection: Literal["doing_badly", "otherwise"] = Field(
        default="doing_badly",
        description="Whether persons come because they are doing badly: then some come nearer to the average by "
        "themselves, and the report says so",
    )


class Analysis(Strict):
    """Choices of method that a report prints."""

    reference_group: RespondentGroup = "participants"
    equivalence_margin: float = Field(default=0.3, gt=0, description="Differences within it count as the same level")
    feature_items: list[Name] = Field(default=[], description="Items that are compared with each other")
    cut_offs: dict[Name, dict[Name, float]] = Field(
        default={}, description="Instrument: cut-off: the value to use here instead of the instrument's own"
    )
    minimum_age: int | None = Field(default=None, ge=0, description="Who counts as an older man")
    benefit_items: list[Name] = Field(
        default=[], description="Items that tell of benefit in the annual report; every item when left out"
    )
    reform_date: dt.date = Field(default=dt.date(2023, 1, 1), description="Wellbeing services counties began")
    chain_gap_days: int = Field(
        default=90, ge=1, description="Most days between two services for them to be of one chain; the report prints it"
    )
    timely_days: int = Field(
        default=14, ge=0, description="A service that begins within so many days of the referral is in time"
    )
    answered_by: dict[Name, list[Name]] = Field(
        default={}, description="Need: the services that answer it; a need with none is a gap in the services"
    )
    services_for_children: list[Name] = Field(
        default=[],
        description="Services whose clients are children: no part of figures of several services, and not told outside",
    )
    closed: list[NamedPeriod] = Field(
        default=[], description="When the organisation was closed: no weekly meeting was promised then"
    )
    overhead_accounts: list[Name] = Field(
        default=[], description="Account classes of shared costs; all others are the activity's own"
    )
    change: Change = Change()


class MirrorIndicator(Strict):
    """A figure that the organisation gives to a mirror and holds against those of the others."""

    indicator: Name = Field(description=say("An item, or attendance, begun_in_time or needs_met"))
    counting: Literal["answers", "change", "attendance", "waiting", "needs"] = Field(
        default="answers",
        description="answers: of one respondent group in the period; change: of the same persons, as analysis.change "
        "says; attendance: of groups; waiting, needs: of referrals of the period",
    )
    statistic: Literal["mean", "mean_change", "share_high", "begun_in_time", "need_met", "attendance_rate"] = "mean"
    group: RespondentGroup = Field(default="participants", description="Of answers: whose they are")


class Mirror(Strict):
    """The mirror that the organisation takes part in; docs/mirror.md tells how one is held."""

    member: str = Field(
        pattern=r"^m-[0-9a-f]{8}$",
        description=say("The organisation's pseudonym, as the convener drew it; never told on"),
    )
    folder: str = Field(description=say("Where the members' files lie, from the project's root"))
    members: str = Field(description=say("The members file that the convener hands out, from the project's root"))
    indicators: list[MirrorIndicator] = Field(min_length=1, description=say("Each item or indicator once"))
