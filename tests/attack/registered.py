"""Whether every number of a page stands in the register for its run, and the few kinds of numbers that need not.

Kinds are narrow, and are cut out of the text before numbers are looked for: what is left must be in the register.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from .pages import Line, Page, Table
from .printed import Printed, ends_of, number_of, numbers_in

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:ta|n|ssa|hun)?|"
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
)
KINDS: Mapping[str, str] = {
    "days, months, years, periods and waves": rf"\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b|\b(?:{_MONTHS}) \d{{4}}\b|"
    r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}\b)?|\b20\d\d(?:-(?:[HQ]?\d|\d\d|20\d\d))?\b",
    "weeks and months by number": r"\b(?:weeks|viikot|veckorna) \d+–\d+|"
    r"(?:Months from|Kuukaudet|Månaderna) \d+[– ](?:to )?\d+",
    "how sure an interval is": r"95[ \u00a0]?%(?::n)? (?:interval|luottamusväl|konfidensintervall)",
    "answers and scales": r"\b\d–\d, \d (?:and|ja|och) \d–\d\b|\b\d (?:or|tai|eller) \d\b|"
    r"(?:from \d to \d+|asteikolla \d–\d+|scale of \d to \d+|från \d till \d+|skalan \d–\d+)",
    "whom a figure is about, as params say": r"turned \d+ or more|vähintään \d+ vuotta|fyllde \d+ eller mer",
    "public statements and goals in their own words": r"“[^”]*”|”[^”]*”",
    "how many figures are withheld": r"\b\d+ figures of this report|Tässä raportissa on \d+ lukua|"
    r"\b\d+ tal i den här rapporten",
    "how large a file beside the page is": r"\((?:XLSX|CSV|PDF|DOCX), \d+[ \u00a0]kB\)",
    "where the drawing of a figure stands in the page": r"^(?:Figure|Table|Kuvio|Taulukko|Figur|Tabell) \d+\.",
}
"""What a reader needs to read figures by, and what tells nothing of anybody."""
_CUT = re.compile("|".join(KINDS.values()), re.IGNORECASE)

OF_THE_CALENDAR = ("Held", "Not held", "Pidettiin", "Ei pidetty", "Hölls", "Hölls inte")
"""Columns whose cells list weeks or months by number."""
LABELLED = (
    *("Group", "Ryhmä", "Grupp", "Wave", "Kyselykierros", "Enkätomgång"),
    *("Items", "Kysymyksiä", "Påståenden", "Scale", "Asteikko", "Skala"),
)
"""Columns that number groups and waves, or describe a questionnaire."""
IN_POINTS = ("Change, percentage points", "Muutos, prosenttiyksikköä", "Förändring, procentenheter")
NOT_HELD = re.compile(r"\b(?:Not held|Ei pidetty|Hölls inte): ")
LISTED = re.compile(r"\d+(?:, \d+)*")


@dataclass(frozen=True)
class Found:
    """A number of a page that the register does not hold."""

    page: str
    place: str
    text: str
    number: Printed


@dataclass(frozen=True)
class Register:
    """The numbers of one run in order, the three of each fact that has an interval, and its weeks and months."""

    numbers: tuple[float, ...]
    intervals: frozenset[tuple[float, float, float]]
    calendar: frozenset[int]

    def holds(self, value: float, decimals: int) -> bool:
        """Whether a number is one of the register's as it is printed."""
        half = 0.5 / 10**decimals + 1e-9
        at = bisect_left(self.numbers, value - half)
        return at < len(self.numbers) and self.numbers[at] <= value + half

    def holds_interval(self, value: float, low: float, high: float, decimals: int) -> bool:
        """Whether one fact has all three, as they are printed."""
        half, wanted = 0.5 / 10**decimals + 1e-9, (value, low, high)
        return any(
            all(abs(told - one) <= half for told, one in zip(fact, wanted, strict=True)) for fact in self.intervals
        )


