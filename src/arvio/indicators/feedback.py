"""What participants, workers and stakeholders answered to the same items.

`answers` has the columns of the canonical table answers, and scale_lowest and scale_highest of each item's instrument.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.grouped import Group, grouped
from arvio.results import PARTS, Results, join, results, weakest_basis

OF_ANSWERS = ("value", "scale_lowest", "scale_highest")
"""What of an answer its mean and its answer group are computed from."""


def response(surveys: pd.DataFrame, responses: pd.DataFrame) -> Results:
    """Who was asked and who answered, by respondent group: wave by wave and in the whole period.

    The response rate is answers ÷ invited, with the interval of a share; it is left out where the number invited is
    not known for every wave, and where more answered than were invited.
    """
    answered = responses.groupby(["respondent_group", "wave"]).size()
    counts = surveys.assign(
        answered=[int(answered.get(wave, 0)) for wave in zip(surveys["respondent_group"], surveys["wave"], strict=True)]
    )
    return results(
        row
        for group, of_group in counts.groupby("respondent_group", sort=False)
        for row in _response_rows(group, of_group)
    )


def feedback(answers: pd.DataFrame, *, by: str = "respondent_group", items: Collection[str] = ()) -> Results:
    """Mean and answer groups of each item, by respondent group or another column of answers.

    Answers outside the scale's ends are missing for a reason ("don't know" is never a six): they are counted as
    does_not_know and no_answer and are no part of n. The three answer groups are the two lowest answers, the
    middle, and the two highest.
    """
    chosen = _of_items(answers, items)
    return results(
        row
        for (item, group), one in grouped(chosen, ["item", by], [*OF_ANSWERS, "basis", "missing_reason"])
        for row in _item_rows(item, by, group, one)
    )


def differences(answers: pd.DataFrame, *, reference: str = "participants", items: Collection[str] = ()) -> Results:
    """Each respondent group's mean less the reference group's, item by item, with Welch's interval.

    Only items that both groups were asked. difference_of_shares compares the two highest answers (Newcombe). The means
    and answer groups are there too: where one of them is withheld, a difference would give it away.
    """
    given = _of_items(answers, items).dropna(subset=["value"])
    found = results(_difference_rows(given, reference))
    told = feedback(given[given["item"].isin(found.table["indicator"])]).table
    return join(found, Results(told[told["statistic"].isin(["mean", *PARTS])].reset_index(drop=True)))


def trend(answers: pd.DataFrame, *, by: str = "respondent_group", items: Collection[str] = ()) -> Results:
    """Mean of each item wave by wave, by respondent group or another column of answers.

    A wave that asked an item in other words, and is marked not comparable in params, is no part of its trend.
    """
    chosen = _of_items(answers, items)
    if "comparable" in chosen:
        chosen = chosen[chosen["comparable"]]
    waves = grouped(chosen, ["item", by, "wave"], [*OF_ANSWERS, "basis"], together=False)
    return results(
        {
            "indicator": item,
            "breakdown": by,
            "group": group,
            "wave": wave,
            "statistic": "mean",
            **_estimate(_mean(one)),
            "basis": weakest_basis(one["basis"]),
        }
        for (item, group, wave), one in waves
    )


def _of_items(answers: pd.DataFrame, items: Collection[str]) -> pd.DataFrame:
    """The answers to some items; to all where none is named."""
    return answers[answers["item"].isin(items)] if items else answers


def _response_rows(group: str, surveys: pd.DataFrame) -> Iterator[dict[str, Any]]:
    common = {"indicator": "response", "breakdown": "respondent_group", "group": group}
    for survey in surveys.itertuples():
        yield from _response_of({**common, "wave": survey.wave, "basis": survey.basis}, survey.answered, survey.invited)
    total = {**common, "basis": weakest_basis(surveys["basis"])}
    yield from _response_of(total, surveys["answered"].sum(), surveys["invited"].sum(skipna=False))
    yield {**total, "statistic": "waves", "value": len(surveys)}


def _response_of(common: dict[str, Any], answered: int, invited: float) -> Iterator[dict[str, Any]]:
    yield {**common, "statistic": "answered", "value": answered, "n": answered}
    if np.isnan(invited):
        return
    yield {**common, "statistic": "invited", "value": invited, "n": invited}
    if answered <= invited:
        yield {**common, "statistic": "response_rate", **_estimate(estimates.share(int(answered), int(invited)))}


def _item_rows(item: str, by: str, group: str, answers: Group) -> Iterator[dict[str, Any]]:
    common = {"indicator": item, "breakdown": by, "group": group, "basis": weakest_basis(answers["basis"])}
    values = _given(answers)
    n = len(values)
    yield {**common, "statistic": "mean", **_estimate(_mean(answers))}
    yield {**common, "statistic": "sd", "value": values.std(ddof=1) if n > 1 else np.nan, "n": n}
    for statistic, count in _answer_groups(answers).items():
        yield {**common, "statistic": statistic, **_estimate(estimates.share(count, n))}
    for reason in ("does_not_know", "no_answer"):
        count = int((answers["missing_reason"] == reason).sum())
        yield {**common, "statistic": reason, "value": count, "n": len(answers["missing_reason"])}


def _difference_rows(answers: pd.DataFrame, reference: str) -> Iterator[dict[str, Any]]:
    by_item: dict[str, dict[str, Group]] = defaultdict(dict)
    for (item, group), one in grouped(answers, ["item", "respondent_group"], OF_ANSWERS):
        by_item[item][group] = one
    for item, groups in by_item.items():
        compared_with = groups.pop(reference, None)
        if compared_with is None:
            continue
        for group, one in groups.items():
            common = {"indicator": item, "breakdown": f"difference_from_{reference}", "group": group}
            yield {**common, "statistic": "difference", **_estimate(_difference(one, compared_with))}
            yield {**common, "statistic": "difference_of_shares", **_estimate(_difference_high(one, compared_with))}


def _difference(answers: Group, reference: Group) -> estimates.Estimate:
    lowest, highest = _scale(answers)
    return estimates.difference_of_means(answers["value"], reference["value"], lowest=lowest, highest=highest)


def _difference_high(answers: Group, reference: Group) -> estimates.Estimate:
    (high, n), (high_of_others, n_of_others) = (
        (_answer_groups(group)["share_high"], len(group["value"])) for group in (answers, reference)
    )
    return estimates.difference_of_shares(high, n, high_of_others, n_of_others)


def _mean(answers: Group) -> estimates.Estimate:
    lowest, highest = _scale(answers)
    return estimates.mean(_given(answers), lowest=lowest, highest=highest)


def _answer_groups(answers: Group) -> dict[str, int]:
    lowest, highest = _scale(answers)
    values = _given(answers)
    low, high = int((values <= lowest + 1).sum()), int((values >= highest - 1).sum())
    return {"share_low": low, "share_middle": len(values) - low - high, "share_high": high}


def _given(answers: Group) -> np.ndarray:
    """The answers without those that are missing."""
    return answers["value"][~np.isnan(answers["value"])]


def _scale(answers: Group) -> tuple[float, float]:
    return float(answers["scale_lowest"][0]), float(answers["scale_highest"][0])


def _estimate(estimate: estimates.Estimate) -> dict[str, float]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high, "n": estimate.n}
