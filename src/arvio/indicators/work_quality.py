"""How work with families was done: in pairs or teams, by several professions, by workers of experience.

The unit is a visit that was held. Rates of visits tell how the work was done and nothing that a family answered; they
are of all visits, so that they have no interval. Which worker or family a visit was of is never told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.parts import part_numbers
from arvio.indicators.promises import realisation
from arvio.results import EVERYBODY, Results, results

PAIR = 2
"""Workers at a visit from which it is work in a pair or team."""

SEPARATORS = r"[,;/+&]"
"""What stands between the professions of a visit."""

LIMITS = 0.9973
"""How often a month lies within its limits when only chance is at work: the three sigma of control charts."""

FEWEST_PARTS = 5
"""Fewer months than this tell nothing of how much months differ by chance."""

NOT_TOLD = "not_told"


class Shares(NamedTuple):
    """The visits of each part of a period: how many there were, and of how many something is true."""

    names: list[str]
    n: np.ndarray
    counts: np.ndarray


def pair_work(visits: pd.DataFrame) -> Results:
    """Held visits by a pair or team, as what was promised of all of them; those by one worker are the deviations.

    Visits of which the number of workers is not told (or is 0) are counted as not known.
    """
    held, told = _held(visits), _in_pairs(visits)
    if held.empty:
        return results([])
    not_known = len(held) - len(told)
    return results(realisation("pair_work", promised=len(told), realised=int(told.sum()), not_known=not_known))


def multi_professional(visits: pd.DataFrame) -> Results:
    """The share of held visits at which two or more different professions took part.

    Two workers of one profession are not multi-professional. Visits without professions are counted as not known.
    """
    held, told = _held(visits), _multi_professional(visits)
    if told.empty:
        return results([])
    common = {"indicator": "multi_professional"}
    return results(
        [
            {**common, "statistic": "share_of_visits", "value": told.mean(), "n": len(told)},
            {**common, "statistic": "not_known", "value": len(held) - len(told)},
        ]
    )


def pair_work_by_month(visits: pd.DataFrame, *, at_least: int) -> Results:
    """The share of held visits by a pair or team month by month, each with its limits of a control chart (p-chart).

    See `_by_month` for the rule. A month outside its limits differs from the others by more than chance.
    """
    return _by_month(visits, _in_pairs(visits), indicator="pair_work", at_least=at_least)


def multi_professional_by_month(visits: pd.DataFrame, *, at_least: int) -> Results:
    """The share of held visits by two or more professions month by month, each with its limits of a control chart."""
    return _by_month(visits, _multi_professional(visits), indicator="multi_professional", at_least=at_least)


def deviations(visits: pd.DataFrame) -> Results:
    """Held visits by one worker, in all and by reason; n counts the cases, since a reason may be a family's.

    A visit without a reason has the reason not_told.
    """
    alone = (visits["held"] == "yes") & visits["n_workers"].between(1, PAIR - 1)
    return _by_reason(visits, alone, indicator="visits_alone")


def planned_visits(visits: pd.DataFrame) -> Results:
    """Planned visits that were held, as what was promised; a visit that nobody planned is no part of it."""
    planned = visits[visits["planned"] == "yes"]
    if planned.empty:
        return results([])
    realised, not_known = len(_held(planned)), int(visits["planned"].isna().sum())
    return results(realisation("planned_visits", promised=len(planned), realised=realised, not_known=not_known))


def visits_not_held(visits: pd.DataFrame) -> Results:
    """Visits that were not held, in all and by reason; n counts the cases."""
    return _by_reason(visits, visits["held"] == "no", indicator="visits_not_held")


def residential_experience(staff: pd.DataFrame, *, start: dt.date, end: dt.date) -> Results:
    """The share of workers with any experience of residential child welfare: of all who worked in the period, and of
    those at work on its first and on its last day (wave: first_day, last_day).

    Persons whose experience is not told are left out and counted.
    """
    employed = {"": at_work(staff, start, end), "first_day": at_work(staff, start, start)}
    employed["last_day"] = at_work(staff, end, end)
    return results(row for wave, persons in employed.items() for row in _experience_rows(persons, wave))


def staff_numbers(staff: pd.DataFrame, *, start: dt.date, end: dt.date) -> Results:
    """Workers at work on the first and the last day of the period, and those who began and left between."""
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    counts = {
        "first_day": len(at_work(staff, start, start)),
        "last_day": len(at_work(staff, end, end)),
        "began": int(staff["start"].between(first, last, inclusive="right").sum()),
        "left": int(staff["end"].between(first, last, inclusive="left").sum()),
    }
    return results(
        {"indicator": "staff", "breakdown": "day", "group": day, "statistic": "persons", "value": count, "n": count}
        for day, count in counts.items()
        if len(staff)
    )


def at_work(staff: pd.DataFrame, start: dt.date, end: dt.date) -> pd.DataFrame:
    """Who had begun by the end and not left before the start."""
    return staff[(staff["start"] <= pd.Timestamp(end)) & ~(staff["end"] < pd.Timestamp(start))]


def _held(visits: pd.DataFrame) -> pd.DataFrame:
    return visits[visits["held"] == "yes"]


def _in_pairs(visits: pd.DataFrame) -> pd.Series:
    """For each held visit of which the number of workers is told, whether there were two or more."""
    workers = _held(visits)["n_workers"]
    return workers[workers >= 1] >= PAIR


def _multi_professional(visits: pd.DataFrame) -> pd.Series:
    """For each held visit of which the professions are told, whether there were two or more different ones."""
    told = _held(visits)["professions"].fillna("").str.strip()
    return told[told != ""].map(_professions) >= 2


def _professions(told: str) -> int:
    """How many different professions a cell names, whatever their case."""
    return len({name.strip() for name in re.split(SEPARATORS, told.casefold())} - {""})


def _by_month(visits: pd.DataFrame, told: pd.Series, *, indicator: str, at_least: int) -> Results:
    """The share of each month, with the limits within which it lies by chance, and how many months lie outside.

    Months are put together with the next until each part has `at_least` visits; `group` is 2025-03, or the first and
    the last month: 2025-03/2025-04. The limits are exact, not normal: the quantiles (0.135 % and 99.865 %) of the
    binomial of the part's visits and the share of all, wider where months in general differ by more than chance
    (`estimates.funnel`). There are none with fewer than five parts, or where no visit deviates.
    """
    if told.empty:
        return results([])
    common = {"indicator": indicator, "breakdown": "month", "statistic": "share_of_visits"}
    total = {**common, "group": EVERYBODY, "value": told.mean(), "n": len(told)}
    found = _shares(visits.loc[told.index, "date"], told, at_least=at_least)
    parts = [
        {**common, "group": name, "value": count / n, "n": n}
        for name, n, count in zip(found.names, found.n, found.counts, strict=True)
    ]
    return results([total, *parts, *_limit_rows(found, indicator)])


def _shares(days: pd.Series, told: pd.Series, *, at_least: int) -> Shares:
    """The visits told of and those of which it is true, of each part of the time from the first month to the last."""
    by_month = told.groupby(days.dt.to_period("M")).agg(["size", "sum"])
    months = by_month.reindex(pd.period_range(by_month.index.min(), by_month.index.max(), freq="M"), fill_value=0)
    parts = list(months.groupby(part_numbers(months["size"], at_least=max(at_least, 1))))
    return Shares(
        names=["/".join(dict.fromkeys((str(part.index[0]), str(part.index[-1])))) for _, part in parts],
        n=np.array([part["size"].sum() for _, part in parts], dtype=float),
        counts=np.array([part["sum"].sum() for _, part in parts], dtype=float),
    )


def _limit_rows(found: Shares, indicator: str) -> Iterator[dict[str, Any]]:
    if len(found.names) < FEWEST_PARTS:
        return
    chart = estimates.funnel(found.counts, found.n, confidence=LIMITS)
    if np.isnan(chart.low).any():
        return
    common = {"indicator": indicator, "breakdown": "month"}
    for name, n, low, high in zip(found.names, found.n, chart.low, chart.high, strict=True):
        yield {**common, "group": name, "statistic": "limit_low", "value": low, "n": n}
        yield {**common, "group": name, "statistic": "limit_high", "value": high, "n": n}
    yield {**common, "statistic": "outside_limits", "value": len(chart.outside)}


def _by_reason(visits: pd.DataFrame, chosen: pd.Series, *, indicator: str) -> Results:
    """The visits chosen, in all and by reason; where none was chosen the total is 0."""
    found = visits[chosen]
    parts = list(found.groupby(found["deviation_reason"].fillna(NOT_TOLD).replace("", NOT_TOLD)))
    return results(
        {
            "indicator": indicator,
            "breakdown": "reason",
            "group": reason,
            "statistic": "visits",
            "value": len(one),
            "n": one["case_key"].nunique(),
        }
        for reason, one in [(EVERYBODY, found), *parts]
        if len(visits)
    )


def _experience_rows(persons: pd.DataFrame, wave: str) -> Iterator[dict[str, Any]]:
    years = persons["residential_experience_years"].dropna()
    if years.empty:
        return
    common = {"indicator": "residential_experience", "wave": wave}
    yield {**common, "statistic": "with_experience", "value": (years > 0).mean(), "n": len(years)}
    not_told = len(persons) - len(years)
    yield {**common, "statistic": "persons_not_known", "value": not_told, "n": not_told}
