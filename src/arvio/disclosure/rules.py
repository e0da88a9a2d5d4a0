"""The protection rules of an audience, applied to a whole set of results before anything of it is shown.

Stars on small cells protect nothing once totals and means stand beside them, so whatever could be computed back is
hidden whole: a distribution of which one part is small, the parts of a total of which one is small, the waves of a
year of which one is small. Small is what a reader may take for small: 2 % of 210 are four persons or five. A mean, its
interval or a distribution that gives single answers away by itself is hidden too (`derived`, docs/decisions/0018). The
thresholds stand in params/suite.yaml with their sources. How what is left is told, `showing` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from arvio.disclosure.bands import can_be_a_band, is_banded, is_beyond, small_shares
from arvio.disclosure.coarsening import NOT_COARSENED, Steps, hidden_by
from arvio.disclosure.derived import Scale
from arvio.disclosure.rows import ITEM, NO_SCALES, Rows, rows_of
from arvio.disclosure.showing import as_shown
from arvio.disclosure.telling import telling_distributions, telling_means
from arvio.params import Audience
from arvio.results import CUMULATIVE, EVERYBODY

OF_ANSWERS = (
    *("mean", "spread", "share", "difference", "share_difference", "rate", "effect", "probability"),
    *("amount_per", "ratio"),
)
MADE_OF_SPREAD = ("spread", "effect", "probability")
"""Kinds that are the spread, or from which it is computed back with mean and n."""
FROM = "difference_from_"
"""What stands before the other group in the breakdown of a difference."""
OF_BOTH = {"mean": "difference", "share_high": "difference_of_shares"}
"""Statistics of two groups, each with that of their difference."""


def no_limit(indicator: str) -> int:
    """The smallest group of what no instrument sets a limit for."""
    return 1


def protect(
    table: pd.DataFrame,
    *,
    audience: Audience,
    sensitivity: Callable[[str], str],
    smallest: Callable[[str], int] = no_limit,
    coarsened: Steps = NOT_COARSENED,
    scales: Mapping[str, Scale] = NO_SCALES,
) -> pd.DataFrame:
    """The results as an audience may see them, with a status for each row.

    `sensitivity` gives the sensitivity of an indicator, `smallest` the smallest group that its instrument lets it be
    told of, whoever the audience is; `scales` the marks of items that are answered in whole numbers; `coarsened` the
    steps of the ladder that tables take because of what else was published. A statistic without a known kind is
    refused.
    """
    rows = rows_of(table, audience=audience, sensitivity=sensitivity, smallest=smallest, scales=scales)
    rows = rows.hiding(_too_few(rows) | _forbidden(rows, audience) | hidden_by(table, coarsened).to_numpy())
    for also_hidden in ALSO_HIDDEN:
        rows = rows.hiding(also_hidden(rows, audience))
    return as_shown(table, rows, audience)


def _too_few(rows: Rows) -> np.ndarray:
    """Rows that stand on too few persons. An unknown n counts as too few."""
    persons = rows.of_kind("persons") & ~(rows.value >= rows.persons)
    events = rows.of_kind("events") & ~(rows.n >= rows.persons)
    return persons | events | (rows.of_kind(*OF_ANSWERS) & ~(rows.n >= rows.answers))


def _forbidden(rows: Rows, audience: Audience) -> np.ndarray:
    """n, mean and standard deviation together are the whole distribution of a small group."""
    few = ~(rows.n >= audience.minimum_n_interval)
    return rows.of_kind(*MADE_OF_SPREAD) & (few | (rows.of_kind("spread") & (audience.spread == "withheld")))


def _whole_distributions(rows: Rows, audience: Audience) -> np.ndarray:
    """Shares of persons of which any part is small: all parts of the distribution, or the lone share."""
    is_share, lone = rows.of_kind("share"), ~rows.is_part
    small = small_shares(rows) | rows.withheld | _small_left_over(rows)
    whole = rows.any_of(small, *ITEM, where=is_share & ~lone)
    return is_share & (whole | (lone & small & ~can_be_a_band(rows, audience)))


def _small_left_over(rows: Rows) -> np.ndarray:
    """Parts of a distribution that is not told whole, where few may be in what is left over."""
    parts = np.array([len(whole) if whole else 1 for whole in rows.whole], dtype="int64")
    not_told = parts - rows.sum_of(rows.is_part.astype("float64"), *ITEM, "whole")
    n = np.array([min(counts, default=0) for counts in rows.counts], dtype="int64")
    left = n - rows.sum_of(rows.most, *ITEM, "whole")
    return rows.is_part & (not_told > 0) & ~(left >= rows.persons)


def _parts_of_totals(rows: Rows, audience: Audience) -> np.ndarray:
    """Figures by group where the total stands beside them: hide all parts when one is hidden.

    Shares, rates, means and mean changes are among them: with their n they give the missing part as surely as counts.
    """
    divided = rows.of_kind("persons", "events", "share", "rate", "mean", "difference")
    of_all, family = rows.group == EVERYBODY, ("indicator", "breakdown", "wave")
    parts = divided & ~of_all
    has_total = rows.any_of(of_all, *family, where=divided)
    return parts & has_total & rows.any_of(rows.withheld, *family, where=parts)


def _waves_of_a_year(rows: Rows, audience: Audience) -> np.ndarray:
    """Figures by wave: hide a year's waves when one is hidden, since the year is told too."""
    by_wave = rows.of_kind("persons", "mean", "share", "rate", "spread") & (rows.wave != "")
    return by_wave & rows.any_of(rows.withheld, "indicator", "breakdown", "group", "statistic", "year", where=by_wave)


