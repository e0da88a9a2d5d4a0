"""What was promised every week or every month, held against what was done: team meetings and wellbeing activity.

A week is the ISO week, Monday to Sunday. It belongs to the period in which its Thursday lies, as the ISO year has it:
a period which begins on a Friday leaves its first days to the period before, and every week is counted once, in one
period. A month belongs to the period in which its 15th day lies. A week or month is promised when it has at least one
working day: a Monday to Friday that is neither a public holiday in Finland (the eves of Midsummer and Christmas among
them) nor in a time when the organisation was closed. It is realised when at least one event of it was held.

The events must not be cut to the period: of the weeks at its edges some days lie outside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.promises import realisation
from arvio.params import Period
from arvio.params.models import NamedPeriod
from arvio.results import Results, results

THURSDAY, SATURDAY = 3, 5
MIDDLE_OF_MONTH = 15
DAY = dt.timedelta(days=1)


def team_meetings(events: pd.DataFrame, *, period: Period, closed: Sequence[NamedPeriod] = ()) -> Results:
    """Weeks with a team meeting, of the weeks for which one was promised, and who came.

    A second meeting of a week adds nothing, and a meeting in a week that was not promised makes up for no other. The
    rows of the breakdown week tell of each promised week whether it had one (1) or not (0).
    """
    weeks = promised_weeks(period, closed)
    return _realised(_of_kind(events, "team_meeting"), weeks, unit="week", name=week_of)


def wellbeing_activities(events: pd.DataFrame, *, period: Period, closed: Sequence[NamedPeriod] = ()) -> Results:
    """Months with a wellbeing activity, of the months for which one was promised, and who came."""
    months = promised_months(period, closed)
    return _realised(_of_kind(events, "wellbeing_activity"), months, unit="month", name=month_of)


def promised_weeks(period: Period, closed: Sequence[NamedPeriod] = ()) -> list[str]:
    """The ISO weeks of a period with at least one working day, as 2025-W01."""
    thursdays = [day for day in _days(period.start, period.end) if day.weekday() == THURSDAY]
    weeks = {week_of(day): _days(day - 3 * DAY, day + 3 * DAY) for day in thursdays}
    return _with_working_days(weeks, closed)


def promised_months(period: Period, closed: Sequence[NamedPeriod] = ()) -> list[str]:
    """The months of a period with at least one working day, as 2025-01."""
    middles = [day for day in _days(period.start, period.end) if day.day == MIDDLE_OF_MONTH]
    months = {month_of(day): _month(day) for day in middles}
    return _with_working_days(months, closed)


def week_of(day: dt.date) -> str:
    """The ISO week of a day, with the year that the week belongs to.

    >>> week_of(dt.date(2021, 1, 3)), week_of(dt.date(2024, 12, 30))
    ('2020-W53', '2025-W01')
    """
    return f"{day:%G-W%V}"


def month_of(day: dt.date) -> str:
    """The month of a day, as 2025-01."""
    return f"{day:%Y-%m}"


def _realised(events: pd.DataFrame, promised: list[str], *, unit: str, name: Callable[[dt.date], str]) -> Results:
    if events.empty:
        return results([])
    held = events[events["held"] == "yes"]
    units = held["planned_date"].map(name)
    done = set(units)
    kind = events["kind"].iloc[0]
    realised = sum(one in done for one in promised)
    each = (
        {"indicator": kind, "breakdown": unit, "group": one, "statistic": "realised", "value": int(one in done)}
        for one in promised
    )
    rows = realisation(kind, promised=len(promised), realised=realised)
    return results([*rows, *_attendance(held[units.isin(promised)], kind), *each])


def _attendance(held: pd.DataFrame, kind: str) -> Iterator[dict[str, Any]]:
    """The mean of the events' own rates, since the same persons come every time; n is the most that were invited."""
    counted = held[(held["invited"] > 0) & held["attended"].notna()]
    if counted.empty:
        return
    rate = estimates.mean_of_rates((counted["attended"] / counted["invited"]).to_numpy(dtype=float))
    invited = int(counted["invited"].max())
    common = {"indicator": kind, "statistic": "attendance_rate", "n": invited}
    yield {**common, "value": rate.value, "low": rate.low, "high": rate.high}


def _of_kind(events: pd.DataFrame, kind: str) -> pd.DataFrame:
    return events[events["kind"] == kind]


def _with_working_days(units: Mapping[str, list[dt.date]], closed: Sequence[NamedPeriod]) -> list[str]:
    years = {day.year for days in units.values() for day in days}
    free = _public_holidays(years)
    return [unit for unit, days in units.items() if any(_is_working_day(day, free, closed) for day in days)]


def _is_working_day(day: dt.date, free: set[dt.date], closed: Sequence[NamedPeriod]) -> bool:
    return day.weekday() < SATURDAY and day not in free and not any(day in time for time in closed)


def _public_holidays(years: set[int]) -> set[dt.date]:
    import holidays

    return set(holidays.country_holidays("FI", years=years)) if years else set()


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def _month(day: dt.date) -> list[dt.date]:
    return [one for one in _days(day.replace(day=1), day + 16 * DAY) if one.month == day.month]
