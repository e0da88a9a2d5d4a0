"""The bundle of services: how many it has, and which are for children."""

import pandas as pd

from arvio.indicators.bundle import services_for_children, services_offered, support_contacts, without_services

SERVED = pd.DataFrame({"person_key": ["a", "a", "b"], "service": ["workshop", "living_room", "workshop"]})
CONTACTS = pd.DataFrame(
    {
        "date": pd.to_datetime(["2025-01-02"] * 4),
        "service": ["workshop", "childrens_line", "childrens_line", None],
        "kind": ["call", "call", "chat", "call"],
        "n_people": [1.0, 2.0, 3.0, 4.0],
        "counting_basis": "collected",
    }
)


def test_counts_different_services_that_somebody_was_in():
    [row] = services_offered(SERVED).table.to_dict("records")
    assert (row["statistic"], row["value"]) == ("services", 2)


def test_says_nothing_of_services_where_nobody_was_in_any():
    assert services_offered(SERVED.iloc[:0]).table.empty


def test_services_for_children_stand_each_by_itself_and_without_a_total():
    found = services_for_children(SERVED, services=["workshop"]).table
    told = {(row.group, row.statistic): row.value for row in found.itertuples()}
    assert told == {("workshop", "persons"): 2, ("workshop", "enrolments"): 2}
    assert services_for_children(SERVED, services=["childrens_line"]).table.empty


def test_leaves_out_services_and_keeps_what_names_none():
    assert without_services(CONTACTS, ["childrens_line"])["n_people"].tolist() == [1, 4]
    assert len(without_services(CONTACTS, [])) == 4


def test_counts_contacts_of_the_services_for_children_by_kind():
    table = support_contacts(CONTACTS, services=["childrens_line"]).table
    assert set(table["indicator"]) == {"support_contacts"}
    assert dict(zip(table["group"], table["value"], strict=True)) == {"all": 5, "call": 2, "chat": 3}


def test_says_nothing_of_contacts_where_no_service_is_for_children():
    assert support_contacts(CONTACTS, services=[]).table.empty
