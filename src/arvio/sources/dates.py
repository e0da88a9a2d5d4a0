"""Dates as exports write them. Which of day and month comes first is read from the whole column, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from arvio.saying import say
from arvio.sources.cells import text

Order = Literal["day_first", "month_first", "year_first"]
ORDERS = {"day_first": say("day first"), "month_first": say("month first"), "year_first": say("year first")}
"""In words."""

EARLIEST, LATEST = 1900, 2099
EXCEL_EPOCH = dt.datetime(1899, 12, 30)
SERIALS = (10_000, 73_000)
"""Excel's day numbers of the years 1927 to 2099; other numbers are not taken for dates."""
CENTURY_TURNS_AT = 70
"""Two-digit years: 69 is 2069, 70 is 1970. Excel's own border is 30; plans reach further than births here, where
birth years are numbers of four digits."""

_DATE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)\.?(?:[T ,]+(.+))?")
_TIME = re.compile(
    r"(?:klo\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.|ap\.?|ip\.?)?"
    r"\s*(?:z|utc|gmt|eet|eest|(?:gmt|utc)?\s*[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)


_COUNTS = ("values", "first_over_12", "second_over_12", "dotted", "telling", "timed", "halved")
TIMES_TO_JUDGE = 20
"""So many times, none of them after noon or at midnight: the tool wrote the hours of half a day."""


@dataclass(frozen=True)
class Evidence:
    """What a column shows about the order of day and month."""

    values: int = 0
    """How many cells hold a date written as text, day and month first or last."""
    first_over_12: int = 0
    second_over_12: int = 0
    dotted: int = 0
    telling: int = 0
    """How many would be another day in the other order."""
    timed: int = 0
    """How many have a time of day, and how many of these show by the hour or by am and pm which half it is."""
    halved: int = 0
    example: str = ""

    def __add__(self, other: Evidence) -> Evidence:
        """What two parts of a column show together."""
        counts = {name: getattr(self, name) + getattr(other, name) for name in _COUNTS}
        return Evidence(**counts, example=self.example or other.example)

    @property
    def order(self) -> Order | None:
        """The order that the column shows, or None where it shows none or contradicts itself.

        Dots are evidence: they part day and month where the day comes first (Finnish, German, Russian), and are
        not used in the month-first writing.
        """
        if self.second_over_12 and not self.first_over_12 and not self.dotted:
            return "month_first"
        if (self.first_over_12 or self.dotted or not self.telling) and not self.second_over_12:
            return "day_first"
        return None

    @property
    def doubt(self) -> str:
        """Why nobody can tell which of day and month comes first."""
        if self.first_over_12 or self.second_over_12 or self.dotted:
            return say(
                "of %(values)s dates %(first)s have a first part over 12, %(second)s a second part over 12",
                values=self.values,
                first=self.first_over_12,
                second=self.second_over_12,
            )
        return say(
            "none of %(values)s dates has a part over 12: %(example)s can be read in two ways",
            values=self.values,
            example=self.example,
        )

    @property
    def half_days(self) -> bool:
        """Whether the times are those of a half day, so that 4:01 may be in the morning or the afternoon."""
        return self.timed >= TIMES_TO_JUDGE and not self.halved

    @property
    def seen(self) -> Order | Literal["ambiguous", "unambiguous"]:
        """What was found, in a word. Unambiguous are dates of the workbook, and those with the year first."""
        return "unambiguous" if not self.values else self.order or "ambiguous"

    @property
    def over_12(self) -> int:
        """How many dates prove the order by a day over 12."""
        return {"day_first": self.first_over_12, "month_first": self.second_over_12}.get(self.seen, 0)

    @property
    def summary(self) -> str:
        """What was found, short enough for a list: d/m/y: 26 of 312 values have a day over 12."""
        if not self.values:
            return say("dates of the workbook or with the year first")
        shown = {"day_first": (say("d/m/y"), self.first_over_12), "month_first": (say("m/d/y"), self.second_over_12)}
        if self.order is None:
            return say("ambiguous, say which: %(doubt)s", doubt=self.doubt)
        form, over = shown[self.order]
        if over:
            values = self.values
            return say(
                "%(form)s: %(over)s of %(values)s values have a day over 12", form=form, over=over, values=values
            )
        if self.dotted:
            return say("%(form)s: written with dots", form=form)
        return say("%(form)s: day and month are the same in all %(values)s values", form=form, values=self.values)


def evidence(values: Iterable[object]) -> Evidence:
    """What the dates of a column, those written as text, show about their order."""
    counted: Counter[str] = Counter()
    for value, n in Counter(value for value in values if isinstance(value, str)).items():
        counted[text(value)] += n
    found = {written: _DATE.fullmatch(written) for written in counted}
    parts = {written: (int(m[1]), int(m[3]), m[2]) for written, m in found.items() if m and len(m[1]) <= 2}
    telling = [written for written, (first, second, _) in parts.items() if first != second]
    times = {written: _TIME.fullmatch(m[5].strip()) for written, m in found.items() if m and m[5]}
    return Evidence(
        values=_sum(counted, parts),
        first_over_12=_sum(counted, (written for written, (first, _, _) in parts.items() if first > 12)),
        second_over_12=_sum(counted, (written for written, (_, second, _) in parts.items() if second > 12)),
        dotted=_sum(counted, (written for written, (_, _, sign) in parts.items() if sign == ".")),
        telling=_sum(counted, telling),
        timed=_sum(counted, times),
        halved=_sum(counted, (written for written, time in times.items() if _shows_half(time))),
        example=telling[0].split(" ")[0] if telling else "",
    )


def _shows_half(time: re.Match[str] | None) -> bool:
    return time is None or bool(time[4]) or not 1 <= int(time[1]) <= 12


def _sum(counted: Counter[str], written: Iterable[str]) -> int:
    return sum(counted[one] for one in written)


def parse_date(value: object, order: Order) -> dt.datetime | None:
    """The moment that a cell stands for; None when it is no date. The time zone is dropped: it is local time.

    >>> parse_date("4.4.23", "day_first")
    datetime.datetime(2023, 4, 4, 0, 0)
    >>> parse_date("26/09/2022 16:34:44", "day_first")
    datetime.datetime(2022, 9, 26, 16, 34, 44)
    """
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return EXCEL_EPOCH + dt.timedelta(days=float(value)) if SERIALS[0] <= value <= SERIALS[1] else None
    found = _DATE.fullmatch(text(value))
    return _moment(found, order) if found else None


def _moment(found: re.Match[str], order: Order) -> dt.datetime | None:
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    year_first = len(found[1]) == 4 or order == "year_first"
    year, month, day = (first, second, third) if year_first else (third, second, first)
    if order == "month_first" and not year_first:
        month, day = day, month
    written = found[1] if year_first else found[4]
    time = _time(found[5])
    if len(written) not in (2, 4) or time is None:
        return None
    try:
        return dt.datetime.combine(dt.date(_full_year(year, written), month, day), time)
    except ValueError:
        return None


def _full_year(year: int, written: str) -> int:
    if len(written) == 2:
        year += 1900 if year >= CENTURY_TURNS_AT else 2000
    if not EARLIEST <= year <= LATEST:
        raise ValueError(year)
    return year


def _time(written: str | None) -> dt.time | None:
    """The time after a date: midnight where there is none, None where it is no time."""
    if not written:
        return dt.time()
    found = _TIME.fullmatch(written.strip())
    if not found:
        return None
    hour, half = int(found[1]), (found[4] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith(("p", "i")) else 0)
    try:
        return dt.time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def is_written_as_date(written: str) -> bool:
    """Whether a text has the form of a date, in whatever order."""
    return _DATE.fullmatch(text(written)) is not None
