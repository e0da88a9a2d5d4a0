import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.datasets import empty_table
from arvio.disclosure import Context, release
from arvio.indicators import feedback_handled, feedback_states, feedback_themes
from arvio.params import open_project

LAST_DAY = dt.date(2025, 12, 31)
CONTEXT = Context("talo", "Talo", "2025", dt.date(2025, 1, 1), LAST_DAY, "fi", "funder", {})


def items(*rows):
    """source, day, theme, day of the action (None: none), status."""
    table = pd.DataFrame(rows, columns=["source", "date", "theme", "action_on", "status"])
    return table.assign(
        date=pd.to_datetime(table["date"], format="ISO8601"),
        action_on=pd.to_datetime(table["action_on"], format="ISO8601"),
    )


def item(source="workers", date="2025-03-01", action_on=None, theme="rooms", status="open"):
    return (source, date, theme, action_on, "done" if action_on else status)


def figures(found, **wanted):
    table = found.table
    for column, word in wanted.items():
        table = table[table[column] == word]
    return dict(zip(table["statistic"], table["value"], strict=True))


def by_group(found, statistic="received", **wanted):
    table = found.table[found.table["statistic"] == statistic]
    for column, word in wanted.items():
        table = table[table[column] == word]
    return dict(zip(table["group"], table["value"], strict=True))


def funder(found):
    audience = open_project().suite.audiences["funder"]
    return release(found, audience=audience, sensitivity=lambda _: "child_welfare", context=CONTEXT)


def test_counts_what_was_received_and_acted_on_and_how_long_that_took():
    # acted on after 2, 10 and 30 days; one has waited since October. Half have led to an action on day 10
    given = items(
        item(date="2025-03-01", action_on="2025-03-03"),
        item(date="2025-03-01", action_on="2025-03-11"),
        item(date="2025-03-01", action_on="2025-03-31"),
        item(date="2025-10-01"),
    )
    found = figures(feedback_handled(given, until=LAST_DAY))
    assert found == pytest.approx(
        {
            "received": 4,
            "with_action": 3,
            "without_action": 1,
            "action_not_known": 0,
            "action_rate": 3 / 4,
            "median_days": 10,
        }
    )


def test_what_has_no_action_yet_lengthens_the_median_and_is_not_left_out():
    # of those acted on the median is 2; with the one still waiting after 10 months half are acted on by day 4
    given = items(
        item(action_on="2025-03-02"), item(action_on="2025-03-05"), item(date="2025-02-01"), item(date="2025-02-01")
    )
    assert figures(feedback_handled(given, until=LAST_DAY))["median_days"] == 4


def test_the_median_is_missing_where_fewer_than_half_led_to_an_action():
    found = figures(feedback_handled(items(item(action_on="2025-03-02"), item(), item()), until=LAST_DAY))
    assert np.isnan(found["median_days"])
    assert found["action_rate"] == pytest.approx(1 / 3)


def test_feedback_of_the_last_days_waits_only_as_long_as_it_was_seen():
    # one day to the action; the other was received on the last day: 1 of 1 at risk on day 1
    given = items(item(action_on="2025-03-02"), item(date="2025-12-31"))
    found = figures(feedback_handled(given, until=LAST_DAY))
    assert (found["median_days"], found["action_rate"]) == (1, 0.5)


def test_what_comes_after_the_day_has_not_happened_yet():
    given = items(item(date="2025-12-30", action_on="2026-01-01"), item(date="2026-01-01", action_on="2026-01-02"))
    found = figures(feedback_handled(given, until=LAST_DAY))
    assert (found["received"], found["with_action"], found["without_action"]) == (1, 0, 1)
    assert by_group(feedback_states(given, until=LAST_DAY)) == {"all": 1, "not_yet_handled": 1}


def test_the_last_day_counts_whatever_the_hour():
    given = items(item(date="2025-12-31 23:30", action_on="2025-12-31 23:45"))
    found = figures(feedback_handled(given, until=LAST_DAY))
    assert (found["received"], found["with_action"], found["median_days"]) == (1, 1, 0)


def test_done_without_a_day_and_an_action_before_the_feedback_are_not_known():
    given = items(item(status="done"), item(action_on="2025-02-28"), item(action_on="2025-03-01"))
    found = feedback_handled(given, until=LAST_DAY)
    assert figures(found)["action_not_known"] == 2
    assert figures(found)["action_rate"] == 1
    assert found.table.set_index("statistic")["n"].to_dict() == {
        "received": 3,
        "with_action": 3,
        "without_action": 3,
        "action_not_known": 3,
        "action_rate": 1,
        "median_days": 1,
    }


def test_with_nothing_that_can_be_told_there_is_no_rate():
    found = figures(feedback_handled(items(item(status="done")), until=LAST_DAY))
    assert found == {"received": 1, "with_action": 0, "without_action": 0, "action_not_known": 1}


def test_sources_are_told_apart_and_never_added_up():
    given = items(item("own_control"), item("workers"), item("workers"), item("families"))
    found = feedback_handled(given, until=LAST_DAY)
    assert by_group(found) == {"workers": 2, "families": 1, "own_control": 1}
    assert by_group(feedback_handled(given, until=LAST_DAY, sources=["own_control"])) == {"own_control": 1}


def test_two_items_that_are_alike_are_two():
    assert by_group(feedback_handled(items(item(), item()), until=LAST_DAY)) == {"workers": 2}


