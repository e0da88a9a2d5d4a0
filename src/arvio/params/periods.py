"""Reporting periods: 2025, 2025-H1, 2025-Q3, 2025-04, 2021-2024, or a name with two dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from arvio.errors import Problem, UsageError
from arvio.params.models import NamedPeriod
from arvio.saying import say

FORMS = say("2025, 2025-H1, 2025-Q3, 2025-04, 2021-2024 or a period named in the organisation's params")

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])|(?P<last>\d{4})))?"
)


@dataclass(frozen=True)
class Period:
    """The days from start to end, both included."""

    name: str
    start: dt.date
    end: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end

    @property
    def has_own_name(self) -> bool:
        """Whether params named it, so that its name says more than its days."""
        return not _FORM.fullmatch(self.name)

    @property
    def year_before(self) -> dt.date:
        """The day a year before the first: what ended since then has a year of follow-up that ends in the period.

        >>> parse_period("2024-H1").year_before
        datetime.date(2023, 1, 1)
        """
        year, month = self.start.year - 1, self.start.month
        return dt.date(year, month, min(self.start.day, calendar.monthrange(year, month)[1]))

    @property
    def before(self) -> Period:
        """The same days a year earlier, with which a year is compared.

        >>> parse_period("2025").before
        Period(name='2024', start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31))
        """
        last = calendar.monthrange(self.end.year - 1, self.end.month)[1]
        ends_a_month = (self.end + dt.timedelta(days=1)).day == 1
        end = dt.date(self.end.year - 1, self.end.month, last if ends_a_month else min(self.end.day, last))
        years = re.sub(r"\d{4}", lambda year: str(int(year[0]) - 1), self.name)
        return Period(years, self.year_before, end)


def parse_period(text: str, named: Mapping[str, NamedPeriod] | None = None) -> Period:
    """The period that a text stands for.

    >>> parse_period("2025-Q3")
    Period(name='2025-Q3', start=datetime.date(2025, 7, 1), end=datetime.date(2025, 9, 30))
    >>> parse_period("2021-2024").end
    datetime.date(2024, 12, 31)
    """
    if named and text in named:
        return Period(text, named[text].start, named[text].end)
    form = _FORM.fullmatch(text)
    if not form:
        raise UsageError(Problem("period", say("is not a period"), FORMS, value=text))
    first, last = _months(form)
    year, last_year = int(form["year"]), int(form["last"] or form["year"])
    if last_year < year:
        raise UsageError(Problem("period", say("ends before it begins"), FORMS, value=text))
    end = dt.date(last_year, last, calendar.monthrange(last_year, last)[1])
    return Period(text, dt.date(year, first, 1), end)


def half_year(day: dt.date) -> str:
    """The half-year of a day, as 2025-H1."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def _months(form: re.Match[str]) -> tuple[int, int]:
    if form["half"]:
        return 6 * int(form["half"]) - 5, 6 * int(form["half"])
    if form["quarter"]:
        return 3 * int(form["quarter"]) - 2, 3 * int(form["quarter"])
    if form["month"]:
        return int(form["month"]), int(form["month"])
    return 1, 12
