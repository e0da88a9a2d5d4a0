"""What a params file may hold. The JSON Schemas that editors use are generated from these models."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from arvio.saying import say

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Moment = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
_ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
Address = Annotated[str, StringConstraints(pattern=rf"^{_ATOMS}@{_DOMAIN}$", max_length=254)]
"""An address of mail and nothing else (RFC 5322, dot-atom): no name before it, no space, comma, quote or line end, so
that it is one address in a header. A domain with letters such as ä is written in its other form, xn--…"""
Language = Literal["fi", "sv", "en"]
AudienceName = Literal["internal", "funder", "public"]
RespondentGroup = Literal["participants", "workers", "stakeholders", "volunteers"]
Sensitivity = Literal["ordinary", "special", "child_welfare", "staff"]
MissingReason = Literal["no_answer", "does_not_know", "not_applicable", "not_shown", "not_asked", "refused"]
Basis = Literal["collected", "sample", "estimate"]
Reader = Literal[
    "attendance_workbook",
    "csv",
    "database",
    "excel",
    "google_forms",
    "kobo",
    "limesurvey",
    "microsoft_forms",
    "parquet",
    "qualtrics",
    "redcap",
    "spss",
    "surveymonkey",
    "webropol",
]
Direction = Literal["higher_is_better", "lower_is_better"]
Verified = Literal["yes", "no"]
"""Whether somebody has held the figure against its source; one that nobody has is used, and told as such."""
ScoreMethod = Literal[
    "each_item", "sum", "mean", "percent_of_range", "share", "net_promoter", "sum_of_scores", "goal_attainment"
]
ItemKind = Literal["scale", "choice", "choices", "number"]
"""scale: a mark on a scale; choice: one of the options; choices: any number of them; number: a figure."""
Table = Literal[
    "answers",
    "attendance",
    "cases",
    "contacts",
    "costs",
    "enrolments",
    "family_goals",
    "feedback_items",
    "gaps",
    "groups",
    "partner_actions",
    "partners",
    "persons",
    "quality_checks",
    "staff",
    "staff_events",
    "visits",
    "volunteers",
]


def _as_list(value: object) -> object:
    """One header may be written alone; several (a question reworded between years) as a list."""
    return [value] if isinstance(value, str) else value


Headers = Annotated[list[str], BeforeValidator(_as_list), Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Strict):
    """The same words in each language."""

    model_config = ConfigDict(json_schema_extra={"description": say("The same words in each language.")})
    """A key that is missing is told with this, in the evaluator's language."""

    fi: str
    en: str
    sv: str = ""

    def in_language(self, language: str) -> str:
        """The text in a language; Finnish where that language has none yet."""
        return getattr(self, language) or self.fi


class Audience(Strict):
    """The protection rules of one audience."""

    minimum_n_persons: int = Field(ge=3, description=say("Smallest count of persons that is shown"))
    minimum_n_statistics: int = Field(ge=5, description=say("Smallest n of a mean, a share or a difference"))
    minimum_n_sensitive: int = Field(ge=5, description=say("Smallest n of anything on a sensitive subject"))
    minimum_n_interval: int = Field(
        ge=5, description=say("Smallest n whose interval is shown: it gives away the spread")
    )
    decimals: int = Field(ge=0, le=2, description=say("Decimals of means and differences"))
    spread: Literal["shown", "withheld"] = Field(description=say("Standard deviations"))
    band_of_share: float = Field(ge=0.5, le=1, description=say("Sensitive shares above this are shown as 'over'"))
    rounding_base: int = Field(ge=1, description=say("Sensitive counts are rounded to a multiple of this"))
    source: str = Field(description=say("Where these thresholds come from, and why"))


Topic = Literal["activity", "goals", "reached", "benefit", "partners", "volunteers", "communication", "lessons"]
"""What the annual report can tell of in the text for a funder's form."""


class FormQuestion(Strict):
    """One field of a funder's form, into which text is pasted."""

    question: Name
    heading: Text = Field(description=say("As the form has it, so that the text is pasted into the right field"))
    limit: int = Field(
        ge=50, description=say("Most characters that the field takes, spaces and line breaks among them")
    )
    about: list[Topic] = Field(
        min_length=1,
        description=say("What the text tells of, the most important first: what comes last is dropped first"),
    )


class FunderForm(Strict):
    """The form in which a funder asks for a report as text. Forms change yearly."""

    source: Text = Field(description=say("Which form of which year this is, and whether somebody has looked at it"))
    questions: list[FormQuestion] = Field(min_length=1, description=say("In the order of the form"))


