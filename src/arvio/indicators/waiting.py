"""Time from a referral to the start of the service; who still waits is counted as waiting, and not left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.enrolments import NOT_KNOWN, PERSON, basis_of, known_by
from arvio.results import EVERYBODY, Results, results

TIMELY_DAYS = 14
"""The project's own target for "in time"; params may say another, and every report prints the one it used."""

BEGUN, WAITING = "begun", "waiting"
DAYS = (0, 7, 14, 30, 60, 90, 180, 365)
"""The days by which the share begun is told: weeks first, then months."""


def referral_states(enrolments: pd.DataFrame, *, until: dt.date) -> Results:
    """Referrals by what had become of them by the day until: begun, waiting, or not known; n counts persons.

    not_known is what has no time to a start: the referral has no day or comes after the start, or the service ended
    without a known start. `enrolments` are those referred in the period, as `referred` gives them.
    """
    states = _waits(enrolments, until)
    parts = [(EVERYBODY, states), *states.groupby("state")] if len(states) else []
    common = {"indicator": "referrals", "breakdown": "state", "statistic": "referrals", "basis": basis_of(enrolments)}
    return results({**common, "group": group, "value": len(one), "n": one[PERSON].nunique()} for group, one in parts)


def waiting(enrolments: pd.DataFrame, *, until: dt.date, timely_days: int = TIMELY_DAYS) -> Results:
    """The median wait in days and the share begun within `timely_days`, that day included, of all and by service.

    By the estimate of Kaplan and Meier: a referral still waiting on the day until has waited at least so long, and its
    share is neither begun nor left out. Same-day starts waited 0 days. Referrals without a time (see referral_states)
    are left out. The median is missing where fewer than half have begun; its interval is where the curve's interval
    passes a half (Brookmeyer & Crowley 1982, Biometrics 38:29), and open where it never does. The share is missing
    where nobody has been followed for so long. n counts different persons, some of whom have several referrals. The
    medians are the indicator waiting and the shares begun_in_time, since the one may be told where the other may not.
    """
    waits = _waits(enrolments, until)
    waits = waits[waits["state"] != NOT_KNOWN]
    if waits.empty:
        return results([])
    common = {"breakdown": "service", "basis": basis_of(enrolments)}
    rule = {"indicator": "timely_rule", "statistic": "timely_days", "value": timely_days}
    rows = [
        {**common, "group": group, **row}
        for group, one in [(EVERYBODY, waits), *waits.groupby("service")]
        for row in _rows(one, timely_days)
    ]
    return results([*rows, rule])


def median_with_interval(curve: estimates.Staying) -> dict[str, float]:
    """The median of a curve, and where the curve's interval passes a half; missing where it never does."""
    ends = (curve.times[bound <= 0.5] for bound in (curve.low, curve.high))
    low, high = (float(times[0]) if len(times) else np.nan for times in ends)
    return {"value": curve.median, "low": low, "high": high}


def begun_by_days(enrolments: pd.DataFrame, *, until: dt.date, minimum: int) -> Results:
    """The share of services begun within so many days of the referral (`group`, as "14"), those still waiting counted.

    By the same estimate as `waiting`. Only days between which the minimum of different persons began are told, and only
    while as many had not begun: a step of few persons would tell when they began. n counts different persons.
    """
    waits = _waits(enrolments, until)
    waits = waits[waits["state"] != NOT_KNOWN]
    begun = (waits["state"] == BEGUN).to_numpy()
    if not begun.any():
        return results([])
    curve = estimates.kaplan_meier(waits["days"].to_numpy(dtype="float64"), begun.astype(int))
    common = {"indicator": "begun_by_days", "breakdown": "days", "statistic": "begun_by", "basis": basis_of(enrolments)}
    return results(
        {**common, "group": str(days), **_begun_by(curve, days), "n": waits[PERSON].nunique()}
        for days in _told_days(waits, minimum)
    )


def _told_days(waits: pd.DataFrame, minimum: int) -> Iterator[int]:
    """The days up to which the minimum of persons began since the last of them, and after which as many are left."""
    last, longest = -1, waits["days"].max()
    for days in DAYS:
        step = waits[(waits["state"] == BEGUN) & (waits["days"] > last) & (waits["days"] <= days)]
        left = waits[waits["days"] > days]
        if days <= longest and min(step[PERSON].nunique(), left[PERSON].nunique()) >= minimum:
            yield days
            last = days


def _waits(enrolments: pd.DataFrame, until: dt.date) -> pd.DataFrame:
    """Each referral with its state and the days until its start or, still waiting, until the day."""
    known = known_by(enrolments, until=until)
    begun = known["start"].notna()
    days = (known["start"].fillna(pd.Timestamp(until)) - known["referred_on"]).dt.days
    untimed = ~(days >= 0) | (known["end"].notna() & ~begun)
    state = pd.Series(WAITING, index=known.index).mask(begun, BEGUN).mask(untimed, NOT_KNOWN)
    return known.assign(days=days, state=state)


def _rows(waits: pd.DataFrame, timely_days: int) -> Iterator[dict[str, Any]]:
    begun = (waits["state"] == BEGUN).to_numpy()
    curve = estimates.kaplan_meier(waits["days"].to_numpy(dtype="float64"), begun.astype(int))
    n = waits[PERSON].nunique()
    yield {"indicator": "waiting", "statistic": "median_days", **median_with_interval(curve), "n": n}
    if (begun.any() and (waits["days"] >= timely_days).any()) or begun.all():
        yield {"indicator": "begun_in_time", "statistic": "begun_in_time", **_begun_by(curve, timely_days), "n": n}


def _begun_by(curve: estimates.Staying, days: int) -> dict[str, float]:
    """The share begun by a day: what the curve has lost by then; 0 without an interval before the first start."""
    steps = int(np.sum(curve.times <= days))
    if not steps:
        return {"value": 0.0}
    last = steps - 1
    return {"value": 1 - curve.share[last], "low": 1 - curve.high[last], "high": 1 - curve.low[last]}
