"""What is wrong in the cells of an export: gathered first, so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from arvio.errors import Problem
from arvio.sources.raw_table import in_words

VALUE_SHOWN_AT_MOST = 80


@dataclass(frozen=True)
class Finding:
    """The same thing wrong in some rows of one column.

    `rows` are labels of the table's index. `value` stays empty for columns about persons and for open text.
    """

    column: str
    """The column of the canonical table."""
    header: str
    """The column as the export calls it."""
    rows: tuple[int, ...]
    what: str
    expected: str = ""
    remedy: str = ""
    value: str = ""

    def as_problems(self, places: pd.DataFrame) -> list[Problem]:
        """One problem for each file and sheet in which the finding stands."""
        here = places.loc[list(self.rows)] if self.rows else places.iloc[:1]
        header = f"'{self.header}'" if self.header else ""
        value = self.value if len(self.value) <= VALUE_SHOWN_AT_MOST else self.value[: VALUE_SHOWN_AT_MOST - 1] + "…"
        return [
            Problem(
                str(file),
                self.what,
                self.expected,
                self.remedy,
                in_words(str(sheet), list(rows["source_row"]) if self.rows else [], header),
                value,
            )
            for (file, sheet), rows in here.groupby(["source_file", "source_sheet"], sort=False)
        ]


def as_problems(findings: Iterable[Finding], places: pd.DataFrame) -> list[Problem]:
    """The problems of several findings, in their order."""
    return [problem for finding in findings for problem in finding.as_problems(places)]


def rows_where(mask: pd.Series) -> tuple[int, ...]:
    """The index labels at which a mask is true."""
    return tuple(mask.index[mask.to_numpy(dtype=bool)])
