"""Which numbers of persons stand behind a figure, and among whom somebody is counted."""

import pytest

from arvio.disclosure.auditing.cells import (
    BASE_OF,
    NOT_OF_FAMILIES,
    NOT_OF_N,
    OF_FORMS,
    OF_OTHERS,
    PART_OF,
    REASONS,
    Reading,
    told_cells,
)
from arvio.disclosure.auditing.fact import Fact
from arvio.results import INDICATORS, STATISTICS


def test_what_is_told_apart_is_a_statistic_or_an_indicator_that_is_computed():
    named = {*BASE_OF, *PART_OF, *NOT_OF_N, *OF_OTHERS, *OF_FORMS, *REASONS}
    assert named <= set(STATISTICS)
    assert set(PART_OF.values()) <= set(STATISTICS)
    assert set(NOT_OF_FAMILIES) <= INDICATORS


NAN = float("nan")
READING = Reading(lambda fact: None, lambda indicator: False, {"heard": (1, 3)})


def told_of(statistic, breakdown="respondent_group", indicator="heard"):
    table = (indicator, breakdown, "men", "", statistic)
    fact = Fact("a", "talo", "2025", "public", ("annual",), *table, 0.5, NAN, NAN, 20, "shown")
    return [cell.who for cell in told_cells(fact, READING)]


@pytest.mark.parametrize(
    ("statistic", "whom"),
    [
        ("persons", ["persons"]),
        ("visits", ["persons"]),
        ("sessions", []),
        ("mean", ["answers", 1, 2, 3]),
        ("share_high", ["answers", "share_low", "share_middle", "share_high", 1, 2, 3]),
        ("share_improved", ["pairs", "share_improved", "share_unchanged", "share_worsened"]),
        ("improved", ["pairs", "share_improved"]),
        ("agreeing", ["n of agreeing", "agreeing"]),
        ("begun_in_time", ["n of begun_in_time"]),
        ("median_days", ["n of median_days"]),
        ("response_rate", []),
        ("wilcoxon_p", []),
    ],
)
def test_whom_a_figure_tells_of(statistic, whom):
    assert told_of(statistic) == whom


def test_a_difference_of_groups_and_a_share_of_goals_tell_of_nobody_but_those_counted():
    assert told_of("difference", "difference_from_women") == []
    assert told_of("with_experience", indicator="goals_reached") == ["n of with_experience"]
