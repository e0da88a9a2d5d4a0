"""What one fact says of the numbers behind it, as statements.

- persons: a count; rounded where the audience's rules round it. That it is shown at all says that it is not below the
  minimum, since the rules are told in every report. A withheld one is any number: what is hidden whole may be large.
- means, standard deviations, answer groups and intervals of an item: statements on how many gave each mark of its
  scale. Of an item without a known scale of whole numbers a mean says only that somebody answered.
- shares: the part they tell of, and the rest. n may be rounded, and is an unknown too; the interval tells it closer.
- a mean change is the later mean less the earlier one, of the same persons.
- rates of two counts that are told as well are their quotient, and a relative change is a ratio of two counts.
- other rates, effects, probabilities, dates, money: nothing; events: nothing of persons but their n.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.cells import (
    ANSWERS,
    REASONS,
    Cell,
    Reading,
    base_cell,
    cell_of,
    is_of_answers,
    marks_of,
    part_cell,
    told_cells,
)
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.times import extent
from arvio.disclosure.auditing.versions import COARSEST
from arvio.results import STATISTICS

SHARE_DECIMALS = 2
FEW_FOR_SPREAD = 30
LARGEST_FOR_SPREAD = 200
"""Of more answers a spread says nothing of single persons that would be worth reckoning."""

BEFORE, AFTER = "baseline", "follow_up"

RATES: Mapping[str, tuple[dict[str, Any], tuple[dict[str, Any], ...]]] = {
    "response_rate": ({"who": "answered"}, ({"who": "invited"},)),
    "return_rate": (
        {"who": "persons", "group": "both"},
        ({"who": "persons", "group": "both"}, {"who": "persons", "group": "only_baseline"}),
    ),
}
"""Rates of counts that are told as well: in which cells of the table the part is, and the whole."""


def said(fact: Fact, near: Sequence[Fact], reading: Reading) -> list[Row]:
    """What one fact says, with those of its table near it; nothing where it is withheld."""
    if fact.status == "withheld" or pd.isna(fact.value):
        return []
    cells, kind = told_cells(fact, reading), STATISTICS.get(fact.statistic)
    if kind == "persons":
        return [*_count(cells[0], fact, reading), *_within_forms(fact, reading)]
    if fact.statistic in RATES:
        return _rate(fact)
    if kind == "relative_change":
        return _relative_change(fact)
    if not cells:
        return []
    rows = _n(fact, reading)
    if kind == "share" and is_of_answers(fact):
        return [*rows, *_share(fact, reading)]
    if fact.statistic == "mean":
        return [*rows, *_mean(fact, reading)]
    if fact.statistic == "mean_change":
        return [*rows, *_mean_change(fact, reading)]
    return [*rows, *_sd(fact, near, reading)] if kind == "spread" else rows


def _count(cell: Cell, fact: Fact, reading: Reading) -> list[Row]:
    base = _rounding(fact, reading) if fact.status == "rounded" else 1
    smallest = model.between([cell], reading.smallest(fact), None, told_by=fact.id)
    return [*_about(cell, fact.value, base, fact), *smallest]


def _within_forms(fact: Fact, reading: Reading) -> list[Row]:
    """Who answered an item and who left it out are not more than the forms that have it."""
    if fact.statistic not in REASONS or pd.isna(fact.n):
        return []
    left_out = [cell_of(fact, reason) for reason in ("no_answer", "does_not_know")]
    most = _about(base_cell(fact), fact.n, _base_of_n(fact, reading), fact)[0].high
    return model.between([cell_of(fact, ANSWERS), *left_out], None, most, told_by=fact.id)


def _n(fact: Fact, reading: Reading) -> list[Row]:
    return [] if pd.isna(fact.n) else _about(base_cell(fact), fact.n, _base_of_n(fact, reading), fact)


def _about(cell: Cell, value: float, base: int, fact: Fact) -> list[Row]:
    return model.rounded_to([cell], int(value), base=base, told_by=fact.id)


def _base_of_n(fact: Fact, reading: Reading) -> int:
    return _rounding(fact, reading) if fact.n_is_rounded else 1


def _rounding(fact: Fact, reading: Reading) -> int:
    base = reading.rules(fact).rounding_base
    return base if base > 1 else COARSEST


def _share(fact: Fact, reading: Reading) -> list[Row]:
    part, whole = part_cell(fact), base_cell(fact)
    if fact.status == "coarsened":
        beyond = model.over_share if fact.value > 0.5 else model.under_share
        return beyond([part], [whole], fact.value, told_by=fact.id)
    rows = model.share_of([part], [whole], fact.value, decimals=SHARE_DECIMALS, told_by=fact.id)
    counts = _counts(fact, reading)
    if pd.isna(fact.low) or pd.isna(fact.high) or not counts:
        return rows
    told = fact.value, fact.low, fact.high
    return [*rows, *model.interval_of_share(part, whole, told, counts=counts, told_by=fact.id)]


def _mean(fact: Fact, reading: Reading) -> list[Row]:
    marks = marks_of(fact, reading)
    if not marks:
        return model.between([base_cell(fact)], 1, None, told_by=fact.id)
    decimals = reading.rules(fact).decimals
    rows = model.mean_of(marks, fact.value, decimals=decimals, told_by=fact.id)
    counts = _counts(fact, reading)
    if pd.isna(fact.low) or pd.isna(fact.high) or not counts:
        return rows
    ends, mean = (fact.low, fact.high), (fact.value, decimals)
    return [*rows, *model.interval_of(marks, ends, counts=counts, mean=mean, told_by=fact.id)]


def _mean_change(fact: Fact, reading: Reading) -> list[Row]:
    """The marks afterwards less those before; of subgroups no means are told."""
    if fact.breakdown != BEFORE or fact.wave:
        return []
    before, after = (marks_of(replace(fact, wave=wave), reading) for wave in (BEFORE, AFTER))
    if not before:
        return []
    change = {**after, **{cell: -mark for cell, mark in before.items()}}
    return model.ratio_of(
        change, {base_cell(fact): 1}, _near(fact.value, reading.rules(fact).decimals), told_by=fact.id
    )


def _sd(fact: Fact, near: Sequence[Fact], reading: Reading) -> list[Row]:
    marks, counts = marks_of(fact, reading), _counts(fact, reading)
    means = [one for one in near if one.statistic == "mean" and (one.group, one.wave) == (fact.group, fact.wave)]
    means = [one for one in means if one.status == "shown" and one.audience == fact.audience]
    if not marks or not counts or not means:
        return []
    decimals = reading.rules(fact).decimals
    middle, half = model.printed(fact.value), model.printed(0.5) / 10**decimals
    spread = model.Bounds(max(middle - half, middle * 0), middle + half)
    # With few answers every sum is looked at, so that the mean is a fact of its own in an explanation.
    mean = (means[0].value, decimals) if fact.n > FEW_FOR_SPREAD else None
    return model.spread_of(marks, spread, counts=counts, mean=mean, told_by=fact.id)


def _counts(fact: Fact, reading: Reading) -> range:
    """The numbers that n can be; none where it is not told, or too large for a spread to tell of single persons."""
    rows = _n(fact, reading)
    if not rows or fact.n > LARGEST_FOR_SPREAD:
        return range(0)
    fewest, most = rows[0].low, rows[0].high
    return range(0) if fewest is None or most is None else range(max(fewest, 2), most + 1)


def _rate(fact: Fact) -> list[Row]:
    part, whole = RATES[fact.statistic]
    here = cell_of(fact, "")
    parts, all_of_it = [here._replace(**part)], [here._replace(**one) for one in whole]
    return model.share_of(parts, all_of_it, fact.value, decimals=SHARE_DECIMALS, told_by=fact.id)


def _relative_change(fact: Fact) -> list[Row]:
    """How much larger a count is than that of the same days a year earlier."""
    of, now = fact.statistic.removeprefix("change_of_"), extent(fact.period)
    if not now or STATISTICS.get(of) != "persons":
        return []
    later = cell_of(replace(fact, statistic=of), of)
    earlier = later._replace(period=now.before.name)
    change = model.Bounds(*(1 + end for end in _near(fact.value, SHARE_DECIMALS)))
    return model.ratio_of({later: 1}, {earlier: 1}, change, told_by=fact.id)


def _near(value: float, decimals: int) -> model.Bounds:
    """What rounds to a change. Both ends are possible: a fall is rounded the other way than a rise."""
    middle, half = model.printed(value), model.printed(0.5) / 10**decimals
    return model.Bounds(middle - half, middle + half)
