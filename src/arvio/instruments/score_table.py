"""Every score of some instruments as a row: its ends, its smallest step, its good end, its reliability."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from arvio.instruments.scoring import score_direction
from arvio.params import Instrument
from arvio.params.models import Score
from arvio.params.scores import item_range, score_names, scored_items, sum_range

COLUMNS = {
    "score": "str",
    "lowest": "float64",
    "highest": "float64",
    "step": "float64",
    "better": "str",
    "reliability": "float64",
}


def score_table(instruments: Iterable[Instrument]) -> pd.DataFrame:
    """A row for each score, in the order of the instruments.

    lowest, highest  the ends of its values
    step             the smallest distance between two of its values
    better           higher or lower: where the good end is
    reliability      as the instrument's file states it; missing where it states none
    """
    rows = [
        (name, *_ends(one, rule, name), smallest_step(one, rule), _better(one, name), _reliable(rule))
        for one in instruments
        for name, rule in score_names(one).items()
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def whole_marks(instruments: Iterable[Instrument]) -> dict[str, tuple[int, int]]:
    """The lowest and the highest mark of each score whose marks are whole numbers."""
    every = score_table(instruments)
    whole = every[(every["step"] == 1) & (every["lowest"] % 1 == 0)]
    return {row.score: (int(row.lowest), int(row.highest)) for row in whole.itertuples()}


def smallest_step(instrument: Instrument, rule: Score) -> float:
    """How much a score changes when one answer is one mark higher."""
    if rule.conversion:
        values = sorted(set(rule.conversion.values()))
        return min(after - before for before, after in pairwise(values))
    if rule.method == "mean":
        return 1 / len(scored_items(instrument, rule))
    if rule.method == "percent_of_range":
        low, high = sum_range(instrument, rule)
        return 100 / (high - low)
    return 100.0 if rule.method == "net_promoter" else 1.0


def _ends(instrument: Instrument, rule: Score, name: str) -> tuple[float, float]:
    """Those of the item where every item is a score of its own: its scale may differ from that of others."""
    if rule.method != "each_item":
        return rule.lowest, rule.highest
    return item_range(instrument, rule, next(item for item in instrument.items if item.item == name))


def _better(instrument: Instrument, name: str) -> str:
    return score_direction(instrument, name).removesuffix("_is_better")


def _reliable(rule: Score) -> float:
    return rule.reliability.value if rule.reliability else float("nan")
