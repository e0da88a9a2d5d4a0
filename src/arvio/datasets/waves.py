"""Which wave an answer belongs to: the survey of its respondent group that was open when it was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from arvio.params import Survey
from arvio.saying import joined, say
from arvio.sources.mapping.export import Mapped, Setting
from arvio.sources.mapping.findings import Finding, rows_where


def with_waves(mapped: Mapped, setting: Setting, surveys: Sequence[Survey]) -> tuple[Mapped, list[Finding]]:
    """Responses and answers with their wave, and the answers given while no survey was open.

    A form that names its wave itself (before, after) keeps what it says.
    """
    responses = mapped.tables["responses"]
    if {"wave"} & {*setting.source.columns, *setting.source.constants}:
        return mapped, []
    waves = _waves(responses, surveys)
    tables = {
        "responses": responses.assign(wave=waves),
        "answers": mapped.tables["answers"].drop(columns="wave").join(waves.rename("wave")),
    }
    outside = responses[waves.isna() & responses["submitted_at"].notna()]
    return replace(mapped, tables=tables), [_outside(group, mapped, surveys) for _, group in _by_day(outside)]


def surveys_table(surveys: Sequence[Survey]) -> pd.DataFrame:
    """The surveys of params as a canonical table; invited is missing where it is not known."""
    table = pd.DataFrame([survey.model_dump() for survey in surveys], columns=list(Survey.model_fields))
    return table.astype({"opened": "datetime64[us]", "closed": "datetime64[us]", "invited": "float64"})


def _waves(responses: pd.DataFrame, surveys: Sequence[Survey]) -> pd.Series:
    days = responses["submitted_at"].dt.normalize()
    waves = pd.Series(pd.NA, index=responses.index, dtype="str")
    for survey in surveys:
        inside = days.between(pd.Timestamp(survey.opened), pd.Timestamp(survey.closed))
        waves = waves.mask(inside & (responses["respondent_group"] == survey.respondent_group), survey.wave)
    return waves


def _by_day(outside: pd.DataFrame) -> list[tuple[object, pd.DataFrame]]:
    return list(outside.groupby(outside["submitted_at"].dt.normalize()))


def _outside(rows: pd.DataFrame, mapped: Mapped, surveys: Sequence[Survey]) -> Finding:
    day, group = rows["submitted_at"].iloc[0], rows["respondent_group"].iloc[0]
    windows = [
        say("%(wave)s from %(opened)s to %(closed)s", wave=survey.wave, opened=survey.opened, closed=survey.closed)
        for survey in surveys
        if survey.respondent_group == group
    ]
    return Finding(
        column="submitted_at",
        header=mapped.headers.get("submitted_at", "submitted_at"),
        rows=rows_where(pd.Series(True, index=rows.index)),
        what=say("an answer of %(group)s given while none of their surveys was open", group=group),
        expected=joined(windows, "; ") or say("a survey of %(group)s under surveys in params", group=group),
        remedy=say(
            "correct opened and closed of the survey in params, or leave the row out with a rule under leave_out"
        ),
        value=f"{day:%Y-%m-%d}",
    )
