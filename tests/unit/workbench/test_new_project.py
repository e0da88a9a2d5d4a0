import os

import pytest

from arvio.errors import RunError, UsageError
from arvio.params import open_project
from arvio.shipped import RECORD, shipped_files
from arvio.workbench import new_files, new_project
from arvio.workbench.new_project import make_project


def test_a_project_begins_with_all_that_is_shipped_and_no_organisation(tmp_path):
    made = make_project(tmp_path / "arviointi")
    names = {path.relative_to(tmp_path / "arviointi").as_posix() for path in made}
    assert names == {".gitignore", RECORD.as_posix(), *shipped_files()}
    project = open_project(tmp_path / "arviointi")
    assert project.names == ()
    assert "who5" in project.instruments


@pytest.mark.skipif(os.name == "nt", reason="Windows knows by the ending what may be started")
def test_what_is_started_by_a_double_click_may_be_started(tmp_path):
    make_project(tmp_path / "arviointi")
    assert os.access(tmp_path / "arviointi" / "arvio-open.command", os.X_OK)
    assert not os.access(tmp_path / "arviointi" / "requirements.lock", os.X_OK)


def test_an_environment_and_git_may_be_there_already(tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".git").mkdir()
    assert make_project(tmp_path)


def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "muistio.txt").write_text("omaa")
    with pytest.raises(UsageError, match="is there already, and is not written over"):
        make_project(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["muistio.txt"]


def test_a_try_that_was_ended_halfway_is_gone_on_with(tmp_path):
    made = make_project(tmp_path)
    whole = {path: path.read_bytes() for path in made}
    for path in made[:20]:
        path.unlink()
    make_project(tmp_path)
    assert {path: path.read_bytes() for path in made} == whole


def test_a_project_that_is_whole_is_not_made_again(tmp_path):
    make_project(tmp_path)
    with pytest.raises(UsageError, match="is there already"):
        make_project(tmp_path)


def test_half_a_project_beside_something_else_is_refused_and_left_as_it_is(tmp_path):
    make_project(tmp_path)
    (tmp_path / ".gitignore").unlink()
    (tmp_path / "params" / "omaa.yaml").write_text("omaa: 1")
    with pytest.raises(UsageError, match="is there already"):
        make_project(tmp_path)
    assert not (tmp_path / ".gitignore").exists()


def test_half_a_project_in_which_something_was_changed_is_refused_by_that_file(tmp_path):
    make_project(tmp_path)
    (tmp_path / ".gitignore").unlink()
    (tmp_path / "params" / "suite.yaml").write_text("omaa: 1")
    with pytest.raises(UsageError, match=r"params/suite\.yaml"):
        make_project(tmp_path)
    assert (tmp_path / "params" / "suite.yaml").read_text() == "omaa: 1"
    assert not (tmp_path / ".gitignore").exists()


def test_a_folder_within_a_project_is_refused(tmp_path):
    make_project(tmp_path)
    with pytest.raises(UsageError, match="lies in another project"):
        make_project(tmp_path / "data" / "toinen")
    assert not (tmp_path / "data").exists()


def test_nothing_stays_where_a_file_cannot_be_read(tmp_path, monkeypatch):
    real = new_files._bytes

    def fails(path):
        if path.name == "who5.yaml":
            raise RunError("cannot be read")
        return real(path)

    monkeypatch.setattr(new_files, "_bytes", fails)
    with pytest.raises(RunError):
        make_project(tmp_path / "arviointi")
    assert list(tmp_path.iterdir()) == []


def test_an_arvio_of_which_only_the_sources_were_copied_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(new_project, "shipped_files", dict)
    with pytest.raises(UsageError, match="was installed without the files that a project begins with"):
        make_project(tmp_path / "arviointi")
