"""How far families reached the goals that were set with them (goal attainment scaling).

A family is counted, not its goals, wherever a figure has an n: the goals of one family hang together, and protection is
for families. Which goal a family had is never read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.parts import part_numbers
from arvio.instruments import goal_attainment, goals_without_score
from arvio.instruments.goals import CASE
from arvio.params import Instrument
from arvio.params.models import Score
from arvio.results import EVERYBODY, Results, results

REACHED = 0
"""The level of a goal that was reached as expected (Kiresuk & Sherman 1968)."""

BANDS = (40, 50, 60)
"""Where the bands of T begin: 50 is what was expected, and 10 a standard deviation (Kiresuk & Sherman 1968)."""

BASELINE, FOLLOW_UP = "baseline", "follow_up"


def goals_of_period(goals: pd.DataFrame, cases: pd.DataFrame, *, start: dt.date, end: dt.date) -> pd.DataFrame:
    """The goals that a period is about: all goals of families with an assessment in it, and those still without any of
    families whose case ran in it.

    A goal assessed later than the period counts as not assessed yet; a family assessed before it is left out.
    """
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    seen = goals.assign(score=goals["score"].mask(goals["assessed_on"] > last))
    assessed = set(seen.loc[seen["score"].notna() & seen["assessed_on"].between(first, last), CASE])
    waiting = set(seen[CASE]) - set(seen.loc[seen["score"].notna(), CASE])
    running = cases[(cases["start"] <= last) & ~(cases["end"] < first)]
    return seen[seen[CASE].isin(assessed | (waiting & set(running[CASE])))]


def attainment(goals: pd.DataFrame, *, instrument: Instrument) -> Results:
    """The mean T score at the start and at the end, and the mean change, of the families that have both.

    Families without a T score at both times are counted. `wave` is baseline or follow_up.
    """
    both = _both_scores(goals, instrument)
    if both.empty:
        return results([])
    return results(_attainment_rows(both, _ends(instrument)))


def attainment_bands(goals: pd.DataFrame, *, instrument: Instrument, at_least: int = 0) -> Results:
    """Families by the band of their T score at the end: under 40, 40 to under 50, 50 to under 60, 60 and over.

    Neighbouring bands are put together until each has `at_least` families; of too few there is the total only. `group`
    is under_40, from_40_to_50 (under 50), from_50_to_60, from_60, or what they become together, as under_50.
    """
    scores = _both_scores(goals, instrument)[FOLLOW_UP].dropna()
    counts = {EVERYBODY: len(scores), **_band_counts(scores, at_least)}
    common = {"indicator": "goal_attainment", "breakdown": "band", "statistic": "persons"}
    return results(
        {**common, "group": band, "value": count, "n": count} for band, count in counts.items() if len(scores)
    )


def goals_reached(goals: pd.DataFrame) -> Results:
    """Of the goals that were assessed: how many, the share reached as expected or better, and the three parts of it.

    n counts families. There is no interval: the goals of a family are not independent of one another. Goals nobody has
    assessed are counted beside, with their families; they are no part of the share.
    """
    assessed, waiting = goals[goals["score"].notna()], goals_without_score(goals)
    counts = {"goals": len(assessed), "goals_without_score": len(waiting)}
    rows = [{"indicator": "goals_reached", "statistic": name, "value": count} for name, count in counts.items()]
    families = waiting[CASE].nunique()
    rows.append({"indicator": "goals_reached", "statistic": "without_score", "value": families, "n": families})
    return results([*rows, *_reached_rows(assessed)] if len(goals) else [])


def _band_counts(scores: pd.Series, at_least: int) -> dict[str, int]:
    edges = [None, *BANDS, None]
    places = pd.cut(scores, [float("-inf"), *BANDS, float("inf")], right=False, labels=False)
    counts = places.value_counts().reindex(range(len(edges) - 1), fill_value=0)
    parts = [part.index for _, part in counts.groupby(part_numbers(counts, at_least=at_least))]
    ends = [(edges[part[0]], edges[part[-1] + 1]) for part in parts]
    named = {_band(low, high): int(counts[part].sum()) for (low, high), part in zip(ends, parts, strict=True)}
    return {name: count for name, count in named.items() if name}


def _band(low: int | None, high: int | None) -> str:
    """The name of a band; none where it holds everything."""
    if low is None:
        return f"under_{high}" if high else ""
    return f"from_{low}_to_{high}" if high else f"from_{low}"


def _both_scores(goals: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """The T scores of each family: a column baseline and a column follow_up."""
    scored = goal_attainment(goals, instrument)
    return scored.pivot(index=CASE, columns="wave", values="value").reindex(columns=[BASELINE, FOLLOW_UP])


def _ends(instrument: Instrument) -> tuple[float, float]:
    """The lowest and the highest T that there can be."""
    rule: Score = next(one for one in instrument.scores if one.method == "goal_attainment")
    return float(rule.lowest), float(rule.highest)


def _attainment_rows(both: pd.DataFrame, ends: tuple[float, float]) -> Iterator[dict[str, Any]]:
    lowest, highest = ends
    known = both.dropna()
    before, after = (known[wave].to_numpy(dtype=float) for wave in (BASELINE, FOLLOW_UP))
    if len(known):
        yield _row("mean", estimates.mean(before, lowest, highest), BASELINE)
        yield _row("mean", estimates.mean(after, lowest, highest), FOLLOW_UP)
        yield _row("mean_change", estimates.mean_change(before, after, lowest=lowest, highest=highest), "")
    missing = len(both) - len(known)
    yield {"indicator": "goal_attainment", "statistic": "without_score", "value": missing, "n": missing}


def _row(statistic: str, estimate: estimates.Estimate, wave: str) -> dict[str, Any]:
    return {"indicator": "goal_attainment", "wave": wave, "statistic": statistic, **estimate._asdict()}


def _reached_rows(assessed: pd.DataFrame) -> Iterator[dict[str, Any]]:
    if assessed.empty:
        return
    levels, families = assessed["score"], assessed[CASE].nunique()
    shares = {
        "goals_reached": levels >= REACHED,
        "share_low": levels < REACHED,
        "share_middle": levels == REACHED,
        "share_high": levels > REACHED,
    }
    for statistic, true_of in shares.items():
        yield {"indicator": "goals_reached", "statistic": statistic, "value": true_of.mean(), "n": families}
