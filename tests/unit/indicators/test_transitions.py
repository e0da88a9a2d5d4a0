import datetime as dt

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.indicators import transitions

LAST_DAY = dt.date(2025, 12, 31)
A_THEN_B = (("a", "2025-01-01"), ("b", "2025-02-01"))


def enrolments(*rows):
    """person, service, start, end; whom nobody had begun with was referred on the first day of 2025."""
    table = pd.DataFrame(rows, columns=["person_key", "service", "start", "end"])
    days = {day: pd.to_datetime(table[day]) for day in ("start", "end")}
    return table.assign(**days, referred_on=pd.Timestamp("2025-01-01"))


def found(*rows, minimum=1, **more):
    table = transitions(enrolments(*rows), until=LAST_DAY, minimum=minimum, **more).table
    return {(row.breakdown, row.group): row.value for row in table.itertuples() if row.group != "all"}


def test_a_service_that_followed_in_the_chain():
    rows = (("p", "askel", "2025-01-01", "2025-01-31"), ("p", "olopiste", "2025-02-10", "2025-03-01"))
    assert found(*rows) == {("askel", "olopiste"): 1, ("olopiste", "exit"): 1}


def test_one_who_had_not_ended_by_the_last_day_is_still_in_service():
    assert found(("p", "askel", "2025-01-01", None)) == {("askel", "still_in_service"): 1}
    assert found(("p", "askel", "2025-01-01", "2026-01-01")) == {("askel", "still_in_service"): 1}


def test_whether_something_followed_is_known_when_the_days_of_the_gap_have_passed():
    # 2 October and 90 days is 31 December
    assert found(("p", "askel", "2025-01-01", "2025-10-02")) == {("askel", "exit"): 1}
    assert found(("p", "askel", "2025-01-01", "2025-10-03")) == {("askel", "not_known"): 1}
    assert found(("p", "askel", "2025-01-01", "2025-10-03"), chain_gap_days=89) == {("askel", "exit"): 1}


def test_what_began_after_the_last_day_has_not_followed_yet():
    rows = (("p", "askel", "2025-01-01", "2025-12-01"), ("p", "olopiste", "2026-01-10", None))
    assert found(*rows) == {("askel", "not_known"): 1, ("olopiste", "not_started"): 1}


def test_a_return_after_the_gap_is_an_exit_and_a_new_beginning():
    rows = (("p", "askel", "2024-01-01", "2024-01-31"), ("p", "askel", "2025-01-01", None))
    assert found(*rows) == {("askel", "exit"): 1, ("askel", "still_in_service"): 1}


def test_a_return_within_the_gap_is_a_transition_to_the_same_service():
    rows = (("p", "askel", "2025-01-01", "2025-01-31"), ("p", "askel", "2025-02-01", None))
    assert found(*rows) == {("askel", "askel"): 1, ("askel", "still_in_service"): 1}


def test_an_overlapping_service_follows_though_the_first_still_goes_on():
    rows = (("p", "askel", "2025-01-01", None), ("p", "olopiste", "2025-02-01", "2025-03-01"))
    assert found(*rows) == {("askel", "olopiste"): 1, ("olopiste", "still_in_service"): 1}


def test_no_exit_from_a_service_that_ended_within_a_longer_one():
    # askel ended on 1 December, olopiste within it
    rows = (("p", "askel", "2025-01-01", "2025-12-01"), ("p", "olopiste", "2025-02-01", "2025-03-01"))
    assert found(*rows) == {("askel", "olopiste"): 1, ("olopiste", "not_known"): 1}


def test_same_day_starts_go_in_the_order_of_their_names():
    rows = (("p", "olopiste", "2025-01-01", "2025-02-01"), ("p", "askel", "2025-01-01", "2025-02-01"))
    assert found(*rows) == {("askel", "olopiste"): 1, ("olopiste", "exit"): 1}


def test_without_a_start_a_period_has_no_place_in_the_order():
    rows = (("p", "askel", None, "2025-01-31"), ("p", "olopiste", "2025-02-01", None), ("p", "omakamu", None, None))
    assert found(*rows) == {
        ("askel", "not_known"): 1,
        ("olopiste", "still_in_service"): 1,
        ("omakamu", "not_started"): 1,
    }


def test_two_persons_are_never_linked():
    rows = (("p", "askel", "2025-01-01", "2025-01-31"), ("q", "olopiste", "2025-02-01", "2025-02-28"))
    assert found(*rows) == {("askel", "exit"): 1, ("olopiste", "exit"): 1}


