"""The list of those who withdrew: who stands on it, who can read it, and when nothing is read for its sake."""

import json
import os
import stat

import pytest

from arvio.errors import ProtectionError
from arvio.withdrawals import EVERY, PATH, add, extract, listed_organisations, state, withdrawals_of

SECRET = b"only for these tests, never a real one"
KEY, OTHER = "39161bfddb1596ac3594", "00001bfddb1596ac3594"


def is_listed(root, organisation, key=KEY):
    found = withdrawals_of(root, organisation, SECRET)
    return found.digest_of(key) in found.digests


def test_without_a_list_nobody_has_withdrawn(tmp_path):
    assert not withdrawals_of(tmp_path, "talo", SECRET)
    assert state(tmp_path) == state(tmp_path, "talo") == ""
    assert extract(tmp_path, "talo") is None


def test_one_who_withdrew_is_known_in_that_organisation_only(tmp_path):
    add(tmp_path, [KEY], ["talo"], SECRET)
    assert is_listed(tmp_path, "talo")
    assert not is_listed(tmp_path, "mokki")
    assert not is_listed(tmp_path, "talo", OTHER)


def test_one_who_withdrew_everywhere_is_known_in_organisations_that_come_later(tmp_path):
    add(tmp_path, [KEY], [EVERY], SECRET)
    assert is_listed(tmp_path, "begun next year")


def test_whoever_is_added_does_not_replace_those_before(tmp_path):
    add(tmp_path, [KEY], ["talo"], SECRET)
    add(tmp_path, [OTHER], ["talo"], SECRET)
    add(tmp_path, [OTHER], ["talo"], SECRET)
    assert is_listed(tmp_path, "talo")
    assert len(withdrawals_of(tmp_path, "talo", SECRET).digests) == 2


def test_the_list_holds_no_key_and_is_for_its_owner_alone(tmp_path):
    add(tmp_path, [KEY], ["talo"], SECRET)
    assert KEY not in (tmp_path / PATH).read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / PATH).stat().st_mode) == 0o600


def test_the_same_person_stands_otherwise_on_the_list_of_another_project(tmp_path):
    lists = []
    for name in ("one", "other"):
        add(tmp_path / name, [KEY], ["talo"], SECRET)
        lists.append(withdrawals_of(tmp_path / name, "talo", SECRET).digests)
    assert lists[0].isdisjoint(lists[1])


def test_with_another_secret_nobody_would_be_recognised_so_that_nothing_is_read(tmp_path):
    add(tmp_path, [KEY], ["talo"], SECRET)
    with pytest.raises(ProtectionError, match="another secret"):
        withdrawals_of(tmp_path, "talo", b"another secret than that before")
    with pytest.raises(ProtectionError, match="another secret"):
        add(tmp_path, [OTHER], ["talo"], b"another secret than that before")


@pytest.mark.parametrize("content", ["", "{", "[]", "[" * 100_000, '{"format": 1}', '{"format": 2}'])
def test_a_damaged_list_is_never_taken_for_an_empty_one(tmp_path, content):
    add(tmp_path, [KEY], ["talo"], SECRET)
    (tmp_path / PATH).write_text(content, encoding="utf-8")
    for reading in (lambda: withdrawals_of(tmp_path, "talo", SECRET), lambda: state(tmp_path, "talo")):
        with pytest.raises(ProtectionError):
            reading()


def test_the_state_changes_for_whom_it_concerns(tmp_path):
    add(tmp_path, [KEY], ["talo"], SECRET)
    before = state(tmp_path), state(tmp_path, "talo"), state(tmp_path, "mokki")
    add(tmp_path, [OTHER], ["talo"], SECRET)
    now = state(tmp_path), state(tmp_path, "talo"), state(tmp_path, "mokki")
    assert before[0] != now[0]
    assert before[1] != now[1]
    assert before[2] == now[2] == ""


def test_to_another_machine_goes_what_concerns_one_organisation(tmp_path):
    add(tmp_path, [KEY], ["talo"], SECRET)
    add(tmp_path, [OTHER], ["mokki"], SECRET)
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / PATH).parent.mkdir(parents=True)
    (elsewhere / PATH).write_bytes(extract(tmp_path, "talo"))
    assert listed_organisations(elsewhere) == ("talo",)
    assert is_listed(elsewhere, "talo")
    assert list(json.loads((elsewhere / PATH).read_text(encoding="utf-8"))["organisations"]) == ["talo"]
