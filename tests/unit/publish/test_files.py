import os

import pytest

from arvio.errors import RunError
from arvio.publish import files, places


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
    files.sweep(tmp_path)
    assert theirs.exists()
