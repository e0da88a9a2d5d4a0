"""The figures that scoring and change rest on, each with its source and whether anybody has verified it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pandas as pd

from arvio.errors import ParamsError, Problem
from arvio.instruments.answers import file_of
from arvio.instruments.scoring import find_score
from arvio.params import Instrument
from arvio.params.models import ChangeThreshold, Reliability, Score
from arvio.params.models.instruments import Verified
from arvio.saying import say

COLUMNS = ("instrument", "score", "constant", "value", "source", "verified")


class Sourced(Protocol):
    """A figure of an instrument's file with where it is from."""

    source: str
    verified: Verified


def reliability(instrument: Instrument, name: str) -> Reliability:
    """The reliability of a score, without which no reliable change index can be computed."""
    found = find_score(instrument, name).reliability
    if found is None:
        raise ParamsError(
            Problem(
                file_of(instrument),
                say("the reliable change index needs the reliability of the score, and none is stated"),
                say("reliability: with value, kind, source and verified"),
                say("state a published one for a population like yours, or leave the index out"),
                say("scores, %(name)s", name=name),
            )
        )
    return found


def change_threshold(instrument: Instrument, name: str) -> ChangeThreshold | None:
    """The smallest change that matters on a score; None where the instrument's file knows of none."""
    return find_score(instrument, name).change_threshold


def constants(instrument: Instrument) -> pd.DataFrame:
    """Every figure of an instrument: instrument, score, constant, value in words, source, verified.

    An item that is never told of small groups stands here by its name in the place of a score.
    """
    rows: list[tuple[str, str, str, Sourced]] = [row for score in instrument.scores for row in _of_score(score)]
    rows += [
        (item.item, "never_for", f"groups under {item.never_for.groups_under}", item.never_for)
        for item in instrument.items
        if item.never_for
    ]
    rows += [("", "caution", one.text.en, one) for one in instrument.cautions]
    return pd.DataFrame(
        [
            (instrument.instrument, score, constant, value, sourced.source, sourced.verified)
            for score, constant, value, sourced in rows
        ],
        columns=list(COLUMNS),
        dtype="str",
    )


def _of_score(score: Score) -> Iterator[tuple[str, str, str, Sourced]]:
    """The constants of one score that its file gives."""
    in_words: dict[str, Callable[[Any], str]] = {
        "bands": lambda one: ", ".join(f"{step.band} from {step.at_least:g}" for step in one.steps),
        "change_threshold": lambda one: f"{one.points:g} points",
        "reliability": lambda one: f"{one.value:g} ({one.kind})",
        "never_for": lambda one: f"groups under {one.groups_under}",
    }
    yield score.score, "scoring", f"{score.method}, {score.lowest:g} to {score.highest:g}", score
    rule = score.missing
    may_be = f"up to {rule.allowed}, filled by {rule.filled_by}" if rule.allowed else "every item is needed"
    yield score.score, "missing", may_be, rule
    for one in score.cut_offs:
        yield score.score, f"cut_off {one.cut_off}", f"{one.side} {one.value:g}", one
    for constant, words in in_words.items():
        one = getattr(score, constant)
        if one is not None:
            yield score.score, constant, words(one), one
