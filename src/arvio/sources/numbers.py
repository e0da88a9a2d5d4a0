"""Numbers as Finns write them: decimal comma, spaces between thousands, the minus sign, per cent."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from arvio.saying import say

Decimal = Literal[",", "."]

_UNITS = re.compile(r"\s*(€|eur|euroa?)\s*$", re.IGNORECASE)


_COMMA = re.compile(r"-?(?:\d+,\d{1,2}|\d+,\d{4,}|0,\d+|\d{4,},\d+|\d{1,3}(?:[ .']\d{3})+,\d+)")
_DOT = re.compile(r"-?(?:\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+|\d{4,}\.\d+|\d{1,3}(?:[ ,']\d{3})+\.\d+)")
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class DecimalEvidence:
    """What the numbers of a column, those written as text, show about their decimal sign."""

    comma: int = 0
    dot: int = 0
    either: int = 0
    """How many can be read in two ways: 1.234 is one and a bit, or over a thousand."""
    example: str = ""

    def __add__(self, other: DecimalEvidence) -> DecimalEvidence:
        """What two parts of a column show together."""
        return DecimalEvidence(
            self.comma + other.comma, self.dot + other.dot, self.either + other.either, self.example or other.example
        )

    @property
    def sign(self) -> Decimal | None:
        """The decimal sign that the column shows; None where it shows none or both."""
        if bool(self.comma) == bool(self.dot):
            return None
        return "," if self.comma else "."

    @property
    def needs_saying(self) -> bool:
        """Whether some number can be read in two ways, and nothing else in the column tells which."""
        return self.either > 0 and self.sign is None

    @property
    def seen(self) -> Literal["comma", "dot", "comma_and_dot", "ambiguous", "whole"]:
        """What was found, in a word."""
        if self.needs_saying:
            return "ambiguous"
        if self.comma and self.dot:
            return "comma_and_dot"
        if self.sign is None:
            return "whole"
        return "comma" if self.sign == "," else "dot"

    @property
    def summary(self) -> str:
        """What was found, short enough for a list."""
        if self.needs_saying:
            return say("ambiguous, say which: %(example)s can be read in two ways", example=self.example)
        if self.comma and self.dot:
            return say("decimal comma in %(comma)s values, decimal dot in %(dot)s", comma=self.comma, dot=self.dot)
        if self.comma:
            return say("decimal comma in %(comma)s values", comma=self.comma)
        return say("decimal dot in %(dot)s values", dot=self.dot) if self.dot else say("whole numbers")


def decimal_evidence(values: Iterable[object]) -> DecimalEvidence:
    """What a column shows about its decimal sign; each column by itself, since one file may hold both."""
    counted: Counter[str] = Counter()
    for value, n in Counter(value for value in values if isinstance(value, str)).items():
        counted[_plain(value).rstrip("% ")] += n
    either = [written for written in counted if _EITHER.fullmatch(written)]
    return DecimalEvidence(
        comma=sum(n for written, n in counted.items() if _COMMA.fullmatch(written)),
        dot=sum(n for written, n in counted.items() if _DOT.fullmatch(written)),
        either=sum(counted[written] for written in either),
        example=either[0] if either else "",
    )


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
    if written.isdecimal():
        return written
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
