"""What indicators read: the tables that an organisation has, and none that it has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from arvio.datasets.records import Record
from arvio.sources.mapping.columns import TABLES

SURVEYS, ANSWERS = "surveys", "answers"
TABLE_NAMES = tuple(sorted({*TABLES, ANSWERS, SURVEYS}))


@dataclass(frozen=True)
class Tables:
    """The canonical tables of one organisation, without withdrawn persons, and what its exports told beside them.

    `collected` names the tables that params have a source of.
    `load` gives a table by its name; None when the organisation does not collect it. It is called once for each.
    `record` is what was noted in reading (arvio.datasets.records).
    """

    organisation: str
    load: Callable[[str], pd.DataFrame | None]
    collected: frozenset[str] = frozenset()
    record: Record = field(default_factory=Record, repr=False)
    _loaded: dict[str, pd.DataFrame | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, organisation: str, contents: Mapping[str, pd.DataFrame], record: Record | None = None) -> Tables:
        """Tables that are in memory already."""
        return cls(organisation, contents.get, frozenset(contents), record or Record())

    def table(self, name: str) -> pd.DataFrame | None:
        """A canonical table; None when the organisation does not collect it. An error when an export of it is wrong."""
        if name not in TABLE_NAMES:
            raise KeyError(f"{name} is not a canonical table; they are {', '.join(TABLE_NAMES)}")
        if name not in self._loaded:
            self._loaded[name] = self.load(name)
        found = self._loaded[name]
        return None if found is None else found.copy(deep=False)  # copied when written to

    @property
    def intake(self) -> pd.DataFrame:
        """A row per file: source, file, read, left_out_test, left_out_withdrawn, left_out_empty,
        left_out_other_service, duplicates, kept. In an attendance workbook a row is a name on a date."""
        return self.record.intake
