"""The year in figures: persons and what they did, beside the year before, and whether the goals were reached.

Functions take the whole history of a table and the periods to tell of, the earlier first. `wave` is the period's name.
A period of which there is nothing has no row, and nothing is compared with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.claims import claims
from arvio.indicators.enrolments import basis_of, served
from arvio.indicators.feedback import feedback
from arvio.params import Claim, Period
from arvio.params.models import Goal
from arvio.results import Basis, Results, join, results, weakest_basis

PERSON, CASE = "person_key", "case_key"


def together(*several: Results) -> Results:
    """Several results as one, to be released and shown together."""
    return join(*several)


def group_activity(visits: pd.DataFrame, *, periods: Sequence[Period]) -> Results:
    """Different persons and visits to groups in each period, and how both changed; visits as `attended` gives them."""
    present = visits[visits["present"] == 1]
    counts = {period.name: _in(present, "date", period)[PERSON].value_counts() for period in periods}
    return results(_persons_and_events("group_activity", counts, events="visits", basis=basis_of(present)))


def service_activity(enrolments: pd.DataFrame, *, periods: Sequence[Period]) -> Results:
    """Different persons in services and their periods of service in each period, and how both changed."""
    ran = {period.name: served(enrolments, start=period.start, end=period.end) for period in periods}
    counts = {name: one[PERSON].value_counts() for name, one in ran.items()}
    return results(_persons_and_events("service_activity", counts, events="enrolments", basis=basis_of(enrolments)))


def encounter_activity(contacts: pd.DataFrame, *, periods: Sequence[Period]) -> Results:
    """Persons met without a name in each period, apart for what was collected, sampled and estimated, and the change.

    Nobody's name was taken, so that days stand for persons in the interval: those of one day may belong together.
    """
    some = contacts[contacts["n_people"] > 0]
    return results(row for basis, one in some.groupby("counting_basis") for row in _encounters(basis, one, periods))


def family_activity(cases: pd.DataFrame, *, periods: Sequence[Period]) -> Results:
    """Families as clients in each period, and how their number changed."""
    counts = {period.name: _running(cases, period)[CASE].value_counts().clip(upper=1) for period in periods}
    return results(_rows("family_activity", counts, {"persons": 1}, basis=basis_of(cases)))


def family_visits(visits: pd.DataFrame, *, periods: Sequence[Period]) -> Results:
    """Visits to families that were held in each period, and how their number changed."""
    held = visits[visits["held"] == "yes"]
    counts = {period.name: _in(held, "date", period)[CASE].value_counts() for period in periods}
    return results(_rows("family_visits", counts, {"visits_held": None}, basis=basis_of(held)))


def feedback_changes(
    answers: pd.DataFrame, earlier: pd.DataFrame, *, periods: Sequence[Period], items: Collection[str] = ()
) -> Results:
    """The mean of each item by respondent group in each of two periods, and the later less the earlier (Welch).

    `answers` and `earlier` are those of the later and of the earlier period. An answer to other words, marked as not
    comparable in params, is no part of it. Only what both periods asked; the difference's n is that of the smaller.
    """
    before, now = periods
    if answers.empty or earlier.empty:
        return results([])
    parts = {before.name: _comparable(earlier, items), now.name: _comparable(answers, items)}
    asked = set(_asked(parts[before.name])) & set(_asked(parts[now.name]))
    means = [_means(part, name, asked) for name, part in parts.items()]
    return join(*means, results(_difference_rows(parts[now.name], parts[before.name], asked)))


def goal_results(goals: Iterable[Goal], of_year: Results, since_start: Results, *, period: Period) -> Results:
    """What was promised as a goal, what came of it, and whether it was reached: rows as those of `claims`.

    A goal with a figure promised for the year is held against the year (`breakdown` goal_of_year); every goal's target
    against what came of it since the start (goal). What nothing computed cannot be judged.
    """
    stated = list(goals)
    by_year = [goal.model_copy(update={"target": goal.by_year[period.name]}) for goal in stated if _is_of(goal, period)]
    return join(_held(stated, since_start, breakdown="goal"), _held(by_year, of_year, breakdown="goal_of_year"))


def _is_of(goal: Goal, period: Period) -> bool:
    return period.name in goal.by_year


def _held(goals: Iterable[Goal], computed: Results, *, breakdown: str) -> Results:
    judged = claims([_as_claim(goal, computed.table) for goal in goals], computed).table
    return Results(judged.assign(breakdown=breakdown).astype({"breakdown": "str"}))


def _as_claim(goal: Goal, table: pd.DataFrame) -> Claim:
    """A goal in the words of a claim; a breakdown that it leaves open is the first in which its group is counted."""
    of_goal = (table["indicator"] == goal.indicator) & (table["group"] == goal.group)
    breakdowns = table.loc[of_goal & (table["statistic"] == goal.statistic), "breakdown"]
    return Claim(
        claim=goal.goal,
        text=goal.text,
        source="",
        indicator=goal.indicator,
        breakdown=goal.breakdown or next(iter(breakdowns), ""),
        group=goal.group,
        statistic=goal.statistic,
        comparator=goal.comparator,
        value=goal.target,
        decimals=DECIMALS_OF_GOALS,
    )


DECIMALS_OF_GOALS = 2
"""To which a figure is rounded before it is held against a goal: a share of whole percents, and a mean as exactly."""


def _in(table: pd.DataFrame, day: str, period: Period) -> pd.DataFrame:
    after = pd.Timestamp(period.end) + pd.Timedelta(days=1)
    return table[(table[day] >= pd.Timestamp(period.start)) & (table[day] < after)]


def _running(cases: pd.DataFrame, period: Period) -> pd.DataFrame:
    return cases[(cases["start"] <= pd.Timestamp(period.end)) & ~(cases["end"] < pd.Timestamp(period.start))]


def _persons_and_events(
    indicator: str, counts: Mapping[str, pd.Series], *, events: str, basis: Basis
) -> Iterator[dict[str, Any]]:
    """Persons and what they did, which are always told together."""
    return _rows(indicator, counts, {"persons": 1, events: None}, basis=basis)


def _rows(
    indicator: str, counts: Mapping[str, pd.Series], statistics: Mapping[str, int | None], *, basis: Basis
) -> Iterator[dict[str, Any]]:
    """Each statistic in each period, and its change. One of 1 counts everybody once, others what everybody did."""
    common = {"indicator": indicator, "breakdown": "year", "basis": basis}
    told = {wave: one for wave, one in counts.items() if len(one)}
    for statistic, once in statistics.items():
        each = {wave: one.clip(upper=once) for wave, one in told.items()}
        for wave, one in each.items():
            yield {**common, "wave": wave, "statistic": statistic, "value": one.sum(), "n": len(one)}
        if len(each) > 1:
            yield _change(common, statistic, each)


def _change(common: Mapping[str, object], statistic: str, each: Mapping[str, pd.Series]) -> dict[str, Any]:
    (_, earlier), (wave, later) = each.items()
    earlier, later = earlier.align(later, fill_value=0)
    found = estimates.relative_change(later.to_numpy(dtype=float), earlier.to_numpy(dtype=float))
    return {**common, "wave": wave, "statistic": f"change_of_{statistic}", **found._asdict()}


def _encounters(counting: str, contacts: pd.DataFrame, periods: Sequence[Period]) -> Iterator[dict[str, Any]]:
    days = {
        period.name: (found := _in(contacts, "date", period)).groupby(found["date"].dt.normalize())["n_people"].sum()
        for period in periods
    }
    basis = weakest_basis([counting, basis_of(contacts)])
    for row in _rows("encounter_activity", days, {"encounters": None}, basis=basis):
        met = {"n": row["value"]} if row["statistic"] == "encounters" else {}
        yield {**row, **met, "breakdown": counting}


def _comparable(answers: pd.DataFrame, items: Collection[str]) -> pd.DataFrame:
    chosen = answers[answers["item"].isin(items)] if items else answers
    return chosen[chosen["comparable"]]


def _asked(answers: pd.DataFrame) -> Iterator[tuple[str, str]]:
    known = answers.dropna(subset=["value"])
    return zip(known["item"], known["respondent_group"], strict=True)


def _means(answers: pd.DataFrame, wave: str, asked: set[tuple[str, str]]) -> Results:
    table = feedback(answers).table
    found = [key in asked for key in zip(table["indicator"], table["group"], strict=True)]
    wanted = pd.Series(found, index=table.index, dtype="bool") & (table["statistic"] == "mean")
    means = table[wanted]
    return Results(means.assign(wave=wave).astype({"wave": "str"}).reset_index(drop=True))


def _difference_rows(now: pd.DataFrame, before: pd.DataFrame, asked: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for item, group in dict.fromkeys(key for key in _asked(now) if key in asked):
        later, earlier = (part[(part["item"] == item) & (part["respondent_group"] == group)] for part in (now, before))
        lowest, highest = float(later["scale_lowest"].iloc[0]), float(later["scale_highest"].iloc[0])
        values, reference = (part["value"].dropna().to_numpy() for part in (later, earlier))
        yield {
            "indicator": item,
            "breakdown": "respondent_group",
            "group": group,
            "statistic": "difference",
            **estimates.difference_of_means(values, reference, lowest=lowest, highest=highest)._asdict(),
            "basis": weakest_basis([*later["basis"], *earlier["basis"]]),
        }
