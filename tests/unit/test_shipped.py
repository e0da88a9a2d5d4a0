import hashlib

from arvio import shipped
from arvio.shipped import LOCK, lock_digest, shipped_files, shipped_root

from ..conftest import PROJECT


def test_what_is_shipped_lies_in_the_checkout_where_nothing_was_installed():
    assert shipped_root() == PROJECT
    found = shipped_files()
    assert {"notebooks/feedback.ipynb", "params/suite.yaml", "params/instruments/gas.yaml", LOCK} <= set(found)
    assert all(path.is_file() for path in found.values())


def test_no_organisation_and_none_of_its_words_are_shipped():
    assert [name for name in shipped_files() if "organisations" in name or "commentary" in name] == []


def test_what_lies_in_the_package_comes_first(tmp_path, monkeypatch):
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / LOCK).write_bytes(b"numpy==2.0\r\n")
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path)
    assert list(shipped_files()) == [LOCK]
    assert lock_digest() == hashlib.sha256(b"numpy==2.0\n").hexdigest()[:8]


def test_without_a_lock_there_is_no_digest(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "PACKAGE", tmp_path / "arvio")
    assert lock_digest() == ""
