"""Rare groups told as one, before disclosure control would have to withhold the frequent ones with them."""

from __future__ import annotations

import pandas as pd

from arvio.indicators.enrolments import PERSON

OTHER_SERVICES = "other_services"


def merged(occurrences: pd.DataFrame, column: str, *, minimum: int, into: str) -> pd.DataFrame:
    """The rows with the groups of fewer than `minimum` different persons renamed to one group.

    Where all the rare ones together have fewer than the minimum still, the smallest of the others joins them (the last
    by name among equals), and so on: else the total less what is shown would be the rare ones.
    """
    rare = _rare(occurrences, column, minimum=minimum)
    return occurrences.assign(**{column: occurrences[column].mask(occurrences[column].isin(rare), into)})


def renamed(occurrences: pd.DataFrame, column: str, *, minimum: int, into: str) -> pd.DataFrame:
    """The same without another group joining them, however few they are together: the caller has more to merge."""
    persons = occurrences.groupby(column)[PERSON].nunique()
    rare = persons.index[persons < minimum]
    return occurrences.assign(**{column: occurrences[column].mask(occurrences[column].isin(rare), into)})


def told_apart(occurrences: pd.DataFrame, column: str, *, minimum: int, into: str) -> list[tuple[str, pd.DataFrame]]:
    """The groups of the merged rows by name; none where all are merged, since that group would be the total again."""
    parts = list(merged(occurrences, column, minimum=minimum, into=into).groupby(column))
    return [] if [name for name, _ in parts] == [into] else parts


def _rare(occurrences: pd.DataFrame, column: str, *, minimum: int) -> list[str]:
    """The names of the groups to merge."""
    persons = occurrences.groupby(column)[PERSON].nunique().sort_index(ascending=False)
    smallest_first = persons.sort_values(kind="stable").index.tolist()
    n_rare = int((persons < minimum).sum())
    while 0 < n_rare < len(smallest_first) and _together(occurrences, column, smallest_first[:n_rare]) < minimum:
        n_rare += 1
    return smallest_first[:n_rare]


def _together(occurrences: pd.DataFrame, column: str, groups: list[str]) -> int:
    return occurrences.loc[occurrences[column].isin(groups), PERSON].nunique()