def test_rare_themes_are_told_as_one_within_each_source():
    given = items(
        *[item(theme="rooms", action_on="2025-04-01")] * 3,
        *[item(theme="hours")] * 2,
        item(theme="pay"),
        *[item("families", theme="hours")] * 3,
    )
    found = feedback_themes(given, until=LAST_DAY, minimum=3)
    assert by_group(found, breakdown="workers") == {"all": 6, "rooms": 3, "other_themes": 3}
    assert by_group(found, breakdown="families") == {"all": 3, "hours": 3}
    assert by_group(found, "with_action", breakdown="workers") == {"all": 3, "rooms": 3, "other_themes": 0}


def test_where_every_theme_is_rare_there_is_the_total_only():
    found = feedback_themes(items(item(theme="rooms"), item(theme="pay")), until=LAST_DAY, minimum=3)
    assert by_group(found) == {"all": 2}


def test_a_theme_that_is_empty_is_not_known():
    found = feedback_themes(items(item(theme=None), item()), until=LAST_DAY, minimum=1)
    assert by_group(found) == {"all": 2, "not_known": 1, "rooms": 1}


def test_a_register_that_tells_only_days_and_sources_is_counted():
    given = items(item(theme=None, status=None), item(theme=None, status=None))
    assert figures(feedback_handled(given, until=LAST_DAY))["without_action"] == 2
    assert by_group(feedback_themes(given, until=LAST_DAY, minimum=1)) == {"all": 2, "not_known": 2}
    assert by_group(feedback_states(given, until=LAST_DAY)) == {"all": 2, "not_known": 2}


def test_states_are_told_by_words_of_their_own():
    statuses = ("open", "in_progress", "no_action", None)
    given = items(*[item(status=status) for status in statuses], item(action_on="2025-03-02"))
    found = feedback_states(given, until=LAST_DAY)
    states = dict.fromkeys(("done", "in_progress", "no_action_needed", "not_known", "not_yet_handled"), 1)
    assert by_group(found) == {"all": 5, **states}
    assert set(found.table["n"]) == {5}


def test_an_estimate_among_the_rows_makes_the_figure_one():
    given = items(item(), item()).assign(basis=["collected", "estimate"])
    assert set(feedback_handled(given, until=LAST_DAY).table["basis"]) == {"estimate"}


@pytest.mark.parametrize("indicator", [feedback_handled, feedback_states])
def test_nothing_collected_gives_no_results_and_no_error(indicator):
    assert indicator(empty_table("feedback_items"), until=LAST_DAY).table.empty
    assert feedback_themes(empty_table("feedback_items"), until=LAST_DAY, minimum=5).table.empty


def test_a_funder_sees_the_rate_of_twelve_and_nothing_of_a_source_of_three():
    given = items(*[item(action_on="2025-03-08")] * 9, *[item()] * 3, *[item("families")] * 3)
    shown = funder(feedback_handled(given, until=LAST_DAY))
    workers = shown.rows(group="workers")
    assert dict(zip(workers["statistic"], workers["value"], strict=True)) == {
        "received": 12,
        "with_action": 9,
        "without_action": 3,
        "action_not_known": 0,
        "action_rate": 0.75,
        "median_days": 7,
    }
    assert set(shown.rows(group="families")["status"]) == {"withheld"}


def test_a_funder_sees_all_merged_themes_and_all_states_of_a_source():
    given = items(*[item(theme="rooms")] * 10, *[item(theme="hours", status="in_progress")] * 6, *[item(theme="x")] * 4)
    assert set(funder(feedback_themes(given, until=LAST_DAY, minimum=10)).table["status"]) == {"shown"}
    assert set(funder(feedback_states(given, until=LAST_DAY)).table["status"]) == {"shown"}


# --- whatever the register holds

FIRST = pd.Timestamp("2025-01-01")
DAYS = st.integers(0, 400).map(lambda day: FIRST + pd.Timedelta(days=day))
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["workers", "families", "own_control"]),
        DAYS,
        st.sampled_from("abc"),
        DAYS | st.none(),
        st.sampled_from(["open", "in_progress", "done", "no_action"]),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(1, 4))
def test_every_item_received_has_one_fate_one_state_and_one_theme(rows, minimum):
    given_items = items(*rows)
    received = given_items[given_items["date"] <= pd.Timestamp(LAST_DAY)]["source"].value_counts().to_dict()
    handled = feedback_handled(given_items, until=LAST_DAY)
    fates = ["with_action", "without_action", "action_not_known"]
    of_fates = handled.table[handled.table["statistic"].isin(fates)].groupby("group")["value"].sum().to_dict()
    assert by_group(handled) == of_fates == received
    states = feedback_states(given_items, until=LAST_DAY).table
    themes = feedback_themes(given_items, until=LAST_DAY, minimum=minimum).table
    for told in (states, themes[themes["statistic"] == "received"]):
        parts = told[told["group"] != "all"].groupby("breakdown")["value"].sum().to_dict()
        assert all(parts.get(source, count) == count for source, count in received.items())


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(0, 2**16))
def test_the_order_of_rows_changes_nothing(rows, seed):
    table = items(*rows)
    shuffled = table.sample(frac=1, random_state=seed)
    for indicator in (feedback_handled, feedback_states):
        both = [indicator(one, until=LAST_DAY).table for one in (table, shuffled)]
        pd.testing.assert_frame_equal(*both)
