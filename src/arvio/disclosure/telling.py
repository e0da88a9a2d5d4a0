"""Means, intervals and answer groups that give single answers away by themselves; docs/decisions/0018 has the evidence.

The rows here are results on their way through `rules.protect`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from arvio.disclosure.derived import Printed, Span, gives_answers_away, is_near_an_end, part_and_rest
from arvio.disclosure.rows import SHARE_DECIMALS, Rows
from arvio.indicators.estimates import rounded
from arvio.params import Audience
from arvio.results import PARTS


def telling_means(rows: Rows, audience: Audience) -> np.ndarray:
    """Means so near an end of their scale that they are single answers: 4.9 of eight is seven fives and one four.

    Of a sensitive subject also where many answered: 5.0 says the same of each of them.
    """
    few = rows.sensitive | (rows.n < audience.minimum_n_interval)
    telling = np.zeros(len(rows), dtype=bool)
    for row, mean in _means(rows, audience):
        if few[row] and (scale := rows.scale[row]):
            known = _as_known(mean, rows.n[row])
            telling[row] = any(is_near_an_end(one, scale, minimum=int(rows.persons[row])) for one in known)
    return telling


def telling_intervals(rows: Rows, audience: Audience) -> np.ndarray:
    """Means whose interval would give single answers away, and those of few answers, whose intervals are not told."""
    telling = np.zeros(len(rows), dtype=bool)
    for row, mean in _means(rows, audience):
        few = not rows.n[row] >= audience.minimum_n_interval
        telling[row] = few or _tells(rows, row, mean, ends=_ends(rows, row, audience))
    return telling


def telling_distributions(rows: Rows, audience: Audience) -> np.ndarray:
    """The answer groups of an item that give single answers away beside its mean and the interval of this.

    The groups are what has to go, since audiences further away, who do not see them, may see the interval.
    """
    groups = _answer_groups(rows)
    if not groups:
        return np.zeros(len(rows), dtype=bool)
    without = telling_intervals(rows, audience)
    telling = set()
    for row, mean in _means(rows, audience):
        item = rows.item(row)
        ends = None if without[row] else _ends(rows, row, audience)
        if item in groups and _tells(rows, row, mean, ends=ends, groups=groups[item]):
            telling.add(item)
    return np.array(
        [statistic in PARTS and rows.item(row) in telling for row, statistic in enumerate(rows.statistic)], dtype=bool
    )


def _tells(
    rows: Rows,
    row: int,
    mean: Printed,
    *,
    ends: tuple[float, float] | None = None,
    groups: tuple[Span, ...] | None = None,
) -> bool:
    """Whether a mean gives single answers away with what stands beside it, also to who knows its n exactly."""
    if ends is None and groups is None:
        return False
    return any(
        gives_answers_away(one, rows.scale[row], ends=ends, groups=groups, minimum=int(rows.persons[row]))
        for one in _as_known(mean, rows.n[row])
    )


def _as_known(mean: Printed, n: float) -> set[Printed]:
    """A printed mean for a reader of its page, and for a reader of a page that tells n as it is."""
    return {mean, mean._replace(counts=(int(n),))}


def _ends(rows: Rows, row: int, audience: Audience) -> tuple[float, float] | None:
    """The ends of the interval as they are printed; None where there is none."""
    low, high = float(rows.low[row]), float(rows.high[row])
    if low != low or high != high:
        return None
    return rounded(low, audience.decimals), rounded(high, audience.decimals)


def _means(rows: Rows, audience: Audience) -> Iterator[tuple[int, Printed]]:
    """The means of items that are not withheld, each with its row and as it is printed."""
    for row in np.flatnonzero((rows.statistic == "mean") & ~rows.withheld).tolist():
        printed = rows.printed(row, audience)
        if printed:
            yield row, printed


def _answer_groups(rows: Rows) -> Mapping[tuple[Any, ...], tuple[Span, ...]]:
    """How many may be in each of the three answer groups of an item, where all three are shown."""
    found: dict[tuple[Any, ...], dict[str, Span]] = {}
    for row in np.flatnonzero(rows.of_statistic(PARTS) & ~rows.withheld).tolist():
        part, _ = part_and_rest(rounded(rows.value[row], SHARE_DECIMALS), rows.counts[row])
        found.setdefault(rows.item(row), {})[rows.statistic[row]] = part
    return {item: tuple(parts[name] for name in PARTS) for item, parts in found.items() if len(parts) == len(PARTS)}
