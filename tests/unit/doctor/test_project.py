import os
import shutil
from collections import namedtuple
from importlib.metadata import version

import pytest

from arvio.disclosure.register import PATH
from arvio.doctor import LOOK, OK, WRONG
from arvio.doctor.project import disk, folder, key, outside, params, register, rights, root_of, shipped
from arvio.shipped import RECORD

Usage = namedtuple("Usage", "total used free")
SECRET = "twenty-two-characters!"


@pytest.fixture
def no_key(monkeypatch):
    monkeypatch.delenv("ARVIO_KEY", raising=False)
    return monkeypatch


def test_the_project_is_found_from_within(root, tmp_path_factory):
    assert root_of(root / "notebooks") == root.resolve()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert root_of(elsewhere) is None
    assert outside(elsewhere).state == LOOK


def test_params_are_told_with_the_reports_they_ask_for(root):
    assert (params(root).state, params(root).said) == (OK, "params can be read; reports they ask for: 1")


def test_a_broken_organisation_is_named(root):
    (root / "params" / "organisations" / "testers.yaml").write_text("organisation: testers\n")
    found = params(root)
    assert (found.state, found.facts["broken"]) == (WRONG, ["testers"])
    assert found.remedy == "see what is wrong and where: arvio check"


def test_a_broken_suite_is_told_by_its_own_error(root):
    (root / "params" / "suite.yaml").write_text("languages: [xx]\n")
    found = params(root)
    assert found.state == WRONG
    assert found.said.startswith("params/suite.yaml")


def test_files_of_an_older_arvio_are_told_with_the_command_that_brings_the_newer(root):
    assert shipped(root) is None
    (root / RECORD).write_text('{"arvio": "0.0.1", "files": {}}', encoding="utf-8")
    found = shipped(root)
    assert (found.state, found.facts["given"]) == (LOOK, "0.0.1")
    assert found.remedy == "see what would become of them: arvio upgrade --dry-run"
    (root / RECORD).write_text(f'{{"arvio": "{version("arvio")}", "files": {{}}}}', encoding="utf-8")
    assert shipped(root).state == OK


@pytest.mark.parametrize("text", ["{", "[]", "{}", "7"])
def test_a_spoilt_record_of_what_was_given_is_to_be_looked_at(root, text):
    (root / RECORD).write_text(text, encoding="utf-8")
    found = shipped(root)
    assert (found.state, found.said) == (LOOK, "which files arvio gave the project cannot be read: params/shipped.json")


@pytest.mark.parametrize("name", ["reports", "params", "notebooks"])
def test_a_folder_is_written_to_and_left_as_it_was(root, name):
    before = sorted(root.rglob("*"))
    assert (folder(root, name=name).state, sorted(root.rglob("*"))) == (OK, before)


@pytest.mark.parametrize(("name", "state"), [("reports", WRONG), ("notebooks", LOOK)])
def test_a_file_in_the_way_of_a_folder_is_told(root, name, state):
    shutil.rmtree(root / name, ignore_errors=True)  # there is no reports/ yet
    (root / name).write_text("in the way")
    found = folder(root, name=name)
    assert found.state == state
    assert found.remedy == f"a file lies where the folder {name} belongs: move it away"


@pytest.mark.parametrize(("megabytes", "state"), [(2000, OK), (900, LOOK), (0.5, WRONG)])
def test_little_room_is_told_beside_what_reports_take(root, monkeypatch, megabytes, state):
    # No disk can be filled in a test.
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**10, 0, int(megabytes * 10**6)))
    assert disk(root).state == state
    assert disk(root).said.endswith("MB free; all reports together (1) take about 1 MB")


def test_room_is_told_though_params_are_broken(root):
    (root / "params" / "suite.yaml").write_text("")
    assert disk(root).said == f"disk: {disk(root).facts['free_bytes'] // 10**6} MB free"


def test_a_secret_is_never_shown(root, no_key):
    no_key.setenv("ARVIO_KEY", SECRET)
    found = key(root)
    assert (found.state, found.said) == (OK, "key of persons: ARVIO_KEY is long enough")
    assert SECRET not in repr(found)
    assert str(len(SECRET)) not in repr(found)


@pytest.mark.parametrize("secret", ["", "tiny", "fifteen-letters"])
def test_a_short_secret_is_wrong_and_not_shown_either(root, no_key, secret):
    no_key.setenv("ARVIO_KEY", secret)
    found = key(root)
    assert found.state == WRONG
    assert found.said == "ARVIO_KEY: the secret for person keys is too short"
    assert not secret or secret not in repr(found)


def test_without_a_secret_none_is_made(root, no_key):
    assert key(root).state == LOOK
    assert "set ARVIO_KEY or bring data/.key back" in key(root).remedy
    assert not (root / "data").exists()


def test_the_secret_of_a_file_is_looked_at(root, no_key):
    (root / "data").mkdir()
    (root / "data" / ".key").write_text(SECRET)
    assert (key(root).state, key(root).facts) == (OK, {"from": "data/.key"})
    (root / "data" / ".key").unlink()
    (root / "data" / ".key").mkdir()
    found = key(root)
    assert (found.state, found.said) == (WRONG, "data/.key: cannot be read: Is a directory")
    assert "from a backup" in found.remedy


def test_a_register_that_is_empty_is_wrong_and_one_not_begun_is_not(root):
    assert (register(root).state, register(root).facts) == (OK, {"publications": 0})
    (root / PATH).parent.mkdir(parents=True)
    (root / PATH).write_bytes(b"")
    found = register(root)
    assert (found.state, "is empty" in found.said) == (WRONG, True)
    assert "from a backup" in found.remedy


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_folder_of_persons_that_others_may_read_is_told(root):
    (root / "data" / ".cache").mkdir(parents=True)
    (root / "data" / ".cache").chmod(0o700)
    (root / "data" / ".withdrawn").touch(mode=0o600)
    (root / "workbench").mkdir()
    (root / "workbench").chmod(0o755)

    found = rights(root)

    assert (found.state, found.facts) == (LOOK, {"open_to_others": ["workbench"]})
    (root / "workbench").chmod(0o700)
    assert rights(root).state == OK
    (root / "data" / ".withdrawn").chmod(0o644)
    assert rights(root).facts == {"open_to_others": ["data/.withdrawn"]}
