"""Gaps in the service system that the organisation found, what it answered to them, and which were filled.

`gaps` has the columns of the canonical table: one row for each gap, whatever its need. A gap is no person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from arvio.indicators.enrolments import NOT_KNOWN, basis_of
from arvio.results import EVERYBODY, Results, results

PROVIDERS = {"yes": "other_provider", "no": "no_other_provider"}
BREAKDOWNS = ("response", "need", "other_provider")


def gaps_found_and_filled(gaps: pd.DataFrame, *, until: dt.date) -> Results:
    """Gaps found until a day, and of them those filled by then: in all, by response, by need, and by who answers them.

    A gap that another provider answers is other_provider: that it is filled is not the organisation's doing alone. A
    gap is filled from the day on that the register tells; without a day it is not filled. The response is the one that
    the register had when it was exported. n of those filled is the gaps found.
    """
    found = _known_by(gaps, until)
    common = {"indicator": "gaps_found", "basis": basis_of(gaps)}
    return results({**common, **row} for part in _parts(found) for row in _rows(*part))


def _known_by(gaps: pd.DataFrame, until: dt.date) -> pd.DataFrame:
    """The gaps found by the end of the day, with whether each was filled by then."""
    found_on, filled_on = (gaps[day].dt.normalize() for day in ("found_on", "filled_on"))
    provider = gaps["other_provider"].map(PROVIDERS).astype("object")
    known = gaps.assign(filled=filled_on <= pd.Timestamp(until), other_provider=provider)
    filled_in = known[[*BREAKDOWNS]].fillna(NOT_KNOWN)
    return known.assign(**filled_in)[~(found_on > pd.Timestamp(until))]


def _parts(found: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    if found.empty:
        return
    yield BREAKDOWNS[0], EVERYBODY, found
    for breakdown in BREAKDOWNS:
        for group, one in found.groupby(breakdown):
            yield breakdown, group, one


def _rows(breakdown: str, group: str, gaps: pd.DataFrame) -> Iterator[dict[str, Any]]:
    common = {"breakdown": breakdown, "group": group, "n": len(gaps)}
    yield {**common, "statistic": "gaps", "value": len(gaps)}
    yield {**common, "statistic": "filled", "value": int(gaps["filled"].sum())}
