"""Shares that are told as a bound only: over 90 % or under 10 %, where the share itself would tell too much."""

from __future__ import annotations

import numpy as np

from arvio.disclosure.derived import FEWEST_VALUES, values_of_band
from arvio.disclosure.rows import Rows
from arvio.params import Audience

OF_FORMS = ("missing_share", "no_answer_share", "does_not_know_share", "refused_share", "not_applicable_share")
"""Shares of those who left an item out."""


def small_shares(rows: Rows) -> np.ndarray:
    """Shares that may be of few persons, for a reader who has n; of a lone one also the rest."""
    small = (rows.fewest < rows.persons) | (~rows.is_part & (rows.fewest_rest < rows.persons))
    return rows.of_kind("share") & small


def is_beyond(rows: Rows, audience: Audience) -> np.ndarray:
    """Values beyond the bound, at either end."""
    return (rows.value > audience.band_of_share) | (rows.value < 1 - audience.band_of_share)


def can_be_a_band(rows: Rows, audience: Audience) -> np.ndarray:
    """A share near 0 or 1 of enough persons can be told as under or over a bound.

    Of ten persons "under 10 %" is nobody, so that a bound has to leave some values to choose from. Who left out an item
    on a sensitive subject is not told as a bound either: the n of its mean says the rest.
    """
    of_forms = rows.sensitive & rows.of_statistic(OF_FORMS)
    found = rows.of_kind("share") & is_beyond(rows, audience) & ~rows.withheld & ~of_forms
    for row in np.flatnonzero(found):
        n = rows.n[row]
        found[row] = n > 0 and values_of_band(audience.band_of_share, n) >= FEWEST_VALUES
    return found


def is_banded(rows: Rows, audience: Audience) -> np.ndarray:
    """Shares that are shown as a bound only."""
    return can_be_a_band(rows, audience) & (rows.sensitive | (small_shares(rows) & ~rows.is_part))
