"""What params/instruments/<instrument>.yaml may hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from arvio.params.models.words import FileName, MissingReason, Name, Strict, Text, Written
from arvio.saying import say

Direction = Literal["higher_is_better", "lower_is_better"]
Verified = Literal["yes", "no"]
"""Whether somebody has held the figure against its source; one that nobody has is used, and told as such."""
ScoreMethod = Literal[
    "each_item", "sum", "mean", "percent_of_range", "share", "net_promoter", "sum_of_scores", "goal_attainment"
]
ItemKind = Literal["scale", "choice", "choices", "number"]
"""scale: a mark on a scale; choice: one of the options; choices: any number of them; number: a figure."""


class Scale(Strict):
    """The answers of an instrument from lowest to highest."""

    lowest: int
    highest: int
    labels: dict[int, list[str]] = Field(default={}, description="Answer: the words it may be exported with")


class NeverFor(Strict):
    """Whom a score or an item must never be told of: single persons, and groups that are too small."""

    groups_under: int = Field(ge=2, description=say("Smallest group that it may be told of; a single person never"))
    source: str
    verified: Verified


class Item(Strict):
    """One question of an instrument."""

    item: Name
    kind: ItemKind = "scale"
    text: Text | None = Field(default=None, description="Only where the licence lets the text be shipped")
    direction: Direction = "higher_is_better"
    scale: Scale | None = Field(default=None, description="Where it is not the instrument's")
    options: dict[Name, list[str]] = Field(
        default={}, description="Of a choice: option: the words or codes it may be exported with"
    )
    points: dict[int, float] = Field(
        default={}, description="Answer: points, where a score counts something else than the answers themselves"
    )
    then_test_of: Name | None = Field(
        default=None, description="The item that this one asks about the time before, looking back (then-test)"
    )
    never_for: NeverFor | None = None


class MissingRule(Strict):
    """How many items may be unanswered before there is no score, and what then stands for them."""

    allowed: int = Field(ge=0, description=say("Most items that may be unanswered; with more there is no score"))
    filled_by: Literal["own_mean", "nothing"] = Field(
        default="own_mean",
        description="own_mean: the mean of the respondent's other answers, which prorates a sum; "
        "nothing: what was answered is summed as it is",
    )
    source: str
    verified: Verified


class Band(Strict):
    """One stretch of a score, up to where the next begins."""

    band: Name
    at_least: float = Field(description=say("Smallest value that belongs to it"))
    text: Text


class Bands(Strict):
    """How the values of a score are grouped, lowest first."""

    source: str
    verified: Verified
    steps: list[Band] = Field(min_length=2)


class CutOff(Strict):
    """A value that a score is held against. An organisation may choose another in its analysis; both are printed."""

    cut_off: Name
    side: Literal["at_least", "at_most", "below"] = Field(description=say("Which side of the value is counted"))
    value: float
    text: Text
    source: str
    verified: Verified


class ChangeThreshold(Strict):
    """The smallest change of one person's score that is more than noise, or that matters."""

    points: float = Field(gt=0)
    source: str
    verified: Verified


class Reliability(Strict):
    """How much of the spread between persons is no error of measurement: needed for the reliable change index."""

    value: float = Field(gt=0, lt=1)
    kind: Literal["internal_consistency", "retest"]
    source: str
    verified: Verified


class Score(Strict):
    """One figure that answers are made into, and what is known of it."""

    score: Name = Field(description=say("No other instrument of an organisation should have the name"))
    name: Text
    method: ScoreMethod = Field(
        description=say(
            "each_item: every item is a score of its own, named after it and never reversed; sum, mean: of the "
            "items or of their points; percent_of_range: the sum as 0 to 100 of its range; share: 1 or 0 by the item's "
            "points, so that a group's mean is a share; net_promoter: 100, 0 or -100 by the item's points, so that a "
            "group's mean is the net promoter score; sum_of_scores: of other scores; goal_attainment: the T score of a "
            "case's goals, from the table family_goals"
        )
    )
    items: list[Name] = Field(default=[], description="Every item of the instrument when left out")
    scores: list[Name] = Field(default=[], description="Of sum_of_scores: the scores that are summed")
    lowest: float = Field(description=say("Smallest possible value"))
    highest: float = Field(description=say("Largest possible value"))
    direction: Direction = Field(
        default="higher_is_better", description="Items of the other direction are reversed; of each_item not used"
    )
    reversed_items: list[Name] = Field(
        default=[], description="The items that the manual reverses: must be those whose direction is the other one"
    )
    rounding: Literal["none", "half_up"] = Field(default="none", description="half_up: to a whole number")
    missing: MissingRule = Field(
        description=say("How many items may be unanswered before there is no score, and what then stands for them")
    )
    conversion: dict[int, float] = Field(default={}, description="Sum: score, where the manual has a table")
    goal_correlation: float | None = Field(
        default=None, gt=0, lt=1, description="Of goal_attainment: how goals of one case are expected to correlate"
    )
    source: str = Field(description=say("Where items, method, range and conversion are from"))
    verified: Verified
    bands: Bands | None = None
    cut_offs: list[CutOff] = Field(default=[])
    change_threshold: ChangeThreshold | None = None
    reliability: Reliability | None = None
    never_for: NeverFor | None = None


class Caution(Strict):
    """A sentence that stands in every report on an instrument, or in every one that tells of change."""

    when: Literal["always", "change"]
    text: Text
    source: str
    verified: Verified


class Instrument(Written):
    """params/instruments/<instrument>.yaml: a questionnaire as data."""

    instrument: FileName
    name: Text
    source: str
    licence: str
    shipping: Literal["text", "keys"] = Field(description=say("Whether the texts of the items may be shipped"))
    scale: Scale | None = Field(default=None, description="Of every item that has none of its own")
    number_of_items: int | None = Field(default=None, ge=1, description="As the manual has it, then-tests not counted")
    items: list[Item] = Field(min_length=1)
    missing: dict[str, MissingReason] = Field(default={}, description="Labels that are not on the scale")
    scores: list[Score] = Field(default=[], description="What the answers are made into")
    no_total: str = Field(default="", description="Why no score may be of several items; leave out where one may")
    cautions: list[Caution] = Field(default=[], description="What reports say whenever they use the instrument")
