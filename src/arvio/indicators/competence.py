"""What training workers have in dyadic developmental practice (DDP), the way of working with families.

`staff` has the columns of the canonical table. No worker's level is told, and no profession's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.enrolments import NOT_KNOWN, PERSON, basis_of
from arvio.indicators.rare import told_apart
from arvio.indicators.work_quality import at_work
from arvio.results import EVERYBODY, Results, results

LEVEL = "ddp_{}"
"""How a level is called among other ids: ddp_none, ddp_basics, ddp_level_1, ddp_level_2."""

UNTRAINED = LEVEL.format("none")
OTHER_LEVELS = "other_levels"


def ddp_levels(staff: pd.DataFrame, *, on: dt.date, minimum: int = 1) -> Results:
    """Workers employed on a day by their level of DDP, and the share of them with any training in it.

    Levels of fewer workers than the minimum are other_levels, with the smallest of the others if need be; so are those
    whose level is not known where they are few. Where all would be other_levels there is the total only. The share is
    of those whose level is told; the others are counted.
    """
    employed = _employed(staff, on)
    if employed.empty:
        return results([])
    return results(
        {**row, "basis": basis_of(staff)} for row in [*_level_rows(employed, minimum), *_training_rows(employed)]
    )


def _employed(staff: pd.DataFrame, on: dt.date) -> pd.DataFrame:
    """Each worker at work on the day once, by the employment that began last."""
    last = at_work(staff, on, on).sort_values("start").drop_duplicates("staff_key", keep="last")
    told = last["ddp_level"].notna() & (last["ddp_level"] != "")
    level = last["ddp_level"].astype("str").map(LEVEL.format).where(told, NOT_KNOWN)
    return last.assign(level=level, **{PERSON: last["staff_key"]})


def _level_rows(employed: pd.DataFrame, minimum: int) -> Iterator[dict[str, Any]]:
    levels = told_apart(employed, "level", minimum=minimum, into=OTHER_LEVELS)
    for level, one in [(EVERYBODY, employed), *levels]:
        common = {"indicator": "ddp_levels", "breakdown": "level", "group": level}
        yield {**common, "statistic": "persons", "value": len(one), "n": len(one)}


def _training_rows(employed: pd.DataFrame) -> Iterator[dict[str, Any]]:
    told = employed.loc[employed["level"] != NOT_KNOWN, "level"]
    not_told = len(employed) - len(told)
    yield {"indicator": "ddp_trained", "statistic": "persons_not_known", "value": not_told, "n": not_told}
    if len(told):
        share = estimates.share(int((told != UNTRAINED).sum()), len(told))
        yield {"indicator": "ddp_trained", "statistic": "with_training", **share._asdict()}
