"""What an organisation says of its exports: where they lie, and which header is which column."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from arvio.params.models.limits import Limits
from arvio.params.models.words import Basis, Headers, MissingReason, Name, RespondentGroup, Strict
from arvio.saying import say

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
    columns: dict[Name, Headers] = Field(default={})
    values: dict[Name, dict[str, str]] = Field(default={})
    items: dict[Name, Headers] = Field(default={})
    options: dict[Name, dict[str, Headers]] = Field(default={})
    labels: dict[str, int] = Field(default={})
    missing: dict[str, MissingReason] = Field(default={})
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
    leave_out: list[LeaveOut] = Field(default=[])
    duplicates: Duplicates | None = None
    versions: list[Version] = Field(default=[], description="Files of this source that are otherwise")
    limits: Limits = Field(
        default=Limits(), description="Where files of this source hold more than any other does: the most that is read"
    )
    basis: Basis = "collected"
