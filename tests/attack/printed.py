"""Numbers as a reader finds them in a page of any language: as printed, with decimals, unit and bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

WITHHELD, NOTHING = "••", ("–", "")
_SPACES = "\u00a0\u202f\u2009"
_DIGITS = {
    "en": r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?",
    **dict.fromkeys(("fi", "sv"), rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"),
}
_BOUNDS: dict[str, Literal["over", "under", "about"]] = {
    "over": "over", "yli": "over", "över": "over",
    "under": "under", "alle": "under", "about": "about", "noin": "about", "cirka": "about",
}  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """One number of a page: 92 of "over 92%" has the bound over and the unit %."""

    value: Fraction
    decimals: int
    unit: Literal["", "%", "€"] = ""
    bound: Literal["", "over", "under", "about"] = ""

    @property
    def is_count(self) -> bool:
        """Whether it may be a number of persons or answers."""
        return self.unit == "" and self.decimals == 0 and self.value >= 0

    @property
    def share(self) -> Fraction:
        """A percentage as a part of one; other numbers as they are."""
        return self.value / 100 if self.unit == "%" else self.value


def _pattern(language: str) -> re.Pattern:
    bounds = "|".join(_BOUNDS)
    return re.compile(
        rf"(?<![\w.,])(?:(?P<bound>{bounds})[ \u00a0])?(?P<euro>€)?(?P<sign>[−+-]?)(?P<euro2>€)?"
        rf"(?P<digits>{_DIGITS[language]})(?P<unit>[ {_SPACES}]?[%€])?(?![\w])",
        re.IGNORECASE,
    )


PATTERNS = {language: _pattern(language) for language in _DIGITS}


def numbers_in(text: str, language: str) -> list[Printed]:
    """Every number of a text in its order; both ends of a range of percentages are percentages."""
    found = [(match, _printed(match, language)) for match in PATTERNS[language].finditer(text)]
    numbers = [number for _, number in found]
    for place in range(len(found) - 2, -1, -1):
        between = text[found[place][0].end() : found[place + 1][0].start()]
        if between in ("–", "…") and not numbers[place].unit:
            one = numbers[place]
            numbers[place] = Printed(one.value, one.decimals, numbers[place + 1].unit, one.bound)
    return numbers


def number_of(text: str, language: str) -> Printed | None:
    """The number that a cell is, where it is one and nothing else."""
    match = PATTERNS[language].fullmatch(text.strip())
    return _printed(match, language) if match else None


def ends_of(text: str, language: str) -> tuple[Printed, Printed] | None:
    """The two ends of an interval that a cell is, such as 4.4–4.6 or −0.3…+0.2."""
    found = numbers_in(text, language)
    is_interval = len(found) == 2 and len(re.findall("[–…]", text)) == 1 and not re.search(r"[^\W\d_]|\d\.\d+\.", text)
    return (found[0], found[1]) if is_interval else None


def _printed(match: re.Match, language: str) -> Printed:
    point = "." if language == "en" else ","
    bare = re.sub("," if language == "en" else rf"[{_SPACES}]", "", match["digits"])
    whole, _, rest = bare.partition(point)
    sign = -1 if match["sign"] in ("−", "-") else 1
    unit = "€" if match["euro"] or match["euro2"] else (match["unit"] or "").strip(f" {_SPACES}")
    bound = _BOUNDS.get((match["bound"] or "").casefold(), "")
    return Printed(sign * Fraction(f"{whole}.{rest or 0}"), len(rest), unit, bound)
