import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.indicators import (
    destinations,
    encounters,
    encounters_by_month,
    needs_met,
    service_gaps,
    services,
    services_by_target_group,
    target_groups,
)

COLUMNS = ["person_key", "service", "target_group", "start", "end", "next_step", "need", "need_met"]


def enrolments(*rows):
    """Each row a mapping of what matters to the test; the rest is not known."""
    table = pd.DataFrame(rows, columns=COLUMNS)
    days = {day: pd.to_datetime(table[day]) for day in ("start", "end")}
    return table.astype(dict.fromkeys(set(COLUMNS) - set(days), "str")).assign(**days)


def row(person, **more):
    return {"person_key": person, "service": "askel", "start": "2025-01-01", **more}


def figures(results, statistic="persons", *, breakdown=None):
    table = results.table[results.table["statistic"] == statistic]
    chosen = table if breakdown is None else table[table["breakdown"] == breakdown]
    return dict(zip(chosen["group"], chosen["value"], strict=True))


# --- services and target groups


def test_a_person_in_two_services_counts_once_in_the_total():
    found = services(enrolments(row("p"), row("p", service="olopiste"), row("p"), row("q")), minimum=1)
    assert figures(found) == {"all": 2, "askel": 2, "olopiste": 1}
    assert figures(found, "enrolments") == {"all": 4, "askel": 3, "olopiste": 1}


def test_a_person_of_two_target_groups_counts_in_both_and_once_in_the_total():
    table = enrolments(row("p", target_group="unemployed"), row("p", target_group="immigrant"), row("q"))
    assert figures(target_groups(table, minimum=1)) == {"all": 2, "immigrant": 1, "not_known": 1, "unemployed": 1}


def test_target_groups_of_each_service_with_rare_ones_merged():
    groups = {"p": "a", "q": "a", "r": "b", "s": "c", "t": None, "u": None}
    table = enrolments(
        *[row(person, target_group=group) for person, group in groups.items()],
        row("p", service="olopiste", target_group="a"),
    )
    found = services_by_target_group(table, minimum=2)
    # olopiste has one person: it is told with askel, and nothing less can be told
    assert figures(found) == {"all": 6, "a": 2, "not_known": 2, "other_target_groups": 2}
    assert set(found.table["breakdown"]) == {"other_services"}


def test_each_service_has_its_target_groups_and_its_total():
    table = enrolments(
        *[row(person, target_group="a") for person in "pq"],
        *[row(person, target_group="b", service="olopiste") for person in "pr"],
    )
    found = services_by_target_group(table, minimum=2)
    assert figures(found, breakdown="askel") == {"all": 2, "a": 2}
    assert figures(found, breakdown="olopiste") == {"all": 2, "b": 2}


def test_rare_services_and_target_groups_are_told_as_one():
    table = enrolments(
        *[row(person, target_group="a") for person in "pqr"],
        row("s", service="b", target_group="b"),
        row("t", service="c", target_group="c"),
    )
    assert figures(services(table, minimum=2)) == {"all": 5, "askel": 3, "other_services": 2}
    assert figures(target_groups(table, minimum=2)) == {"all": 5, "a": 3, "other_target_groups": 2}


# --- needs


def test_a_need_is_met_by_any_begun_service_that_met_it():
    table = enrolments(
        row("p", need="work", need_met="no"),
        row("p", need="work", need_met="yes", service="olopiste"),
        row("q", need="work", need_met="no"),
    )
    found = needs_met(table)
    assert figures(found) == {"all": 2, "work": 2}
    assert figures(found, "need_met") == {"all": 0.5, "work": 0.5}


def test_a_need_whose_service_has_not_begun_is_not_met():
    waits = row("p", need="work", need_met="yes", start=None)
    assert figures(needs_met(enrolments(waits, row("q", need="work", need_met="yes"))), "need_met")["all"] == 0.5


