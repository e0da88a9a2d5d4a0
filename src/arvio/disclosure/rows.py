"""Results on their way through the rules: an array for each column, and what a reader would work out of each row.

Arrays and plain dictionaries instead of a table: a report releases thirty tables of ten rows, and what pandas needs to
look at a table of ten rows is a hundred times what the ten rows need.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, get_args

import numpy as np
import pandas as pd

from arvio.disclosure.derived import Printed, Scale, part_and_rest, printed_alike
from arvio.errors import ProtectionError
from arvio.indicators.estimates import rounded
from arvio.params import Audience
from arvio.params.models import Sensitivity
from arvio.results import CHANGE_CLASSES, KEYS, NUMBERS, PARTS, STATISTICS
from arvio.saying import say

SHARE_DECIMALS = 2
ITEM = ("indicator", "breakdown", "group", "wave")
"""What the figures of one item and one group of respondents have in common."""

WHOLES = {part: whole for whole in (PARTS, CHANGE_CLASSES) for part in whole}
"""The parts of distributions, each with all parts of its own."""

NO_SCALES: Mapping[str, Scale] = MappingProxyType({})


@dataclass(frozen=True)
class Rows:
    """Results before anything is shown of them; every array has one element a row, in the order of the table."""

    indicator: np.ndarray
    breakdown: np.ndarray
    group: np.ndarray
    wave: np.ndarray
    statistic: np.ndarray
    kind: np.ndarray
    whole: np.ndarray
    """The parts that make up the distribution which a statistic belongs to; None of a lone one."""
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    n: np.ndarray
    sensitive: np.ndarray
    persons: np.ndarray
    """The smallest count of persons that the row may have."""
    answers: np.ndarray
    """The smallest n of answers that the row may have."""
    counts: tuple[tuple[int, ...], ...]
    """The numbers that n may be for a reader."""
    scale: tuple[Scale | None, ...]
    """The marks of an item that is answered in whole numbers."""
    fewest: np.ndarray
    """The fewest persons that a share may be of as it is printed; not known of other figures."""
    fewest_rest: np.ndarray
    """The fewest persons that the rest may be."""
    most: np.ndarray
    """The most persons that a share may be of."""
    withheld: np.ndarray
    _families: dict[tuple[str, ...], np.ndarray] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.statistic)

    def hiding(self, flags: np.ndarray) -> Rows:
        """The same with more rows withheld."""
        return replace(self, withheld=self.withheld | flags)

    def of_kind(self, *kinds: str) -> np.ndarray:
        """Whether each row is of one of these kinds."""
        return among(self.kind, kinds)

    def of_statistic(self, statistics: Collection[str]) -> np.ndarray:
        """Whether each row is one of these statistics."""
        return among(self.statistic, statistics)

    @property
    def year(self) -> np.ndarray:
        """The year of each row's wave."""
        return np.array([wave[:4] for wave in self.wave], dtype=object)

    @property
    def is_part(self) -> np.ndarray:
        """Whether each row is a part of a distribution."""
        return np.array([whole is not None for whole in self.whole], dtype=bool)

    def family(self, *columns: str) -> np.ndarray:
        """A number for each row, the same for rows that have the same words in some columns; counted from 0."""
        if columns not in self._families:
            self._families[columns] = numbered(zip(*(getattr(self, column) for column in columns), strict=True))
        return self._families[columns]

    def any_of(self, flags: np.ndarray, *columns: str, where: np.ndarray) -> np.ndarray:
        """For each row, whether any row of its family (among those where) is flagged."""
        flagged = np.zeros(len(self), dtype=bool)
        flagged[self.family(*columns)[flags & where]] = True
        return flagged[self.family(*columns)]

    def sum_of(self, numbers: np.ndarray, *columns: str) -> np.ndarray:
        """For each row, the sum over its family; what is not known adds nothing."""
        known = np.where(np.isnan(numbers), 0, numbers)
        return np.bincount(self.family(*columns), weights=known, minlength=len(self))[self.family(*columns)]

    def before(self, *columns: str) -> tuple[np.ndarray, np.ndarray]:
        """For each row, which row of its family stands before it (-1 for the first), and whether it is the last."""
        family = self.family(*columns)
        order = np.argsort(family, kind="stable")
        follows = np.flatnonzero(family[order][1:] == family[order][:-1])
        before, is_last = np.full(len(self), -1), np.ones(len(self), dtype=bool)
        before[order[follows + 1]] = order[follows]
        is_last[order[follows]] = False
        return before, is_last

    def item(self, row: int) -> tuple[Any, ...]:
        """Which item and group of respondents a row is about."""
        return self.indicator[row], self.breakdown[row], self.group[row], self.wave[row]

    def printed(self, row: int, audience: Audience) -> Printed | None:
        """A mean as it is printed; None where it is none, or its scale or n is not known."""
        if self.statistic[row] != "mean" or np.isnan(self.value[row]) or not self.counts[row] or not self.scale[row]:
            return None
        return Printed(rounded(self.value[row], audience.decimals), self.counts[row], audience.decimals)


