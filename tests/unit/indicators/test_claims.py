import numpy as np
import pytest

from arvio.indicators import claims
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
