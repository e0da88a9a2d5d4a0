"""The checks together, as the command tells of them."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from arvio.cli import arvio
from arvio.doctor import WRONG, diagnoses
from arvio.doctor import doctor as module
from arvio.doctor.doctor import _diagnosed
from arvio.doctor.project import FOLDERS
from arvio.saying import spoken

from ...end_to_end.languages import words

OF_PROJECT = {"params", *(f"folder_{name}" for name in FOLDERS), "disk", "key", "register"}


@pytest.fixture(autouse=True)
def quickly(monkeypatch):
    """Without a process and a browser, which have tests of their own."""
    slow = ("processes", "browser")
    monkeypatch.setattr(module, "_OF_MACHINE", tuple(one for one in module._OF_MACHINE if one[0] not in slow))
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")


def doctor(folder, monkeypatch, *arguments):
    monkeypatch.chdir(folder)
    return CliRunner().invoke(arvio, ["doctor", *arguments], standalone_mode=False)


def test_a_whole_project_has_a_line_for_each_check_and_a_summary(root, monkeypatch):
    ended = doctor(root, monkeypatch)
    lines = ended.stdout.splitlines()
    assert ended.return_value == 0
    assert "ok          register: nothing was published yet" in lines
    assert lines[-1].startswith("Checks: ")
    assert lines[-1].endswith(" 0 wrong")


def test_what_is_wrong_decides_the_exit_code_and_is_told_with_what_to_do(root, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "short")
    ended = doctor(root, monkeypatch)
    assert ended.return_value == 1
    assert "wrong       ARVIO_KEY: the secret for person keys is too short\n            to do: make" in ended.stdout
    assert ended.stdout.splitlines()[-1].endswith(" 1 wrong")


def test_broken_params_stop_no_other_check(root):
    (root / "params" / "suite.yaml").write_text("languages: 1")
    found = {one.check: one.state for one in diagnoses(root)}
    assert found.keys() > OF_PROJECT
    assert [check for check, state in found.items() if state == WRONG] == ["params"]


def test_outside_a_project_the_machine_is_looked_at(tmp_path):
    checks = [one.check for one in diagnoses(tmp_path)]
    assert checks[-1] == "project"
    assert {"python", "packages", "letters"} < set(checks)
    assert OF_PROJECT & set(checks) == set()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_it_is_told_in_the_evaluators_language(root, monkeypatch, language):
    monkeypatch.setenv("ARVIO_LANGUAGE", language)
    monkeypatch.delenv("ARVIO_KEY")
    (root / "reports").write_text("in the way")
    said = doctor(root, monkeypatch).stdout.splitlines()
    assert words(said, "en") == []
    assert [spoken(one.said, language) == one.said for one in diagnoses(root)].count(True) == 2  # Python, JupyterLab


def test_programs_are_told_the_same_in_every_language(root, monkeypatch):
    monkeypatch.setenv("ARVIO_LANGUAGE", "en")
    english = [json.loads(line) for line in doctor(root, monkeypatch, "--json").stdout.splitlines()]
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    finnish = [json.loads(line) for line in doctor(root, monkeypatch, "--json").stdout.splitlines()]
    changing = {"language", "disk"}  # one tells the language, and a disk is never the same
    assert [one for one in finnish if one["check"] not in changing] == [
        one for one in english if one["check"] not in changing
    ]
    told = {one["check"]: one for one in finnish}
    assert told["language"]["facts"]["language"] == "fi"
    assert told["params"] == {
        "check": "params",
        "state": "ok",
        "said": "params can be read; reports they ask for: 1",
        "to_do": "",
        "facts": {"organisations": 1, "broken": [], "reports": 1},
    }


def test_a_check_whose_library_is_missing_is_told_as_wrong(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.ft2font", None)
    found = _diagnosed("letters", dict(module._OF_MACHINE)["letters"])
    assert found.state == WRONG
    assert "matplotlib.ft2font" in found.said
    assert "requirements.lock" in found.remedy


def command(folder, *start):
    """What the command says as a process of its own, by check."""
    started = [sys.executable, *start, "doctor", "--json"]
    around = {**os.environ, "ARVIO_PROCESSES": "spawn"}
    ended = subprocess.run(started, cwd=folder, capture_output=True, encoding="utf-8", env=around, check=False)
    assert ended.stderr == ""
    return ended.returncode, {one["check"]: one for one in map(json.loads, ended.stdout.splitlines())}


def test_the_command_ends_with_its_exit_code(root):
    (root / "reports").write_text("in the way")
    code, told = command(root, "-m", "arvio")
    assert (code, told["folder_reports"]["state"], told["processes"]["state"]) == (1, "wrong", "ok")


def test_where_libraries_are_missing_all_else_is_told(root):
    without = "import sys; sys.modules.update(pydantic=None, pandas=None); from arvio.cli import main; main()"
    code, told = command(root, "-c", without)
    assert code == 1
    assert told.keys() > OF_PROJECT
    assert "pydantic" in told["params"]["said"]
    assert (told["params"]["state"], told["folder_params"]["state"]) == ("wrong", "ok")
    assert "requirements.lock" in told["params"]["to_do"]
