"""What figures, tables and sentences of a mirror say alike: the rows of an indicator, and what chance explains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from arvio.disclosure import Context, Released, Row
from arvio.presentation.terms import term
from arvio.presentation.written import interval_cell, written
from arvio.translations import words

OF_CHANGE = ("mean_change",)
OF_SHARES = ("share_high", "begun_in_time", "need_met", "attendance_rate")
DRAWN = ("drawn_mean", "drawn_change", "drawn_share")

Place = Literal["above", "upper", "middle", "lower", "below", "alike"]


@dataclass(frozen=True)
class Compared:
    """One indicator of a mirror: the rows of its released results."""

    indicator: str
    group: str
    own: pd.Series
    others: pd.Series
    rest: pd.DataFrame
    """All its rows, by statistic and group."""

    def row(self, *statistics: str) -> pd.Series | None:
        """The first of several statistics that was computed of one's own figure or of all."""
        found = self.rest[self.rest["statistic"].isin(statistics) & (self.rest["group"] != "others")]
        return found.iloc[0] if len(found) else None

    @property
    def is_shown(self) -> bool:
        return all(row["status"] in ("shown", "rounded") for row in (self.own, self.others))

    @property
    def place(self) -> Place | None:
        """Where one's own figure lies in the typical range of the others; alike where these do not differ as written,
        None where there is no range."""
        value, low, high = self.own["value"], self.others["low"], self.others["high"]
        if not low <= high:
            return None
        if low == high:
            return "alike"
        if value < low or value > high:
            return "below" if value < low else "above"
        third = (high - low) / 3
        if value <= low + third:
            return "lower"
        return "upper" if value >= high - third else "middle"

    @property
    def differs(self) -> bool:
        """Whether one's own figure differs from the others by more than chance explains.

        A share where it lies outside the limits of chance; else where the interval of the drawn figure holds the mean
        of the others not.
        """
        low, high = self.row("limit_low"), self.row("limit_high")
        if low is not None and high is not None and _is_told(low) and _is_told(high):
            return not low["value"] <= self.own["value"] <= high["value"]
        drawn = self.row(*DRAWN)
        if drawn is None or drawn["low"] != drawn["low"]:
            return False
        return not drawn["low"] <= self.others["value"] <= drawn["high"]


def compared(released: Released, statistics: tuple[str, ...] = ()) -> Iterator[Compared]:
    """The indicators of a mirror whose figure is one of the statistics; all of them where none is named."""
    for (indicator, group), rows in released.table.groupby(["indicator", "breakdown"], sort=False):
        found = rows[rows["statistic"].isin(MAIN) & rows["group"].isin(["own", "others"])].set_index("group")
        if len(found) == 2 and found["statistic"].iloc[0] in (statistics or MAIN):
            own, others = found.loc["own"], found.loc["others"]
            yield Compared(indicator, group, own, others, rows)


MAIN = ("mean", *OF_CHANGE, *OF_SHARES)
"""The statistics that a mirror holds against one another."""


def label(one: Compared, context: Context) -> str:
    """The words of an indicator, with the respondent group where one was asked, and what of it is told but a mean."""
    item = term(one.indicator, context)
    item = f"{item} ({term(one.group, context).lower()})" if one.group else item
    gettext = words(context.language).gettext
    if one.own["statistic"] in OF_CHANGE:
        return gettext("%(item)s, change") % {"item": item}
    if one.own["statistic"] == "share_high":
        return gettext("%(item)s, share of the two highest answers") % {"item": item}
    return item


def range_cell(one: Compared, context: Context) -> str:
    """The range of the others for a table: one value where its ends are written alike."""
    if one.place == "alike":
        return written(one.others["statistic"], one.others, context.language)
    return interval_cell(one.others, context.language)


def higher_is_better(one: Compared, context: Context) -> bool:
    scale = context.scales.get(one.indicator)
    return scale is None or scale.better == "higher"


def _is_told(row: Row | None) -> bool:
    return row is not None and row["value"] == row["value"]
