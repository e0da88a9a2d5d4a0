"""What was written, read back: the value of a written number, so that a spreadsheet can compute with it.

Nothing is known here that a reader of the page does not know. A text is a number only where writing that number again
gives the very same text.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from babel import Locale

from arvio.presentation import style

Unit = Literal["number", "share", "euro"]

_PERCENT, _EURO = "%", "€"


@dataclass(frozen=True)
class Value:
    """A number as it was written."""

    value: Decimal
    """Of a share the part of one: 0.45 where 45 % is written."""
    unit: Unit
    decimals: int
    """How many were written; of a share those of its percentage."""
    is_signed: bool
    """Whether a positive one is written with its sign, as a difference is."""


@dataclass(frozen=True)
class Interval:
    """Both ends of a range as they were written."""

    low: Value
    high: Value


def read_back(written: str, language: str) -> Value | Interval | None:
    """The number or the range that a text says, and nothing else; None of any other text.

    >>> read_back("4,5", "fi").value, read_back("45\u00a0%", "fi").value
    (Decimal('4.5'), Decimal('0.45'))
    >>> read_back("80–84%", "en").high.value
    Decimal('0.84')
    >>> read_back("4,5 / 5", "fi") is None
    True
    """
    return _value(written, language) or _interval(written, language)


def _interval(written: str, language: str) -> Interval | None:
    """A range has its percent or euro sign once, behind its higher end, or in English before each amount."""
    for separator in (style.EN_DASH, "…"):
        below, found, above = written.partition(separator)
        high = _value(above, language) if found and below else None
        low = _lower_end(below, high, language) if high else None
        if high and low and style.interval(_again(low, language), above) == written:
            return Interval(low, high)
    return None


def _lower_end(written: str, high: Value, language: str) -> Value | None:
    """The lower end of a range, which may have left its unit to the higher one."""
    found = (_value(text, language) for text in (written, _with_unit(written, high.unit, language)))
    return next((value for value in found if value and value.unit == high.unit), None)


def _with_unit(number: str, unit: Unit, language: str) -> str:
    if unit == "share":
        return number + ("" if language == "en" else style.NO_BREAK_SPACE) + _PERCENT
    return number + style.NO_BREAK_SPACE + _EURO


def _value(written: str, language: str) -> Value | None:
    unit, bare = _unit(written)
    digits = _plain(bare, language)
    if digits is None:
        return None
    decimals = len(digits.partition(".")[2])
    number = Decimal(digits) / 100 if unit == "share" else Decimal(digits)
    value = Value(number, unit, decimals, is_signed=bare.startswith("+"))
    return value if _again(value, language) == written else None


def _again(value: Value, language: str) -> str:
    """The value as style writes it."""
    if value.unit == "euro":
        return style.euros(float(value.value), language, value.decimals)
    number = value.value * 100 if value.unit == "share" else value.value
    sign = "+" if value.is_signed else ""
    text = sign + style.number(float(number), language, value.decimals)
    return _with_unit(text, "share", language) if value.unit == "share" else text


def _unit(written: str) -> tuple[Unit, str]:
    if _PERCENT in written:
        return "share", written.replace(_PERCENT, "").rstrip(style.NO_BREAK_SPACE)
    if _EURO in written:
        return "euro", written.replace(_EURO, "").rstrip(style.NO_BREAK_SPACE)
    return "number", written


def _plain(written: str, language: str) -> str | None:
    """The digits with a point, as programs read them."""
    decimal, group = _symbols(language)
    text = written.replace(style.MINUS, "-").replace(group, "").replace(decimal, ".")
    return text.removeprefix("+") if re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,6})?", text) else None


@functools.cache
def _symbols(language: str) -> tuple[str, str]:
    symbols = Locale.parse(language).number_symbols["latn"]
    return symbols["decimal"], symbols["group"].replace("\u202f", style.NO_BREAK_SPACE)
