import pytest

from arvio import indicators
from arvio.params import Sroi
from arvio.results import results

TEXT = {"fi": "x", "en": "x"}


def assumed(low, base, high):
    return {"low": low, "base": base, "high": high, "source": TEXT}


OUTCOME = {
    "outcome": "eased",
    "text": TEXT,
    "changed": assumed(0.2, 0.5, 1.0),
    "value": assumed(100, 100, 100),
    "deadweight": assumed(0.5, 0.5, 0.0),
    "attribution": assumed(0.5, 1.0, 1.0),
    "years": assumed(1, 2, 2),
    "drop_off": assumed(0.5, 0.5, 0.0),
}
SROI = Sroi(discount=assumed(0.25, 0.25, 0.0), outcomes=[OUTCOME])
REACHED = results([{"indicator": "reach", "breakdown": "county", "statistic": "persons", "value": 40, "n": 40}])
COSTS = results([{"indicator": "costs", "breakdown": "part", "statistic": "euros", "value": 1000}])


def test_each_case_is_computed_with_its_own_values():
    found = indicators.social_return(SROI, REACHED, COSTS).table.set_index("wave")["value"]
    assert found["low"] == pytest.approx(40 * 0.2 * 100 * 0.5 * 0.5 / 1000)
    first = 40 * 0.5 * 100 * 0.5
    assert found["base"] == pytest.approx((first + first * 0.5 / 1.25) / 1000)
    assert found["high"] == pytest.approx(2 * 40 * 100 / 1000)


def test_all_three_cases_are_told_or_none():
    assert indicators.social_return(SROI, REACHED, COSTS).table["wave"].tolist() == ["low", "base", "high"]
    assert indicators.social_return(SROI, results([]), COSTS).table.empty
    assert indicators.social_return(SROI, REACHED, results([])).table.empty
    assert indicators.social_return(None, REACHED, COSTS).table.empty


def test_the_number_of_persons_protects_the_return():
    assert set(indicators.social_return(SROI, REACHED, COSTS).table["n"]) == {40}


def test_one_assumption_at_a_time_leaves_the_others_at_their_base():
    found = indicators.sensitivity(SROI, REACHED, COSTS).table.set_index(["group", "wave"])["value"]
    first = 40 * 0.5 * 100 * 0.5
    assert found[("years", "low")] == pytest.approx(first / 1000)
    assert found[("discount", "high")] == pytest.approx((first + first * 0.5) / 1000)
    assert found[("value", "low")] == found[("value", "high")]


def test_every_assumption_is_told():
    found = indicators.assumptions(SROI).table
    assert found.groupby("group").size().to_dict() == dict.fromkeys(
        [*OUTCOME.keys() - {"outcome", "text"}, "discount"], 3
    )
    assert set(found["basis"]) == {"estimate"}
    assert indicators.assumptions(None).table.empty
