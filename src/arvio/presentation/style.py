"""How numbers, dates and marks look: one place for the whole house.

Values arrive rounded by release; here they are only written. Babel's Finnish lacks two things that good Finnish
typography has, and that of the Swedish of Finland: the minus sign U+2212, and a no-break space in a percent format of
one's own.
"""

from __future__ import annotations

import datetime as dt
import functools
from importlib.resources import files
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_interval
from babel.numbers import NumberPattern, format_decimal, format_percent, parse_pattern

if TYPE_CHECKING:
    from arvio.params import Period

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"
_THIN = "\u2009"
"""Around the dash of an interval in English, where the rest of the house has no space."""

WITHHELD = "••"
"""The one mark of everything that is withheld, whatever the reason."""

# Colours of the UK Government Analysis Function's charts guidance (Open Government Licence v3.0); contrast to a
# white page 10.2, 3.2 and 9.8 : 1. The light ones of a pair stand on dark pages.
DARK_BLUE = "#12436d"
TURQUOISE = "#28a197"
DARK_PINK = "#801650"
GREY = "#6b7280"


def number(value: float, language: str, decimals: int = 0) -> str:
    """A number as the language writes it: 4,5 and 1 240 in Finnish, with the minus sign and no-break spaces."""
    return _number(str(value), language, decimals)


def decimals_of(value: float) -> int:
    """How many decimals a figure given by hand has: none for 100, one for 4.5."""
    return 0 if value == int(value) else len(repr(float(value)).partition(".")[2])


def difference(value: float, language: str, decimals: int = 1) -> str:
    """A difference with its sign: +0,3 or −0,1; none of zero."""
    sign = "+" if value > 0 else ""
    return sign + number(value, language, decimals)


def share(value: float, language: str) -> str:
    """A share as whole percent: 45 % in Finnish and Swedish, 45% in English."""
    return _share(str(value), language)


def change_of_share(value: float, language: str) -> str:
    """A change in whole percent with its sign: +12 % or −3 %; none of zero."""
    sign = "+" if round(value, 2) > 0 else ""
    return sign + share(value, language)


def share_as_given(value: float, language: str) -> str:
    """A share given by hand, in percent with the decimals that it was given with: 3,5 %."""
    percent = round(value * 100, 6)
    space = "" if language == "en" else NO_BREAK_SPACE
    return f"{number(percent, language, decimals_of(percent))}{space}%"


def euros(value: float, language: str, decimals: int = 0) -> str:
    """An amount in euros: 2 450 € in Finnish and Swedish, €2,450 in English."""
    amount = number(abs(value), language, decimals)
    sign = MINUS if value < 0 else ""
    return f"{sign}€{amount}" if language == "en" else f"{sign}{amount}{NO_BREAK_SPACE}€"


def day(value: dt.date, language: str) -> str:
    """A date: 4.4.2023 in Finnish and in the Swedish of Finland, 4 April 2023 in English."""
    return format_date(value, "d MMMM yyyy" if language == "en" else "d.M.yyyy", locale=language)


def interval(low: str, high: str) -> str:
    """Two written numbers as a range, with one percent sign: 80–84 %; beside a sign three dots: −0,3…+0,2."""
    if low.endswith("%") and high.endswith("%"):
        low = low.rstrip("%" + NO_BREAK_SPACE)
    if low.endswith("€") and high.endswith("€"):
        low = low.rstrip("€" + NO_BREAK_SPACE)
    if MINUS in low + high or "+" in low + high:
        return f"{low}…{high}"
    return f"{low}{EN_DASH}{high}"


def period(start: dt.date, end: dt.date, language: str) -> str:
    """The days of a period: 1.1.–31.12.2025, or 1 January–31 December 2025 in English."""
    if start.year != end.year:
        return interval(day(start, language), day(end, language))
    short = format_date(start, "d MMMM" if language == "en" else "d.M.", locale=language)
    return interval(short, day(end, language))


def period_name(named: Period, language: str) -> str:
    """What readers call a period: heinä–joulukuu 2025 for 2025-H2, 2021–2024 for 2021-2024.

    One that params named keeps its name.
    """
    if named.has_own_name or named.name == str(named.start.year):
        return named.name
    if named.start.year != named.end.year:
        return interval(str(named.start.year), str(named.end.year))
    months = format_interval(named.start, named.end, "yMMMM", locale=language)
    return months.replace(f"{_THIN}{EN_DASH}{_THIN}", EN_DASH)


def months(group: str, language: str) -> str:
    """A month, or the first and the last of several, as results name them: maaliskuu 2025 of 2025-03."""
    days = [dt.date.fromisoformat(f"{month}-01") for month in group.split("/")]
    return EN_DASH.join(format_date(day, "LLLL yyyy", locale=language) for day in days)


def css() -> str:
    """The style sheet of tables, figures and text, in reports and in JupyterLab."""
    return files("arvio.presentation").joinpath("report.css").read_text(encoding="utf-8")


@functools.lru_cache(maxsize=4096)
def _number(written: str, language: str, decimals: int) -> str:
    """A number given as Python writes it: a page holds the same few again and again, and -0.0 is not told as 0.0."""
    return _typographic(format_decimal(written, _pattern(decimals), locale=_locale(language)))


@functools.lru_cache(maxsize=4096)
def _share(written: str, language: str) -> str:
    return _typographic(format_percent(written, locale=_locale(language)))


@functools.cache
def _pattern(decimals: int) -> NumberPattern:
    """Read once: babel reads a pattern again each time that it is given one as text."""
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@functools.cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def _typographic(text: str) -> str:
    return text.replace("-", MINUS).replace(" ", NO_BREAK_SPACE).replace("\u202f", NO_BREAK_SPACE)
