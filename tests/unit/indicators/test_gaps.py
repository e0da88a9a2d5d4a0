import datetime as dt

import pandas as pd

from arvio.datasets import empty_table
from arvio.disclosure import Context, release
from arvio.indicators import gaps_found_and_filled
from arvio.params import open_project

LAST_DAY = dt.date(2025, 12, 31)
CONTEXT = Context("talo", "Talo", "2025", dt.date(2025, 1, 1), LAST_DAY, "fi", "funder", {})


def gaps(*rows):
    """day found, need, whether another provider answers, response, day filled (None: not filled)."""
    table = pd.DataFrame(rows, columns=["found_on", "need", "other_provider", "response", "filled_on"])
    return table.assign(
        found_on=pd.to_datetime(table["found_on"], format="ISO8601"),
        filled_on=pd.to_datetime(table["filled_on"], format="ISO8601"),
    )


def gap(found_on="2025-02-01", need="debt", other_provider="no", response="none_yet", filled_on=None):
    return (found_on, need, other_provider, response, filled_on)


def counts(given, breakdown, statistic="gaps"):
    table = gaps_found_and_filled(given, until=LAST_DAY).table
    rows = table[(table["breakdown"] == breakdown) & (table["statistic"] == statistic)]
    return dict(zip(rows["group"], rows["value"], strict=True))


def test_gaps_are_counted_by_response_and_need_with_those_filled():
    given = gaps(
        gap(response="new_service", filled_on="2025-09-01"),
        gap(response="new_service"),
        gap(need="housing", response="widened_service", filled_on="2025-03-01"),
        gap(need="housing"),
    )
    assert counts(given, "response") == {"all": 4, "new_service": 2, "none_yet": 1, "widened_service": 1}
    assert counts(given, "response", "filled") == {"all": 2, "new_service": 1, "none_yet": 0, "widened_service": 1}
    assert counts(given, "need") == {"debt": 2, "housing": 2}
    assert counts(given, "need", "filled") == {"debt": 1, "housing": 1}


def test_a_gap_that_another_provider_answers_is_told_apart():
    given = gaps(
        gap(other_provider="yes", response="directed_elsewhere", filled_on="2025-05-01"),
        gap(other_provider="no"),
        gap(other_provider=None),
        gap(other_provider=None),
    )
    assert counts(given, "other_provider") == {"no_other_provider": 1, "not_known": 2, "other_provider": 1}
    assert counts(given, "other_provider", "filled") == {"no_other_provider": 0, "not_known": 0, "other_provider": 1}


def test_the_last_day_counts_and_what_comes_after_it_does_not():
    given = gaps(
        gap("2025-12-31 15:00", filled_on="2025-12-31 16:00"),
        gap("2025-12-31", response="new_service", filled_on="2026-01-01"),
        gap("2026-01-01"),
    )
    assert counts(given, "response") == {"all": 2, "new_service": 1, "none_yet": 1}
    assert counts(given, "response", "filled") == {"all": 1, "new_service": 0, "none_yet": 1}


def test_n_of_those_filled_is_the_gaps_found():
    table = gaps_found_and_filled(gaps(gap(), gap(filled_on="2025-03-01")), until=LAST_DAY).table
    assert set(table["n"]) == {2}


def test_a_register_that_tells_only_days_and_needs_is_counted():
    given = gaps(gap(other_provider=None, response=None), gap(other_provider=None, response=None))
    assert counts(given, "response") == {"all": 2, "not_known": 2}
    assert counts(given, "other_provider") == {"not_known": 2}


def test_two_gaps_that_are_alike_are_two():
    assert counts(gaps(gap(), gap()), "need") == {"debt": 2}


def test_nothing_collected_gives_no_results_and_no_error():
    assert gaps_found_and_filled(empty_table("gaps"), until=LAST_DAY).table.empty


def test_a_funder_sees_few_gaps_too_since_a_gap_is_no_person():
    found = gaps_found_and_filled(gaps(gap(), gap(need="housing")), until=LAST_DAY)
    audience = open_project().suite.audiences["funder"]
    shown = release(found, audience=audience, sensitivity=lambda _: "special", context=CONTEXT)
    assert set(shown.table["status"]) == {"shown"}
