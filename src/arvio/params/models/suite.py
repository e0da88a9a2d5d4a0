"""What params/suite.yaml and params/recipients.yaml may hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from arvio.params.models.words import Address, AudienceName, Language, Moment, Name, Strict, Text, Written
from arvio.saying import say


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


class Suite(Written):
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


class Recipients(Written):
    """params/recipients.yaml: to whom the drafts of arvio mail are addressed."""

    recipients: dict[Name, dict[AudienceName, Annotated[list[Address], Field(max_length=50)]]] = Field(
        description="Organisation: audience: the addresses to which its reports for that audience are sent, such as "
        "report@example.org; an audience that is left out has a draft without recipients"
    )