def out_of_a(*more, minimum):
    """What followed a: b twice, c and d once, and what more says."""
    rows = [
        (person, service, start, None)
        for person, path in {"p": "ab", "q": "ab", "r": "ac", "s": "ad"}.items()
        for service, start in zip(path, ("2025-01-01", "2025-02-01"), strict=True)
    ]
    counts = found(*rows, *more, minimum=minimum)
    return {group: count for (service, group), count in counts.items() if service == "a"}


def out_of_b_twice(*more):
    """What followed a, with a minimum of 2: b twice, and what more says."""
    rows = [(person, service, start, None) for person in "pq" for service, start in A_THEN_B]
    return {group: count for (service, group), count in found(*rows, *more, minimum=2).items() if service == "a"}


def test_rare_services_that_followed_are_told_as_one():
    still = [(person, "a", "2025-01-01", None) for person in ("t", "u")]
    assert out_of_a(*still, minimum=2) == {"b": 2, "other_services": 2, "still_in_service": 2}


def test_a_rare_state_is_told_with_the_smallest_of_the_others():
    assert out_of_a(("t", "a", "2025-01-01", None), minimum=2) == {"b": 2, "other_or_not_known": 3}


def test_a_state_joins_a_larger_state_before_a_smaller_service():
    exits = [(person, "a", "2025-01-01", "2025-01-31") for person in "tuv"]
    still = ("w", "a", "2025-01-01", None)
    assert out_of_b_twice(*exits, still) == {"b": 2, "other_or_not_known": 4}


def test_services_of_few_persons_are_one_row():
    rows = [(person, service, "2025-01-01", None) for person, service in zip("pqrs", "aabc", strict=True)]
    assert found(*rows, minimum=2) == {("a", "still_in_service"): 2, ("other_services", "still_in_service"): 2}


def test_each_service_has_its_total_and_so_have_all():
    rows = (
        ("p", "askel", "2025-01-01", "2025-01-31"),
        ("p", "olopiste", "2025-02-10", None),
        ("q", "askel", None, None),
    )
    table = transitions(enrolments(*rows), until=LAST_DAY, minimum=1).table
    totals = table[table["group"] == "all"].set_index("breakdown")
    assert totals["value"].to_dict() == {"": 3, "askel": 2, "olopiste": 1}
    assert totals["n"].to_dict() == {"": 2, "askel": 2, "olopiste": 1}


def test_nothing_collected_gives_no_results_and_no_error():
    none = enrolments(("p", "askel", "2025-01-01", None)).iloc[:0]
    assert transitions(none, until=LAST_DAY, minimum=3).table.empty


# --- whatever the periods are

DAYS = st.integers(0, 900).map(lambda day: pd.Timestamp("2024-01-01") + pd.Timedelta(days=day))
ROWS = st.lists(
    st.tuples(st.sampled_from("pqrs"), st.sampled_from("abc"), DAYS | st.none(), DAYS | st.none()), max_size=14
)
bounded = settings(max_examples=60, deadline=None)


@bounded
@given(ROWS, st.integers(1, 3))
def test_the_transitions_out_of_all_services_are_the_enrolments(rows, minimum):
    table = transitions(enrolments(*rows), until=LAST_DAY, minimum=minimum).table
    totals, parts = table[table["group"] == "all"], table[table["group"] != "all"]
    known = len(rows)  # all were referred before the last day
    assert parts["value"].sum() == totals.loc[totals["breakdown"] != "", "value"].sum() == known
    assert totals.loc[totals["breakdown"] == "", "value"].sum() == known


@bounded
@given(ROWS, st.integers(0, 2**16))
def test_the_order_of_rows_changes_nothing(rows, seed):
    table = enrolments(*rows)
    shuffled = table.sample(frac=1, random_state=seed)
    both = [transitions(one, until=LAST_DAY, minimum=2).table for one in (table, shuffled)]
    pd.testing.assert_frame_equal(*both)


def test_a_pair_that_is_common_stays_whole_beside_rare_ones():
    # three go on from a to b and one to c, and four end: b is told, and who went to c is told with those who ended
    rows = [("p0", "a", "2025-01-01", "2025-01-31"), ("p0", "c", "2025-02-01", "2025-03-01")]
    for place in range(1, 4):
        rows += [(f"p{place}", "a", "2025-01-01", "2025-01-31"), (f"p{place}", "b", "2025-02-01", "2025-03-01")]
    rows += [(f"q{place}", "a", "2025-01-01", "2025-01-31") for place in range(4)]
    of_a = {group: value for (service, group), value in found(*rows, minimum=3).items() if service == "a"}
    assert of_a == {"b": 3, "other_or_not_known": 5}
