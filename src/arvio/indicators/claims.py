"""Whether what the organisation says in public holds: each claim recomputed and judged."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator

import pandas as pd

from arvio.indicators.estimates import rounded
from arvio.params import Claim
from arvio.results import Results, join, results

SUPPORTED, NOT_SUPPORTED, CANNOT_BE_JUDGED = 1.0, 0.0, float("nan")

COMPARED = {"=": operator.eq, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


def claims(stated: Iterable[Claim], *computed: Results) -> Results:
    """For each claim the value claimed, the value computed, and the verdict.

    The computed value is rounded half up to the claim's own decimals before it is compared: 4.449 does not support
    "4.5", 4.450 does. Where no indicator computed it, the verdict is missing: it cannot be judged.
    """
    table = join(*computed).table
    return results(row for claim in stated for row in _rows(claim, _computed(claim, table)))


def _computed(claim: Claim, table: pd.DataFrame) -> pd.Series | None:
    found = table[
        (table["indicator"] == claim.indicator)
        & (table["breakdown"] == claim.breakdown)
        & (table["group"] == claim.group)
        & (table["statistic"] == claim.statistic)
        & (table["wave"] == "")
    ].dropna(subset=["value"])
    return None if found.empty else found.iloc[0]


def _rows(claim: Claim, computed: pd.Series | None) -> Iterator[dict]:
    common = {"indicator": claim.claim, "breakdown": "claim"}
    yield {**common, "statistic": "claimed", "value": claim.value}
    if computed is None:
        yield {**common, "statistic": "verdict", "value": CANNOT_BE_JUDGED, "n": 0}
        return
    holds = COMPARED[claim.comparator](rounded(computed["value"], claim.decimals), claim.value)
    verdict = SUPPORTED if holds else NOT_SUPPORTED
    evidence = {key: computed[key] for key in ("value", "low", "high", "n", "basis")}
    yield {**common, "statistic": claim.statistic, **evidence}
    yield {**common, "statistic": "verdict", "value": verdict, "n": computed["n"], "basis": computed["basis"]}
