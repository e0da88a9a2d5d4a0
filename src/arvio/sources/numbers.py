"""Numbers as Finns write them: decimal comma, spaces between thousands, the minus sign, per cent."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Decimal = Literal[",", "."]

_UNITS = re.compile(r"\s*(€|eur|euroa?)\s*$", re.IGNORECASE)


def parse_number(value: object, decimal: Decimal) -> float | None:
    """The number that a cell stands for; None when it is none. 45 % is 0.45.

    `decimal` is needed only where both readings are possible: 1.234 may be one and a bit, or over a thousand.

    >>> parse_number("1 234,5", ","), parse_number("−0,1", ","), parse_number("45 %", ",")
    (1234.5, -0.1, 0.45)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    written = _plain(str(value))
    share = written.endswith("%")
    number = _parse(written.rstrip("%").rstrip(), decimal)
    return number / 100 if share and number is not None else number


def _plain(written: str) -> str:
    """One kind of space and of minus, no currency."""
    spaced = "".join(" " if unicodedata.category(sign) in ("Zs", "Cc") else sign for sign in written)
    return _UNITS.sub("", spaced.replace("\u2212", "-").replace("\u2013", "-")).strip()


def _parse(written: str, decimal: Decimal) -> float | None:
    negative = written.startswith("-")
    digits = written.lstrip("+-") if written[:1] in ("+", "-") else written
    if re.fullmatch(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", digits):
        digits = digits.replace(" ", "").replace("'", "")
    sign = _decimal_sign(digits, decimal)
    if sign is not None:
        thousands = "." if sign == "," else ","
        digits = digits.replace(thousands, "").replace(sign, ".")
    if not re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", digits):
        return None
    return -float(digits) if negative else float(digits)


def _decimal_sign(digits: str, declared: Decimal) -> str | None:
    """Which sign parts the decimals. The declared one decides only for 1.234 and 1,234, which can be read both ways."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", digits):
        return ","
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", digits):
        return "."
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})", digits):
        return declared
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        return ","
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", digits):
        return "."
    return "," if "," in digits else "."