Step = Literal["merge_answers", "drop_distribution", "drop_mean", "merge_groups", "widen_period"]
"""How a table tells less: fewer answer groups, no shares, no means, no groups, nothing of the period."""


Annex = Literal["pdf", "xlsx", "csv", "docx"]
"""A file beside a report: it as PDF, its tables as a workbook or as text, or the whole of it for a word processor."""


class Suite(Strict):
    """params/suite.yaml: what holds for every organisation unless its own file says otherwise."""

    languages: list[Language] = Field(
        min_length=1, description=say("Languages of reports that name none themselves; the catalogue is in the first")
    )
    audiences: dict[AudienceName, Audience]
    families: Audience | None = Field(
        default=None,
        description="Rules of reports on families in child welfare, the same for whoever may read them; without them "
        "no such report is made",
    )
    ladder: list[Step] = Field(
        default=[],
        description="Steps by which a table tells less where it would give a person away with what else is published, "
        "in this order; a report that no step mends is held back, and without steps every such report",
    )
    funder_form: FunderForm | None = Field(
        default=None, description="The funder's form; without it no text page is made beside the annual report"
    )
    annexes: list[Annex] = Field(
        default=[],
        description="Files made beside the page of every report that does not say otherwise: it printed by a browser "
        "(pdf), its tables as a workbook (xlsx) or as text (csv), the whole report for a word processor (docx)",
    )
    moments: dict[Moment, str] = Field(
        default={},
        description="Moment at which a set of reports is due, as arvio run --at names it: when that is",
    )
    time_limit_seconds: int = Field(ge=10, description=say("A run that takes longer is stopped and reported as failed"))
    memory_limit_mb: int = Field(
        default=4000,
        ge=500,
        description="A run that needs more memory, with all that it starts, is stopped and reported as failed; about "
        "300 are needed before it has read anything",
    )


class Recipients(Strict):
    """params/recipients.yaml: to whom the drafts of arvio mail are addressed."""

    recipients: dict[Name, dict[AudienceName, Annotated[list[Address], Field(max_length=50)]]] = Field(
        description="Organisation: audience: the addresses to which its reports for that audience are sent, such as "
        "report@example.org; an audience that is left out has a draft without recipients"
    )


class NamedPeriod(Strict):
    """A period with a name of its own, from its first to its last day."""

    start: dt.date
    end: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


class Project(Strict):
    """The funded project, where the organisation reports one."""

    name: str
    funder: str
    start: dt.date
    end: dt.date


class Survey(Strict):
    """One wave of one form: who was asked, and when."""

    wave: str = Field(pattern=r"^[0-9]{4}(-[A-Za-z0-9_]+)?$", description=say("For example 2025-1"))
    respondent_group: RespondentGroup
    opened: dt.date
    closed: dt.date
    invited: int | None = Field(default=None, ge=0, description="Leave out when it is not known")
    basis: Basis = "collected"


class LeaveOut(Strict):
    """Rows that are not real answers, and why they are left out."""

    column: str
    values: list[str] = Field(min_length=1, description=say("Compared without regard to case and spaces"))
    reason: Literal["test", "withdrawn", "empty", "other_service"]


class Duplicates(Strict):
    """Which rows are the same answer twice."""

    by: list[str] = Field(min_length=1, description=say("Headers that together identify an answer"))
    keep: Literal["first", "last"] = "last"


class Version(Strict):
    """What is otherwise in some files of a source: another year's form, reworded or exported with other settings.

    What is left out is as in the source; columns, items, options, values, labels and missing are added to its own.
    """

    files: str = Field(description=say("A file or a pattern: the files of the source that are so"))
    sheet: str | None = None
    encoding: str | None = None
    delimiter: Literal[",", ";", "\t"] | None = None
    decimal: Literal[",", "."] | None = None
    header_row: int | None = Field(default=None, ge=1)
    header_rows: int | None = Field(default=None, ge=1, le=3)
    date_order: Literal["day_first", "month_first", "year_first"] | None = None
    columns: dict[Name, Headers] = {}
    values: dict[Name, dict[str, str]] = {}
    items: dict[Name, Headers] = {}
    options: dict[Name, dict[str, Headers]] = {}
    labels: dict[str, int] = {}
    missing: dict[str, MissingReason] = {}
    not_asked: list[Name] = Field(default=[], description="Items of the source that this form does not have")
    not_comparable: list[Name] = Field(
        default=[], description="Items worded so differently that their answers are no part of a trend"
    )


