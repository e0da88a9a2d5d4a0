"""Values that scores are held against: the instrument's own, or those that an organisation's params choose."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from arvio.errors import ParamsError, Problem
from arvio.instruments.answers import file_of
from arvio.params import Instrument
from arvio.params.checking import nearest
from arvio.saying import say

COLUMNS = ("instrument", "score", "cut_off", "side", "value", "chosen_by", "source", "verified")


def cut_offs(instrument: Instrument, chosen: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Every cut-off of an instrument as it is used, a row each, for the report to print.

    `chosen` are those that params give under analysis.cut_offs; of the others the instrument's default is used, and
    chosen_by says so. One that the instrument does not have, or that its score cannot reach, is refused.
    """
    chosen = chosen or {}
    every = [(rule, one) for rule in instrument.scores for one in rule.cut_offs]
    _refuse_wrong(instrument, chosen)
    return pd.DataFrame.from_records(
        [
            {
                "instrument": instrument.instrument,
                "score": rule.score,
                "cut_off": one.cut_off,
                "side": one.side,
                "value": chosen.get(one.cut_off, one.value),
                "chosen_by": "params" if one.cut_off in chosen else "default",
                "source": "analysis.cut_offs" if one.cut_off in chosen else one.source,
                "verified": "yes" if one.cut_off in chosen else one.verified,
            }
            for rule, one in every
        ],
        columns=list(COLUMNS),
    ).astype({column: "float64" if column == "value" else "str" for column in COLUMNS})


def at_cut_offs(scores: pd.DataFrame, used: pd.DataFrame) -> pd.DataFrame:
    """Who reaches each cut-off: response_id, score, timing, cut_off, reached (1, 0; missing where there is no score).

    `used` is what cut_offs gives. A cut-off for some respondents only, such as men, is computed for all of them: the
    caller knows who they are.
    """
    pairs = scores.merge(used[["score", "cut_off", "side", "value"]], on="score", suffixes=("", "_of_cut_off"))
    value, limit = pairs["value"], pairs["value_of_cut_off"]
    by_side = {"at_least": value >= limit, "at_most": value <= limit, "below": value < limit}
    reached = pd.concat([met & pairs["side"].eq(side) for side, met in by_side.items()], axis=1).any(axis=1)
    table = pairs[["response_id", "score", "timing", "cut_off"]]
    return table.assign(reached=reached.astype("float64").where(value.notna()))


def _refuse_wrong(instrument: Instrument, chosen: Mapping[str, float]) -> None:
    known = {one.cut_off: rule for rule in instrument.scores for one in rule.cut_offs}
    problems = []
    for name, value in chosen.items():
        place = f"analysis.cut_offs.{instrument.instrument}.{name}"
        if name not in known:
            what = say("%(name)s has no such cut-off", name=file_of(instrument))
            problems.append(Problem("params", what, ", ".join(known), nearest(name, known), place, name))
        elif not known[name].lowest <= value <= known[name].highest:
            expected = say("%(low)s to %(high)s", low=f"{known[name].lowest:g}", high=f"{known[name].highest:g}")
            problems.append(
                Problem("params", say("a cut-off outside the score's range"), expected, "", place, f"{value:g}")
            )
    if problems:
        raise ParamsError(problems)
