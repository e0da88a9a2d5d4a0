"""Who could be told from others by the mirrors that they were in."""

import os
from dataclasses import replace

import pytest

from arvio.errors import DataError, RunError
from arvio.mirror.history import PATH, Mirror, read_history, record, smallest_class

MIRROR = Mirror("talo", "2025-01-01", "2025-12-31", frozenset("ab"), {"heard": {"a": "1", "b": "2"}})


@pytest.mark.parametrize(
    ("histories", "smallest"),
    [
        (["abcde"], 5),
        (["abcde", "abcde"], 5),
        (["abcde", "abcdef"], 1),
        (["abcdef", "abcde"], 1),
        (["abcde", "abcdfg"], 1),
        (["abcde", "abcdefghij"], 5),
        (["abcde", "fghij"], 5),
        (["a"], 1),
    ],
)
def test_the_smallest_class_is_of_those_with_the_same_history(histories, smallest):
    assert smallest_class(histories) == smallest


def test_three_mirrors_can_tell_what_no_two_of_them_can():
    # Each two differ by five, and the first with the last less the two others is one member alone.
    common, first, second = "abcde", "fghij", "klmno"
    mirrors = [common, common + first, common + second, common + first + second + "x"]
    assert smallest_class(mirrors) == 1


def test_ones_own_organisation_alone_is_no_class():
    assert smallest_class(["abcdef", "aghijk"], own="a") == 5
    assert smallest_class(["abcdef", "aghijk"]) == 1
    corrected = [{"a 1", "b 1", "c 1", "d 1"}, {"a 2", "b 1", "c 1", "d 1"}]
    assert smallest_class(corrected, own="a") == 3
    assert smallest_class(["abcde"], own="a") == 5


def test_nobody_has_no_class():
    assert smallest_class([]) == 0


def test_one_whose_figure_was_corrected_is_told_from_who_they_were():
    corrected = replace(MIRROR, figures={"heard": {"a": "1", "b": "3"}})
    assert MIRROR.behind("heard") == corrected.behind("heard") == {"a", "b"}
    assert MIRROR.told("heard") & corrected.told("heard") == {"a 1"}
    assert MIRROR.behind("trust") == MIRROR.told("trust") == frozenset()


def test_a_mirror_is_read_as_it_was_recorded_and_by_its_own_organisation(tmp_path):
    record(tmp_path, MIRROR)
    record(tmp_path, MIRROR)
    assert read_history(tmp_path, "talo") == [MIRROR]
    assert read_history(tmp_path, "paja") == []


@pytest.mark.parametrize("line", ["{", "[]", '{"members": 1}', '{"members": []}'])
def test_a_spoilt_record_refuses_rather_than_forgets(tmp_path, line):
    record(tmp_path, MIRROR)
    with (tmp_path / PATH).open("a") as file:
        file.write(line + "\n")
    with pytest.raises(DataError, match="line 2: is spoilt"):
        read_history(tmp_path, "talo")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_in_the_place_of_the_record_is_refused_and_not_waited_for(tmp_path):
    (tmp_path / PATH).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / PATH)
    with pytest.raises(DataError, match="cannot be read: it is a pipe"):
        read_history(tmp_path, "talo")
    with pytest.raises(DataError, match="cannot be read: it is a pipe"):
        record(tmp_path, MIRROR)


def test_a_mirror_that_the_disk_does_not_take_leaves_those_before_it(tmp_path, monkeypatch):
    record(tmp_path, MIRROR)

    def refuse(number):
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(RunError, match="no space left"):
        record(tmp_path, replace(MIRROR, end="2026-12-31"))
    assert read_history(tmp_path, "talo") == [MIRROR]