def _small_steps(rows: Rows, audience: Audience) -> np.ndarray:
    """A count that grows: where one step is of few persons, only the last count is told."""
    growing = rows.breakdown == CUMULATIVE
    if not growing.any():
        return growing
    family = ("indicator", "group", "statistic")
    before, is_last = rows.before(*family)
    steps = np.where(growing, rows.value, np.nan)
    steps = steps - np.where(before >= 0, steps[before], np.nan)
    small = (steps < rows.persons) | rows.withheld
    return growing & ~is_last & rows.any_of(small, *family, where=growing)


def _verdicts(rows: Rows, audience: Audience) -> np.ndarray:
    """A verdict on a value that is withheld would say on which side of the claim it lies.

    So would one on a share of which only a bound is told, where the claim lies beyond the bound.
    """
    is_verdict, family = rows.of_kind("verdict"), ("indicator", "breakdown")
    is_claimed = rows.statistic == "claimed"
    banded = rows.any_of(is_banded(rows, audience), *family, where=~is_verdict)
    told = banded & rows.any_of(is_beyond(rows, audience), *family, where=is_claimed)
    return is_verdict & (told | rows.any_of(rows.withheld, *family, where=~is_verdict))


def _changes_of_shares(rows: Rows, audience: Audience) -> np.ndarray:
    """The change of a share from wave to wave: with one share it gives the other, which must then be shown too."""
    hidden = rows.withheld | is_banded(rows, audience)
    hides = rows.any_of(hidden, "indicator", "breakdown", "group", where=rows.of_kind("share"))
    return rows.of_kind("share_difference") & hides


def _changes_of_means(rows: Rows, audience: Audience) -> np.ndarray:
    """The change of a mean: with one mean it gives the other, which must then be shown too."""
    hides = rows.any_of(rows.withheld, "indicator", "breakdown", "group", where=rows.of_kind("mean"))
    return rows.of_kind("difference") & hides


def _differences_of_groups(rows: Rows, audience: Audience) -> np.ndarray:
    """The difference of a group from another: with the figure of one it gives that of the other."""
    hidden = {
        (rows.indicator[row], rows.breakdown[row], rows.group[row], OF_BOTH[rows.statistic[row]])
        for row in np.flatnonzero(rows.withheld & rows.of_statistic(OF_BOTH))
    }
    gives = np.zeros(len(rows), dtype=bool)
    for row, breakdown in enumerate(rows.breakdown):
        if breakdown.startswith(FROM):
            both = rows.group[row], breakdown.removeprefix(FROM)
            of_one = ((rows.indicator[row], "respondent_group", one, rows.statistic[row]) for one in both)
            gives[row] = not hidden.isdisjoint(of_one)
    return gives


def _rates_of_counts(rows: Rows, audience: Audience) -> np.ndarray:
    """The rate of two counts: with one it gives the other, so that both must be shown."""
    return rows.of_kind("rate") & rows.any_of(rows.withheld, *ITEM, where=rows.of_kind("persons"))


def _changes_of_counts(rows: Rows, audience: Audience) -> np.ndarray:
    """The change of a count from year to year: with one count it gives the other, exactly.

    Both counts must be shown then, and as they are: of rounded ones the change would tell what was rounded away.
    """
    is_count = rows.of_kind("persons", "events")
    rounded_away = rows.sensitive & (audience.rounding_base > 1)
    hides = rows.any_of(rows.withheld | rounded_away, "indicator", "breakdown", "group", where=is_count)
    return rows.of_kind("relative_change") & hides


ALSO_HIDDEN = (
    telling_means,
    _whole_distributions,
    telling_distributions,
    _parts_of_totals,
    _waves_of_a_year,
    _small_steps,
    _verdicts,
    _changes_of_shares,
    _changes_of_means,
    _differences_of_groups,
    _rates_of_counts,
    _changes_of_counts,
)
"""What of the rest gives away what is withheld, in this order: each rule sees what those before it hid."""
