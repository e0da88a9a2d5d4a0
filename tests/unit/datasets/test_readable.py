import pandas as pd

from arvio.datasets import Record, Tables, readable
from arvio.errors import DataError, Problem

WRONG = Problem("ryhmat.xlsx", "is not a date")
DISAGREES = Problem("lasnaolo.xlsx", "a group that the list of groups does not have")
PERSONS = pd.DataFrame({"person_key": ["a"]})


def load(name):
    if name == "groups":
        raise DataError(WRONG)
    if name == "attendance":
        raise DataError([WRONG, DISAGREES])
    return PERSONS


def tables(*collected):
    record = Record(failed={"groups_list": (DataError(WRONG),)})
    return Tables("talo", load, frozenset(collected), record)


def test_tables_that_can_be_read_stand_though_others_cannot():
    found = readable(tables("persons", "groups"))
    assert found.tables.table("persons").equals(PERSONS)
    assert found.tables.table("groups") is None
    assert found.unreadable == {"groups"}


def test_each_table_is_ready_not_collected_or_unreadable():
    states = readable(tables("persons", "groups")).states
    assert (states["persons"], states["groups"], states["visits"]) == ("ready", "unreadable", "not_collected")


def test_what_no_source_tells_is_a_disagreement_of_the_table():
    assert readable(tables("groups", "attendance")).disagreeing == {"attendance": (DISAGREES,)}


def test_the_record_goes_along():
    assert set(readable(tables("groups")).tables.record.failed) == {"groups_list"}
