"""What stands in a column of an export, counted part by part, so that a file of any size can be looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

import pandas as pd

from arvio.sources.cells import label, text
from arvio.sources.dates import Evidence, Order, evidence, parse_date
from arvio.sources.mapping.conversion import NEVER_KEPT
from arvio.sources.numbers import DecimalEvidence, decimal_evidence, parse_number
from arvio.sources.personal.columns import personal_kind
from arvio.sources.personal.recognition import find
from arvio.sources.raw_table import NOT_CHOSEN, NOT_SHOWN

DIFFERENT_AT_MOST = 5000
"""Different cells kept of a column; one with more is no choice, and only its counts go on."""
ASKED_ABOUT_PERSONS_AT_MOST = 1000
"""Cells of a part of a column that are looked at for personal data."""
LONGEST_NUMBER = 40
AT_LEAST = 3
"""Answers that a label must have before it may be shown: what fewer have may be the words of one person."""

_LOST_LETTER = re.compile(r"[^\W\d_]\?[^\W\d_]")

Days = tuple[dt.datetime, dt.datetime]
"""The first and the last."""


@dataclass(frozen=True)
class Tally:
    """The cells of one column.

    `forms` is cell as text: how often, without the blank ones and those that a reader wrote; `beyond` counts those that
    were too many to keep. `days` is order of day and month: first and last day, where every cell is a date in it.
    `personal` tells in words what of persons the column holds, '' when nothing.
    """

    rows: int = 0
    blank: int = 0
    not_shown: int = 0
    not_chosen: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    beyond: int = 0
    not_numbers: int = 0
    days: Mapping[str, Days] = field(default_factory=dict)
    dates: Evidence = field(default_factory=Evidence)
    decimals: DecimalEvidence = field(default_factory=DecimalEvidence)
    letters_lost: int = 0
    personal: str = ""

    @property
    def filled(self) -> int:
        return self.forms.total() + self.beyond

    @property
    def are_different(self) -> bool:
        """Whether no two cells are the same, as far as they were kept."""
        return self.filled > 0 and len(self.forms) == self.forms.total()

    def labels(self) -> dict[str, tuple[str, int]]:
        """Label in its compared form: its commonest spelling, and how many answers have it."""
        found: dict[str, tuple[str, int]] = {}
        for written, n in self.forms.most_common():
            shown, n_before = found.get(label(written), (written, 0))
            found[label(written)] = (shown, n_before + n)
        return found

    def __add__(self, other: Tally) -> Tally:
        """The cells of two parts of the same column."""
        forms, beyond = _together(self.forms, other.forms)
        return Tally(
            self.rows + other.rows,
            self.blank + other.blank,
            self.not_shown + other.not_shown,
            self.not_chosen + other.not_chosen,
            forms,
            self.beyond + other.beyond + beyond,
            self.not_numbers + other.not_numbers,
            _days_together(self, other),
            self.dates + other.dates,
            self.decimals + other.decimals,
            self.letters_lost + other.letters_lost,
            self.personal or other.personal,
        )


def identifies(words: str) -> bool:
    """Whether words that would be shown or kept hold somebody's name, number or address."""
    return bool(NEVER_KEPT & set(find(words)))


def tally(header: str, column: pd.Series) -> Tally:
    """What stands in one part of a column."""
    counted = [(cell, n) for cell, n in Counter(column).items() if text(cell)]
    answers = [(cell, n) for cell, n in counted if cell not in (NOT_SHOWN, NOT_CHOSEN)]
    said = dict(counted)
    forms, beyond = _together(Counter(), _forms(answers))
    not_numbers = sum(n for cell, n in answers if not _is_number(cell))
    return Tally(
        rows=len(column),
        blank=len(column) - sum(n for _, n in counted),
        not_shown=said.get(NOT_SHOWN, 0),
        not_chosen=said.get(NOT_CHOSEN, 0),
        forms=forms,
        beyond=beyond,
        not_numbers=not_numbers,
        days=_days(answers),
        dates=evidence(column),
        decimals=decimal_evidence(column) if 2 * not_numbers < len(column) else DecimalEvidence(),
        letters_lost=sum(n * _letters_lost(cell) for cell, n in answers),
        personal=_personal(header, column),
    )


def _is_number(cell: object) -> bool:
    """Whether a cell is a number. Sentences are told by their length, which is quicker than to read them."""
    return not (isinstance(cell, str) and len(cell) > LONGEST_NUMBER) and parse_number(cell, ",") is not None


def _forms(answers: Iterable[tuple[object, int]]) -> Counter[str]:
    forms: Counter[str] = Counter()
    for cell, n in answers:
        forms[text(cell)] += n
    return forms


def _together(one: Counter[str], other: Counter[str]) -> tuple[Counter[str], int]:
    """The counts of both, as many as are kept, and how many cells are not among them."""
    both = one + other
    if len(both) <= DIFFERENT_AT_MOST:
        return both, 0
    kept = Counter(dict(both.most_common(DIFFERENT_AT_MOST)))
    return kept, both.total() - kept.total()


def _days(answers: Iterable[tuple[object, int]]) -> dict[str, Days]:
    """Order of day and month: the first and the last day, where every cell is a date when read so."""
    cells = [cell for cell, _ in answers]
    if not cells or any(isinstance(cell, (int, float)) for cell in cells):
        return {}  # Excel's day numbers look like any other number
    found = {order: _days_in(cells, order) for order in ("day_first", "month_first")}
    return {order: (min(days), max(days)) for order, days in found.items() if days}


def _days_in(cells: Iterable[object], order: Order) -> list[dt.datetime]:
    """The days of all cells; none when one of them is no date."""
    days: list[dt.datetime] = []
    for cell in cells:
        day = parse_date(cell, order)
        if day is None:
            return []
        days.append(day)
    return days


def _days_together(one: Tally, other: Tally) -> dict[str, Days]:
    if not one.filled or not other.filled:
        return dict(one.days or other.days)
    orders = one.days.keys() & other.days.keys()
    ends = {order: (*one.days[order], *other.days[order]) for order in sorted(orders)}
    return {order: (min(days), max(days)) for order, days in ends.items()}


def _letters_lost(cell: object) -> int:
    return len(_LOST_LETTER.findall(cell)) if isinstance(cell, str) and "?" in cell and "://" not in cell else 0


def _personal(header: str, column: pd.Series) -> str:
    filled = (cell for cell in column if text(cell))
    found = personal_kind(header, islice(filled, ASKED_ABOUT_PERSONS_AT_MOST))
    return found.words if found else ""
