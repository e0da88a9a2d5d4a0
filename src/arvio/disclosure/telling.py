"""Means, intervals and answer groups that give single answers away by themselves; docs/decisions/0018 has the evidence.

The tables here are results on their way through `rules.protect`, with its columns of what is known of each row.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from arvio.disclosure.derived import (
    Printed,
    Scale,
    Span,
    gives_answers_away,
    is_near_an_end,
    part_and_rest,
    printed_alike,
)
from arvio.indicators.estimates import rounded
from arvio.params import Audience
from arvio.results import PARTS

SHARE_DECIMALS = 2
ITEM = ["indicator", "breakdown", "group", "wave"]
"""What the figures of one item and one group of respondents have in common."""

NO_SCALES: Mapping[str, Scale] = MappingProxyType({})


def with_printed(table: pd.DataFrame, audience: Audience, scales: Mapping[str, Scale]) -> pd.DataFrame:
    """With the numbers that n may be for a reader, the scale of items that have one, and their printed means."""
    bases = np.where(table["_sensitive"], audience.rounding_base, 1)
    counts = [printed_alike(n, base) if n > 0 else () for n, base in zip(table["n"], bases, strict=True)]
    of_rows = [scales.get(indicator) for indicator in table["indicator"]]
    is_mean = (table["statistic"] == "mean") & table["value"].notna()
    printed = [
        Printed(rounded(value, audience.decimals), n, audience.decimals) if told and n and scale else None
        for value, n, scale, told in zip(table["value"], counts, of_rows, is_mean, strict=True)
    ]
    added = {"_counts": counts, "_scale": of_rows, "_printed": printed}
    return table.assign(**{name: pd.Series(one, table.index, dtype="object") for name, one in added.items()})


def telling_means(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """Means so near an end of their scale that they are single answers: 4.9 of eight is seven fives and one four.

    Of a sensitive subject also where many answered: 5.0 says the same of each of them.
    """
    few = table["_sensitive"] | (table["n"] < audience.minimum_n_interval)
    means = _means(table[few])
    near = [
        any(is_near_an_end(printed, one["_scale"], minimum=one["_persons"]) for printed in _as_known(one))
        for one in _records(means)
    ]
    return _marked(table, means, near)


def telling_intervals(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """Means whose interval would give single answers away, and those of few answers, whose intervals are not told."""
    means = _means(table)
    telling = [
        not one["n"] >= audience.minimum_n_interval or _tells(one, ends=_ends(one, audience)) for one in _records(means)
    ]
    return _marked(table, means, telling)


def telling_distributions(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """The answer groups of an item that give single answers away beside its mean and the interval of this.

    The groups are what has to go, since audiences further away, who do not see them, may see the interval.
    """
    groups, means = _answer_groups(table), _means(table)
    without = telling_intervals(table, audience)
    telling = {
        _item(one)
        for one, no_interval in zip(_records(means), without[means.index], strict=True)
        if _item(one) in groups
        and _tells(one, ends=None if no_interval else _ends(one, audience), groups=groups[_item(one)])
    }
    is_telling = pd.Series([_item(one) in telling for one in _records(table)], table.index, dtype="bool")
    return table["statistic"].isin(PARTS) & is_telling


def _tells(mean: dict, *, ends: tuple[float, float] | None = None, groups: tuple[Span, ...] | None = None) -> bool:
    """Whether a mean gives single answers away with what stands beside it, also to who knows its n exactly."""
    if ends is None and groups is None:
        return False
    return any(
        gives_answers_away(one, mean["_scale"], ends=ends, groups=groups, minimum=mean["_persons"])
        for one in _as_known(mean)
    )


def _as_known(mean: dict) -> tuple[Printed, ...]:
    """A printed mean for a reader of its page, and for a reader of a page that tells n as it is."""
    printed = mean["_printed"]
    return tuple({printed, printed._replace(counts=(int(mean["n"]),))})


def _ends(mean: dict, audience: Audience) -> tuple[float, float] | None:
    """The ends of the interval as they are printed; None where there is none."""
    if pd.isna(mean["low"]) or pd.isna(mean["high"]):
        return None
    return rounded(mean["low"], audience.decimals), rounded(mean["high"], audience.decimals)


def _means(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["_printed"].notna() & ~table["_withheld"]]


def _answer_groups(table: pd.DataFrame) -> Mapping[tuple, tuple[Span, ...]]:
    """How many may be in each of the three answer groups of an item, where all three are shown."""
    shown = table[table["statistic"].isin(PARTS) & ~table["_withheld"]]
    found: dict[tuple, dict[str, Span]] = {}
    for one in _records(shown):
        part, _ = part_and_rest(rounded(one["value"], SHARE_DECIMALS), one["_counts"])
        found.setdefault(_item(one), {})[one["statistic"]] = part
    return {item: tuple(parts[name] for name in PARTS) for item, parts in found.items() if len(parts) == len(PARTS)}


def _records(table: pd.DataFrame) -> list[dict]:
    return table.to_dict("records")


def _item(row: dict) -> tuple:
    return tuple(row[column] for column in ITEM)


def _marked(table: pd.DataFrame, rows: pd.DataFrame, flags: list[bool]) -> pd.Series:
    """The flags of some rows for the whole table."""
    return pd.Series(flags, rows.index, dtype="bool").reindex(table.index, fill_value=False)
