"""Which periods of service a figure counts: what was known at the end of a day, and what belongs to a reporting period.

`enrolments` has the columns of the canonical table: a row for each period that a person was referred to or had in a
service. A row without a start has not begun; a row without an end is still going on. All four functions first look at
the data as of the period's last day: what came later is no result of the period.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from arvio.results import Basis, weakest_basis

PERSON = "person_key"
NOT_KNOWN = "not_known"
DAYS = ("referred_on", "start", "end")
OF_THE_START = ("need_met",)
"""What nobody can know before the service has begun."""
OF_THE_END = ("end_reason", "next_step", "cost_eur")
"""What nobody can know before the service has ended."""


def known_by(enrolments: pd.DataFrame, *, until: dt.date) -> pd.DataFrame:
    """The periods of service as they stood at the end of a day; `referred_on`, `start` and `end` are whole days.

    A start or an end after the day has not happened yet, nor has what is only known by then (need met; reason of the
    end, next step, cost). A row all of whose days come later is left out; a row without any day stays.
    """
    days = {day: enrolments[day].dt.normalize() for day in DAYS}
    later = {day: known > pd.Timestamp(until) for day, known in days.items()}
    dated = pd.DataFrame(days)
    unseen = dated.where(~pd.DataFrame(later))
    kept = unseen.notna().any(axis="columns") | dated.isna().all(axis="columns")
    known = enrolments.assign(**{day: unseen[day] for day in DAYS})
    known = _without(known, [column for column in OF_THE_START if column in known], where=later["start"])
    return _without(known, [column for column in OF_THE_END if column in known], where=later["end"])[kept]


def served(enrolments: pd.DataFrame, *, start: dt.date, end: dt.date) -> pd.DataFrame:
    """The periods of service that ran on at least one day from start to end.

    One that ended on the first day counts, and so does one that began on the last. Where only the end is known, it
    says that the service had begun. One that has not begun is left out.
    """
    known = known_by(enrolments, until=end)
    return known[_ran(known, start)]


def histories(enrolments: pd.DataFrame, *, start: dt.date, end: dt.date) -> pd.DataFrame:
    """All rows known by the end of the period of the persons who were in a service in it: chains may begin earlier."""
    known = known_by(enrolments, until=end)
    return known[known[PERSON].isin(known.loc[_ran(known, start), PERSON])]


def referred(enrolments: pd.DataFrame, *, start: dt.date, end: dt.date) -> pd.DataFrame:
    """The rows whose referral falls from start to end, begun or not; without a day of referral, whose start does."""
    known = known_by(enrolments, until=end)
    day = known["referred_on"].fillna(known["start"])
    return known[day >= pd.Timestamp(start)]


def ended(enrolments: pd.DataFrame, *, start: dt.date, end: dt.date) -> pd.DataFrame:
    """The periods of service that ended from start to end."""
    known = known_by(enrolments, until=end)
    return known[known["end"] >= pd.Timestamp(start)]


def has_begun(enrolments: pd.DataFrame) -> pd.Series:
    """Whether each service has begun: its start is known, or at least its end."""
    return enrolments["start"].notna() | enrolments["end"].notna()


def basis_of(table: pd.DataFrame) -> Basis:
    """What the figures of a table rest on; collected where the table does not say."""
    return weakest_basis(table.get("basis", ()))


def _ran(known: pd.DataFrame, start: dt.date) -> pd.Series:
    return has_begun(known) & ~(known["end"] < pd.Timestamp(start))


def _without(table: pd.DataFrame, columns: list[str], *, where: pd.Series) -> pd.DataFrame:
    return table.assign(**{column: table[column].mask(where) for column in columns})
