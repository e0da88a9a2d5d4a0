"""A fact: one published figure, and the editions that tell it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from arvio.saying import joined, say


@dataclass(frozen=True)
class Fact:
    """One published figure, with the editions that tell it."""

    id: str
    organisation: str
    period: str
    audience: str
    editions: tuple[str, ...]
    indicator: str
    breakdown: str
    group: str
    wave: str
    statistic: str
    value: float
    low: float
    high: float
    n: float
    status: str
    n_is_rounded: bool = False
    version: int = 1
    population: str = ""
    """The audience whose figures are of other persons than those of the rest; empty where they are of the same."""
    merged: str = ""
    """By which minimum and in which period the groups were merged, where this group is what could not be named."""

    @property
    def words(self) -> str:
        """The fact in plain words: where it stands, what it tells of, and the figure."""
        of = ", ".join(part for part in (self.breakdown, self.group, self.wave) if part)
        figure = say("withheld") if self.status == "withheld" else _figure(self)
        if not (pd.isna(self.low) or pd.isna(self.high)):
            figure = say("%(figure)s (%(low)s to %(high)s)", figure=figure, low=f"{self.low:g}", high=f"{self.high:g}")
        if not (pd.isna(self.n) or self.n == self.value):
            figure = say("%(figure)s of n = %(n)s", figure=figure, n=f"{self.n:g}")
        told = {"statistic": self.statistic, "indicator": self.indicator, "of": of, "figure": figure}
        editions = self.editions[0]
        for edition in self.editions[1:]:
            editions = say("%(some)s and %(one)s", some=editions, one=edition)
        return joined([editions, say("%(statistic)s of %(indicator)s (%(of)s) is %(figure)s", **told)], ": ")


def _figure(fact: Fact) -> str:
    if fact.status == "coarsened":
        over = fact.value > 0.5
        bound = f"{fact.value:g}"
        return say("over %(bound)s", bound=bound) if over else say("under %(bound)s", bound=bound)
    return say("about %(value)s", value=f"{fact.value:g}") if fact.status == "rounded" else f"{fact.value:g}"
