"""How the forms were answered: what is missing and why, when answers came, answers all alike, persons across waves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from arvio.indicators.grouped import grouped
from arvio.indicators.parts import part_numbers
from arvio.params.models import MissingReason
from arvio.results import EVERYBODY, Results, results

NOT_PUT: tuple[MissingReason, ...] = ("not_asked", "not_shown")
"""Reasons for which a respondent never saw the item: who was not asked has not left anything out."""

LEFT_OUT: tuple[MissingReason, ...] = ("no_answer", "does_not_know", "refused", "not_applicable")

STRAIGHT_FROM = 4
"""Answers that have to be the same before anybody thinks of it: three of one kind are common among real opinions."""


def missing_answers(answers: pd.DataFrame) -> Results:
    """Of each item and respondent group: how many were asked, and how many answers are missing for which reason.

    Shares are of those asked, which are all but those for whom the item was not on the form or not shown. An item
    with several options is missing where none of its options has an answer. Reasons that no answer has are left out.
    """
    first = answers.sort_values("value", kind="stable", na_position="last").drop_duplicates(["response_id", "item"])
    found = {*first["missing_reason"].unique()}
    return results(
        {"indicator": item, "breakdown": "respondent_group", "group": group, **row}
        for (item, group), one in grouped(first.sort_index(), ["item", "respondent_group"], ["missing_reason"])
        for row in _missing_rows(one["missing_reason"])
        if row["statistic"].removesuffix("_share") in {*found, "asked", "missing"}
    )


def weekly_responses(responses: pd.DataFrame, *, at_least: int) -> Results:
    """Responses of each wave week by week, and in all. `group` is the first and the last week: 2025-W10/2025-W12.

    Weeks are put together until each part has `at_least` responses, which no rule of protection then has to withhold.
    Waves stand in the order of their middles, since forms for the start and the end of a service overlap.
    """
    moments = responses.dropna(subset=["submitted_at"]).groupby("wave")["submitted_at"]
    waves = sorted(moments, key=lambda wave: wave[1].median())
    parts = [(wave, *part) for wave, one in waves for part in _parts(_by_week(one), at_least)]
    total = [("", EVERYBODY, len(responses))] if len(responses) else []
    return results(
        {
            "indicator": "responses",
            "breakdown": "week",
            "group": weeks,
            "wave": wave,
            "statistic": "responses",
            "value": count,
            "n": count,
        }
        for wave, weeks, count in [*total, *parts]
    )


def straight_lining(answers: pd.DataFrame) -> Results:
    """Responses that give every item of a scale the same answer, by respondent group and wave, and their share.

    Only responses with at least four answers on a scale are looked at; n counts these.
    """
    given = answers.dropna(subset=["value"]).groupby(["respondent_group", "wave", "response_id"], sort=False)["value"]
    counts = given.agg(["size", "nunique"])
    told = counts[counts["size"] >= STRAIGHT_FROM]
    return results(
        {"indicator": "straight_lining", "breakdown": "respondent_group", "group": group, "wave": wave, **row}
        for (group, wave), one in told["nunique"].groupby(["respondent_group", "wave"], sort=False)
        for row in _counted("same_answers", int((one == 1).sum()), len(one))
    )


def matching(responses: pd.DataFrame) -> Results:
    """How many of the persons who answered one wave answered the next, by respondent group.

    `wave` is both waves, as start>end; n counts the persons of the first. Waves whose responses carry no key of a
    person are counted, since nobody can be found again in them.
    """
    dated = responses.sort_values("submitted_at", kind="stable")
    return results(
        {"indicator": "matching", "breakdown": "respondent_group", "group": group, **row}
        for group, one in dated.groupby("respondent_group", sort=False)
        for row in _matched_rows({wave: set(part["person_key"].dropna()) for wave, part in _waves(one)})
    )


def _missing_rows(reasons: np.ndarray) -> Iterator[dict[str, Any]]:
    counts = Counter(reasons.tolist())
    for reason in NOT_PUT:
        yield {"statistic": reason, "value": counts[reason], "n": len(reasons)}
    asked = len(reasons) - sum(counts[reason] for reason in NOT_PUT)
    if not asked:
        return
    yield {"statistic": "asked", "value": asked, "n": asked}
    for reason in LEFT_OUT:
        yield from _counted(reason, counts[reason], asked)
    yield {"statistic": "missing_share", "value": sum(counts[reason] for reason in LEFT_OUT) / asked, "n": asked}


def _counted(statistic: str, count: int, n: int) -> Iterator[dict[str, Any]]:
    """A count of responses, and its share of n."""
    yield {"statistic": statistic, "value": count, "n": n}
    yield {"statistic": f"{statistic}_share", "value": count / n, "n": n}


def _by_week(moments: pd.Series) -> pd.Series:
    """Responses on each Monday's week, from the first week to the last, empty weeks among them."""
    days = moments.dt.normalize()
    counts = (days - pd.to_timedelta(days.dt.day_of_week, unit="D")).value_counts()
    return counts.reindex(pd.date_range(counts.index.min(), counts.index.max(), freq="7D"), fill_value=0)


def _parts(weeks: pd.Series, at_least: int) -> list[tuple[str, int]]:
    """Neighbouring weeks put together: each part closes when it has enough, and what is left over joins the last."""
    full = weeks.groupby(part_numbers(weeks, at_least=at_least))
    return [(_name(part.index[0], part.index[-1]), int(part.sum())) for _, part in full]


def _name(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return "/".join(dict.fromkeys(f"{day:%G-W%V}" for day in (first, last)))


def _waves(responses: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    return list(responses.groupby("wave", sort=False))


def _matched_rows(waves: dict[str, set[str]]) -> Iterator[dict[str, Any]]:
    yield {"statistic": "waves", "value": len(waves)}
    yield {"statistic": "unkeyed_waves", "value": sum(not keys for keys in waves.values())}
    for (first, before), (second, after) in pairwise(waves.items()):
        if before and after:
            again = {"wave": f"{first}>{second}", "n": len(before)}
            matched = len(before & after)
            yield {**again, "statistic": "matched", "value": matched}
            yield {**again, "statistic": "match_rate", "value": matched / len(before)}
