"""What each figure of the mirror is counted from, and what says that two organisations counted the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from arvio import indicators
from arvio.errors import Problem, UsageError
from arvio.evaluation import Evaluation
from arvio.instruments import find_item, item_names
from arvio.mirror.content import canonical
from arvio.params import Instrument
from arvio.params.models import MirrorIndicator
from arvio.results import EVERYBODY, Results
from arvio.saying import say

SHORTENED = 16


@dataclass(frozen=True)
class Counting:
    """One way of counting: the results that the public report shows too, and the choices of method behind them."""

    results: Callable[[Evaluation], Results]
    method: Callable[[Evaluation], str]
    asked: Literal["group", "nobody"]
    """Whether it is of the answers of one respondent group."""


def _change(evaluation: Evaluation) -> str:
    choices = evaluation.analysis.change
    return f"change/{choices.design}/{choices.window_days or 'any_time'}"


def _attendance(evaluation: Evaluation) -> Results:
    view, age = evaluation.current, evaluation.analysis.minimum_age
    visits = indicators.attended(view.attendance, view.persons, groups=view.groups, minimum_age=age)
    return indicators.attendance_rates(visits)


def _referred(evaluation: Evaluation) -> pd.DataFrame:
    period = evaluation.period
    told = indicators.without_services(evaluation.current.referrals, evaluation.services_apart)
    return indicators.referred(told, start=period.start, end=period.end)


def _waiting(evaluation: Evaluation) -> Results:
    days = evaluation.analysis.timely_days
    return indicators.waiting(_referred(evaluation), until=evaluation.period.end, timely_days=days)


COUNTINGS: Mapping[str, Counting] = {
    "answers": Counting(lambda one: indicators.feedback(one.current.answers), lambda one: "answers", "group"),
    "change": Counting(lambda one: indicators.changes(one.pairs), _change, "nobody"),
    "attendance": Counting(_attendance, lambda one: f"attendance/{one.analysis.minimum_age or 'any_age'}", "nobody"),
    "waiting": Counting(_waiting, lambda one: f"waiting/{one.analysis.timely_days}", "nobody"),
    "needs": Counting(lambda one: indicators.needs_met(_referred(one)), lambda one: "needs", "nobody"),
}
"""By the word that params use."""


def wanted_rows(wanted: MirrorIndicator) -> dict[str, str]:
    """Which rows of the results of a counting are wanted."""
    group = wanted.group if COUNTINGS[wanted.counting].asked == "group" else EVERYBODY
    return {"indicator": wanted.indicator, "statistic": wanted.statistic, "group": group, "wave": ""}


def identity(evaluation: Evaluation, wanted: MirrorIndicator) -> dict[str, object]:
    """What must be the same elsewhere for a figure to be compared: group, counting, wording and scale."""
    counting = COUNTINGS[wanted.counting]
    group = wanted.group if counting.asked == "group" else _group_of_change(evaluation, wanted)
    return {"group": group, "counting": counting.method(evaluation), **_item(evaluation, wanted)}


def is_whole(evaluation: Evaluation, wanted: MirrorIndicator) -> bool:
    """Whether all answers of the period were to the same words: with some left out, the public mean gives the rest."""
    answers = evaluation.current.answers
    if wanted.counting != "answers" or "comparable" not in answers:
        return True
    return bool(answers.loc[answers["item"] == wanted.indicator, "comparable"].all())


def _group_of_change(evaluation: Evaluation, wanted: MirrorIndicator) -> str:
    return evaluation.analysis.change.respondent_group if wanted.counting == "change" else ""


def _item(evaluation: Evaluation, wanted: MirrorIndicator) -> dict[str, object]:
    if wanted.counting not in ("answers", "change"):
        return {"wording": "", "scale": []}
    for instrument in evaluation.instruments:
        if wanted.indicator in item_names(instrument):
            return _as_asked(instrument, wanted.indicator)
    raise UsageError(
        Problem(
            f"params/organisations/{evaluation.run.organisation}.yaml",
            say("the mirror compares single items, whose words can be held against one another"),
            say("an item of one of the organisation's instruments"),
            say("name an item, or leave this one out"),
            "mirror.indicators",
            wanted.indicator,
        )
    )


def _as_asked(instrument: Instrument, name: str) -> dict[str, object]:
    """Digest of the words (in Finnish, in which they are asked), kind, direction and scale of an item."""
    item = find_item(instrument, name)
    scale = item.scale or instrument.scale
    ends = [float(scale.lowest), float(scale.highest)] if scale else []
    words = item.text.fi if item.text else f"{instrument.instrument}/{item.item}"
    digest = hashlib.sha256(canonical([words, item.kind, item.direction, ends])).hexdigest()
    return {"wording": digest[:SHORTENED], "scale": ends}
