import os
import stat
import sys

import pandas as pd
import pytest

from arvio.errors import SourceError
from arvio.sources.personal.identity import LONGEST_SECRET_FILE, person_key, person_keys, secret

SECRET = b"only for this test, never a real one"


def test_one_man_has_one_key_however_his_name_is_written():
    written = ["Matti Mäkinen", "MATTI  MÄKINEN ", "Mäkinen, Matti", "matti\xa0ma\u0308kinen"]
    assert len({person_key(name, SECRET) for name in written}) == 1


def test_the_key_does_not_hold_the_name_and_needs_the_secret():
    key = person_key("Matti Mäkinen", SECRET)
    assert "matti" not in key
    assert key != person_key("Matti Mäkinen", b"another secret of good length")


def test_several_columns_name_a_person_together():
    first, second = pd.Series(["Matti", "Matti"]), pd.Series([1950, 1951])
    keys = person_keys([first, second], SECRET)
    assert keys.nunique() == 2
    assert keys[0] == person_key("1950 matti", SECRET)


def test_nobody_has_no_key():
    assert person_keys([pd.Series([None, " "], dtype=object)], SECRET).isna().all()


def test_makes_a_secret_that_only_its_owner_reads_and_keeps_it(tmp_path, monkeypatch):
    monkeypatch.delenv("ARVIO_KEY", raising=False)
    made = secret(tmp_path)
    path = tmp_path / "data" / ".key"
    assert len(made) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret(tmp_path) == made
    assert list(path.parent.iterdir()) == [path]


def test_the_environment_comes_before_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "from the environment")
    assert secret(tmp_path) == b"from the environment"
    assert not (tmp_path / "data").exists()


def test_refuses_a_secret_that_could_be_guessed(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "short")
    with pytest.raises(SourceError, match="too short"):
        secret(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices among its files")
@pytest.mark.parametrize("lay", ["pipe", "folder", "device", "link to nothing", "too long"])
def test_what_is_no_file_with_a_secret_is_told_and_not_waited_for(lay, tmp_path, monkeypatch):
    monkeypatch.delenv("ARVIO_KEY", raising=False)
    path = tmp_path / "data" / ".key"
    path.parent.mkdir()
    {
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "device": lambda: path.symlink_to("/dev/zero"),
        "link to nothing": lambda: path.symlink_to(tmp_path / "nothing"),
        "too long": lambda: path.write_bytes(b"x" * (LONGEST_SECRET_FILE + 1)),
    }[lay]()
    with pytest.raises(SourceError, match=r"^data/.key: cannot be read: .+\n.*\n    to do: bring it back"):
        secret(tmp_path)


def test_a_secret_at_the_end_of_a_link_is_read(tmp_path, monkeypatch):
    monkeypatch.delenv("ARVIO_KEY", raising=False)
    (tmp_path / "safe").write_bytes(SECRET)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / ".key").symlink_to(tmp_path / "safe")
    assert secret(tmp_path) == SECRET
