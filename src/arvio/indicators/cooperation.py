"""Cooperation with those who order the work: joint forums, and how smoothly it goes by the size of a municipality.

Beyond orders (`cases.beyond_orders`) is told by year beside it. No partner and no municipality is told by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from arvio.indicators.enrolments import NOT_KNOWN, basis_of
from arvio.indicators.experience import means_by_class
from arvio.results import EVERYBODY, Results, results

FORUM = "forum"
COMMISSIONERS = "stakeholders"


def forums(partner_actions: pd.DataFrame, partners: pd.DataFrame) -> Results:
    """Joint forums held and the different partners who took part, in all, by year, and the partners by sector.

    A forum is a day with an action of the form forum, whoever took part; one of two days counts twice. n of partners is
    all partners that are known, from the register of partners or from any action with them.
    """
    held = partner_actions[partner_actions["form"] == FORUM]
    known = len({*partners["partner_id"], *partner_actions["partner_id"]})
    rows = [*_year_rows(held, known), *_sector_rows(held, partners)] if len(partner_actions) else []
    return results({"indicator": "forums", "basis": basis_of(partner_actions), **row} for row in rows)


def smoothness_by_size_class(answers: pd.DataFrame, responses: pd.DataFrame, *, item: str, minimum: int = 1) -> Results:
    """The mean of an item by the size class of the municipality of the stakeholder who answered, and of all of them.

    See `arvio.indicators.experience.means_by_class`: classes of few answers are told together, and where one has to be
    withheld all are. The municipality itself is never read.
    """
    chosen = answers[(answers["item"] == item) & (answers["respondent_group"] == COMMISSIONERS)]
    return means_by_class(chosen, responses, by="size_class", minimum=minimum)


def _year_rows(held: pd.DataFrame, known: int) -> Iterator[dict[str, Any]]:
    years = held["date"].dt.year.astype("str")
    for year, one in [(EVERYBODY, held), *held.groupby(years)]:
        common = {"breakdown": "year", "group": year}
        yield {**common, "statistic": "forums", "value": one["date"].dt.normalize().nunique()}
        yield {**common, "statistic": "partners", "value": one["partner_id"].nunique(), "n": known}


def _sector_rows(held: pd.DataFrame, partners: pd.DataFrame) -> Iterator[dict[str, Any]]:
    sectors = partners.drop_duplicates("partner_id").set_index("partner_id")["sector"]
    took_part = held.drop_duplicates("partner_id")
    for sector, one in took_part.groupby(took_part["partner_id"].map(sectors).astype("object").fillna(NOT_KNOWN)):
        yield {"breakdown": "sector", "group": sector, "statistic": "partners", "value": len(one), "n": len(took_part)}
