"""How much the same persons changed from the baseline to the follow-up, and who did not come back.

`pairs` is the table of `arvio.indicators.pairs`: a row for each person and score. Change is follow-up less baseline, of
the persons who have both, in the units of the score: whether more is better stands in the pairs. Nothing here tells
of a single person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.pairs import NOT_DUE
from arvio.instruments.pairs import BOTH, NO_KEY, ONLY_BASELINE, ONLY_FOLLOW_UP, PERSON, design_of
from arvio.results import EVERYBODY, Results, results

CHANGE = "change"
"""The indicator of what is told of all scores together."""
STATES = (BOTH, ONLY_BASELINE, NOT_DUE, ONLY_FOLLOW_UP)
"""What can have become of a person; who has several, by several instruments, counts by the first."""
BEGAN = (BOTH, ONLY_BASELINE, NOT_DUE)
SHARES_FROM = 20
"""Persons from whom on shares of those who improved are told, the project's own rule: of fewer, one person would move a
share by more than five percentage points."""
RELIABLE, ONE_STEP = "reliable_change", "one_step"
"""By what a person's change is called one: more than the instrument's error, or a step of the scale."""
LOWEST, HIGHEST = 1, 5
"""The scale of agreement, of which 4 and 5 agree."""


def flow(pairs: pd.DataFrame, enrolments: pd.DataFrame) -> Results:
    """How many began a service, answered the baseline, and came back: each person once, until the end of the period.

    `enrolments` may be empty, where nothing is known of who began. The return rate is of those who came back or did
    not; who may still come back in time is no part of it. Where the time before was judged at the end, nobody had to
    come back: there is one count.
    """
    if design_of(pairs) == "then_test":
        return results(_counted("then_test", {EVERYBODY: pairs.groupby("score").size().max() if len(pairs) else 0}))
    states = _states(pairs)
    counts = {state: int((states == state).sum()) for state in STATES}
    began = sum(counts[state] for state in BEGAN)
    if not began:
        return results([])
    nameless = pairs[pairs["came_back"] == NO_KEY].groupby("score").size().max()
    apart = {ONLY_FOLLOW_UP: counts[ONLY_FOLLOW_UP], NO_KEY: 0 if nameless != nameless else nameless}
    return results(
        [
            *_counted("started", {EVERYBODY: enrolments["person_key"].nunique()}),
            *_counted("came_back", {EVERYBODY: began, **{state: counts[state] for state in BEGAN}}),
            *_returned(counts[BOTH], counts[BOTH] + counts[ONLY_BASELINE]),
            *_counted("when", _when(pairs, counts[BOTH])),
            *_counted("apart", apart),
        ]
    )


def attrition(pairs: pd.DataFrame) -> Results:
    """The mean at the baseline of those who came back and of those who did not, and how much higher the latter is.

    Who may still come back in time is left out, and so are scores with fewer than two persons on either side.
    """
    due = pairs[pairs["came_back"].isin([BOTH, ONLY_BASELINE])].dropna(subset=["baseline"])
    return results(row for score, one in due.groupby("score", sort=False) for row in _attrition_rows(score, one))


def changes(pairs: pd.DataFrame) -> Results:
    """Of each score: means at both times, mean change, its size, and whether it is more than chance; n counts persons
    with both whose follow-up is of the period.

    d_z is the mean change in standard deviations of the change, d_av in the average one of both times. The p is of
    Wilcoxon's signed rank test, persons without a change left out before ranking, and holm_p is the same given that all
    scores are tested as one family. `breakdown` is the design: baseline or then_test.
    """
    design = design_of(pairs)
    measured = {score: _both(one) for score, one in _followed(pairs).groupby("score", sort=False)}
    tests = {score: _signed_rank(one) for score, one in measured.items()}
    family = estimates.holm(tests)
    rows = [
        {"indicator": score, "breakdown": design, "basis": one["basis"].iloc[0], **row}
        for score, one in measured.items()
        for row in [*_mean_rows(one), *_effect_rows(one), *_test_rows(tests[score], family.adjusted[score], len(one))]
    ]
    declared = {"indicator": CHANGE, "breakdown": design, "statistic": "tests", "value": family.size}
    return results([*rows, *([declared] if rows else [])])


def change_classes(pairs: pd.DataFrame) -> Results:
    """Of each score with at least SHARES_FROM persons: how many improved, stayed unchanged, and worsened.

    By the reliable change index where the instrument states a reliability, with the standard deviation of all answers
    at the baseline; otherwise a person changed who moved by a step of the scale or more. `breakdown` says which. The
    share that improved stands once more by itself, since it can be told where the classes can not.
    """
    followed, design = _followed(pairs), design_of(pairs)
    return results(
        {**row, "breakdown": _named(row["breakdown"], design)}
        for score, one in followed.groupby("score", sort=False)
        for row in _class_rows(score, _both(one), pairs.loc[pairs["score"] == score, "baseline"])
        if len(_both(one)) >= SHARES_FROM
    )


def agreeing(pairs: pd.DataFrame) -> Results:
    """Of each item on the scale from 1 to 5: the share who answered 4 or 5 at both times, and how it changed."""
    followed = _followed(pairs)
    on_scale = (followed["lowest"] == LOWEST) & (followed["highest"] == HIGHEST) & (followed["step"] == 1)
    return results(
        {"indicator": score, "breakdown": _named("agreeing", design_of(pairs)), "basis": one["basis"].iloc[0], **row}
        for score, one in followed[on_scale].groupby("score", sort=False)
        for row in _agreeing_rows(_both(one))
        if len(_both(one)) >= SHARES_FROM
    )


def changes_by_subgroup(pairs: pd.DataFrame) -> Results:
    """The mean change of each score in each subgroup and of all; nothing where params name no subgroup.

    Subgroups are not tested: with so few persons in each, differences between them are for asking, not for concluding.
    """
    if "subgroup" not in pairs:
        return results([])
    return results(
        {
            "indicator": score,
            "breakdown": _named("subgroup", design_of(pairs)),
            "group": group,
            "statistic": "mean_change",
            **_estimate(_mean_change(part)),
            "basis": part["basis"].iloc[0],
        }
        for score, one in _followed(pairs).groupby("score", sort=False)
        for group, part in [(EVERYBODY, _both(one)), *_both(one).groupby("subgroup")]
    )


def _named(breakdown: str, design: str) -> str:
    """The name of a breakdown, which says so where the time before was judged at the end."""
    return breakdown if design == "baseline" else f"{design}_{breakdown}"


def _followed(pairs: pd.DataFrame) -> pd.DataFrame:
    """Those whose follow-up is of the period, and scores that some of them have at both times."""
    found = pairs[pairs["in_period"]]
    return found[found["score"].isin(_both(found)["score"])]


def _both(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs.dropna(subset=["baseline", "follow_up"])


def _states(pairs: pd.DataFrame) -> pd.Series:
    """What became of each person whose key is known."""
    known = pairs[pairs["came_back"] != NO_KEY]
    order = known["came_back"].map({state: place for place, state in enumerate(STATES)})
    return order.groupby(known[PERSON]).min().map(dict(enumerate(STATES)))


def _when(pairs: pd.DataFrame, came_back: int) -> dict[str, int]:
    """Who came back in the period and who before it, where both happened."""
    now = pairs.loc[pairs["in_period"] & (pairs["came_back"] == BOTH), PERSON].nunique()
    if now in (0, came_back):
        return {}
    return {EVERYBODY: came_back, "in_period": now, "before_period": came_back - now}


def _counted(breakdown: str, counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Counts of persons; none where there is nobody."""
    for group, count in counts.items():
        if count:
            common = {"indicator": "flow", "breakdown": breakdown, "group": group, "statistic": "persons"}
            yield {**common, "value": count, "n": count}


