"""Which wellbeing services county a municipality belongs to: a list that comes with arvio, with its source and date.

The list is municipalities.csv beside this file; merged_municipalities.csv has the names that old registers still use.
"""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

AS_OF = dt.date(2025, 1, 1)
"""The day whose municipalities are on the list."""

REFORM_DATE = dt.date(2023, 1, 1)
"""The day on which the counties took over from the municipalities (Act 616/2021); params may say otherwise under
analysis.reform_date. Before it the county of a municipality is only where it lies, and ordered nothing."""

NOT_ON_LIST, NOT_KNOWN = "not_on_list", "not_known"

WITHOUT_COUNTY = ("ahvenanmaa", "helsinki")
"""Ids that stand for themselves: Åland has no county, and the City of Helsinki is none but does the same work."""


@dataclass(frozen=True)
class Municipality:
    """A municipality of 2025: its number of three digits, its names and the id of its county."""

    number: str
    name_fi: str
    name_sv: str
    """Empty where we are not sure of it."""
    county: str


def county_of(municipality: str) -> str:
    """The county of a municipality, whatever the case and accents of its name: Finnish, Swedish, or merged since.

    A name that the list does not have gives not_on_list, an empty one not_known: neither is guessed. The county is that
    of today, also for a day before the counties began.

    >>> county_of("LEMPÄÄLÄ"), county_of("Äbo"), county_of("Valkeala"), county_of("Ankkalinna"), county_of("")
    ('pirkanmaa', 'varsinais_suomi', 'kymenlaakso', 'not_on_list', 'not_known')
    """
    name = _plain(municipality)
    if not name:
        return NOT_KNOWN
    return _counties_by_name().get(name, NOT_ON_LIST)


def counties() -> tuple[str, ...]:
    """The ids of all counties on the list, and of Helsinki and Åland."""
    return tuple(sorted({one.county for one in municipalities()}))


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All municipalities of the list, by number."""
    return tuple(Municipality(**row) for row in _rows("municipalities.csv"))


def answers_for_services(day: dt.date, *, since: dt.date = REFORM_DATE) -> Literal["municipality", "county"]:
    """Who organised the services on a day; `since` is analysis.reform_date."""
    return "county" if day >= since else "municipality"


@cache
def _counties_by_name() -> Mapping[str, str]:
    named = {name: one.county for one in municipalities() for name in (one.name_fi, one.name_sv, one.number) if name}
    merged = {row["name_fi"]: named[row["part_of"]] for row in _rows("merged_municipalities.csv")}
    return {_plain(name): county for name, county in {**merged, **named}.items()}


def _rows(name: str) -> csv.DictReader[str]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


def _plain(name: object) -> str:
    """A name without case, accents and spaces around it; empty where there is none."""
    parts = unicodedata.normalize("NFKD", str(name)) if isinstance(name, str) else ""
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())