def rows_of(
    table: pd.DataFrame,
    *,
    audience: Audience,
    sensitivity: Callable[[str], str],
    smallest: Callable[[str], int],
    scales: Mapping[str, Scale],
) -> Rows:
    """The rows of a table of results, none of them withheld yet; an error for what there is no rule for."""
    words = {column: _words(table, column) for column in KEYS}
    numbers = {column: table[column].to_numpy(dtype="float64") for column in NUMBERS}
    kind = _each(_kind, words["statistic"])
    sensitive = _each(sensitivity, words["indicator"])
    _refuse_unknown(sensitive)
    sensitive = sensitive != "ordinary"
    limit = _each(smallest, words["indicator"]).astype("int64")
    counts = _counts(numbers["n"], np.where(sensitive, audience.rounding_base, 1))
    columns: dict[str, Any] = {**words, **numbers, **_spans(kind, numbers["value"], numbers["n"], counts)}
    return Rows(
        **columns,
        kind=kind,
        whole=_each(WHOLES.get, words["statistic"]),
        sensitive=sensitive,
        persons=np.maximum(np.where(sensitive, audience.minimum_n_sensitive, audience.minimum_n_persons), limit),
        answers=np.maximum(np.where(sensitive, audience.minimum_n_sensitive, audience.minimum_n_statistics), limit),
        counts=counts,
        scale=tuple(scales.get(indicator) for indicator in words["indicator"]),
        withheld=np.zeros(len(table), dtype=bool),
    )


def among(words: np.ndarray, wanted: Collection[str]) -> np.ndarray:
    """Whether each word is one of those wanted."""
    return np.array([word in wanted for word in words], dtype=bool)


def numbered(keys: Iterable[tuple[Any, ...]]) -> np.ndarray:
    """A number for each key, the same for equal ones, counted from 0 in the order in which they are first met."""
    numbers: dict[tuple[Any, ...], int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype="int64")


def _words(table: pd.DataFrame, column: str) -> np.ndarray:
    """The words of a key; one that is missing would belong to no family, and nothing would be hidden with it."""
    words = table[column].to_numpy(dtype=object)
    if not all(isinstance(word, str) for word in words):
        raise ProtectionError(
            say("no rule for figures without a word for their %(column)s: they are withheld", column=column)
        )
    return words


def _each(told_of: Callable[[str], object], words: np.ndarray) -> np.ndarray:
    """What is told of each word, asked once for each different one."""
    told = {word: told_of(word) for word in dict.fromkeys(words)}
    found = np.empty(len(words), dtype=object)
    found[:] = [told[word] for word in words]
    return found


def _kind(statistic: str) -> str:
    if statistic not in STATISTICS:
        raise ProtectionError(say("no rule for the statistic %(statistic)s: it is withheld", statistic=statistic))
    return STATISTICS[statistic]


def _refuse_unknown(sensitivities: np.ndarray) -> None:
    """A sensitivity that is misspelt must not be taken for any."""
    unknown = set(sensitivities) - set(get_args(Sensitivity))
    if unknown:
        raise ProtectionError(
            say("no rule for the sensitivity %(sensitivity)s: it is withheld", sensitivity=min(map(str, unknown)))
        )


def _counts(n: np.ndarray, bases: np.ndarray) -> tuple[tuple[int, ...], ...]:
    """The numbers that each n may be for a reader; none where it is not known."""
    each = zip(n.tolist(), bases.tolist(), strict=True)
    return tuple(printed_alike(one, base) if one > 0 else () for one, base in each)


def _spans(
    kind: np.ndarray, value: np.ndarray, n: np.ndarray, counts: tuple[tuple[int, ...], ...]
) -> dict[str, np.ndarray]:
    """The fewest and the most persons that each share may be of as it is printed, and the fewest of the rest."""
    found = {name: np.full(len(value), np.nan) for name in ("fewest", "fewest_rest", "most")}
    for row in np.flatnonzero((kind == "share") & ~np.isnan(value)):
        if counts[row]:
            part, rest = part_and_rest(rounded(value[row], SHARE_DECIMALS), counts[row])
            count = np.round(value[row] * n[row])
            found["fewest"][row] = min(count, part.low)
            found["fewest_rest"][row] = min(n[row] - count, rest.low)
            found["most"][row] = max(count, part.high)
    return found
