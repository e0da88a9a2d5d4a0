"""The tables of an organisation, as far as they are about some days: what a notebook hands to indicators."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from arvio.datasets.empty import empty_table
from arvio.datasets.tables import Tables

BEGINNING = dt.date(1900, 1, 1)
"""Before anything that an organisation has data of."""


@dataclass(frozen=True)
class View:
    """The tables of an organisation, as far as they are about the days from start to end.

    A table that the organisation does not collect is empty, so that its section says so and the rest stands.
    """

    tables: Tables
    start: dt.date
    end: dt.date
    scales: pd.DataFrame
    """item, scale_lowest, scale_highest of every item of the organisation's instruments."""

    @cached_property
    def surveys(self) -> pd.DataFrame:
        return self._dated("surveys", "opened")

    @cached_property
    def responses(self) -> pd.DataFrame:
        return self._dated("responses", "submitted_at")

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Answers on a scale. Choices and figures have no ends that a mean could lie between."""
        return self.every_answer.merge(self.scales, on="item")

    @cached_property
    def every_answer(self) -> pd.DataFrame:
        """Answers to items of every kind."""
        answers = self._whole("answers")
        own = answers["response_id"].isin(self.responses["response_id"].tolist())
        return answers if own.all() else answers[own]

    @cached_property
    def persons(self) -> pd.DataFrame:
        return self._whole("persons")

    @cached_property
    def groups(self) -> pd.DataFrame:
        return self._running("groups")

    @cached_property
    def attendance(self) -> pd.DataFrame:
        return self._dated("attendance", "date")

    @cached_property
    def partners(self) -> pd.DataFrame:
        partners = self._whole("partners")
        return partners[~(partners["mapped_on"] >= self._after)]

    @cached_property
    def partner_actions(self) -> pd.DataFrame:
        return self._dated("partner_actions", "date")

    @cached_property
    def volunteers(self) -> pd.DataFrame:
        return self._running("volunteers")

    @cached_property
    def enrolments(self) -> pd.DataFrame:
        """Services that had begun by the end of the view."""
        return self.referrals[self.referrals["start"] < self._after]

    @cached_property
    def referrals(self) -> pd.DataFrame:
        """Every row of enrolments, begun or not, whenever it was: who waits has no start, and a chain began before."""
        return self._whole("enrolments")

    @cached_property
    def contacts(self) -> pd.DataFrame:
        return self._dated("contacts", "date")

    @cached_property
    def visits(self) -> pd.DataFrame:
        return self._dated("visits", "date")

    @cached_property
    def staff(self) -> pd.DataFrame:
        """Whoever was employed on some day of the view."""
        return self._running("staff")

    @cached_property
    def staff_events(self) -> pd.DataFrame:
        """Every event, whenever it was: the weeks at the edges of a period have days outside it."""
        return self._whole("staff_events")

    @cached_property
    def feedback_items(self) -> pd.DataFrame:
        return self._dated("feedback_items", "date")

    @cached_property
    def quality_checks(self) -> pd.DataFrame:
        return self._dated("quality_checks", "checked_on")

    @cached_property
    def gaps(self) -> pd.DataFrame:
        return self._dated("gaps", "found_on")

    @cached_property
    def costs(self) -> pd.DataFrame:
        return self._dated("costs", "date")

    @cached_property
    def cases(self) -> pd.DataFrame:
        """Every case, whenever it was: what came of it is known a year after its end."""
        return self._whole("cases")

    @cached_property
    def family_goals(self) -> pd.DataFrame:
        """Every goal, whenever it was set and assessed."""
        return self._whole("family_goals")

    def _whole(self, name: str) -> pd.DataFrame:
        table = self.tables.table(name)
        return empty_table(name) if table is None else table

    def _dated(self, name: str, day: str) -> pd.DataFrame:
        table = self._whole(name)
        return table[(table[day] >= pd.Timestamp(self.start)) & (table[day] < self._after)]

    def _running(self, name: str) -> pd.DataFrame:
        """What began by the end of the view and had not ended before its start."""
        table = self._whole(name)
        return table[(table["start"] < self._after) & ~(table["end"] < pd.Timestamp(self.start))]

    @property
    def _after(self) -> pd.Timestamp:
        return pd.Timestamp(self.end) + pd.Timedelta(days=1)
