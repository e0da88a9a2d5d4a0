"""The wellbeing services county of what has a municipality, by the list that comes with arvio."""

from __future__ import annotations

import pandas as pd

from arvio.params.municipalities import NOT_KNOWN, NOT_ON_LIST, county_of

COUNTY, MUNICIPALITY = "county", "municipality"


def lies_in(table: pd.DataFrame) -> pd.Series:
    """The county of each row's municipality; missing where there is none, or the list does not have it."""
    counties = {name: county_of(name) for name in table[MUNICIPALITY].dropna().unique()}
    found = {name: county for name, county in counties.items() if county not in (NOT_ON_LIST, NOT_KNOWN)}
    return table[MUNICIPALITY].astype("object").map(found).astype("str")


def with_counties(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the county of the municipality where the export tells no county: not_known where neither is."""
    if not {COUNTY, MUNICIPALITY} <= set(table.columns) or table[COUNTY].notna().all():
        return table
    told = table[COUNTY].astype("str")
    return table.assign(**{COUNTY: told.fillna(lies_in(table)).fillna(NOT_KNOWN)})