class Shared(Strict):
    """A file that holds the rows of several organisations, as a national survey does, and which of them are own."""

    folder: str = Field(description=say("Where the files lie, from the project's root, for all organisations in them"))
    column: str = Field(description=say("Header of the column that tells whose a row is"))
    values: Headers = Field(
        description=say("What stands there in the organisation's own rows; compared without regard to case and spaces")
    )


class Source(Strict):
    """One kind of export: where it lies, how it is read, and which column is what.

    A column is named by its header, by the question's number or code ("3." or "Q7"), or by its place ("[column F]").
    """

    table: Table
    reader: Reader
    files: str = Field(default="", description="A file or a pattern within the organisation's data folder")
    shared: Shared | None = Field(
        default=None, description="Where the files hold rows of other organisations too, which are never read with them"
    )
    connection: str | None = Field(
        default=None,
        pattern=r"^[A-Z][A-Z0-9_]*$",
        description="Environment variable that holds the connection string of a database; never the string itself",
    )
    query: str | None = Field(default=None, description="SELECT statement, or the name of a database table")
    codebook: str | None = Field(
        default=None,
        description="The form's own codebook beside the export: XLSForm, REDCap dictionary, LimeSurvey syntax",
    )
    sheet: str | None = None
    encoding: str | None = Field(default=None, description="Needed when the file is not UTF-8")
    delimiter: Literal[",", ";", "\t"] | None = None
    decimal: Literal[",", "."] | None = Field(
        default=None, description="Say it where a number can be read in two ways, as 1.234"
    )
    header_row: int = Field(default=1, ge=1)
    header_rows: int = Field(default=1, ge=1, le=3, description="Rows that the headers take")
    date_order: Literal["day_first", "month_first", "year_first"] | None = Field(
        default=None, description="Say it where the dates of the file are ambiguous"
    )
    columns: dict[Name, Headers] = Field(default={}, description="Column of the table: header in the export")
    values: dict[Name, dict[str, str]] = Field(default={}, description="Column: label in the export: code")
    constants: dict[Name, str] = Field(default={}, description="Columns that are the same on every row")
    person: Headers | None = Field(default=None, description="Columns that together name a person; kept as a key only")
    items: dict[Name, Headers] = Field(default={}, description="Item of the instrument: header in the export")
    options: dict[Name, dict[str, Headers]] = Field(
        default={}, description="Item answered by ticking boxes, a column each: option: header in the export"
    )
    separator: str | None = Field(
        default=None, description="What parts several answers in one cell, where the reader does not know it"
    )
    instrument: Name | None = None
    labels: dict[str, int] = Field(default={}, description="Answer labels of this export that the instrument lacks")
    missing: dict[str, MissingReason] = Field(default={}, description="Answers that are not on the scale, and why")
    personal: list[str] = Field(default=[], description="Columns about persons: never kept")
    open_text: list[str] = Field(
        default=[], description="Open answers: never kept, searched for names, numbers and addresses of persons"
    )
    reviewed: list[str] = Field(
        default=[], description="Codes of open answers that somebody has read and found fit (arvio check gives them)"
    )
    ignored: list[str] = Field(default=[], description="Other columns that no report needs")
    leave_out: list[LeaveOut] = []
    duplicates: Duplicates | None = None
    versions: list[Version] = Field(default=[], description="Files of this source that are otherwise")
    basis: Basis = "collected"


class Report(Strict):
    """Which reports are made: one for each period, audience and language."""

    notebook: Name
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


class Organisation(Strict):
    """params/organisations/<organisation>.yaml: all that is peculiar to one organisation."""

    organisation: Name = Field(description=say("The same as the name of the file"))
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
    periods: dict[Name, NamedPeriod] = {}
    surveys: list[Survey] = []
    sources: dict[Name, Source]
    reports: list[Report] = []
    goals: list[Goal] = []
    claims: list[Claim] = []
    logic_chain: list[LogicBox] = Field(default=[], description="From inputs to change, in the order of the boxes")
    sroi: Sroi | None = Field(default=None, description="Left out where no social return is calculated")
    analysis: Analysis = Analysis()
    mirror: Mirror | None = Field(default=None, description="Left out where the organisation takes part in none")


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
    cut_offs: list[CutOff] = []
    change_threshold: ChangeThreshold | None = None
    reliability: Reliability | None = None
    never_for: NeverFor | None = None


class Caution(Strict):
    """A sentence that stands in every report on an instrument, or in every one that tells of change."""

    when: Literal["always", "change"]
    text: Text
    source: str
    verified: Verified


class Instrument(Strict):
    """params/instruments/<instrument>.yaml: a questionnaire as data."""

    instrument: Name
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
