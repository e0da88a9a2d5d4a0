import os
import stat
import zipfile

import pytest

from arvio.errors import RunError
from arvio.publish.cluster import parcels
from arvio.publish.cluster.parcels import inner_path, packed, unpack


def arrived(parcel, folder):
    """The packed file of a parcel whose parts were written one after another."""
    path = folder / "came"
    with path.open("wb") as file:
        for place, part, _ in parcel.parts():
            file.seek(place)
            file.write(part)
    return path


def test_what_is_unpacked_is_what_was_packed(tmp_path, monkeypatch):
    monkeypatch.setattr(parcels, "PART_BYTES", 100)
    (tmp_path / "exported").write_bytes(os.urandom(1000))
    parcel = packed({"data/Vastaukset äö.csv": tmp_path / "exported", "params/suite.yaml": b"languages: [fi]"})
    unpack(arrived(parcel, tmp_path), parcel.digest, tmp_path / "there")
    assert (tmp_path / "there/data/Vastaukset äö.csv").read_bytes() == (tmp_path / "exported").read_bytes()
    assert (tmp_path / "there/params/suite.yaml").read_bytes() == b"languages: [fi]"


def test_the_last_part_is_told_from_the_others(monkeypatch):
    monkeypatch.setattr(parcels, "PART_BYTES", 50)
    marks = [is_last for _, _, is_last in packed({"a": os.urandom(200)}).parts()]
    assert len(marks) > 2
    assert marks == [False] * (len(marks) - 1) + [True]


def test_the_same_files_make_the_same_parcel_whenever_they_were_written(tmp_path):
    for name, time in (("one", 1_000_000_000), ("two", 1_700_000_000)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time, time))
    assert packed({"a": tmp_path / "one", "b": b""}).digest == packed({"b": b"", "a": tmp_path / "two"}).digest
    assert packed({"a": b"x"}).digest != packed({"a": b"y"}).digest != packed({"b": b"y"}).digest


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_may_read_what_is_unpacked(tmp_path):
    parcel = packed({"data/x/answers.csv": b"1"})
    before = os.umask(0)
    try:
        unpack(arrived(parcel, tmp_path), parcel.digest, tmp_path / "there")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "there", *(tmp_path / "there").rglob("*")]}
    assert modes == {0o700, 0o600}


def test_a_parcel_that_was_cut_short_leaves_nothing(tmp_path):
    parcel = packed({"a": b"1"})
    came = arrived(parcel, tmp_path)
    came.write_bytes(came.read_bytes()[:-1])
    with pytest.raises(RunError, match="did not come whole"):
        unpack(came, parcel.digest, tmp_path / "there")
    assert [*tmp_path.iterdir()] == [came]


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", ""])
def test_a_file_outside_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(RunError, match="outside its folder"):
        inner_path(name)


def test_a_parcel_with_such_a_file_leaves_nothing(tmp_path):
    import hashlib

    came = tmp_path / "came"
    with zipfile.ZipFile(came, "w") as packing:
        packing.writestr("good", b"1")
        packing.writestr("../bad", b"1")
    with pytest.raises(RunError, match="outside its folder"):
        unpack(came, hashlib.sha256(came.read_bytes()).hexdigest(), tmp_path / "there")
    assert [*tmp_path.iterdir()] == [came]


def test_an_empty_parcel_is_a_folder(tmp_path):
    parcel = packed({})
    unpack(arrived(parcel, tmp_path), parcel.digest, tmp_path / "there")
    assert [*(tmp_path / "there").iterdir()] == []


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(RunError, match=r"data/gone.csv: cannot be sent to the cluster: No such file"):
        packed({"data/gone.csv": tmp_path / "gone"})
