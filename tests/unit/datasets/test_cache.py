"""What is kept between runs is used while nothing that it depends on has changed, and never when it is not whole."""

import csv
import stat
import sys
from pathlib import Path

import pytest

from arvio.datasets import cache, load_tables, loading
from arvio.params import Organisation, Project

GROUPS = {
    "table": "groups",
    "reader": "csv",
    "files": "ryhmat.csv",
    "columns": {"group_id": "Tunnus", "start": "Alkoi"},
    "constants": {"county": "kymenlaakso"},
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")

    def made(groups=("R01",), **source):
        (tmp_path / "data").mkdir(exist_ok=True)
        with (tmp_path / "data" / "ryhmat.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["Tunnus", "Alkoi"], *[[group, "4.4.2023"] for group in groups]])
        organisation = {
            "organisation": "example",
            "name": "Esimerkki ry",
            "data": "synthetic",
            "data_folder": "data",
            "sensitivity": "ordinary",
            "sources": {"groups": GROUPS | source},
        }
        return Project(tmp_path, None, {}, {"example": Organisation.model_validate(organisation)}, {})

    return made


@pytest.fixture
def reads(monkeypatch):
    """The files that were read from their export, in turn."""
    found = []
    read = loading.read_file

    def counted(file, *given, **named):
        found.append(file.name)
        return read(file, *given, **named)

    monkeypatch.setattr(loading, "read_file", counted)
    return found


def groups(project):
    return list(load_tables(project, "example").table("groups")["group_id"])


def kept(tmp_path):
    return [path for path in (tmp_path / "data" / ".cache").rglob("*") if path.is_file()]


def test_an_unchanged_file_is_read_once(project, reads):
    assert groups(project()) == groups(project()) == ["R01"]
    assert reads == ["data/ryhmat.csv"]


def test_the_same_tables_come_from_the_cache_and_from_the_export(project):
    fresh = load_tables(project(), "example").table("groups")
    again = load_tables(project(), "example").table("groups")
    assert fresh.equals(again)
    assert list(fresh.dtypes) == list(again.dtypes)


def test_a_changed_file_is_read_anew(project, reads):
    groups(project())
    assert groups(project(["R01", "R02"])) == ["R01", "R02"]
    assert len(reads) == 2


def test_a_changed_mapping_is_read_anew(project, reads):
    groups(project())
    groups(project(constants={"county": "etela_karjala"}))
    assert len(reads) == 2


def test_changes_that_a_database_keeps_beside_its_file_are_read(project, reads, tmp_path):
    groups(project())
    (tmp_path / "data" / "ryhmat.csv-wal").write_bytes(b"changes")
    groups(project())
    assert len(reads) == 2


def test_another_secret_is_read_anew_since_its_keys_differ(project, reads, monkeypatch):
    groups(project())
    monkeypatch.setenv("ARVIO_KEY", "another secret, as good as the first")
    groups(project())
    assert len(reads) == 2


def test_what_another_arvio_kept_is_read_anew_without_a_word(project, reads, monkeypatch, capfd):
    groups(project())
    monkeypatch.setattr(cache, "_reader", lambda: "of another version")
    assert groups(project()) == ["R01"]
    assert len(reads) == 2
    assert capfd.readouterr() == ("", "")


def test_only_the_last_reading_of_a_file_is_kept(project, tmp_path):
    groups(project())
    groups(project(["R02"]))
    assert len([path for path in kept(tmp_path) if path.name == "record.json"]) == 1


@pytest.mark.parametrize("name", ["groups.parquet", "record.json"])
def test_what_was_cut_off_or_changed_is_read_from_the_export(project, reads, tmp_path, name):
    groups(project())
    spoilt = next(path for path in kept(tmp_path) if path.name == name)
    spoilt.write_bytes(spoilt.read_bytes()[:-10])
    assert groups(project()) == ["R01"]
    assert len(reads) == 2


def test_a_file_that_is_wrong_leaves_nothing_behind(project, tmp_path):
    errors = loading.check_sources(project(["R01", "R01"]), "example")
    assert "stands 2 times" in str(errors[0])
    loading.check_sources(project(columns={"group_id": "Tunnus", "start": "Alko"}), "example")
    folders = {path.parent for path in kept(tmp_path)}
    assert len(folders) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_may_read_what_is_kept(project, tmp_path):
    groups(project())
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept(tmp_path)} == {0o600}


def test_tables_are_read_where_nothing_can_be_kept(project, monkeypatch, tmp_path):
    opened = project()

    def refused(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.mkdir", refused)
    assert groups(opened) == ["R01"]
    assert kept(tmp_path) == []


def test_a_file_that_the_system_does_not_give_is_told_as_such(project, monkeypatch):
    opened = project()
    path_open = Path.open

    def locked(path, *given, **named):
        if path.name == "ryhmat.csv":
            raise PermissionError(13, "Permission denied")
        return path_open(path, *given, **named)

    monkeypatch.setattr(Path, "open", locked)
    (error,) = loading.check_sources(opened, "example")
    assert str(error).startswith("data/ryhmat.csv: cannot be read: Permission denied")
    assert "close it elsewhere" in str(error)


@pytest.fixture
def written_meanwhile(monkeypatch):
    """Another program adds a row to the export once it was read, and before what came of that is kept."""
    read = loading.read_file

    def disturbed(file, *given, **named):
        try:
            return read(file, *given, **named)
        finally:
            with file.path.open("a", encoding="utf-8") as export:
                export.write("R99,5.5.2023\n")

    monkeypatch.setattr(loading, "read_file", disturbed)


@pytest.mark.parametrize("found", [["R01"], ["R01", "R01"]])
def test_a_file_that_was_written_while_it_was_read_is_told_and_not_kept(found, project, tmp_path, written_meanwhile):
    (error,) = loading.check_sources(project(found), "example")
    assert str(error).startswith("data/ryhmat.csv: changed while it was read")
    assert "close it in the program that writes it" in str(error)
    assert kept(tmp_path) == []


def test_a_file_that_was_written_while_it_was_read_is_told_where_nothing_can_be_kept(
    project, monkeypatch, written_meanwhile
):
    opened = project()

    def refused(*_, **__):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.mkdir", refused)
    (error,) = loading.check_sources(opened, "example")
    assert "changed while it was read" in str(error)
