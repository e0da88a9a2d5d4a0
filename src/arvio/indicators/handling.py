"""Feedback and what was done about it: how much came, how much led to an action, and how long that took.

`feedback_items` has the columns of the canonical table: one row for each thing that workers, families or commissioners
said, or that the organisation's own control observed. What was received or done after the day `until` has not happened
yet. Who gave several items is not known, so that n counts items. Sources are never added up: they are not of one kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from arvio.indicators import estimates
from arvio.indicators.enrolments import NOT_KNOWN, PERSON, basis_of
from arvio.indicators.rare import told_apart
from arvio.indicators.waiting import median_with_interval
from arvio.results import EVERYBODY, Results, results

SOURCES = ("workers", "families", "commissioners", "own_control")
OTHER_THEMES = "other_themes"

ACTION, NO_ACTION = "action", "no_action"
DONE, NOT_YET_HANDLED = "done", "not_yet_handled"
STATES = {"open": NOT_YET_HANDLED, "no_action": "no_action_needed"}
"""The states that have a word of their own: "open" also says that the fate of a group is not decided."""


def feedback_handled(feedback_items: pd.DataFrame, *, until: dt.date, sources: Collection[str] = SOURCES) -> Results:
    """Of the feedback of each source how much was received and led to an action, and the median days to it.

    The rate is of what was received until the day, also of what came the day before. The median is by the estimate of
    Kaplan and Meier, as in `waiting`: what has no action yet has waited at least so long, and is not left out; the
    median is missing where fewer than half led to an action. Feedback that is marked done without a day, or whose
    action comes before it, is counted as action_not_known and is no part of the rate and the median.
    """
    return results(
        {"indicator": "feedback_handled", "breakdown": "source", "group": source, "basis": basis_of(one), **row}
        for source, one in _by_source(feedback_items, until, sources)
        for row in _handled_rows(one)
    )


def feedback_themes(
    feedback_items: pd.DataFrame, *, until: dt.date, minimum: int, sources: Collection[str] = SOURCES
) -> Results:
    """What the feedback of each source was about, and how much of it led to an action: `breakdown` is the source.

    Themes of fewer items than the minimum are other_themes, with the smallest of the others if need be; one that is
    empty is not_known. Where all would be other_themes there is the total only. n is what was received.
    """
    return results(
        {"indicator": "feedback_themes", "breakdown": source, "basis": basis_of(one), **row}
        for source, one in _by_source(feedback_items, until, sources)
        for row in _theme_rows(one, minimum)
    )


def feedback_states(feedback_items: pd.DataFrame, *, until: dt.date, sources: Collection[str] = SOURCES) -> Results:
    """How far the feedback of each source has come: `breakdown` is the source, and n all that was received of it.

    What was acted on only after the day was not yet handled on it. The other states are those of the register when it
    was exported, since it tells no days of theirs; an empty one is not_known.
    """
    return results(
        {"indicator": "feedback_states", "breakdown": source, "group": state, "basis": basis_of(one), **row}
        for source, one in _by_source(feedback_items, until, sources)
        for state, items in [(EVERYBODY, one), *one.groupby("state")]
        for row in [{"statistic": "received", "value": len(items), "n": len(one)}]
    )


def _by_source(
    feedback_items: pd.DataFrame, until: dt.date, sources: Collection[str]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each source with what was received of it by the end of the day, its action, days and state."""
    known = _known_by(feedback_items, until)
    for source in SOURCES:
        of_source = known[known["source"] == source]
        if source in sources and len(of_source):
            yield source, of_source


def _known_by(feedback_items: pd.DataFrame, until: dt.date) -> pd.DataFrame:
    last = pd.Timestamp(until)
    received, acted_on = (feedback_items[day].dt.normalize() for day in ("date", "action_on"))
    days = (acted_on.where(acted_on <= last, last) - received).dt.days
    untold = ~(days >= 0) | ((feedback_items["status"] == DONE) & acted_on.isna())
    action = pd.Series(NO_ACTION, index=feedback_items.index).mask(acted_on <= last, ACTION).mask(untold, NOT_KNOWN)
    state = feedback_items["status"].fillna(NOT_KNOWN).replace({"": NOT_KNOWN, **STATES})
    state = state.mask(acted_on > last, NOT_YET_HANDLED)
    return feedback_items.assign(days=days, action=action, state=state)[~(received > last)]


def _handled_rows(items: pd.DataFrame) -> Iterator[dict[str, Any]]:
    told = items[items["action"] != NOT_KNOWN]
    acted = told["action"] == ACTION
    counts = {
        "received": len(items),
        "with_action": int(acted.sum()),
        "without_action": int((~acted).sum()),
        "action_not_known": len(items) - len(told),
    }
    for statistic, count in counts.items():
        yield {"statistic": statistic, "value": count, "n": len(items)}
    if len(told):
        yield {"statistic": "action_rate", **estimates.share(int(acted.sum()), len(told))._asdict()}
        curve = estimates.kaplan_meier(told["days"].to_numpy(dtype="float64"), acted.to_numpy())
        yield {"statistic": "median_days", **median_with_interval(curve), "n": len(told)}


def _theme_rows(items: pd.DataFrame, minimum: int) -> Iterator[dict[str, Any]]:
    each_alone = items.assign(theme=items["theme"].fillna(NOT_KNOWN), **{PERSON: range(len(items))})
    themes = told_apart(each_alone, "theme", minimum=minimum, into=OTHER_THEMES)
    for theme, one in [(EVERYBODY, items), *themes]:
        common = {"group": theme, "n": len(one)}
        yield {**common, "statistic": "received", "value": len(one)}
        yield {**common, "statistic": "with_action", "value": int((one["action"] == ACTION).sum())}
