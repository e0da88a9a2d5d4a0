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
