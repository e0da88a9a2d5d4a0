"""The protection rules of an audience, applied to a whole set of results before anything of it is shown.

Stars on small cells protect nothing once totals and means stand beside them, so whatever could be computed back is
hidden whole: a distribution of which one part is small, the parts of a total of which one is small, the waves of a
year of which one is small. Small is what a reader may take for small: 2 % of 210 are four persons or five. A mean, its
interval or a distribution that gives single answers away by itself is hidden too (`derived`, docs/decisions/0018). The
thresholds stand in params/suite.yaml with their sources.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import get_args

import numpy as np
import pandas as pd

from arvio.disclosure.coarsening import NOT_COARSENED, Steps, hidden_by
from arvio.disclosure.derived import FEWEST_VALUES, Scale, part_and_rest, values_of_band
from arvio.disclosure.telling import (
    ITEM,
    NO_SCALES,
    SHARE_DECIMALS,
    telling_distributions,
    telling_intervals,
    telling_means,
    with_printed,
)
from arvio.errors import ProtectionError
from arvio.indicators.estimates import rounded
from arvio.params import Audience
from arvio.params.models import Sensitivity
from arvio.results import CHANGE_CLASSES, CUMULATIVE, EVERYBODY, PARTS, STATISTICS

NUMBERS = ["value", "low", "high", "n"]
RATIO_DECIMALS = 2
OF_ANSWERS = (
    *("mean", "spread", "share", "difference", "share_difference", "rate", "effect", "probability"),
    *("amount_per", "ratio"),
)
WITH_SPREAD = ("mean", "difference", "effect")
"""Kinds whose interval gives away the spread of few answers."""
MADE_OF_SPREAD = ("spread", "effect", "probability")
"""Kinds that are the spread, or from which it is computed back with mean and n."""
WHOLES = {part: whole for whole in (PARTS, CHANGE_CLASSES) for part in whole}
"""The parts of distributions, each with all parts of its own."""
FROM = "difference_from_"
"""What stands before the other group in the breakdown of a difference."""
OF_BOTH = {"mean": "difference", "share_high": "difference_of_shares"}
"""Statistics of two groups, each with that of their difference."""
OF_FORMS = ("missing_share", "no_answer_share", "does_not_know_share", "refused_share", "not_applicable_share")
"""Shares of those who left an item out."""


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
    kinds = table["statistic"].map(STATISTICS)
    if kinds.isna().any():
        raise ProtectionError(
            f"no rule for the statistic {table.loc[kinds.isna(), 'statistic'].iloc[0]}: it is withheld"
        )
    marked = table.assign(_kind=kinds, _sensitive=_known(table["indicator"].map(sensitivity)) != "ordinary")
    marked = _with_minimums(marked, audience, smallest)
    marked = _with_fewest(with_printed(marked, audience, scales))
    marked["_withheld"] = _too_few(marked) | _forbidden(marked, audience) | hidden_by(marked, coarsened)
    for also_hidden in ALSO_HIDDEN:
        marked["_withheld"] |= also_hidden(marked, audience)
    return _as_shown(marked, audience)


def _known(sensitivities: pd.Series) -> pd.Series:
    """The sensitivities, if each is one that there are rules for: one that is misspelt must not be taken for any."""
    unknown = set(sensitivities) - set(get_args(Sensitivity))
    if unknown:
        raise ProtectionError(f"no rule for the sensitivity {min(map(str, unknown))}: it is withheld")
    return sensitivities


def _with_minimums(table: pd.DataFrame, audience: Audience, smallest: Callable[[str], int]) -> pd.DataFrame:
    """With the smallest count of persons and the smallest n of answers that each row may have."""
    limit, sensitive = table["indicator"].map(smallest).astype("int64"), table["_sensitive"]
    persons = np.where(sensitive, audience.minimum_n_sensitive, audience.minimum_n_persons)
    answers = np.where(sensitive, audience.minimum_n_sensitive, audience.minimum_n_statistics)
    return table.assign(_persons=np.maximum(persons, limit), _answers=np.maximum(answers, limit))


def _with_fewest(table: pd.DataFrame) -> pd.DataFrame:
    """With the fewest persons that a share may be of as it is printed, and the fewest that the rest may be."""
    shares = table[(table["_kind"] == "share") & table["value"].notna() & (table["_counts"].map(len) > 0)]
    spans = [
        part_and_rest(rounded(value, SHARE_DECIMALS), n)
        for value, n in zip(shares["value"], shares["_counts"], strict=True)
    ]
    count = (shares["value"] * shares["n"]).round()
    added = {
        "_fewest": np.minimum(count, [part.low for part, _ in spans]),
        "_fewest_rest": np.minimum(shares["n"] - count, [rest.low for _, rest in spans]),
        "_most": np.maximum(count, [part.high for part, _ in spans]),
    }
    return table.assign(**{name: pd.Series(one, shares.index, dtype="float64") for name, one in added.items()})


def _too_few(table: pd.DataFrame) -> pd.Series:
    """Rows that stand on too few persons. An unknown n counts as too few."""
    enough = {
        "persons": table["value"] >= table["_persons"],
        "events": table["n"] >= table["_persons"],
        **dict.fromkeys(OF_ANSWERS, table["n"] >= table["_answers"]),
    }
    too_few = pd.Series(False, index=table.index)
    for kind, is_enough in enough.items():
        too_few |= (table["_kind"] == kind) & ~is_enough
    return too_few


def _forbidden(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """n, mean and standard deviation together are the whole distribution of a small group."""
    spread = (table["_kind"] == "spread") & (audience.spread == "withheld")
    return spread | (table["_kind"].isin(MADE_OF_SPREAD) & ~(table["n"] >= audience.minimum_n_interval))


def _small_shares(table: pd.DataFrame) -> pd.Series:
    """Shares that may be of few persons, for a reader who has n; of a lone one also the rest."""
    lone = ~table["statistic"].isin(WHOLES)
    small = (table["_fewest"] < table["_persons"]) | (lone & (table["_fewest_rest"] < table["_persons"]))
    return (table["_kind"] == "share") & small


def _whole_distributions(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """Shares of persons of which any part is small: all parts of the distribution, or the lone share."""
    is_share, lone = table["_kind"] == "share", ~table["statistic"].isin(WHOLES)
    small = _small_shares(table) | table["_withheld"] | _small_left_over(table)
    whole = _any_of(small & is_share, table, ITEM, where=is_share & ~lone)
    return is_share & (whole | (lone & small & ~_can_be_a_band(table, audience)))


def _small_left_over(table: pd.DataFrame) -> pd.Series:
    """Parts of a distribution that is not told whole, where few may be in what is left over."""
    is_part = table["statistic"].isin(WHOLES)
    wholes = [WHOLES.get(statistic, (statistic,)) for statistic in table["statistic"]]
    family = [*(table[column] for column in ITEM), pd.Series(wholes, table.index, dtype="object").map(str)]
    not_told = pd.Series([len(whole) for whole in wholes], table.index, dtype="int64")
    not_told -= is_part.groupby(family).transform("sum")
    n = pd.Series([min(counts, default=0) for counts in table["_counts"]], table.index, dtype="int64")
    left = n - table["_most"].groupby(family).transform("sum")
    return is_part & (not_told > 0) & ~(left >= table["_persons"])


def _can_be_a_band(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """A share near 0 or 1 of enough persons can be told as under or over a bound.

    Of ten persons "under 10 %" is nobody, so that a bound has to leave some values to choose from. Who left out an item
    on a sensitive subject is not told as a bound either: the n of its mean says the rest.
    """
    beyond = (table["value"] > audience.band_of_share) | (table["value"] < 1 - audience.band_of_share)
    of_forms = table["_sensitive"] & table["statistic"].isin(OF_FORMS)
    enough = [n > 0 and values_of_band(audience.band_of_share, n) >= FEWEST_VALUES for n in table["n"]]
    return beyond & pd.Series(enough, table.index, dtype="bool") & ~table["_withheld"] & ~of_forms


def _parts_of_totals(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """Figures by group where the total stands beside them: hide all parts when one is hidden.

    Shares, rates, means and mean changes are among them: with their n they give the missing part as surely as counts.
    """
    divided = table["_kind"].isin(["persons", "events", "share", "rate", "mean", "difference"])
    parts = divided & (table["group"] != EVERYBODY)
    family = ["indicator", "breakdown", "wave"]
    has_total = _any_of(divided & (table["group"] == EVERYBODY), table, family, where=divided)
    return parts & has_total & _any_of(table["_withheld"] & parts, table, family, where=parts)


def _waves_of_a_year(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """Figures by wave: hide a year's waves when one is hidden, since the year is told too."""
    by_wave = table["_kind"].isin(["persons", "mean", "share", "rate", "spread"]) & (table["wave"] != "")
    year = table.assign(_year=table["wave"].str[:4])
    family = ["indicator", "breakdown", "group", "statistic", "_year"]
    return by_wave & _any_of(table["_withheld"] & by_wave, year, family, where=by_wave)


