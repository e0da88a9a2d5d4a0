import json

import pytest

from arvio import withdrawals
from arvio.disclosure import coarsening, register
from arvio.params import Run, open_project
from arvio.publish.cluster.belongings import of_package, of_project, of_state, state_of, stays_here

SUITE = "languages: [fi]\naudiences: {}\ntime_limit_seconds: 60\n"
FACT = dict.fromkeys(register.FACT, "")


def organisation(name, *, source="", more=""):
    return (
        f"organisation: {name}\nname: {name}\ndata: synthetic\ndata_folder: data/{name}\nsensitivity: ordinary\n"
        f"sources:\n  partners:\n    table: partners\n    reader: csv\n    {source or 'files: kumppanit*.csv'}\n{more}"
    )


@pytest.fixture
def project(tmp_path):
    """A project of two organisations with files of all kinds; gives a function that opens it."""
    texts = {
        "params/suite.yaml": SUITE,
        "params/organisations/talo.yaml": organisation("talo"),
        "params/organisations/toinen.yaml": organisation("toinen"),
        "params/commentary/talo/2025.fi.md": "## lessons\n",
        "params/commentary/toinen/2025.fi.md": "## lessons\n",
        "notebooks/feedback.ipynb": "{}",
        "notebooks/own_words.py": "",
        "notebooks/.ipynb_checkpoints/feedback.ipynb": "{}",
        "data/talo/kumppanit_2024.csv": "a\n",
        "data/talo/muistio.txt": "names of persons",
        "data/toinen/kumppanit.csv": "b\n",
        "data/.key": "secret",
        "data/.cache/talo/x/persons.parquet": "keys",
        "reports/public/talo/2025/feedback.fi.html": "page",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return lambda: open_project(tmp_path)


def test_to_a_cluster_goes_what_the_reports_of_one_organisation_read(project):
    assert set(of_project(project(), "talo")) == {
        "params/suite.yaml",
        "params/organisations/talo.yaml",
        "params/commentary/talo/2025.fi.md",
        "notebooks/feedback.ipynb",
        "notebooks/own_words.py",
        "data/talo/kumppanit_2024.csv",
        "data/talo/muistio.txt",
    }


def test_of_a_file_that_no_source_reads_the_name_goes_only(project):
    found = of_project(project(), "talo")
    assert found["data/talo/muistio.txt"] == b""
    assert found["data/talo/kumppanit_2024.csv"].read_text() == "a\n"


def test_a_link_to_somewhere_else_is_not_followed(project, tmp_path):
    (tmp_path / "elsewhere.csv").write_text("persons")
    (tmp_path / "data/talo/kumppanit_2025.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert "data/talo/kumppanit_2025.csv" not in of_project(project(), "talo")


def test_where_the_data_folder_is_all_data_neither_the_key_nor_what_is_kept_goes(project, tmp_path):
    text = organisation("talo").replace("data/talo", "data")
    (tmp_path / "params/organisations/talo.yaml").write_text(text)
    names = [name for name in of_project(project(), "talo") if name.startswith("data")]
    assert [name for name in names if name.startswith("data/.")] == []


def test_of_those_who_withdrew_go_the_ones_of_the_organisation(project, tmp_path):
    for name, key in (("talo", "39161bfddb1596ac3594"), ("toinen", "00001bfddb1596ac3594")):
        withdrawals.add(tmp_path, [key], [name], b"only for these tests, never a real one")
    sent = of_project(project(), "talo")["data/.withdrawn"]
    assert list(json.loads(sent)["organisations"]) == ["talo"]


def test_the_state_changes_with_each_publication_and_each_step(project, tmp_path):
    states = [state_of(project(), "talo")]
    assert of_state(project(), "talo") == {}
    register.enter(tmp_path, Run("talo", "2025", "feedback", "public", "fi"), [FACT])
    states.append(state_of(project(), "talo"))
    coarsening.write_coarsenings(tmp_path, "talo", [])
    states.append(state_of(project(), "talo"))
    assert len(set(states)) == 3
    assert set(of_state(project(), "talo")) == {"reports/.run/coarsened/talo.json", "reports/.run/register.sqlite"}
    register.enter(tmp_path, Run("toinen", "2025", "feedback", "public", "fi"), [FACT])
    assert state_of(project(), "talo") == states[-1]


def test_the_package_goes_with_its_version_and_without_what_was_compiled():
    found = of_package()
    assert {"arvio/cli/__init__.py", "arvio/publish/cluster/station.py"} <= set(found)
    assert [name for name in found if "__pycache__" in name] == []
    assert b"Name: arvio" in next(text for name, text in found.items() if name.endswith("dist-info/METADATA"))


def test_what_reads_a_database_stays_here(project, tmp_path):
    assert not stays_here(project(), "talo", tmp_path / "notebooks/feedback.ipynb")
    text = organisation("talo", source="connection: TALO_DB\n    query: partners").replace("csv", "database")
    (tmp_path / "params/organisations/talo.yaml").write_text(text)
    assert stays_here(project(), "talo", tmp_path / "notebooks/feedback.ipynb")
    assert not stays_here(project(), "toinen", tmp_path / "notebooks/feedback.ipynb")
