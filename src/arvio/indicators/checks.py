"""What the organisation's own practice meets: of what the law requires, and of what it does beyond that.

`quality_checks` has the columns of the canonical table: one row for each check of a requirement. It is about the
organisation, and tells of no person; who checked is the organisation itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from arvio.indicators.enrolments import basis_of
from arvio.results import EVERYBODY, Results, results

MET = {"yes": 1.0, "no": 0.0}


def quality_checks(quality_checks: pd.DataFrame, *, until: dt.date) -> Results:
    """Requirements that were met at their latest check until a day: of all, by kind, and one by one.

    Of two checks of a requirement on one day the one that it did not pass counts. A requirement that was not checked by
    then is no part of anything; one whose check does not tell is not known, and no part of n. The indicator
    requirements has each of them: `met` is 1 or 0 (missing: not known), `checked_on` the day, `breakdown` the kind.
    """
    latest = _latest(quality_checks, until)
    parts = [(EVERYBODY, latest), *latest.groupby("kind")] if len(latest) else []
    counted = [
        {"indicator": "quality_checks", "breakdown": "kind", "group": kind, **row}
        for kind, one in parts
        for row in _counts(one)
    ]
    each = (row for check in latest.itertuples() for row in _requirement(check))
    return results({**row, "basis": basis_of(quality_checks)} for row in [*counted, *each])


def _latest(checks: pd.DataFrame, until: dt.date) -> pd.DataFrame:
    """The latest check of each requirement, by kind and requirement."""
    days = checks["checked_on"].dt.normalize()
    known = checks.assign(checked_on=days, met=checks["met"].map(MET))[days <= pd.Timestamp(until)]
    in_order = known.sort_values(["checked_on", "met"], ascending=[True, False], na_position="first")
    return in_order.drop_duplicates("requirement", keep="last").sort_values(["kind", "requirement"])


def _counts(checks: pd.DataFrame) -> Iterator[dict[str, Any]]:
    told = checks["met"].dropna()
    yield {"statistic": "requirements", "value": len(checks), "n": len(checks)}
    yield {"statistic": "requirements_met", "value": int(told.sum()), "n": len(told)}
    yield {"statistic": "not_known", "value": len(checks) - len(told), "n": len(checks)}


def _requirement(check: Any) -> Iterator[dict[str, Any]]:
    common = {"indicator": "requirements", "breakdown": check.kind, "group": check.requirement}
    yield {**common, "statistic": "met", "value": check.met}
    yield {**common, "statistic": "checked_on", "value": check.checked_on.toordinal()}