def _small_steps(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """A count that grows: where one step is of few persons, only the last count is told."""
    growing = table["breakdown"] == CUMULATIVE
    family = ["indicator", "group", "statistic"]
    steps = table["value"].where(growing).groupby([table[column] for column in family]).diff()
    is_last = ~table.duplicated(family, keep="last")
    small = (steps < table["_persons"]) | table["_withheld"]
    return growing & ~is_last & _any_of(small, table, family, where=growing)


def _verdicts(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """A verdict on a value that is withheld would say on which side of the claim it lies.

    So would one on a share of which only a bound is told, where the claim lies beyond the bound.
    """
    is_verdict, family = table["_kind"] == "verdict", ["indicator", "breakdown"]
    bound, is_claimed = audience.band_of_share, table["statistic"] == "claimed"
    beyond = is_claimed & ((table["value"] > bound) | (table["value"] < 1 - bound))
    banded = _any_of(_is_banded(table, audience), table, family, where=~is_verdict)
    told = banded & _any_of(beyond, table, family, where=is_claimed)
    return is_verdict & (told | _any_of(table["_withheld"], table, family, where=~is_verdict))


def _changes_of_shares(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """The change of a share from wave to wave: with one share it gives the other, which must then be shown too."""
    is_change, is_share = table["_kind"] == "share_difference", table["_kind"] == "share"
    hidden = table["_withheld"] | _is_banded(table, audience)
    return is_change & _any_of(hidden, table, ["indicator", "breakdown", "group"], where=is_share)


def _changes_of_means(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """The change of a mean: with one mean it gives the other, which must then be shown too."""
    is_change, is_mean = table["_kind"] == "difference", table["_kind"] == "mean"
    return is_change & _any_of(table["_withheld"], table, ["indicator", "breakdown", "group"], where=is_mean)


def _differences_of_groups(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """The difference of a group from another: with the figure of one it gives that of the other."""
    hidden = {
        (one["indicator"], one["breakdown"], one["group"], OF_BOTH[one["statistic"]])
        for one in table[table["_withheld"] & table["statistic"].isin(OF_BOTH)].to_dict("records")
    }
    gives = [
        any((indicator, "respondent_group", one, statistic) in hidden for one in (group, breakdown.removeprefix(FROM)))
        for indicator, breakdown, group, statistic in zip(
            *(table[column] for column in ("indicator", "breakdown", "group", "statistic")), strict=True
        )
    ]
    return table["breakdown"].str.startswith(FROM) & pd.Series(gives, table.index, dtype="bool")


def _rates_of_counts(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """The rate of two counts: with one it gives the other, so that both must be shown."""
    is_rate, is_count = table["_kind"] == "rate", table["_kind"] == "persons"
    return is_rate & _any_of(table["_withheld"], table, ITEM, where=is_count)


def _changes_of_counts(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """The change of a count from year to year: with one count it gives the other, exactly.

    Both counts must be shown then, and as they are: of rounded ones the change would tell what was rounded away.
    """
    is_change, is_count = table["_kind"] == "relative_change", table["_kind"].isin(["persons", "events"])
    rounded_away = is_count & table["_sensitive"] & (audience.rounding_base > 1)
    family = ["indicator", "breakdown", "group"]
    return is_change & _any_of(table["_withheld"] | rounded_away, table, family, where=is_count)


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


def _any_of(flag: pd.Series, table: pd.DataFrame, family: list[str], *, where: pd.Series) -> pd.Series:
    """For each row, whether any row of its family (among those where) is flagged."""
    flagged = (flag & where).groupby([table[column] for column in family]).transform("any")
    return flagged.astype("bool")


def _as_shown(table: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    shown = table.copy()
    shown["status"] = np.where(shown["_withheld"], "withheld", "shown")
    shown.loc[shown["_withheld"], NUMBERS] = np.nan
    few = shown["_kind"].isin(WITH_SPREAD) & ~(shown["n"] >= audience.minimum_n_interval)
    shown.loc[few | telling_intervals(table, audience), ["low", "high"]] = np.nan
    shown = _in_bands(shown, audience)
    shown = _rounded_counts(shown, audience)
    return _rounded_values(shown, audience).drop(columns=[name for name in shown if name.startswith("_")])


def _in_bands(table: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """Shares that would say "all" or "none" of a sensitive group, or show a small part, as a bound."""
    bound = audience.band_of_share
    banded = _is_banded(table, audience)
    table.loc[banded & (table["value"] > bound), "value"] = bound
    table.loc[banded & (table["value"] < 1 - bound), "value"] = rounded(1 - bound, SHARE_DECIMALS)
    table.loc[banded, ["low", "high"]] = np.nan
    table.loc[banded, "status"] = "coarsened"
    return table


def _is_banded(table: pd.DataFrame, audience: Audience) -> pd.Series:
    """Shares that are shown as a bound only."""
    small_and_lone = _small_shares(table) & ~table["statistic"].isin(WHOLES)
    return (table["_kind"] == "share") & _can_be_a_band(table, audience) & (table["_sensitive"] | small_and_lone)


def _rounded_counts(table: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """Sensitive counts to a multiple of the audience's base, the n of sensitive statistics too."""
    base = audience.rounding_base
    if base == 1:
        return table
    counts = table["_kind"].isin(["persons", "events"]) & table["_sensitive"] & (table["status"] == "shown")
    table.loc[counts, "value"] = _to_base(table.loc[counts, "value"], base)
    table.loc[counts, "status"] = "rounded"
    table.loc[table["_sensitive"], "n"] = _to_base(table.loc[table["_sensitive"], "n"], base)
    return table


def _to_base(values: pd.Series, base: int) -> pd.Series:
    return (values / base + 0.5).apply(np.floor) * base


def _rounded_values(table: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """Every value once, half up: means and differences as the audience sees them, shares to whole percent."""
    for kinds, decimals in (
        (("mean", "spread", "difference", "effect"), audience.decimals),
        (("share", "rate", "share_difference", "probability", "relative_change"), SHARE_DECIMALS),
    ):
        rows = table["_kind"].isin(kinds)
        for column in ("value", "low", "high"):
            table.loc[rows, column] = table.loc[rows, column].map(partial(rounded, decimals=decimals))
    return table
