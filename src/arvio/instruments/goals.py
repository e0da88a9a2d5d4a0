"""Goal attainment scaling: how far the goals of each case were reached, from the table family_goals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from arvio.errors import DataError, Problem, UsageError
from arvio.instruments.answers import file_of
from arvio.instruments.scoring import AT_THE_TIME, COLUMNS, DECIMALS, bands_of
from arvio.params import Instrument
from arvio.params.models import Score
from arvio.params.scores import correlation_of, scored_scale
from arvio.saying import say, say_count

CASE = "case_key"
SIDES = {"baseline": "baseline", "follow_up": "score"}
"""Wave: the column of family_goals with the levels at that time."""


def goal_attainment(goals: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """The T score of each case at baseline and at follow-up: case_key, wave, and what scoring gives.

    T = 50 + 10·Σwx / √((1 − ρ)·Σw² + ρ·(Σw)²), with x from -2 to 2, w the weight of a goal (1 where no goal of the
    case has one) and ρ how goals are expected to correlate (Kiresuk & Sherman 1968; Turner-Stokes 2009 with its
    erratum). 50 is what was expected.

    A goal without a score is left out and not filled in; goals_without_score lists them. The baseline is of the same
    goals as the follow-up, and missing where one of these has none. n_items is the number of goals.
    """
    rule = _rule(instrument)
    _refuse_wrong(goals, instrument)
    scored = goals[goals["score"].notna()].assign(weight=_weights(goals))
    cases = pd.Index(sorted(set(goals[CASE])), name=CASE)
    table = pd.concat([_at(scored, wave, cases=cases, rule=rule) for wave in SIDES], ignore_index=True)
    return table[[CASE, "wave", *(column for column in COLUMNS if column != "response_id")]]


def goals_without_score(goals: pd.DataFrame) -> pd.DataFrame:
    """The goals that nobody has assessed yet: case_key, goal."""
    return goals.loc[goals["score"].isna(), [CASE, "goal"]].reset_index(drop=True)


def t_score(levels: pd.Series, weights: pd.Series, *, correlation: float) -> float:
    """The T score of one case's goals; missing without goals, without a level of any of them, or without weight.

    >>> f"{t_score(pd.Series([-1, 0, 1, 2]), pd.Series([1, 1, 1, 1]), correlation=0.3):.4f}"
    '57.2548'
    """
    if levels.isna().any() or not weights.sum():
        return float("nan")
    spread = (1 - correlation) * (weights**2).sum() + correlation * weights.sum() ** 2
    return 50 + 10 * (weights * levels).sum() / np.sqrt(spread)


def _rule(instrument: Instrument) -> Score:
    for rule in instrument.scores:
        if rule.method == "goal_attainment":
            return rule
    what = say("the instrument has no score of goals")
    raise UsageError(Problem(file_of(instrument), what, say("a score of the method goal_attainment")))


def _weights(goals: pd.DataFrame) -> pd.Series:
    """The weight of each goal; 1 where a case weighs none of its goals."""
    weights = goals["weight"] if "weight" in goals else pd.Series(np.nan, index=goals.index)
    unweighted = weights.isna().groupby(goals[CASE]).transform("all")
    return weights.mask(unweighted, 1.0)


def _at(scored: pd.DataFrame, wave: str, *, cases: pd.Index, rule: Score) -> pd.DataFrame:
    by_case, correlation = scored.groupby(CASE), correlation_of(rule)
    values = pd.Series(
        {
            case: t_score(one[SIDES[wave]], one["weight"], correlation=correlation)
            for case, one in by_case[[SIDES[wave], "weight"]]
        },
        dtype="float64",
    )
    value = values.reindex(cases).round(DECIMALS)
    return pd.DataFrame(
        {
            CASE: cases,
            "wave": wave,
            "score": rule.score,
            "timing": AT_THE_TIME,
            "value": value.to_numpy(),
            "n_items": by_case.size().reindex(cases, fill_value=0).to_numpy(),
            "status": np.where(value.notna(), "scored", "too_few_answers"),
            "band": bands_of(value, rule).to_numpy(),
        }
    )


def _refuse_wrong(goals: pd.DataFrame, instrument: Instrument) -> None:
    """Goals that stand twice, levels that the scale does not have, and cases that weigh only some of their goals."""
    problems = [*_twice(goals), *_outside(goals, instrument), *_half_weighted(goals)]
    if problems:
        raise DataError(problems)


def _twice(goals: pd.DataFrame) -> Iterator[Problem]:
    repeated = goals.duplicated([CASE, "goal"])
    if count := int(repeated.sum()):
        what, remedy = (
            say("a goal of a case stands twice"),
            say("keep the last with a rule under duplicates of the source"),
        )
        yield Problem(
            "family_goals",
            what,
            say("each once"),
            remedy,
            value=say_count("%(count)s rows", "%(count)s rows", count, count=count),
        )


def _outside(goals: pd.DataFrame, instrument: Instrument) -> Iterator[Problem]:
    scale = scored_scale(instrument, instrument.items[0])
    for column in SIDES.values():
        levels = goals[column].dropna()
        wrong = ~levels.between(scale.lowest, scale.highest) | levels.mod(1).ne(0)
        if wrong.any():
            found = say("%(low)s to %(high)s", low=f"{levels.min():g}", high=f"{levels.max():g}")
            expected = say(
                "whole numbers from %(lowest)s to %(highest)s, as %(file)s says",
                lowest=scale.lowest,
                highest=scale.highest,
                file=file_of(instrument),
            )
            remedy = say("correct them in the export")
            yield Problem("family_goals", say("levels that the scale does not have"), expected, remedy, column, found)


def _half_weighted(goals: pd.DataFrame) -> Iterator[Problem]:
    missing = _weights(goals).isna()
    if count := int(missing.sum()):
        what = say("goals without a weight in cases that weigh others")
        remedy = say("weigh all goals of a case or none")
        yield Problem(
            "family_goals",
            what,
            say("a weight for each"),
            remedy,
            "weight",
            say_count("%(count)s goals", "%(count)s goals", count, count=count),
        )
