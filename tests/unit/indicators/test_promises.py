import pytest

from arvio.indicators.claims import claims
from arvio.indicators.promises import realisation
from arvio.params import Claim
from arvio.results import results

STATED = {
    "claim": "always_two",
    "text": {"fi": "aina kaksi", "en": "always two"},
    "source": "a test",
    "indicator": "pair_work",
    "statistic": "realisation_rate",
    "comparator": "=",
    "value": 1,
}


def judged(**counts):
    found = claims([Claim(**STATED)], results(realisation("pair_work", **counts))).table
    return found.set_index("statistic")["value"].fillna(-1).to_dict()


def test_what_was_promised_and_not_realised_are_the_deviations():
    found = results(realisation("pair_work", promised=412, realised=409, not_known=5)).table
    values = found.set_index("statistic")["value"].to_dict()
    assert values == pytest.approx(
        {"promised": 412, "realised": 409, "deviations": 3, "not_known": 5, "realisation_rate": 409 / 412}
    )


def test_without_a_promise_there_is_no_rate():
    found = results(realisation("pair_work", promised=0, realised=0)).table
    assert "realisation_rate" not in set(found["statistic"])


def test_more_than_was_promised_is_refused():
    with pytest.raises(ValueError, match="more realised"):
        list(realisation("pair_work", promised=1, realised=2))


def test_a_claim_of_all_is_refuted_by_one_deviation_of_many():
    found = judged(promised=412, realised=411)  # 99.76 %, which would be rounded to 1
    assert (found["verdict"], found["deviations"]) == (0, 1)


def test_a_claim_of_all_stands_when_there_is_none():
    assert judged(promised=412, realised=412)["verdict"] == 1


def test_a_claim_of_all_cannot_be_judged_while_something_is_not_known():
    assert judged(promised=400, realised=400, not_known=12) == {"claimed": 1, "verdict": -1}


def test_a_deviation_refutes_a_claim_of_all_whatever_is_not_known():
    assert judged(promised=400, realised=399, not_known=12)["verdict"] == 0
