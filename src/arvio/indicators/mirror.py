"""One's own figure beside those of other organisations: no ranking, no names, and no figure of a single other one.

`figures` has a row for each organisation's figure of an indicator: indicator, group (the respondent group; empty where
nobody was asked), statistic, whose (own or others), value, low, high, n and basis, as their own releases told them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from arvio.indicators import estimates
from arvio.results import EVERYBODY, STATISTICS, Results, results, weakest_basis

FEWEST = 5
"""Organisations behind a comparison, one's own among them: each then has at least four others to be one of."""
LARGEST_PART = 0.6
"""Of the answers to an indicator, that one organisation may hold: with more the others' figure would be its own."""
OWN, OTHERS = "own", "others"
NORMAL = 1.96
"""Standard errors in half an interval of 95 %."""
DRAWN = {"mean": "drawn_mean", "difference": "drawn_change", "share": "drawn_share", "rate": "drawn_share"}
"""Kind of a statistic: what its figure is called once it is drawn towards the mean of all."""


class Fit(NamedTuple):
    """The figures of all organisations, one's own first, with what all of them tell together."""

    values: np.ndarray
    variances: np.ndarray
    drawn: estimates.Shrunken


def why_not_compared(figures: pd.DataFrame) -> str:
    """Why the figures of one indicator are not held against one another; empty where they are.

    not_own: one's own figure is not among them; too_few: fewer than FEWEST organisations; dominated: one of them has
    more than LARGEST_PART of the answers.
    """
    if not (figures["whose"] == OWN).any():
        return "not_own"
    if len(figures) < FEWEST:
        return "too_few"
    return "dominated" if figures["n"].max() > LARGEST_PART * figures["n"].sum() else ""


def usable(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures of one indicator whose error can be told, with its variance; those of the others are left out.

    The error of a mean comes from the spread behind all intervals that were told (estimates.spread_behind); of a share
    from its n and the common share; of a rate from its own interval.
    """
    kind, n = STATISTICS[figures["statistic"].iloc[0]], figures["n"]
    halves = (figures["high"] - figures["low"]) / 2
    if kind == "share":
        common = (figures["value"] * n).sum() / n.sum()
        variances = common * (1 - common) / n
    elif kind == "rate":
        variances = (halves / NORMAL) ** 2
    else:
        known = halves.notna() & (n > 1)
        told = estimates.spread_behind(halves[known].to_numpy(), n[known].to_numpy()) if known.any() else np.nan
        variances = told**2 / n
    with_error = figures.assign(variance=variances)
    return with_error[with_error["variance"] > 0]


def mirror(figures: pd.DataFrame) -> Results:
    """Of each indicator: one's own figure, the mean and the typical range of the others, and how much chance explains.

    Of the group own: the figure as it was released, and drawn towards the mean of all by as much as it is uncertain
    (the statistic drawn_…); of a share also the limits (limit_low, limit_high) within which it lies by chance, given
    how much organisations differ in general. Of the group others: their mean (random effects), with the range in which
    most of them lie once each is drawn towards it (estimates.typical_range) as low and high; n counts their answers.
    Of all: organisations, i_squared, and of means the standard deviation between organisations (between_sd).

    Indicators for which `why_not_compared` has a reason are left out, and so are figures without an error (`usable`).
    """
    parts = figures.groupby(["indicator", "group"], sort=False)
    found = [usable(one) for _, one in parts]
    return results(row for one in found if not why_not_compared(one) for row in _rows(one))


def not_compared(refusals: pd.DataFrame) -> Results:
    """The indicators that are not compared, a row each with the reason as group.

    `refusals` has the columns indicator, group (the respondent group) and reason.
    """
    return results(
        {
            "indicator": one.indicator,
            "breakdown": one.group,
            "group": one.reason,
            "statistic": "not_compared",
            "value": 1,
        }
        for one in refusals.itertuples()
    )


def _rows(figures: pd.DataFrame) -> Iterator[dict[str, Any]]:
    own, others = figures[figures["whose"] == OWN], figures[figures["whose"] == OTHERS]
    used, statistic = pd.concat([own, others]), figures["statistic"].iloc[0]
    fit, of_others = _fit(used), _fit(others)
    common = {"indicator": own["indicator"].iloc[0], "breakdown": own["group"].iloc[0]}
    everybody = {**common, "n": used["n"].sum(), "basis": weakest_basis(used["basis"])}
    yield from _own_rows({**common, "group": OWN, "basis": own["basis"].iloc[0]}, used, fit)
    low, high = estimates.typical_range(of_others.drawn.values)
    range_of_others = {"value": of_others.drawn.centre, "low": low, "high": high}
    yield {**everybody, "group": OTHERS, "statistic": statistic, **range_of_others, "n": others["n"].sum()}
    yield {**everybody, "group": EVERYBODY, "statistic": "organisations", "value": len(used)}
    heterogeneity = estimates.heterogeneity(fit.values, fit.variances)
    yield {**everybody, "group": EVERYBODY, "statistic": "i_squared", "value": heterogeneity}
    if STATISTICS[statistic] in ("mean", "difference"):
        yield {**everybody, "group": EVERYBODY, "statistic": "between_sd", "value": fit.drawn.between_sd}


def _own_rows(common: dict[str, Any], used: pd.DataFrame, fit: Fit) -> Iterator[dict[str, Any]]:
    own = used.iloc[0]
    statistic, n = own["statistic"], own["n"]
    kind = STATISTICS[statistic]
    yield {**common, "statistic": statistic, "value": own["value"], "low": own["low"], "high": own["high"], "n": n}
    drawn = {"value": fit.drawn.values[0], "low": fit.drawn.low[0], "high": fit.drawn.high[0]}
    yield {**common, "statistic": DRAWN[kind], **drawn, "n": n}
    if kind == "share":
        funnel = estimates.funnel((used["value"] * used["n"]).to_numpy(), used["n"].to_numpy())
        yield {**common, "statistic": "limit_low", "value": funnel.low[0], "n": n}
        yield {**common, "statistic": "limit_high", "value": funnel.high[0], "n": n}


def _fit(figures: pd.DataFrame) -> Fit:
    values, variances = figures["value"].to_numpy(dtype="float64"), figures["variance"].to_numpy(dtype="float64")
    return Fit(values, variances, estimates.shrunken(values, variances))