def test_a_need_of_which_nobody_says_whether_it_was_met_is_no_part_of_the_share():
    found = needs_met(enrolments(row("p", need="work"), row("q", need="work", need_met="yes"), row("r")))
    assert figures(found) == {"all": 2, "work": 2}
    share = found.table[(found.table["statistic"] == "need_met") & (found.table["group"] == "all")].iloc[0]
    assert (share["value"], share["n"]) == (1, 1)


def test_where_nobody_ever_says_there_is_no_share():
    assert figures(needs_met(enrolments(row("p", need="work"))), "need_met") == {}


def test_the_share_of_all_is_of_needs_and_its_n_of_persons():
    table = enrolments(
        row("p", need="work", need_met="yes"),
        row("p", need="money", need_met="no"),
        row("p", need="language", need_met="no"),
    )
    share = needs_met(table).table.query("statistic == 'need_met' and group == 'all'").iloc[0]
    assert share["value"] == pytest.approx(1 / 3)
    assert share["n"] == 1


def test_needs_without_a_service_in_the_organisations_own_list():
    table = enrolments(row("p", need="work"), row("p", need="debt"), row("q", need="debt"), row("q", need="housing"))
    found = service_gaps(table, answered_by={"work": ["askel"], "housing": []})
    assert figures(found, "gaps") == {"all": 2}
    assert figures(found) == {"all": 2, "debt": 2, "housing": 1}


def test_a_list_that_answers_every_need_leaves_no_gap():
    found = service_gaps(enrolments(row("p", need="work")), answered_by={"work": ["askel"]})
    assert figures(found, "gaps") == {"all": 0}
    assert figures(found) == {}


def test_without_a_list_nothing_is_said_of_gaps():
    assert service_gaps(enrolments(row("p", need="work")), answered_by={}).table.empty


# --- destinations


def test_not_known_is_told_though_nobody_is():
    found = destinations(enrolments(row("p", end="2025-03-01", next_step="work")), minimum=1)
    assert figures(found) == {"all": 1, "work": 1, "not_known": 0}


def test_an_empty_destination_and_one_marked_so_are_not_known():
    table = enrolments(row("p", end="2025-03-01"), row("q", end="2025-03-01", next_step="not_known"))
    assert figures(destinations(table, minimum=1)) == {"all": 2, "not_known": 2}


def test_a_person_counts_once_by_the_service_that_ended_last():
    table = enrolments(
        row("p", end="2025-03-01", next_step="work"),
        row("p", service="olopiste", end="2025-06-01", next_step="education"),
        row("p", service="omakamu", start="2025-05-01"),  # still in service
    )
    assert figures(destinations(table, minimum=1)) == {"all": 1, "education": 1, "not_known": 0}


def test_of_services_that_ended_on_one_day_the_one_that_began_last_counts_and_then_the_name():
    later = row("p", service="a", start="2025-02-01", end="2025-03-01", next_step="work")
    earlier = row("p", service="b", end="2025-03-01", next_step="none")
    assert figures(destinations(enrolments(later, earlier), minimum=1))["work"] == 1
    same = {**later, "service": "b", "next_step": "education"}
    assert figures(destinations(enrolments(same, later), minimum=1))["education"] == 1


STEPS = {"p": "work", "q": "work", "r": "education", "s": "none", "t": None, "u": None}


def ended(steps):
    return enrolments(*[row(person, end="2025-03-01", next_step=step) for person, step in steps.items()])


def test_rare_destinations_are_told_as_one_and_not_known_stays_apart():
    found = destinations(ended(STEPS), minimum=2)
    assert figures(found) == {"all": 6, "other_destinations": 2, "work": 2, "not_known": 2}


def test_that_few_are_not_known_is_told_with_the_rare_destinations():
    found = destinations(ended({**STEPS, "u": "work"}), minimum=2)
    assert figures(found) == {"all": 6, "work": 3, "other_or_not_known": 3}


# --- encounters


def contacts(*rows):
    table = pd.DataFrame(rows, columns=["date", "kind", "n_people", "counting_basis"])
    return table.astype({"n_people": "float64"}).assign(date=pd.to_datetime(table["date"]), service="olopiste")


