"""What one published figure says of the numbers behind it."""

import pytest

from arvio.disclosure.auditing.cells import Reading
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.said import RATES, _counts, said
from arvio.params import Audience
from arvio.results import STATISTICS


def test_the_counts_of_a_rate_are_statistics_of_persons():
    sides = [cell for part, whole in RATES.values() for cell in (part, *whole)]
    assert {STATISTICS[cell["who"]] for cell in sides} == {"persons"}
    assert {STATISTICS[rate] for rate in RATES} == {"rate"}


NAN = float("nan")
RULES = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=5,
    minimum_n_sensitive=5,
    minimum_n_interval=5,
    decimals=1,
    spread="shown",
    band_of_share=0.9,
    rounding_base=3,
    source="made for the test",
)


def test_an_n_that_was_rounded_may_be_two_and_of_one_answer_there_is_no_spread():
    reading = Reading(lambda fact: RULES, lambda indicator: True)
    table = ("heard", "respondent_group", "men", "", "mean")
    told = {
        n: Fact("a", "talo", "2025", "public", ("annual",), *table, 4.0, NAN, NAN, n, "shown", True) for n in (0, 3, 6)
    }
    assert {n: [*_counts(fact, reading)] for n, fact in told.items()} == {0: [], 3: [2, 3, 4], 6: [5, 6, 7]}


@pytest.mark.parametrize(("n", "counts"), [(200, [200]), (201, [])])
def test_of_more_than_two_hundred_answers_a_spread_says_nothing_of_single_persons(n, counts):
    reading = Reading(lambda fact: RULES, lambda indicator: False)
    table = ("heard", "respondent_group", "men", "", "sd")
    told = Fact("a", "talo", "2025", "public", ("annual",), *table, 1.0, NAN, NAN, n, "shown")
    assert [*_counts(told, reading)] == counts


def test_a_spread_says_something_only_beside_its_mean_on_a_known_scale():
    table = ("heard", "respondent_group", "men", "")
    mean, sd = (
        Fact("a", "talo", "2025", "public", ("annual",), *table, statistic, 3.0, NAN, NAN, 9, "shown")
        for statistic in ("mean", "sd")
    )
    marked, unmarked = (
        Reading(lambda fact: RULES, lambda indicator: False, scales) for scales in ({"heard": (1, 5)}, {})
    )
    of_n = said(sd, [], unmarked)

    assert len(of_n) == 1
    assert said(sd, [sd], marked) == said(sd, [mean, sd], unmarked) == of_n
    assert len(said(sd, [mean, sd], marked)) > 1
