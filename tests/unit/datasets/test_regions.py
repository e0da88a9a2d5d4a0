"""Counties by municipality: filled where an export tells none, and held against it where it does."""

import pandas as pd

from arvio.datasets.cross_checks import disagreements
from arvio.datasets.regions import with_counties


def groups(*rows):
    table = pd.DataFrame(rows, columns=["municipality", "county"], dtype="str")
    numbers = [str(number) for number in range(len(table))]
    return table.assign(group_id=numbers, source_file="a.csv", source_sheet="", source_row=2)


def counties(*rows):
    return with_counties(groups(*rows))["county"].tolist()


def test_the_county_is_that_of_the_municipality_where_none_is_told():
    assert counties(("Lemi", None), ("Valkeala", None)) == ["etela_karjala", "kymenlaakso"]


def test_what_the_export_tells_stays():
    assert counties(("Lemi", "etela_karjala"), ("Ankkalinna", "pirkanmaa")) == ["etela_karjala", "pirkanmaa"]


def test_a_municipality_that_is_not_on_the_list_has_no_known_county():
    assert counties(("Ankkalinna", None), (None, None)) == ["not_known", "not_known"]


def test_a_table_of_nothing_stays_as_it_is():
    assert with_counties(groups()).empty


def test_a_county_in_which_the_municipality_does_not_lie_is_told():
    [problem] = disagreements({"groups": groups(("Lemi", "kymenlaakso"), ("Lemi", None))}, of="groups")
    assert problem.what == "Lemi lies in another wellbeing services county"
    assert problem.expected.startswith("etela_karjala")
    assert problem.value == "kymenlaakso"


def test_a_municipality_that_is_not_on_the_list_is_held_against_nothing():
    assert disagreements({"groups": groups(("Ankkalinna", "kymenlaakso"))}, of="groups") == []
