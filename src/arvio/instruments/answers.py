"""The answers to an instrument as one row per response, refused where they cannot be answers to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from arvio.errors import DataError, Problem
from arvio.params import Instrument
from arvio.params.models import Item
from arvio.params.scores import scored_scale
from arvio.saying import say, say_count

NOT_ASKED = ("not_asked", "not_shown")
"""Reasons for which a respondent cannot be said to have left an item open."""
SHOWN = 5
"""How many responses a message names."""


@dataclass(frozen=True)
class Answered:
    """What was answered to some items: three tables with a row per response and a column per item."""

    values: pd.DataFrame
    """The answers; missing where there is none."""
    asked: pd.DataFrame
    """Whether the respondent was asked."""
    comparable: pd.DataFrame
    """False where the form asked the item in other words."""


def answered(
    answers: pd.DataFrame, instrument: Instrument, *, items: Sequence[Item], needed: Iterable[str]
) -> Answered:
    """The answers to items of an instrument, without those to anything else.

    Refused with all that is wrong: `needed` items of which there is no row, an item answered twice in one response,
    answers that the scale does not have.
    """
    found = answers[answers["item"].isin([item.item for item in items])]
    problems = [
        *_absent(found, instrument, needed),
        *_twice(found, instrument),
        *(problem for item in items for problem in _outside(found, instrument, item)),
    ]
    if problems:
        raise DataError(problems)
    return Answered(
        values=_wide(found, found["value"]),
        asked=_wide(found, ~_column(found, "missing_reason", "").isin(NOT_ASKED)).eq(True),
        comparable=_wide(found, _column(found, "comparable", True)).ne(False),
    )


def responses_in_words(identifiers: Iterable[object]) -> str:
    """Some responses for a message: the ids that the tool gave them, the rest counted."""
    known = sorted({str(one) for one in identifiers})
    named, left = ", ".join(known[:SHOWN]), len(known) - SHOWN
    if left > 0:
        return say("responses %(named)s and %(left)s more", named=named, left=left)
    return say_count("response %(named)s", "responses %(named)s", len(known), named=named)


def file_of(instrument: Instrument) -> str:
    """The params file of an instrument, as messages call it."""
    return f"params/instruments/{instrument.instrument}.yaml"


def _column(table: pd.DataFrame, name: str, otherwise: object) -> pd.Series:
    """A column that a table may be without."""
    return table[name] if name in table else pd.Series(otherwise, index=table.index)


def _wide(found: pd.DataFrame, cells: pd.Series) -> pd.DataFrame:
    keys = [found["response_id"].rename("response_id"), found["item"].rename("item")]
    return cells.set_axis(pd.MultiIndex.from_arrays(keys)).unstack("item")


def _absent(found: pd.DataFrame, instrument: Instrument, needed: Iterable[str]) -> Iterator[Problem]:
    there = set(found["item"].unique())
    absent = [item for item in needed if item not in there]
    if absent:
        yield Problem(
            say("answers to %(instrument)s", instrument=instrument.instrument),
            say(
                "hold only some of the items that its scores need: %(count)s are not there",
                count=len(absent),
            ),
            say("a row for each item of each response, also where nothing was answered"),
            say("name their columns under items of the source, or ask for scores that do without them"),
            value=", ".join(absent),
        )


def _twice(found: pd.DataFrame, instrument: Instrument) -> Iterator[Problem]:
    repeated = found[found.duplicated(["response_id", "item"])]
    for item, rows in repeated.groupby("item", sort=True):
        yield Problem(
            say("answers to %(instrument)s", instrument=instrument.instrument),
            say("%(item)s is answered twice in one response", item=item),
            say("one answer to an item in a response"),
            say("see whether two columns are mapped to the item, or two files hold the same responses"),
            responses_in_words(rows["response_id"]),
        )


def _outside(found: pd.DataFrame, instrument: Instrument, item: Item) -> Iterator[Problem]:
    """Answers below or above the scale, or between its steps."""
    scale = scored_scale(instrument, item)
    values = found.loc[found["item"] == item.item, ["response_id", "value"]].dropna()
    wrong = ~values["value"].between(scale.lowest, scale.highest)
    if item.kind == "scale":
        wrong |= values["value"].mod(1).ne(0)
    if wrong.any():
        yield Problem(
            say("answers to %(instrument)s", instrument=instrument.instrument),
            say("%(item)s has answers that its scale does not have", item=item.item),
            say(
                "%(lowest)s to %(highest)s, as %(file)s says",
                lowest=scale.lowest,
                highest=scale.highest,
                file=file_of(instrument),
            ),
            _how_to_mend(values["value"], scale.lowest, scale.highest),
            responses_in_words(values.loc[wrong, "response_id"]),
            say("%(low)s to %(high)s", low=f"{values['value'].min():g}", high=f"{values['value'].max():g}"),
        )


def _how_to_mend(values: pd.Series, lowest: int, highest: int) -> str:
    shift = lowest - values.min()
    if shift and values.max() + shift <= highest:
        return say(
            "the export seems to count from %(low)s instead of %(lowest)s: map its labels instead of its "
            "codes, or write each code with its number under labels of the source",
            low=f"{values.min():g}",
            lowest=lowest,
        )
    return say("correct them in the export, or write what stands for a missing answer under missing of the source")
