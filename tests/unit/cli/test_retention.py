"""What `arvio forget` and `arvio purge` take, show and never show, as a terminal and a pipe see them."""

import pytest
import yaml
from click.testing import CliRunner

from arvio.cli import arvio
from arvio.datasets import load_tables
from arvio.params import open_project
from arvio.sources.personal.identity import person_key, secret

NAME = "Unto Unohdettava"
SUITE = "languages: [fi]\naudiences: {}\ntime_limit_seconds: 60\n"
PARAMS = {
    "organisation": "talo",
    "name": "Talo ry",
    "data": "synthetic",
    "data_folder": "data/talo",
    "sensitivity": "ordinary",
    "sources": {
        "persons": {
            "table": "persons",
            "reader": "csv",
            "files": "henkilot.csv",
            "person": "Nimi",
            "columns": {"consent": "Suostumus"},
            "values": {"consent": {"kyllä": "yes"}},
        }
    },
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    monkeypatch.chdir(tmp_path)
    texts = {
        "params/suite.yaml": SUITE,
        "params/organisations/talo.yaml": yaml.safe_dump(PARAMS, allow_unicode=True),
        "data/talo/henkilot.csv": f"Nimi,Suostumus\nSeppo,kyllä\n{NAME},kyllä\n",
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def given(*arguments, piped=""):
    """The exit code, what other programs get, and what the evaluator reads."""
    ended = CliRunner().invoke(arvio, arguments, input=piped, standalone_mode=False)
    return ended.return_value, ended.stdout, ended.stderr


def persons(root):
    return len(load_tables(open_project(root), "talo").table("persons"))


def test_a_name_from_a_pipe_is_forgotten_and_never_shown(root):
    code, out, err = given("forget", "--organisation", "talo", piped=f"{NAME}\n")
    assert (code, out) == (0, "data/talo/henkilot.csv\t3\n")
    assert "Rows that still lie in raw exports: 1. Remove them there." in err
    assert NAME not in err
    assert persons(root) == 1


def test_a_key_is_forgotten_in_every_organisation(root):
    code, out, _ = given("forget", person_key(NAME, secret(root)))
    assert (code, out) == (0, "data/talo/henkilot.csv\t3\n")
    assert persons(root) == 1


def test_a_name_without_an_organisation_is_refused_before_it_is_read(root):
    code, out, err = given("forget", piped=f"{NAME}\n")
    assert (code, out) == (2, "")
    assert err.startswith("--organisation: is needed where a name or number is asked for")
    assert persons(root) == 2


def test_a_name_as_an_argument_is_refused_and_not_repeated(root):
    code, _, err = given("forget", NAME, "--organisation", "talo")
    assert code == 2
    assert "Unto" not in err
    assert persons(root) == 2


def test_somebody_whom_no_export_has_is_told_so(root):
    code, out, err = given("forget", "39161bfddb1596ac3594")
    assert (code, out) == (0, "")
    assert "No raw export that names persons has a row of whom you named." in err


def test_an_export_that_cannot_be_searched_is_exit_code_1(root):
    (root / "data/talo/henkilot.csv").unlink()
    code, _, err = given("forget", "39161bfddb1596ac3594")
    assert code == 1
    assert "talo: persons could not be searched: " in err


def test_a_purge_says_how_much_and_a_dry_one_what_it_would_be(root):
    persons(root)
    assert "Files that would be removed: 2 (" in given("purge", "talo", "--dry-run")[2]
    assert "Files removed: 2 (" in given("purge", "talo")[2]
    assert "Files removed: 0 (" in given("purge", "talo")[2]


def test_an_unknown_organisation_is_refused(root):
    assert given("purge", "tolo")[0] == given("forget", "39161bfddb1596ac3594", "--organisation", "tolo")[0] == 2