def register_of(facts: pd.DataFrame) -> Register:
    """The facts of one run that are not withheld."""
    told = facts[facts["status"] != "withheld"]
    numbers = pd.concat([told[column] for column in ("value", "low", "high", "n")]).dropna()
    with_ends = told[["value", "low", "high"]].dropna().itertuples(index=False, name=None)
    of_calendar = told.loc[told["breakdown"].isin(["week", "month"]), "group"]
    numbered = frozenset(int(name[-2:]) for name in of_calendar if name[-2:].isdigit())
    return Register(tuple(sorted(set(numbers.astype(float)))), frozenset(with_ends), numbered)


def numbers_of(page: Page) -> int:
    """How many numbers a page has in its tables, in the words of its figures, and in its sentences."""
    texts = [cell for table in page.tables for line in table.lines for cell in line.cells]
    return sum(len(numbers_in(text, page.language)) for text in (*texts, *page.in_words, *page.sentences))


def unregistered(page: Page, register: Register) -> list[Found]:
    """Every number of a page, but for its method box, that the register of its run does not hold."""
    return [*_in_tables(page, register), *_in_words(page, register)]


def _in_tables(page: Page, register: Register) -> Iterator[Found]:
    for table in page.tables:
        labels = _labels(page, table)
        for line in table.lines:
            for column, text in enumerate(line.cells):
                if column not in labels and table.columns[column] not in LABELLED:
                    yield from _in_cell(page, table, line, column, text, register)


def _in_cell(page: Page, table: Table, line: Line, column: int, text: str, register: Register) -> Iterator[Found]:
    name = table.columns[column]
    numbers = numbers_in(_CUT.sub("", text), page.language)
    if name in OF_THE_CALENDAR and LISTED.fullmatch(text):
        missing = [number for number in numbers if int(number.value) not in register.calendar]
    else:
        in_points = any(other in IN_POINTS for other in table.columns[column - 1 : column + 1])
        missing = [number for number in numbers if not _is_held(number, register, in_points=in_points)]
        ends, before = ends_of(text, page.language) if "95" in name else None, line.cells[column - 1]
        value = numbers_in(before, page.language) if ends else []
        if ends and len(value) == 1 and not in_points and not value[0].bound:
            decimals = ends[1].decimals + 2 * (ends[1].unit == "%")
            three = (float(value[0].share), *(float(end.share) for end in ends))
            missing += [] if register.holds_interval(*three, decimals) else [ends[0]]
    yield from (Found(page.name, f"{table.caption}, {name}", text, number) for number in missing)


def _labels(page: Page, table: Table) -> set[int]:
    """The columns that hold words only, such as what was promised or claimed: params say them, and nobody's data."""
    texts = [[_CUT.sub("", line.cells[column]) for line in table.lines] for column in range(len(table.columns))]
    return {
        column
        for column, cells in enumerate(texts)
        if any(re.search(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}", text) for text in cells)
        and not any(number_of(text, page.language) or ends_of(text, page.language) for text in cells)
    }


def _in_words(page: Page, register: Register) -> Iterator[Found]:
    labels = sorted({label for table in page.tables for label in _names(page, table)}, key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, labels)) or r"(?!)", re.IGNORECASE)
    for words in dict.fromkeys((*page.in_words, *page.sentences)):
        for number in numbers_in(_CUT.sub("", named.sub("", words)), page.language):
            is_of_calendar = NOT_HELD.search(words) and int(number.value) in register.calendar
            if not is_of_calendar and not _is_held(number, register, in_points=False):
                yield Found(page.name, "in words", words, number)


def _names(page: Page, table: Table) -> Iterator[str]:
    """The labels of a table in which there is a number, such as a goal in the words of params."""
    columns = _labels(page, table)
    for line in table.lines:
        yield from (text for text in (line.group, *(line.cells[one] for one in columns)) if re.search(r"\d", text))


def _is_held(number: Printed, register: Register, *, in_points: bool) -> bool:
    if in_points:
        return register.holds(float(number.value / 100), number.decimals + 2)
    return register.holds(float(number.share), number.decimals + 2 * (number.unit == "%"))
