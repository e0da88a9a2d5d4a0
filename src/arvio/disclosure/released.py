"""What has passed the one door. Only `release` makes it; figures, tables and sentences accept nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from arvio.errors import Problem, ProtectionError
from arvio.saying import say

Status = Literal["shown", "withheld", "rounded", "coarsened"]
Row = Mapping[str, Any]
"""A row of results by its columns."""


class Ends(NamedTuple):
    """Between which values a score or an item lies, and at which end it is good."""

    lowest: float
    highest: float
    better: Literal["higher", "lower"]


@dataclass(frozen=True)
class Context:
    """Whose results these are, and the words for what is in them."""

    organisation: str
    organisation_name: str
    period: str
    """As written in params: 2025, 2025-H1, 2021-2024 or a name."""
    start: dt.date
    end: dt.date
    language: str
    audience: str
    labels: Mapping[str, str]
    """Words in the report's language for ids that are the organisation's own: items, services, claims."""
    scales: Mapping[str, Ends] = field(default_factory=dict)
    """The ends of each item and score."""


@dataclass(frozen=True)
class Released:
    """Results after disclosure control, rounded as the audience may see them.

    `table` has the columns of results and `status`. A withheld row has no value, interval or n: missing and
    marked, never 0. A coarsened share is the bound it lies beyond (0.9: over 90 %; 0.1: under 10 %). An
    interval may be missing where the value is shown, since an interval of few answers gives away their spread.
    """

    table: pd.DataFrame
    context: Context

    def rows(self, **wanted: str | list[str]) -> pd.DataFrame:
        """The rows whose columns have the wanted values, for example rows(statistic="mean")."""
        return self.table[np.array([_has(row, wanted) for row in self._plain], dtype=bool)]

    def each(self, **wanted: str | list[str]) -> list[Row]:
        """The same rows, each as plain values."""
        return [row for row in self._plain if _has(row, wanted)]

    def by(self, *columns: str) -> Iterator[tuple[tuple[str, ...], list[Row]]]:
        """The rows that have the same words in some columns, in the order in which these words come first."""
        yield from rows_by(self._plain, *columns).items()

    def only(self, **wanted: str | list[str]) -> Released:
        """The same, still released."""
        return Released(self.rows(**wanted), self.context)

    @cached_property
    def _plain(self) -> list[Row]:
        return plain_rows(self.table)


def plain_rows(table: pd.DataFrame) -> list[Row]:
    """The rows of a table as plain values: to take one row of a table after the other takes a hundred times as long."""
    names = list(table.columns)
    return [dict(zip(names, row, strict=True)) for row in table.to_numpy(dtype=object).tolist()]


def rows_by(rows: Iterable[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """The rows that have the same words in some columns, by these words, in the order in which they come first.

    >>> list(rows_by([{"group": "a", "n": 5}, {"group": "b", "n": 6}, {"group": "a", "n": 7}], "group"))
    [('a',), ('b',)]
    """
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple([row[column] for column in columns]), []).append(row)
    return found


def _has(row: Row, wanted: Mapping[str, str | list[str]]) -> bool:
    return all(row[name] == one if isinstance(one, str) else row[name] in one for name, one in wanted.items())


def together(several: Sequence[Released]) -> Released:
    """What was released apart as one, of the first one's context; an empty table among others says nothing of types."""
    tables = [one.table for one in several if len(one.table)] or [several[0].table]
    return Released(pd.concat(tables, ignore_index=True), several[0].context)


def require_released(given: object) -> Released:
    """The given results if they were released; an error that says what to write if they were not."""
    if isinstance(given, Released):
        return given
    raise ProtectionError(
        Problem(
            file="notebook",
            what=say(
                "figures, tables and sentences show released results only, got: %(name)s", name=type(given).__name__
            ),
            remedy=say("write evaluation.release(...) around the indicator and pass on what it returns"),
        )
    )
