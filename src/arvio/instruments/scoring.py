"""One scorer for all instruments: answers in, scores out, by what the instrument's file says.

A score is made of its items' answers, or of the points that the answers count, after the items that run the other way
are reversed (lowest + highest - answer). Answers are never filled in beyond the missing rule of the score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import pandas as pd

from arvio.errors import Problem, UsageError
from arvio.instruments.answers import Answered, answered, file_of
from arvio.params import Instrument
from arvio.params.checking import nearest
from arvio.params.models import Direction, Item, Score
from arvio.params.scores import is_reversed, score_names, scored_items, scored_scale, sum_range
from arvio.saying import say

COLUMNS = {
    "response_id": "str",
    "score": "str",
    "timing": "str",
    "value": "float64",
    "n_items": "int64",
    "status": "str",
    "band": "str",
}
AT_THE_TIME, THEN_TEST = "at_the_time", "then_test"
DECIMALS = 9
"""Binary fractions: 0.1 + 0.2 must not fall beside the edge of a band."""


def score(answers: pd.DataFrame, instrument: Instrument, *, scores: Collection[str] = ()) -> pd.DataFrame:
    """The scores of each response: all of the instrument, or those named.

    `answers` has response_id, item and value, and may have missing_reason and comparable as the canonical table;
    answers to other instruments are left alone. The result has a row per response and score:

    timing   at_the_time, or then_test where the instrument's then-test items ask about the time before
    value    missing where the status is not scored
    n_items  the items that were answered
    status   scored; too_few_answers, by the score's missing rule; not_asked, when none of its items was put to the
             respondent; reworded, when the form asked one in words that params call not comparable
    band     the band of the value; empty where the score has none
    """
    names = score_names(instrument)
    chosen = list(scores) or list(names)
    rules = list(_with_parts(instrument, {find_score(instrument, name).score for name in chosen}))
    table = pd.concat([*_of_items(answers, instrument, rules), _nothing()], ignore_index=True)
    table = pd.concat([table, *_of_scores(table, rules)], ignore_index=True)
    table = table[table["score"].isin(chosen)]
    order = table["score"].map({name: place for place, name in enumerate(names)})
    return table.assign(_order=order).sort_values(["response_id", "timing", "_order"], ignore_index=True)[[*COLUMNS]]


def find_score(instrument: Instrument, name: str) -> Score:
    """What the instrument says of a score, by the name that scoring gives it."""
    names = score_names(instrument)
    if name in names:
        return names[name]
    expected = say("one of %(known)s", known=", ".join(names)) if names else say("an instrument with scores")
    what = say("the instrument has no such score")
    if instrument.no_total:
        what = say("the instrument has no such score: %(why)s", why=instrument.no_total)
    raise UsageError(
        Problem(
            file_of(instrument),
            what,
            expected,
            nearest(name, names),
            value=name,
        )
    )


def score_direction(instrument: Instrument, name: str) -> Direction:
    """Which end of a score is the good one."""
    rule = find_score(instrument, name)
    if rule.method != "each_item":
        return rule.direction
    return next(item.direction for item in instrument.items if item.item == name)


def reversed_answers(answers: pd.Series, *, lowest: float, highest: float) -> pd.Series:
    """Answers counted from the other end of the scale. Twice is nothing."""
    return lowest + highest - answers


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in COLUMNS.items()})


def _with_parts(instrument: Instrument, wanted: set[str]) -> Iterator[Score]:
    """The wanted scores, and those that they are sums of."""
    parts = {part for rule in instrument.scores if rule.score in wanted for part in rule.scores}
    for rule in instrument.scores:
        if rule.score in wanted | parts:
            if rule.method == "goal_attainment":
                raise UsageError(_not_of_answers(instrument, rule))
            yield rule


def _not_of_answers(instrument: Instrument, rule: Score) -> Problem:
    what = say("this score is made of the table family_goals, not of answers")
    return Problem(file_of(instrument), what, remedy=say("use arvio.instruments.goal_attainment"), value=rule.score)


def _of_items(answers: pd.DataFrame, instrument: Instrument, rules: Sequence[Score]) -> Iterator[pd.DataFrame]:
    """The scores that are made of items, of each timing that the instrument asks."""
    rules = [rule for rule in rules if rule.method != "sum_of_scores"]
    items = {item.item: item for rule in rules for item in scored_items(instrument, rule)}
    needed = [item.item for rule in rules if rule.method != "each_item" for item in scored_items(instrument, rule)]
    given = answered(answers, instrument, items=list(items.values()), needed=dict.fromkeys(needed))
    before = [item for item in instrument.items if item.then_test_of in items]
    looking_back = _renamed(answered(answers, instrument, items=before, needed=()), before)
    for rule in rules:
        yield from _timed(given, AT_THE_TIME, instrument=instrument, rule=rule)
        yield from _timed(looking_back, THEN_TEST, instrument=instrument, rule=rule)


def _renamed(given: Answered, before: Sequence[Item]) -> Answered:
    """Then-test answers under the names of the items that they ask again."""
    names = {item.item: item.then_test_of for item in before}
    return Answered(*(one.rename(columns=names) for one in (given.values, given.asked, given.comparable)))


def _timed(given: Answered, timing: str, *, instrument: Instrument, rule: Score) -> Iterator[pd.DataFrame]:
    """The scores of one rule, where its items were asked."""
    items = scored_items(instrument, rule)
    if rule.method == "each_item":
        groups: dict[str, tuple[Item, ...]] = {item.item: (item,) for item in items if item.item in given.values}
    else:
        groups = {rule.score: items} if all(item.item in given.values for item in items) else {}
    for name, group in groups.items():
        yield _scored(given, group, instrument=instrument, rule=rule).assign(score=name, timing=timing)


def _scored(given: Answered, items: Sequence[Item], *, instrument: Instrument, rule: Score) -> pd.DataFrame:
    """One score of each response, with how many items it rests on and why it is missing."""
    names = [item.item for item in items]
    points = pd.DataFrame({item.item: _points(given.values[item.item], instrument, rule, item) for item in items})
    n = points.notna().sum(axis=1)
    status = pd.Series("scored", index=points.index).where(n >= len(items) - rule.missing.allowed, "too_few_answers")
    status = status.mask(~given.asked[names].any(axis=1), "not_asked")
    status = status.mask(status.eq("scored") & ~given.comparable[names].all(axis=1), "reworded")
    value = _combined(points, instrument, rule).where(status == "scored")
    table = pd.DataFrame({"response_id": points.index, "value": value, "n_items": n, "status": status})
    return table.assign(band=bands_of(value, rule)).reset_index(drop=True)


def _points(values: pd.Series, instrument: Instrument, rule: Score, item: Item) -> pd.Series:
    """What each answer to an item adds to a score."""
    if item.points and rule.method != "each_item":
        return values.map(item.points)
    if is_reversed(rule, item):
        scale = scored_scale(instrument, item)
        return reversed_answers(values, lowest=scale.lowest, highest=scale.highest)
    return values


def _combined(points: pd.DataFrame, instrument: Instrument, rule: Score) -> pd.Series:
    """The value of a score, wherever any item was answered."""
    n = points.notna().sum(axis=1).replace(0, np.nan)
    total = points.sum(axis=1)
    if rule.method == "mean":
        return _rounded(total / n, rule)
    if rule.missing.filled_by == "own_mean":
        total = total * points.shape[1] / n  # in this order, so that whole sums stay whole
    if rule.method == "percent_of_range":
        low, high = sum_range(instrument, rule)
        total = (total - low) * 100 / (high - low)
    if rule.conversion:
        return total.round(DECIMALS).map(rule.conversion)
    return _rounded(total, rule)


def _rounded(values: pd.Series, rule: Score) -> pd.Series:
    values = values.round(DECIMALS)
    return np.floor(values + 0.5) if rule.rounding == "half_up" else values


def bands_of(values: pd.Series, rule: Score) -> pd.Series:
    """The band of each value; empty where there is no value or the score has no bands."""
    steps = rule.bands.steps if rule.bands else []
    names = np.array(["", *(step.band for step in steps)], dtype=object)
    place = np.searchsorted([step.at_least for step in steps], values.to_numpy(), side="right")
    return pd.Series(np.where(values.notna(), names[place], ""), index=values.index)


def _of_scores(table: pd.DataFrame, rules: Sequence[Score]) -> Iterator[pd.DataFrame]:
    """The scores that are sums of other scores: missing where any of them is."""
    for rule in rules:
        if rule.method == "sum_of_scores":
            for timing, parts in table[table["score"].isin(rule.scores)].groupby("timing"):
                yield _summed(parts, rule).assign(score=rule.score, timing=timing)


def _summed(parts: pd.DataFrame, rule: Score) -> pd.DataFrame:
    """One sum of scores of each response; why it is missing is why its parts are."""
    by_part = parts.set_index(["response_id", "score"])
    status = by_part["status"].unstack("score").reindex(columns=rule.scores)
    complete = status.eq("scored").all(axis=1)
    why = pd.Series("too_few_answers", index=status.index)
    why = why.mask(status.eq("not_asked").all(axis=1), "not_asked").mask(status.eq("reworded").any(axis=1), "reworded")
    value = _rounded(by_part["value"].unstack("score").sum(axis=1), rule).where(complete)
    n = by_part["n_items"].unstack("score").sum(axis=1).astype("int64")
    table = pd.DataFrame({"value": value, "n_items": n, "status": why.mask(complete, "scored")})
    return table.assign(band=bands_of(value, rule)).reset_index()
