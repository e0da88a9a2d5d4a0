"""One who was forgotten: where rows still lie, what cannot be searched, and what is never shown."""

import pytest

from arvio.datasets import load_tables
from arvio.errors import UsageError
from arvio.params import open_project
from arvio.retention import Lying, forget
from arvio.retention.forgetting import keys_of

from .conftest import FORGOTTEN, PARAMS, write


def test_rows_in_raw_exports_are_named_by_file_and_row_and_left_alone(project, key):
    export = project.root / "data" / "talo" / "henkilot.csv"
    before = export.read_bytes()
    found = forget(project, [key], ["talo"])
    assert found.lying == (Lying("data/talo/henkilot.csv", "", 3),)
    assert export.read_bytes() == before


def test_the_person_is_in_no_table_of_the_organisation_and_stays_in_others(project, key):
    forget(project, [key], ["talo"])
    assert len(load_tables(project, "talo").table("persons")) == 1
    assert len(load_tables(project, "mokki").table("persons")) == 2


def test_without_an_organisation_the_person_is_forgotten_in_all(project, key):
    found = forget(project, [key])
    assert [one.file for one in found.lying] == ["data/mokki/henkilot.csv", "data/talo/henkilot.csv"]
    assert len(load_tables(project, "mokki").table("persons")) == 1


def test_files_without_persons_and_files_that_cannot_be_read_are_told(project, key):
    write(project.root / "data" / "mokki" / "henkilot.csv", "")
    found = forget(project, [key])
    assert found.nameless == ("data/mokki/kumppanit.csv", "data/talo/kumppanit.csv")
    assert found.unsearched == (("data/mokki/henkilot.csv", "the file is empty (0 bytes)"),)


def test_when_the_exports_are_gone_it_is_told_and_the_person_is_forgotten_all_the_same(project, key):
    for path in (project.root / "data" / "talo").iterdir():
        path.unlink()
    found = forget(project, [key], ["talo"])
    assert [name for name, _ in found.unsearched] == ["talo: persons", "talo: partners"]
    write(project.root / "data" / "talo" / "henkilot.csv", f"Nimi,Suostumus\n{FORGOTTEN},kyllä\nSeppo,kyllä\n")
    assert len(load_tables(project, "talo").table("persons")) == 1


def test_given_again_it_says_the_same(project, key):
    first, again = forget(project, [key], ["talo"]), forget(project, [key], ["talo"])
    assert again.lying == first.lying
    assert again.purged.n_files == 0


@pytest.mark.parametrize("typed", [[FORGOTTEN], ["39161bfddb1596ac359"], [], ["39161bfddb1596ac3594", "0007"]])
def test_what_is_no_key_is_refused_and_not_shown(project, typed):
    with pytest.raises(UsageError) as caught:
        forget(project, typed)
    assert FORGOTTEN not in str(caught.value)
    assert not (project.root / "data" / ".withdrawn").exists()


def test_the_key_is_found_by_what_stands_in_the_export(project, key):
    assert keys_of(project, ["  unohdettava, UNTO ", ""]) == {key}


def test_rows_in_a_file_that_several_organisations_share_are_named_by_their_numbers_in_it(project, key):
    rows = ["Järjestö,Nimi,Suostumus", "mokki,Seppo,kyllä", f"kolmas,{FORGOTTEN},kyllä", "kolmas,Teppo,kyllä"]
    write(project.root / "data" / "national" / "henkilot.csv", "\n".join(rows) + "\n")
    shared = "    shared: {folder: data/national, column: Järjestö, values: kolmas}\n    person: Nimi\n"
    params = PARAMS.format(name="kolmas").replace("    person: Nimi\n", shared)
    params = params.partition("  partners:")[0]
    write(project.root / "params" / "organisations" / "kolmas.yaml", params)
    opened = open_project(project.root)
    assert len(load_tables(opened, "kolmas").table("persons")) == 2
    found = forget(opened, [key], ["kolmas"])
    assert found.lying == (Lying("data/national/henkilot.csv", "", 3),)
    assert forget(opened, [key], ["kolmas"]).lying == found.lying
    assert len(load_tables(opened, "kolmas").table("persons")) == 1
