"""The private key: made once, by an explicit command, outside the project, readable for nobody else."""

import os
import sys

import pytest

from arvio.errors import ProtectionError, UsageError
from arvio.mirror.keys import VARIABLE, create_key, key_path, public_text, read_key


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "keys" / "talo.pem"))
    return tmp_path / "project"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are of POSIX")
def test_a_key_is_made_for_its_user_only(root, tmp_path):
    create_key(root, "talo")
    assert (tmp_path / "keys" / "talo.pem").stat().st_mode & 0o777 == 0o600


def test_the_public_half_is_told_and_belongs_to_the_private_one(root):
    told = create_key(root, "talo")
    assert public_text(read_key(root, "talo").public_key()) == told


def test_a_key_is_never_overwritten(root):
    create_key(root, "talo")
    with pytest.raises(UsageError, match="there is a key already"):
        create_key(root, "talo")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are of POSIX")
def test_a_key_that_others_may_read_is_not_used(root, tmp_path):
    create_key(root, "talo")
    (tmp_path / "keys" / "talo.pem").chmod(0o644)
    with pytest.raises(ProtectionError, match="others may read the private key"):
        read_key(root, "talo")


def test_a_key_in_the_project_is_refused(root, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(root / "key.pem"))
    with pytest.raises(ProtectionError, match="would lie in the project"):
        create_key(root, "talo")


def test_without_a_key_one_is_told_how_to_make_it(root):
    with pytest.raises(UsageError, match="arvio mirror-key talo"):
        read_key(root, "talo")


def test_what_is_no_key_is_told(root, tmp_path):
    create_key(root, "talo")
    (tmp_path / "keys" / "talo.pem").write_text("not a key")
    with pytest.raises(UsageError, match="holds no key of this kind"):
        read_key(root, "talo")


@pytest.mark.skipif(sys.platform == "win32", reason="settings lie elsewhere")
def test_where_nothing_is_said_the_key_lies_among_the_users_settings(root, tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    assert key_path(root, "talo") == tmp_path / "settings" / "arvio" / "mirror" / "talo.pem"


def test_a_key_that_could_not_be_written_whole_is_not_there(root, monkeypatch):
    def refuse(number):
        raise OSError(28, "no space left")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="no space left"):
            create_key(root, "talo")
    assert create_key(root, "talo")
