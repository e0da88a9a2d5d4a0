import numpy as np
import pandas as pd
import pytest

from arvio.indicators import claims, feedback
from arvio.indicators.claims import claim_verdicts, without_figures
from arvio.params import Claim
from arvio.results import results


def claim(**changed):
    stated = {
        "claim": "gender",
        "text": {"fi": "väite", "en": "claim"},
        "source": "a test",
        "indicator": "worker_gender",
        "statistic": "mean",
        "comparator": "=",
        "value": 4.5,
        "decimals": 1,
    }
    return Claim(**{**stated, **changed})


def verdict(stated, value):
    computed = results([{"indicator": "worker_gender", "statistic": "mean", "value": value, "n": 30}])
    table = claims([stated], computed).table
    return table.set_index("statistic").loc["verdict", "value"]


@pytest.mark.parametrize(("value", "expected"), [(4.449, 0), (4.45, 1), (4.5, 1), (4.549, 1), (4.55, 0)])
def test_equality_is_judged_at_the_claims_own_decimals(value, expected):
    assert verdict(claim(), value) == expected


@pytest.mark.parametrize(
    ("comparator", "value", "expected"), [(">", 100, 0), (">", 101, 1), (">=", 100, 1), ("<", 99, 1), ("<=", 101, 0)]
)
def test_other_comparisons(comparator, value, expected):
    assert verdict(claim(comparator=comparator, value=100, decimals=0), value) == expected


def test_what_was_not_computed_cannot_be_judged():
    table = claims([claim(indicator="unknown")], results([])).table
    assert np.isnan(table.set_index("statistic").loc["verdict", "value"])


def test_the_computed_value_stands_beside_the_verdict():
    computed = results([{"indicator": "worker_gender", "statistic": "mean", "value": 4.47, "low": 4.3, "n": 30}])
    table = claims([claim()], computed).table.set_index("statistic")
    assert table.loc["mean", ["value", "low", "n"]].tolist() == [4.47, 4.3, 30]
    assert table.loc["claimed", "value"] == 4.5


@pytest.mark.parametrize(("fives", "fours", "expected"), [(450, 550, 1), (449, 551, 0)])
def test_a_mean_of_answers_is_rounded_once_at_the_border(fives, fours, expected):
    answers = pd.DataFrame({"item": "worker_gender", "value": [5.0] * fives + [4.0] * fours})
    answers = answers.assign(respondent_group="participants", basis="collected", scale_lowest=1.0, scale_highest=5.0)
    answers = answers.assign(missing_reason=None, response_id=range(len(answers)))
    stated = claim(breakdown="respondent_group", group="participants")
    table = claims([stated], feedback(answers)).table.set_index("statistic")
    assert table.loc["mean", "value"] == pytest.approx((fives * 5 + fours * 4) / 1000)
    assert table.loc["verdict", "value"] == expected


def test_nothing_collected_and_something_not_known_are_told_apart_by_n():
    stated = claim(statistic="realisation_rate", value=1, decimals=0)
    open_ = results(
        {"indicator": "worker_gender", "statistic": statistic, "value": value}
        for statistic, value in (("realisation_rate", 1.0), ("not_known", 2))
    )
    n = [claims([stated], one).table.set_index("statistic").loc["verdict", "n"] for one in (results([]), open_)]
    assert n[0] == 0
    assert np.isnan(n[1])


def test_a_figure_that_may_not_be_seen_takes_its_verdict_with_it_and_leaves_the_others():
    computed = results([{"indicator": "worker_gender", "statistic": "mean", "value": 4.5, "n": 30}])
    judged = claims([claim(), claim(claim="other")], computed)
    table = without_figures(judged, ["gender"]).table.set_index(["indicator", "statistic"])
    assert table.loc[("gender", "claimed"), "value"] == 4.5
    assert table.loc["gender"].loc[["mean", "verdict"], ["value", "low", "high"]].isna().all(axis=None)
    assert table.loc["gender"].loc[["mean", "verdict"], "n"].tolist() == [0, 0]
    assert table.loc[("other", "verdict"), "value"] == 1


def test_verdicts_are_counted_as_they_were_released():
    rows = [(1.0, "shown"), (1.0, "shown"), (0.0, "shown"), (np.nan, "shown"), (np.nan, "withheld")]
    judged = pd.DataFrame(rows, columns=["value", "status"]).assign(statistic="verdict")
    table = claim_verdicts(judged).table.set_index("group")["value"]
    assert table.to_dict() == {"all": 5, "supported": 2, "not_supported": 1, "cannot_be_judged": 1, "not_told": 1}
    assert claim_verdicts(judged.iloc[:0]).table.empty
