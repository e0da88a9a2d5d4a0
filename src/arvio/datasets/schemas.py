"""A schema for each canonical table, made from its columns, and what breaks it in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, get_args

import pandas as pd

from arvio.params.models import Basis, MissingReason
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.mapping.columns import TABLES, Column
from arvio.sources.mapping.findings import Finding

if TYPE_CHECKING:
    import pandera.pandas as pa

ANSWER_COLUMNS: Mapping[str, Column] = {
    "response_id": Column("text"),
    "respondent_group": TABLES["responses"]["respondent_group"],
    "wave": Column("text"),
    "item": Column("text"),
    "option": Column("text"),
    "value": Column("number", cells="may_be_empty"),
    "missing_reason": Column("choice", choices=("", *get_args(MissingReason))),
    "comparable": Column("flag"),
}
NEEDED_AFTER_READING = {"responses": ("wave",)}
"""Columns that a source need not have but a table must: the wave follows from the time of answering."""

COLUMN_TYPES = {"date": "datetime64[us]", "number": "float64", "mark": "float64", "flag": "bool"}


def violations(
    table: pd.DataFrame, name: str, *, headers: Mapping[str, str], known: Collection[tuple[str, int]]
) -> list[Finding]:
    """What breaks the schema of a table, except in the cells (column, row) that are known to be wrong already."""
    from pandera.errors import SchemaErrors  # slow to import, and not needed by who reads no data

    try:
        schema_of(name).validate(table, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
    else:
        return []
    cases = cases[[(column, row) not in known for column, row in zip(cases["column"], cases["index"], strict=True)]]
    return [
        _finding(group, name, str(column), headers=headers)
        for (column, _, _), group in cases.groupby(["column", "check", "failure_case"], dropna=False, sort=False)
    ]


@cache
def schema_of(name: str) -> pa.DataFrameSchema:
    """The schema of a canonical table; columns beside its own are left alone."""
    import pandera.pandas as pa

    columns = columns_of(name)
    needed = NEEDED_AFTER_READING.get(name, ())
    basis = pa.Column(checks=pa.Check.isin(get_args(Basis)), nullable=False)
    return pa.DataFrameSchema(
        {**{one: _schema(column, filled=one in needed) for one, column in columns.items()}, "basis": basis}, name=name
    )


def columns_of(name: str) -> Mapping[str, Column]:
    return ANSWER_COLUMNS if name == "answers" else TABLES[name]


def _schema(column: Column, *, filled: bool) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if column.choices:
        checks.append(pa.Check.isin(column.choices))
    if column.lowest is not None:
        checks.append(pa.Check.ge(column.lowest))
    if column.highest is not None:
        checks.append(pa.Check.le(column.highest))
    if column.whole == "whole":
        checks.append(pa.Check(_is_whole, name="whole"))
    return pa.Column(COLUMN_TYPES.get(column.kind), checks, nullable=column.cells == "may_be_empty" and not filled)


def _is_whole(column: pd.Series) -> pd.Series:
    return column.mod(1).eq(0)


def _finding(cases: pd.DataFrame, table: str, column: str, *, headers: Mapping[str, str]) -> Finding:
    rows = tuple(sorted(int(row) for row in cases["index"].dropna()))
    kind = columns_of(table)[column] if column in columns_of(table) else Column("text")
    header = headers.get(column, column)
    if cases["check"].iloc[0] == "not_nullable":
        remedy = say("fill it in, or leave the row out with a rule under leave_out")
        return Finding(column, header, rows, say("an empty cell that must be filled"), kind.expected, remedy)
    value = "" if kind.kind == "key" else text(cases["failure_case"].iloc[0])
    return Finding(
        column, header, rows, say("the value cannot be right"), kind.expected, say("correct it in the export"), value
    )
