"""How what is not withheld is told: shares as bounds, sensitive counts to a base, every value rounded once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from arvio.disclosure.bands import is_banded
from arvio.disclosure.rows import SHARE_DECIMALS, Rows
from arvio.disclosure.telling import telling_intervals
from arvio.indicators.estimates import rounded
from arvio.params import Audience
from arvio.results import NUMBERS

WITH_SPREAD = ("mean", "difference", "effect")
"""Kinds whose interval gives away the spread of few answers."""
TO_DECIMALS = ("mean", "spread", "difference", "effect")
"""Kinds that are told with the decimals of the audience."""
TO_PERCENT = ("share", "rate", "share_difference", "probability", "relative_change")
"""Kinds that are told to whole percent."""


def as_shown(table: pd.DataFrame, rows: Rows, audience: Audience) -> pd.DataFrame:
    """The table with the numbers that may be shown and a status for each row: withheld, shown, coarsened or rounded."""
    numbers = {name: np.where(rows.withheld, np.nan, getattr(rows, name)) for name in NUMBERS}
    status = np.where(rows.withheld, "withheld", "shown").astype(object)
    few = rows.of_kind(*WITH_SPREAD) & ~(numbers["n"] >= audience.minimum_n_interval)
    _drop_intervals(numbers, few | telling_intervals(rows, audience))
    _tell_bounds(numbers, status, is_banded(rows, audience), audience)
    if audience.rounding_base > 1:
        _round_counts(numbers, status, rows, audience.rounding_base)
    _round_values(numbers, rows, audience)
    return table.assign(**numbers, status=pd.array(status, dtype="str"))


def _drop_intervals(numbers: dict[str, np.ndarray], where: np.ndarray) -> None:
    numbers["low"][where] = np.nan
    numbers["high"][where] = np.nan


def _tell_bounds(numbers: dict[str, np.ndarray], status: np.ndarray, banded: np.ndarray, audience: Audience) -> None:
    """Shares that would say "all" or "none" of a sensitive group, or show a small part, as a bound."""
    value, bound = numbers["value"], audience.band_of_share
    over, under = banded & (value > bound), banded & (value < 1 - bound)
    value[over], value[under] = bound, rounded(1 - bound, SHARE_DECIMALS)
    _drop_intervals(numbers, banded)
    status[banded] = "coarsened"


def _round_counts(numbers: dict[str, np.ndarray], status: np.ndarray, rows: Rows, base: int) -> None:
    """Sensitive counts to a multiple of the audience's base, the n of sensitive statistics too."""
    counts = rows.of_kind("persons", "events") & rows.sensitive & (status == "shown")
    numbers["value"][counts] = _to_base(numbers["value"][counts], base)
    status[counts] = "rounded"
    numbers["n"][rows.sensitive] = _to_base(numbers["n"][rows.sensitive], base)


def _to_base(values: np.ndarray, base: int) -> np.ndarray:
    return np.floor(values / base + 0.5) * base


def _round_values(numbers: dict[str, np.ndarray], rows: Rows, audience: Audience) -> None:
    """Every value once, half up: means and differences as the audience sees them, shares to whole percent."""
    for kinds, decimals in ((TO_DECIMALS, audience.decimals), (TO_PERCENT, SHARE_DECIMALS)):
        of_kinds = rows.of_kind(*kinds)
        for name in ("value", "low", "high"):
            values = numbers[name]
            for row in np.flatnonzero(of_kinds & ~np.isnan(values)):
                values[row] = rounded(values[row], decimals)