def _returned(came_back: int, due: int) -> Iterator[dict[str, Any]]:
    if due:
        rate = _estimate(estimates.share(came_back, due))
        yield {"indicator": "flow", "breakdown": "came_back", "statistic": "return_rate", **rate}


def _attrition_rows(score: str, started: pd.DataFrame) -> Iterator[dict[str, Any]]:
    came_back = started["came_back"] == BOTH
    if min(came_back.sum(), (~came_back).sum()) < 2:
        return
    lowest, highest = _ends(started)
    after = np.where(came_back, 1.0, np.nan)  # only whether there is one matters
    found = estimates.attrition(started["baseline"].to_numpy(), after, lowest=lowest, highest=highest)
    common = {"indicator": score, "breakdown": "came_back", "basis": started["basis"].iloc[0]}
    yield {**common, "group": BOTH, "statistic": "mean", **_estimate(found.followed)}
    yield {**common, "group": ONLY_BASELINE, "statistic": "mean", **_estimate(found.lost)}
    other_way = {"value": -found.difference.value, "low": -found.difference.high, "high": -found.difference.low}
    difference = {**_estimate(found.difference), **other_way}
    yield {**common, "group": ONLY_BASELINE, "statistic": "difference", **difference}


def _mean_rows(measured: pd.DataFrame) -> Iterator[dict[str, Any]]:
    lowest, highest = _ends(measured)
    for wave in ("baseline", "follow_up"):
        found = estimates.mean(measured[wave].to_numpy(), lowest, highest)
        yield {"wave": wave, "statistic": "mean", **_estimate(found)}
    yield {"statistic": "mean_change", **_estimate(_mean_change(measured))}


