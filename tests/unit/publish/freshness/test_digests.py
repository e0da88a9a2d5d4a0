import hashlib
import json
import os

import pytest

from arvio.publish import places
from arvio.publish.freshness import digests
from arvio.publish.freshness.digests import ABSENT, LARGE, Digests


@pytest.fixture
def large(tmp_path):
    """A large file that was last changed long ago."""
    path = tmp_path / "large.csv"
    path.write_bytes(b"a" * LARGE)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


def kept(root):
    return json.loads((places.workings(root) / "digests.json").read_text())


def test_the_digest_of_a_file_and_of_none(tmp_path):
    (tmp_path / "x").write_bytes(b"x")
    assert Digests(tmp_path).of(tmp_path / "x") == hashlib.sha256(b"x").hexdigest()
    assert Digests(tmp_path).of(tmp_path / "y") == ABSENT


def test_a_large_file_that_was_left_alone_is_not_read_again(tmp_path, large, monkeypatch):
    first = Digests(tmp_path)
    found = first.of(large)
    first.keep()
    assert list(kept(tmp_path)) == [str(large)]
    monkeypatch.setattr(digests, "digest_of", lambda path: pytest.fail("read again"))
    assert Digests(tmp_path).of(large) == found


def test_a_large_file_that_changed_is_read_again_also_when_its_time_is_set_back(tmp_path, large):
    first = Digests(tmp_path)
    before = first.of(large)
    first.keep()
    large.write_bytes(b"b" * (LARGE + 1))
    os.utime(large, (1_000_000_000, 1_000_000_000))
    assert Digests(tmp_path).of(large) != before


def test_a_file_that_has_just_been_changed_is_not_remembered(tmp_path, large):
    os.utime(large)
    found = Digests(tmp_path)
    found.of(large)
    found.keep()
    assert not (places.workings(tmp_path) / "digests.json").exists()


@pytest.mark.parametrize("spoilt", ["{", "[]", ""])
def test_a_spoilt_memory_costs_time_only(tmp_path, large, spoilt):
    path = places.workings(tmp_path) / "digests.json"
    path.parent.mkdir(parents=True)
    path.write_text(spoilt)
    assert Digests(tmp_path).of(large) == hashlib.sha256(b"a" * LARGE).hexdigest()
