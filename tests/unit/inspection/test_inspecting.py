import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest

from arvio.inspection.inspecting import inspect, write_drafts
from arvio.params import Organisation, Project
from arvio.saying import said_in, spoken

TODAY = dt.date(2026, 3, 1)
ROWS = [["Aikaleima", "Minua kuultiin"], *([f"1{n}.2.2024", str(n)] for n in range(1, 6))]


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, SimpleNamespace(languages=["fi", "en"]), {}, {}, {})


def test_a_new_file_gets_two_drafts_of_its_name(project, written):
    found = inspect(project, written(ROWS, "muualla/Palaute kevät.csv").path, against=None, today=TODAY)
    assert list(found.drafts) == ["palaute_kevat.organisation.yaml", "palaute_kevat.instrument.yaml"]
    assert "Google Forms" in found.report


def test_a_file_below_the_project_keeps_its_folder(project, written):
    found = inspect(project, written(ROWS, "data/talo/palaute.csv").path, against=None, today=TODAY)
    assert "data_folder: data/talo #" in found.drafts["palaute.organisation.yaml"]
    assert "put " not in found.use


def test_a_file_from_elsewhere_is_to_be_put_into_the_data_folder(project, tmp_path_factory):
    path = tmp_path_factory.mktemp("muualla") / "palaute.csv"
    path.write_text("Aikaleima,Arvio\n13.2.2024,1\n14.2.2024,3\n15.2.2024,5\n", encoding="utf-8")
    found = inspect(project, path, against=None, today=TODAY)
    assert "data_folder: data/palaute #" in found.drafts["palaute.organisation.yaml"]
    assert found.use == (
        "To take it into use: put palaute.csv into data/palaute/, copy palaute.organisation.yaml to "
        "params/organisations/palaute.yaml and palaute.instrument.yaml to params/instruments/palaute.yaml, "
        "then run arvio check palaute."
    )


def test_how_a_draft_is_taken_into_use_is_told_in_the_evaluators_language(project, written):
    found = inspect(project, written(ROWS, "palaute.csv").path, against=None, today=TODAY)
    assert spoken(found.use, "fi").startswith("Ota käyttöön näin: kopioi palaute.organisation.yaml → params/")
    with said_in("fi"):
        again = inspect(project, written(ROWS, "palaute.csv").path, against=None, today=TODAY)
    assert "Sarakkeet" in again.report
    assert again.drafts == found.drafts  # a draft is the same for everybody who makes it


def test_the_name_of_an_organisation_that_is_there_is_not_taken(project, written):
    said = {
        "organisation": "palaute",
        "name": "x",
        "data": "real",
        "data_folder": "data/muu",
        "sensitivity": "ordinary",
    }
    there = replace(project, organisations={"palaute": Organisation.model_validate({**said, "sources": {}})})
    found = inspect(there, written(ROWS, "palaute.csv").path, against=None, today=TODAY)
    assert next(iter(found.drafts)) == "palaute_2.organisation.yaml"


def test_what_cannot_be_an_item_makes_no_draft(project, written):
    rows = [["Vapaa sana"], ["oma lause"], ["toinen"]]
    found = inspect(project, written(rows).path, against=None, today=TODAY)
    assert (found.drafts, found.use[:8]) == ({}, "No draft")


def test_a_draft_is_written_once_and_another_beside_it(tmp_path):
    drafts = {"a.organisation.yaml": "one", "a.instrument.yaml": "two"}
    first = ["params/drafts/a.organisation.yaml", "params/drafts/a.instrument.yaml"]
    assert write_drafts(tmp_path, drafts) == first
    assert write_drafts(tmp_path, drafts) == first
    changed = {**drafts, "a.instrument.yaml": "three"}
    assert write_drafts(tmp_path, changed) == [
        "params/drafts/a_2.organisation.yaml",
        "params/drafts/a_2.instrument.yaml",
    ]
    assert (tmp_path / first[1]).read_text() == "two"


def test_texts_are_drafted_in_every_language_that_a_report_is_made_in(project, written):
    export = written(ROWS, "palaute.csv").path
    draft = inspect(project, export, against=None, today=TODAY).drafts["palaute.instrument.yaml"]
    assert "sv:" not in draft
    report = SimpleNamespace(languages=["sv"])
    others = {"voimaa": SimpleNamespace(reports=[report], sources={}, data_folder="data/voimaa")}
    draft = inspect(replace(project, organisations=others), export, against=None, today=TODAY).drafts[
        "palaute.instrument.yaml"
    ]
    assert draft.count("sv: Minua kuultiin") == draft.count("fi: Minua kuultiin") == 1
