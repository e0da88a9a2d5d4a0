"""One's own figure beside those of others, held against hand computation."""

import numpy as np
import pandas as pd
import pytest

from arvio.indicators import mirror, not_compared
from arvio.indicators.mirror import usable, why_not_compared

OTHERS = (4.0, 4.2, 4.4, 4.6, 4.8)


def figures(own=4.5, others=OTHERS, n=100.0, half=0.2, statistic="mean", **columns):
    values = [own, *others]
    table = pd.DataFrame(
        {"indicator": "heard", "group": "participants", "statistic": statistic}, index=range(len(values))
    )
    table = table.assign(whose=["own", *["others"] * len(others)], value=values, n=n, basis="collected")
    return table.assign(low=table["value"] - half, high=table["value"] + half).assign(**columns)


def row(found, group, statistic):
    table = found.table
    return table[(table["group"] == group) & (table["statistic"] == statistic)].iloc[0]


def test_the_own_mean_is_drawn_towards_that_of_all_as_computed_by_hand():
    # σ = 0.2·10/1.98422 = 1.00795, v = σ²/100 = 0.0101597; s² of the six = 0.0816667, so τ² = 0.0715070 and
    # B = 0.124404; the mean of all is 4.416667: 4.416667 + (1 − B)·0.083333 = 4.489633
    drawn = row(mirror(figures()), "own", "drawn_mean")
    assert drawn["value"] == pytest.approx(4.489633, abs=1e-5)
    assert drawn["low"] < 4.489633 < drawn["high"]


def test_the_range_of_the_others_is_that_of_their_drawn_means_and_no_single_value():
    # Of the five others s² = 0.1, B = 0.101597: 4.0406, 4.2203, 4.4, 4.5797, 4.7594; the halves share the middle one.
    others = row(mirror(figures()), "others", "mean")
    assert others["value"] == pytest.approx(4.4)
    assert [others["low"], others["high"]] == pytest.approx([4.220319, 4.579681], abs=1e-5)
    assert others["n"] == 500


def test_how_much_organisations_differ_is_told_of_all():
    # Q = 0.408333/0.0101597 = 40.19, so I² = (40.19 − 5)/40.19
    found = mirror(figures())
    assert row(found, "all", "i_squared")["value"] == pytest.approx(0.87560, abs=1e-4)
    assert row(found, "all", "between_sd")["value"] == pytest.approx(0.0715070**0.5, abs=1e-5)
    assert row(found, "all", "organisations")["value"] == 6


def test_a_share_has_the_limits_of_a_funnel():
    # The 2.5 % and 97.5 % quantiles of the binomial of 100 and 0.5 are 40 and 60.
    found = mirror(figures(0.5, (0.5,) * 5, statistic="share_high"))
    assert row(found, "own", "limit_low")["value"] == pytest.approx(0.40)
    assert row(found, "own", "limit_high")["value"] == pytest.approx(0.60)
    assert row(found, "own", "drawn_share")["value"] == pytest.approx(0.5)


def test_a_figure_of_few_answers_without_an_interval_takes_the_spread_of_the_others():
    found = figures(n=[15.0, 100, 100, 100, 100, 100])
    found.loc[0, ["low", "high"]] = np.nan
    assert usable(found)["variance"].iloc[0] == pytest.approx(1.00795**2 / 15, abs=1e-4)


def test_a_rate_without_an_interval_is_left_out():
    found = figures(0.8, (0.7, 0.7, 0.8, 0.8, 0.9), half=0.1, statistic="attendance_rate")
    found.loc[5, ["low", "high"]] = np.nan
    assert len(usable(found)) == 5
    assert usable(found)["variance"].iloc[0] == pytest.approx((0.1 / 1.96) ** 2)


def test_means_of_which_none_has_an_interval_are_not_compared():
    assert mirror(figures(low=np.nan, high=np.nan)).table.empty


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (figures(), ""),
        (figures(others=OTHERS[:4]), ""),
        (figures(others=OTHERS[:3]), "too_few"),
        (figures(n=[751.0, 100, 100, 100, 100, 100]), "dominated"),
        (figures(n=[100.0, 751, 100, 100, 100, 100]), "dominated"),
        (figures(n=[750.0, 100, 100, 100, 100, 100]), ""),
        (figures(whose="others"), "not_own"),
    ],
)
def test_refuses_an_indicator_of_too_few_or_of_one_that_has_more_than_60_percent(given, reason):
    assert why_not_compared(given) == reason
    assert mirror(given).table.empty == bool(reason)


def test_no_row_is_of_a_single_other_organisation():
    found = mirror(figures()).table
    assert set(found["group"]) == {"own", "others", "all"}
    assert not found.duplicated(["group", "statistic"]).any()


def test_the_reason_stands_beside_what_is_not_compared():
    found = not_compared(pd.DataFrame({"indicator": ["heard"], "group": ["participants"], "reason": ["too_few"]}))
    assert found.table[["indicator", "group", "value"]].to_numpy().tolist() == [["heard", "too_few", 1.0]]


def test_nothing_is_no_result():
    assert mirror(figures().iloc[:0]).table.empty
