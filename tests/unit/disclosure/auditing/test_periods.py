"""What is known of a longer period from the shorter ones in it, by how their persons are counted."""

import math

import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.bounds import ranges
from arvio.disclosure.auditing.cells import PERSONS, Cell
from arvio.disclosure.auditing.periods import of_periods
from arvio.disclosure.auditing.targets import Target

HALVES = {"2025-H1": 5, "2025-H2": 6}


def cell(period, indicator, breakdown, group, who=PERSONS):
    return Cell("", "harjula", period, indicator, breakdown, "", 1, group, who)


def known_of(whole, *table, parts):
    """Between what a longer period lies where the shorter ones have so many persons."""
    counts = {cell(period, *table): n for period, n in parts.items()}
    year = cell(whole, *table)
    rows = [*of_periods({year: [], **{one: [] for one in counts}})]
    rows += [row for one, n in counts.items() for row in model.exactly([one], n)]
    return ranges(rows, [Target("year", ((year, 1),))]).ranges["year"][:2]


@pytest.mark.parametrize(
    ("table", "known"),
    [
        (("cases", "stage", "began"), (11, 11)),  # added: each began once
        (("services", "service", "askel"), (6, 11)),  # held: some came in both halves
        (("referrals", "stage", "begun"), (6, math.inf)),  # kept: and perhaps others
        (("destinations", "next_step", "work"), (0, 11)),  # last: some have gone elsewhere since
        (("staff", "day", "last_day"), (0, math.inf)),  # apart
    ],
)
def test_a_year_is_known_from_its_halves_by_how_its_persons_are_counted(table, known):
    assert known_of("2025", *table, parts=HALVES) == known


@pytest.mark.parametrize(
    ("table", "known"),
    [
        (("cases", "stage", "began"), (5, math.inf)),
        (("services", "service", "askel"), (5, math.inf)),
        (("referrals", "stage", "begun"), (5, math.inf)),
        (("destinations", "next_step", "work"), (0, math.inf)),
    ],
)
def test_of_a_year_of_which_only_one_half_is_told_no_more_is_known_than_that_half(table, known):
    assert known_of("2025", *table, parts={"2025-H1": 5}) == known


def test_halves_say_of_several_years_what_they_say_of_their_own_year():
    parts = {"2025": 9, "2025-H1": 5, "2025-H2": 4, "2024": 7}
    assert known_of("2024-2025", "cases", "stage", "began", parts=parts) == (16, 16)


def test_who_gave_a_mark_is_followed_from_period_to_period_and_who_left_it_out_is_not():
    marks = ("heard", "respondent_group", "men", 4)
    assert known_of("2025", *marks, parts=HALVES) == (11, 11)
    assert known_of("2025", "heard", "respondent_group", "men", "no_answer", parts=HALVES) == (0, math.inf)
