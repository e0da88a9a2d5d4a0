"""The members file: what the convener hands out, and refused where it is spoilt."""

import json

import pytest

from arvio.errors import DataError
from arvio.mirror.keys import public_text
from arvio.mirror.members import read_members

from .members_of_test import KEYS, NAMES

ONE, TWO = ({"member": name, "public_key": public_text(KEYS[name].public_key())} for name in NAMES[:2])
WHOLE = {"schema": "arvio-mirror-members", "schema_version": 1, "members": [ONE, TWO]}


def read(tmp_path, **changed):
    path = tmp_path / "members.json"
    path.write_text(json.dumps({**WHOLE, **changed}))
    return read_members(path, "members.json")


def test_members_have_their_keys(tmp_path):
    assert set(read(tmp_path).keys) == set(NAMES[:2])
    assert read(tmp_path).earlier == ()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"members": [ONE, ONE]}, "lists a member twice"),
        ({"members": [ONE, {**TWO, "public_key": ONE["public_key"]}]}, "has one key for two members"),
        ({"members": [ONE, {**TWO, "public_key": "AAAA"}]}, "members.1: has a public key that is none"),
        ({"members": [{**ONE, "member": "Talo ry"}]}, "members.0.member: is no members file"),
        ({"schema_version": 2}, "schema_version: was made by a newer arvio"),
        ({"name": "Talo ry"}, "name: is no members file"),
    ],
)
def test_a_spoilt_members_file_is_refused(tmp_path, changed, message):
    with pytest.raises(DataError, match=message):
        read(tmp_path, **changed)


def test_a_missing_members_file_is_told(tmp_path):
    with pytest.raises(DataError, match="there is no members file"):
        read_members(tmp_path / "members.json", "members.json")
