"""Whose rows are left out of an export before anything else looks at them."""

from dataclasses import replace

import pandas as pd

from arvio.params import Source
from arvio.sources.mapping.export import Setting
from arvio.sources.personal.identity import person_key
from arvio.sources.personal.withdrawn import names_persons, withdrawn_places, without_withdrawn
from arvio.sources.raw_table import PROVENANCE, RawTable
from arvio.withdrawals import Withdrawals

SECRET, SALT = b"only for these tests, never a real one", b"salt"
PERSONS = {"table": "persons", "reader": "csv", "files": "x.csv", "columns": {"consent": "Suostumus"}}
MEN = {"Nimi": ["Mäkinen Matti", "Teppo", "MATTI  Mäkinen"], "Suostumus": ["kyllä", "kyllä", "ehkä"]}


def raw(cells):
    n = len(next(iter(cells.values())))
    places = pd.DataFrame([("x.csv", "", row, "") for row in range(2, n + 2)], columns=list(PROVENANCE))
    return RawTable("x.csv", pd.DataFrame(cells, dtype=object), places)


def setting(*names, **source):
    made = Setting("persons", Source.model_validate(PERSONS | source), "params", SECRET)
    salted = Withdrawals(salt=SALT)
    digests = frozenset(salted.digest_of(person_key(name, SECRET)) for name in names)
    return replace(made, withdrawals=Withdrawals(digests, SALT))


def rows(kept):
    return list(kept.places["source_row"])


def test_every_row_of_the_person_is_left_out_however_the_name_is_written():
    kept, left = without_withdrawn(raw(MEN), setting("Matti Mäkinen", person="Nimi"))
    assert rows(kept) == [3]
    assert list(left.values()) == [(2, 4)]


def test_nothing_is_left_out_for_somebody_who_is_not_there():
    kept, left = without_withdrawn(raw(MEN), setting("Seppo", person="Nimi"))
    assert rows(kept) == [2, 3, 4]
    assert left == {}


def test_a_person_named_by_several_columns_is_found():
    cells = {"Suku": ["Mäkinen", "Mäkinen"], "Vuosi": ["1950", "1960"], "Suostumus": ["kyllä", "kyllä"]}
    kept, _ = without_withdrawn(raw(cells), setting("Mäkinen 1960", person=["Suku", "Vuosi"]))
    assert rows(kept) == [2]


def test_a_case_is_left_out_as_a_person_is():
    cells = {"Asiakkuus": ["A1", "A2"], "Pvm": ["1.2.2025", "2.2.2025"], "Toteutui": ["kyllä", "ei"]}
    columns = {"case_key": "Asiakkuus", "date": "Pvm", "held": "Toteutui"}
    kept, _ = without_withdrawn(raw(cells), setting("A2", table="visits", columns=columns))
    assert rows(kept) == [2]


def test_where_rows_lie_is_told_once_each():
    cells = {name: [*found, found[0]] for name, found in MEN.items()}
    assert withdrawn_places(raw(cells), setting("Teppo", person="Nimi")) == [("", 3)]


def test_an_export_without_a_column_of_persons_names_nobody():
    assert names_persons(raw(MEN), setting("Teppo", person="Nimi"))
    assert not names_persons(raw({"Suostumus": ["kyllä"]}), setting("Teppo"))
