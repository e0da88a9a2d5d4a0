import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.indicators import begun_by_days, referral_states, waiting

LAST_DAY = dt.date(2025, 12, 31)
FIRST = pd.Timestamp("2025-01-01")


def referrals(*rows):
    """person, day of the referral, days until the start (None: not begun), service."""
    table = pd.DataFrame(rows, columns=["person_key", "referred_on", "days", "service"])
    referred_on = pd.to_datetime(table["referred_on"])
    start = referred_on + pd.to_timedelta(table["days"].astype("float64"), unit="D")
    return table.assign(referred_on=referred_on, start=start, end=pd.NaT).drop(columns="days")


def figures(results, statistic, column="value"):
    table = results.table[results.table["statistic"] == statistic]
    return dict(zip(table["group"], table[column], strict=True))


def begun_after(*days):
    return [(f"p{place}", "2025-01-01", wait, "askel") for place, wait in enumerate(days)]


def test_the_median_and_the_share_in_time_where_all_have_begun():
    found = waiting(referrals(*begun_after(0, 3, 14, 15, 40)), until=LAST_DAY)
    assert figures(found, "median_days")["all"] == 14
    assert figures(found, "begun_in_time")["all"] == pytest.approx(3 / 5)


def test_who_still_waits_is_counted_as_waiting_and_not_left_out():
    # of those who have begun 2 of 2 began in time; 2 have waited for a year
    table = referrals(*begun_after(1, 2, None, None))
    found = waiting(table, until=LAST_DAY)
    assert figures(found, "begun_in_time") == pytest.approx({"all": 1 / 2, "askel": 1 / 2})
    assert figures(found, "median_days")["all"] == 2


def test_one_referred_shortly_before_the_last_day_counts_as_long_as_seen():
    # 1 of 4 begins on day 2; one is seen for 5 days only; 1 of the 2 left begins on day 10: 1 - 3/4 * 1/2
    table = referrals(*begun_after(2, 10, 30), ("last", "2025-12-26", None, "askel"))
    found = waiting(table, until=LAST_DAY)
    assert figures(found, "begun_in_time")["all"] == pytest.approx(1 - 3 / 4 * 1 / 2)


def test_the_median_is_missing_where_fewer_than_half_have_begun():
    found = waiting(referrals(*begun_after(3, None, None)), until=LAST_DAY)
    assert np.isnan(figures(found, "median_days")["all"])


def test_a_start_after_the_last_day_is_still_waiting_on_it():
    table = referrals(("p", "2025-12-01", 60, "askel"), ("q", "2025-12-01", 2, "askel"))
    assert figures(referral_states(table, until=LAST_DAY), "referrals") == {"all": 2, "begun": 1, "waiting": 1}
    assert figures(waiting(table, until=LAST_DAY), "begun_in_time")["all"] == pytest.approx(1 / 2)


def test_the_share_is_missing_where_nobody_was_followed_so_long():
    table = referrals(("p", "2025-12-30", None, "askel"), ("q", "2025-12-25", 2, "askel"))
    found = waiting(table, until=LAST_DAY)
    assert figures(found, "begun_in_time") == {}
    assert figures(waiting(table, until=LAST_DAY, timely_days=1), "begun_in_time")["all"] == 0


def test_the_days_in_time_are_a_parameter_and_are_told():
    found = waiting(referrals(*begun_after(7, 8)), until=LAST_DAY, timely_days=7)
    assert figures(found, "begun_in_time")["all"] == pytest.approx(1 / 2)
    assert figures(found, "timely_days") == {"all": 7}


def test_each_service_and_all_of_them():
    table = referrals(("p", "2025-01-01", 1, "askel"), ("q", "2025-01-01", 21, "olopiste"))
    found = waiting(table, until=LAST_DAY)
    assert figures(found, "median_days") == {"all": 1, "askel": 1, "olopiste": 21}
    assert figures(found, "begun_in_time") == {"all": 0.5, "askel": 1, "olopiste": 0}