def _mean_change(measured: pd.DataFrame) -> estimates.Estimate:
    lowest, highest = _ends(measured)
    return estimates.mean_change(*_arrays(measured), lowest=lowest, highest=highest)


def _effect_rows(measured: pd.DataFrame) -> Iterator[dict[str, Any]]:
    found = estimates.effect_sizes(*_arrays(measured))
    yield {"statistic": "d_z", **_estimate(found.d_z)}
    yield {"statistic": "d_av", **_estimate(found.d_av)}


def _signed_rank(measured: pd.DataFrame) -> float:
    changed = estimates.each_change(*_arrays(measured))
    return estimates.signed_rank(changed, zeros="dropped").p if changed.any() else float("nan")


def _test_rows(p: float, adjusted: float, n: int) -> Iterator[dict[str, Any]]:
    yield {"statistic": "wilcoxon_p", "value": p, "n": n}
    yield {"statistic": "holm_p", "value": adjusted, "n": n}


def _class_rows(score: str, measured: pd.DataFrame, at_baseline: pd.Series) -> Iterator[dict[str, Any]]:
    rule, smallest = _smallest_change(measured, at_baseline)
    better = measured["better"].iloc[0]
    found = estimates.reliable_changes(*_arrays(measured), smallest=smallest, better=better)
    common = {"indicator": score, "basis": measured["basis"].iloc[0]}
    for name in ("improved", "unchanged", "worsened"):
        share = _estimate(estimates.share(getattr(found, name), found.n))
        yield {**common, "breakdown": rule, "statistic": f"share_{name}", **share}
    improved = _estimate(estimates.share(found.improved, found.n))
    yield {**common, "breakdown": f"improved_by_{rule}", "statistic": "improved", **improved}


def _smallest_change(measured: pd.DataFrame, at_baseline: pd.Series) -> tuple[str, float]:
    """The rule, and the change that must be exceeded: a little less than a step, since a step is a change already."""
    reliability, step = measured["reliability"].iloc[0], measured["step"].iloc[0]
    if reliability != reliability:
        return ONE_STEP, step * (1 - 1e-6)
    return RELIABLE, estimates.smallest_reliable_change(at_baseline.std(), reliability=reliability)


def _agreeing_rows(measured: pd.DataFrame) -> Iterator[dict[str, Any]]:
    before, after = (measured[wave] >= HIGHEST - 1 for wave in ("baseline", "follow_up"))
    for wave, agree in (("baseline", before), ("follow_up", after)):
        yield {"wave": wave, "statistic": "agreeing", **_estimate(estimates.share(int(agree.sum()), len(agree)))}
    counts = {"both": before & after, "gained": ~before & after, "lost": before & ~after, "neither": ~before & ~after}
    found = estimates.change_of_share(**{name: int(where.sum()) for name, where in counts.items()})
    yield {"statistic": "change_of_agreeing", **_estimate(found.change)}


def _arrays(measured: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return measured["baseline"].to_numpy(), measured["follow_up"].to_numpy()


def _ends(pairs: pd.DataFrame) -> tuple[float, float]:
    return pairs["lowest"].iloc[0], pairs["highest"].iloc[0]


def _estimate(found: estimates.Estimate) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high, "n": found.n}
