"""Periods that reports are asked for and no export tells of: a year written wrong, or exports that are not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from arvio.datasets.tables import Tables
from arvio.errors import ArvioError
from arvio.params import Period, Project
from arvio.saying import say
from arvio.sources.mapping.columns import TABLES

_PLANNED = frozenset({"persons", "surveys"})
"""Tables whose days tell of no work: when somebody was born, and when it was meant to be asked."""


def silent_periods(project: Project, tables: Tables, periods: Iterable[str]) -> list[str]:
    """A line for each period on whose days nothing happened that an export tells of.

    No mistake by itself: a year that has just begun has no answers yet. Nothing where a table cannot be read, which
    `checked_tables` tells.
    """
    organisation = tables.organisation
    found = sorted({project.period(organisation, name) for name in periods}, key=lambda one: (one.start, one.name))
    try:
        days = [*_days(tables)] if found else []
    except ArvioError:
        return []
    return [_line(organisation, one) for one in found if days and not any(_falls(one, several) for several in days)]


def _days(tables: Tables) -> Iterator[pd.Series]:
    for name, columns in _dated().items():
        table = tables.table(name) if name in tables.collected else None
        if table is not None:
            yield from (table[column] for column in columns if column in table)


def _dated() -> Mapping[str, list[str]]:
    """The columns with days of each canonical table, as far as they tell of work."""
    told = {name: columns for name, columns in TABLES.items() if name not in _PLANNED}
    return {name: [one for one in columns if columns[one].kind == "date"] for name, columns in told.items()}


def _falls(period: Period, days: pd.Series) -> bool:
    after = pd.Timestamp(period.end) + pd.Timedelta(days=1)
    return bool(((days >= pd.Timestamp(period.start)) & (days < after)).any())


def _line(organisation: str, period: Period) -> str:
    return say(
        "%(organisation)s: no export tells of anything from %(start)s to %(end)s, so that the reports of %(period)s "
        "would show nothing",
        organisation=organisation,
        start=period.start.isoformat(),
        end=period.end.isoformat(),
        period=period.name,
    )
