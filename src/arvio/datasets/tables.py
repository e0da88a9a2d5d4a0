"""What indicators read: the tables that an organisation has, and none that it has not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from arvio.sources.mapping.columns import TABLES

SURVEYS, ANSWERS = "surveys", "answers"
TABLE_NAMES = tuple(sorted({*TABLES, ANSWERS, SURVEYS}))


@dataclass(frozen=True)
class Tables:
    """The canonical tables of one organisation, without withdrawn persons, and the counts of their intake.

    `intake` has a row per file: source, file, read, left_out_test, left_out_withdrawn, left_out_empty,
    left_out_other_service, duplicates, kept. In an attendance workbook a row is a name on a date.
    """

    organisation: str
    contents: Mapping[str, pd.DataFrame]
    intake: pd.DataFrame

    def table(self, name: str) -> pd.DataFrame | None:
        """A canonical table; None when the organisation does not collect it."""
        if name not in TABLE_NAMES:
            raise KeyError(f"{name} is not a canonical table; they are {', '.join(TABLE_NAMES)}")
        found = self.contents.get(name)
        return None if found is None else found.copy()

    @property
    def missing_tables(self) -> tuple[str, ...]:
        """The canonical tables that the organisation does not collect."""
        return tuple(name for name in TABLE_NAMES if name not in self.contents)
