"""What a single cell can't show: whether the tables of an organisation agree with themselves and each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from arvio.datasets.regions import COUNTY, MUNICIPALITY, lies_in
from arvio.errors import Problem
from arvio.saying import say
from arvio.sources.mapping.columns import TABLES, UNIQUE
from arvio.sources.mapping.findings import Finding, as_problems, rows_where

REFERENCES = (
    ("attendance", "group_id", "groups", say("a group that the list of groups does not have")),
    ("partner_actions", "partner_id", "partners", say("a partner that the list of partners does not have")),
)
"""Table, column, the table that must know it, and what is wrong where it does not."""


def disagreements(tables: Mapping[str, pd.DataFrame], *, of: str) -> list[Problem]:
    """Everything in which a joined table disagrees with itself and with those that it refers to.

    It still has its provenance, and an index without repeats.
    """
    table = tables[of]
    if "source_file" not in table:  # answers are judged with their responses
        return []
    findings = [
        *_repeats(table, of),
        *_ends_before_start(table),
        *_other_counties(table),
        *_unknown_references(table, of, tables),
    ]
    return as_problems(findings, table)


def _repeats(table: pd.DataFrame, name: str) -> Iterator[Finding]:
    by = list(UNIQUE.get(name, ()))
    if not by:
        return
    whole = table[table[by].notna().all(axis=1)]
    repeated = whole[whole.duplicated(by, keep=False)]
    shown = [column for column in by if TABLES[name][column].kind != "key"]
    for _, group in repeated.groupby(by, sort=False):
        yield Finding(
            column=by[0],
            header=" + ".join(by),
            rows=rows_where(pd.Series(True, index=group.index)),
            what=say("the same row of %(table)s stands %(n)s times", table=name, n=len(group)),
            expected=say("once; these columns together are different on every row"),
            remedy=say("take the extra row out of the export, or write duplicates: by: … for the source in params"),
            value=", ".join(_plain(group[column].iloc[0]) for column in shown),
        )


def _ends_before_start(table: pd.DataFrame) -> Iterator[Finding]:
    if not {"start", "end"} <= set(table.columns):
        return
    wrong = table[table["end"] < table["start"]]
    for row, start, end in zip(wrong.index, wrong["start"], wrong["end"], strict=True):
        yield Finding(
            column="end",
            header="end",
            rows=(row,),
            what=say("ends before it starts"),
            expected=say("%(start)s or later", start=f"{start:%Y-%m-%d}"),
            remedy=say("correct the dates in the export, or date_order in params when day and month changed places"),
            value=f"{end:%Y-%m-%d}",
        )


def _other_counties(table: pd.DataFrame) -> Iterator[Finding]:
    """Rows whose county is not the one in which their municipality lies."""
    if not {COUNTY, MUNICIPALITY} <= set(table.columns):
        return
    known = lies_in(table)
    wrong = table[known.notna() & table[COUNTY].notna() & (table[COUNTY].astype("str") != known)]
    for (municipality, county), group in wrong.groupby([MUNICIPALITY, COUNTY], observed=True):
        yield Finding(
            column=COUNTY,
            header=COUNTY,
            rows=rows_where(pd.Series(True, index=group.index)),
            what=say("%(municipality)s lies in another wellbeing services county", municipality=municipality),
            expected=say(
                "%(county)s, by the list of municipalities that comes with arvio", county=known[group.index[0]]
            ),
            remedy=say("correct the one or the other in the export, or how params call the county"),
            value=str(county),
        )


def _unknown_references(table: pd.DataFrame, name: str, tables: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
    for referring, column, known_by, what in REFERENCES:
        if name != referring or known_by not in tables:
            continue
        known = set(tables[known_by][column])
        for value, group in table[~table[column].isin(known) & table[column].notna()].groupby(column):
            yield Finding(
                column=column,
                header=column,
                rows=rows_where(pd.Series(True, index=group.index)),
                what=what,
                expected=say("one of %(listed)s", listed=", ".join(sorted(known))),
                remedy=say("add it to the list, or correct the %(column)s here", column=column),
                value=str(value),
            )


def _plain(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
