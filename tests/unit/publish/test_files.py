import os

import pytest

from arvio.errors import RunError
from arvio.publish import files, places
from arvio.whole_files import beside_of


def test_writes_a_file_whole_with_its_folders(tmp_path):
    path = tmp_path / "reports" / "public" / "a.html"
    files.write_whole(tmp_path, path, "ä\n")
    assert path.read_bytes() == "ä\n".encode()
    assert list(places.partial(tmp_path).iterdir()) == []


def test_an_interrupted_write_leaves_the_older_file_and_no_half(tmp_path, monkeypatch):
    path = tmp_path / "reports" / "a.html"
    files.write_whole(tmp_path, path, "old")

    def interrupt(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_whole(tmp_path, path, "new")
    assert path.read_text() == "old"
    assert list(places.partial(tmp_path).iterdir()) == []


def test_a_target_that_is_held_open_is_told_plainly(tmp_path, monkeypatch):
    def held(self, target):
        raise PermissionError(13, "The file is used by another process")

    monkeypatch.setattr(files.Path, "replace", held)
    with pytest.raises(RunError, match="close the report in the browser") as raised:
        files.write_whole(tmp_path, tmp_path / "reports" / "a.html", "new")
    assert "a.html: folder reports: cannot be written" in str(raised.value)


def test_a_folder_that_cannot_be_made_is_told_plainly(tmp_path):
    (tmp_path / "reports").write_text("a file where the folder should be")
    with pytest.raises(RunError, match="cannot be written"):
        files.write_whole(tmp_path, tmp_path / "reports" / "public" / "a.html", "new")


def test_what_was_left_unfinished_long_ago_is_taken_away_and_what_is_being_written_is_not(tmp_path):
    old, new = (files.partial_path(tmp_path, tmp_path / name) for name in ("old.html", "new.html"))
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (1, 1))
    files.sweep(tmp_path)
    assert [path.name for path in places.partial(tmp_path).iterdir()] == [new.name]


def test_what_commands_left_unfinished_beside_its_place_is_taken_away_and_nothing_of_the_evaluators(tmp_path):
    folder = tmp_path / "params" / "commentary" / "talo"
    folder.mkdir(parents=True)
    left, being_written = beside_of(folder / "2025.md"), beside_of(folder / "2025.md")
    theirs = [folder / name for name in ("2025.md", ".2025.part", "2025-0a1b2c3d.part", ".notes-not_ours.part")]
    for path in (left, being_written, *theirs):
        path.write_text("words")
        os.utime(path, (1, 1))
    being_written.touch()
    files.sweep(tmp_path)
    assert {*folder.iterdir()} == {being_written, *theirs}


def test_where_nothing_was_ever_written_there_is_nothing_to_take_away(tmp_path):
    files.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_taken_away_at_the_end_of_a_link(tmp_path):
    theirs = tmp_path / "home" / "thesis.odt"
    theirs.parent.mkdir()
    theirs.write_text("years of work")
    os.utime(theirs, (1, 1))
    places.partial(tmp_path).parent.mkdir(parents=True)
    places.partial(tmp_path).symlink_to(theirs.parent, target_is_directory=True)
    unfinished = beside_of(theirs)
    unfinished.write_text("half")
    os.utime(unfinished, (1, 1))
    (tmp_path / "params").symlink_to(theirs.parent, target_is_directory=True)
    files.sweep(tmp_path)
    assert theirs.exists()
    assert unfinished.exists()