def test_n_counts_persons_and_referrals_are_counted_apart():
    table = referrals(("p", "2025-01-01", 1, "askel"), ("p", "2025-05-01", 3, "olopiste"))
    assert figures(waiting(table, until=LAST_DAY), "median_days", "n")["all"] == 1
    states = referral_states(table, until=LAST_DAY)
    assert figures(states, "referrals") == {"all": 2, "begun": 2}
    assert figures(states, "referrals", "n") == {"all": 1, "begun": 1}


def test_what_has_no_time_is_not_known_and_in_no_median():
    table = referrals(*begun_after(5, 5, 5, None))
    table.loc[0, "referred_on"] = pd.NaT
    table.loc[1, "referred_on"] = FIRST + pd.Timedelta(days=30)  # after the start
    table.loc[3, "end"] = FIRST + pd.Timedelta(days=9)  # ended, its start not known
    assert figures(referral_states(table, until=LAST_DAY), "referrals") == {"all": 4, "begun": 1, "not_known": 3}
    assert figures(waiting(table, until=LAST_DAY), "median_days", "n") == {"all": 1, "askel": 1}


def test_the_interval_of_the_median_lies_where_the_curves_interval_passes_a_half():
    # all begin, on days 1 to 10. Day 1: low = 0.9^exp(1.96·√(1/90)/|ln 0.9|) = 0.9^7.107 = 0.47, below a half at once.
    # High on day 7: 0.3^exp(−1.96·√0.2333/|ln 0.3|) = 0.3^0.456 = 0.58; on day 8: 0.2^exp(−1.96·√0.4/|ln 0.2|) = 0.47
    found = waiting(referrals(*begun_after(*range(1, 11))), until=LAST_DAY)
    row = found.table[(found.table["statistic"] == "median_days") & (found.table["group"] == "all")].iloc[0]
    assert (row["low"], row["value"], row["high"]) == (1, 5, 8)


def test_nothing_collected_gives_no_results_and_no_error():
    none = referrals(*begun_after(1)).iloc[:0]
    assert waiting(none, until=LAST_DAY).table.empty
    assert referral_states(none, until=LAST_DAY).table.empty


# --- whatever the waits are

ROWS = st.lists(
    st.tuples(
        st.sampled_from("pqrs"),
        st.integers(0, 364).map(lambda day: FIRST + pd.Timedelta(days=day)),
        st.integers(0, 100) | st.none(),
        st.sampled_from("ab"),
    ),
    min_size=1,
    max_size=14,
)
bounded = settings(max_examples=60, deadline=None)


@bounded
@given(ROWS, st.integers(0, 2**16))
def test_the_order_of_rows_changes_nothing(rows, seed):
    table = referrals(*rows)
    shuffled = table.sample(frac=1, random_state=seed)
    for indicator in (waiting, referral_states):
        both = [indicator(one, until=LAST_DAY).table for one in (table, shuffled)]
        pd.testing.assert_frame_equal(*both)


@bounded
@given(ROWS)
def test_every_referral_has_one_state_and_a_share_lies_between_nobody_and_all(rows):
    table = referrals(*rows)
    counts = figures(referral_states(table, until=LAST_DAY), "referrals")
    assert counts.pop("all") == len(rows) == sum(counts.values())
    shares = figures(waiting(table, until=LAST_DAY), "begun_in_time")
    assert all(-1e-12 <= share <= 1 + 1e-12 for share in shares.values())


def test_the_share_begun_is_told_by_days_between_which_enough_persons_began():
    # by day 7 two of six began, by day 14 one more, which is too few for a step; by day 30 two more; one still waits
    table = referrals(*begun_after(3, 5, 10, 20, 25), ("p9", "2025-01-01", None, "askel"))
    found = begun_by_days(table, until=LAST_DAY, minimum=1)
    assert figures(found, "begun_by") == pytest.approx({"7": 2 / 6, "14": 3 / 6, "30": 5 / 6})
    assert figures(begun_by_days(table, until=LAST_DAY, minimum=2), "begun_by") == pytest.approx({"7": 2 / 6})


def test_no_day_is_told_after_which_too_few_still_waited():
    found = begun_by_days(referrals(*begun_after(1, 2, 3)), until=LAST_DAY, minimum=1)
    assert found.table.empty


def test_nothing_is_told_by_days_where_nothing_has_begun():
    assert begun_by_days(referrals(*begun_after(None, None)), until=LAST_DAY, minimum=1).table.empty
