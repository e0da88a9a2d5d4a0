"""Choices of method that contradict the organisation's own sources."""

import datetime as dt

import pytest

from arvio.params.choice_faults import choice_faults
from arvio.params.models import Organisation


def organisation(values: dict, **analysis) -> Organisation:
    source = {"table": "enrolments", "reader": "csv", "files": "a.csv", "values": values}
    return Organisation(
        organisation="talo",
        name="Talo ry",
        data="synthetic",
        data_folder="data/talo",
        sensitivity="ordinary",
        sources={"services": source},
        analysis=analysis,
    )


SERVICES = {"service": {"Paja": "workshop", "Olohuone": "living_room"}}


def test_a_need_is_answered_by_services_that_a_source_has():
    assert not list(choice_faults(organisation(SERVICES, answered_by={"work": ["workshop"], "money": []})))


def test_a_misspelt_service_is_told_with_the_nearest_one():
    found = list(choice_faults(organisation(SERVICES, answered_by={"work": ["workshp"]})))
    assert found == [
        (
            ("analysis", "answered_by", "work"),
            "no source has such a service",
            "one of living_room, workshop",
            "did you mean workshop?",
            "workshp",
        )
    ]


def test_a_service_for_children_is_one_that_a_source_has():
    [found] = choice_faults(organisation(SERVICES, services_for_children=["workshp"]))
    assert found[0] == ("analysis", "services_for_children")


def test_services_whose_codes_stand_in_the_export_itself_are_not_judged():
    assert not list(choice_faults(organisation({}, answered_by={"work": ["anything"]})))


def test_a_time_of_closing_ends_after_it_begins():
    closed = [{"start": dt.date(2025, 7, 27), "end": dt.date(2025, 6, 30)}]
    [found] = choice_faults(organisation(SERVICES, closed=closed))
    assert found[:2] == (("analysis", "closed", 0), "ends before it begins")


@pytest.mark.parametrize(("day", "inside"), [(dt.date(2025, 6, 30), True), (dt.date(2025, 7, 28), False)])
def test_a_day_is_in_a_time_of_closing_to_its_last_day(day, inside):
    closed = [{"start": dt.date(2025, 6, 30), "end": dt.date(2025, 7, 27)}]
    [time] = organisation(SERVICES, closed=closed).analysis.closed
    assert (day in time) is inside