CONTACTS = (
    ("2025-01-31", "call", 1, "collected"),
    ("2025-02-01", "call", 1, "collected"),
    ("2025-02-02", "open_encounter", 12, "collected"),
    ("2025-02-03", "open_encounter", 20, "estimate"),
    ("2025-02-04", "open_encounter", 0, "sample"),
)


def test_what_was_collected_is_never_added_to_what_was_estimated():
    found = encounters(contacts(*CONTACTS))
    assert figures(found, "encounters", breakdown="collected") == {"all": 14, "call": 2, "open_encounter": 12}
    assert figures(found, "encounters", breakdown="estimate") == {"all": 20, "open_encounter": 20}
    assert set(zip(found.table["breakdown"], found.table["basis"], strict=True)) == {
        ("collected", "collected"),
        ("estimate", "estimate"),
    }


def test_encounters_of_each_month():
    table = encounters_by_month(contacts(*CONTACTS)).table
    calls = table[table["group"] == "call"]
    assert dict(zip(calls["wave"], calls["value"], strict=True)) == {"2025-01": 1, "2025-02": 1}


def test_an_encounter_without_a_kind_is_not_known_and_counted():
    assert figures(encounters(contacts(("2025-01-01", None, 3, "collected"))), "encounters") == {
        "all": 3,
        "not_known": 3,
    }


def test_nothing_collected_gives_no_results_and_no_error():
    none, no_contacts = enrolments(row("p")).iloc[:0], contacts(*CONTACTS).iloc[:0]
    found = [
        services(none, minimum=3),
        target_groups(none, minimum=3),
        services_by_target_group(none, minimum=3),
        needs_met(none),
        service_gaps(none, answered_by={"work": ["askel"]}),
        destinations(none, minimum=3),
        destinations(enrolments(row("p")), minimum=3),
        encounters(no_contacts),
        encounters_by_month(no_contacts),
    ]
    assert all(results.table.empty for results in found)


# --- whatever the rows are

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "person_key": st.sampled_from("pqrs"),
            "service": st.sampled_from("abc"),
            "target_group": st.sampled_from(["x", "y", None]),
            "start": st.sampled_from(["2025-01-01", "2025-02-01", None]),
            "end": st.sampled_from(["2025-03-01", "2025-04-01", None]),
            "next_step": st.sampled_from(["work", "none", None]),
            "need": st.sampled_from(["work", "money", None]),
            "need_met": st.sampled_from(["yes", "no", None]),
        }
    ),
    max_size=12,
)
bounded = settings(max_examples=60, deadline=None)


@bounded
@given(ROWS, st.integers(0, 2**16), st.integers(1, 3))
def test_the_order_of_rows_changes_nothing(rows, seed, minimum):
    table = enrolments(*rows)
    shuffled = table.sample(frac=1, random_state=seed)
    for indicator in (
        needs_met,
        lambda one: services(one, minimum=minimum),
        lambda one: target_groups(one, minimum=minimum),
        lambda one: services_by_target_group(one, minimum=minimum),
        lambda one: destinations(one, minimum=minimum),
    ):
        pd.testing.assert_frame_equal(indicator(table).table, indicator(shuffled).table)


@bounded
@given(ROWS, st.integers(1, 3))
def test_each_person_counts_once_in_the_total_and_once_among_the_destinations(rows, minimum):
    table = enrolments(*rows)
    everybody = table["person_key"].nunique()
    assert (
        figures(services(table, minimum=1)).get("all", 0)
        == figures(target_groups(table, minimum=1)).get("all", 0)
        == everybody
    )
    steps = figures(destinations(table, minimum=minimum))
    total = steps.pop("all", 0)
    assert total == sum(steps.values()) == table.loc[table["end"].notna(), "person_key"].nunique()
    assert np.all([count <= everybody for count in figures(services(table, minimum=1)).values()])
