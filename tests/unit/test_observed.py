import json
import os
import subprocess
import sys

import pytest

from arvio import observed
from arvio.observed import observing


def test_a_file_that_is_read_is_seen_with_its_state_and_one_that_is_written_is_not(tmp_path):
    path, written = tmp_path / "data.csv", tmp_path / "out.csv"
    path.write_text("a;b\n")
    with observing() as seen:
        path.read_text()
        written.write_text("c")
        handle = os.open(tmp_path / "low", os.O_WRONLY | os.O_CREAT)
        os.close(handle)
    found = path.stat()
    assert {name: stat for name, stat in seen.files.items() if name.startswith(str(tmp_path))} == {
        str(path): (4, found.st_mtime_ns, found.st_ino)
    }


def test_a_file_that_is_looked_for_and_missing_is_seen(tmp_path):
    with observing() as seen, pytest.raises(FileNotFoundError):
        (tmp_path / "none").read_bytes()
    assert seen.files[str(tmp_path / "none")] is None


def test_a_file_that_others_open_is_told(tmp_path):
    with observing() as seen:
        observed.note_file(tmp_path / "x")
        observed.note("listing", "data", "*.csv")
        observed.note("listing", "data", "*.csv")
    assert list(seen.files) == [str(tmp_path / "x")]
    assert list(seen.asked) == [("listing", "data", "*.csv")]


def test_nothing_is_seen_where_nobody_observes(tmp_path):
    (tmp_path / "x").write_text("")
    with observing() as seen:
        pass
    (tmp_path / "x").read_text()
    observed.note("told", "x")
    observed.note_file(tmp_path / "x")
    assert (seen.files, seen.asked) == ({}, {})


def test_what_is_seen_within_counts_for_who_observes_around_it(tmp_path):
    with observing() as outer:
        with observing() as inner:
            observed.note_file(tmp_path / "x")
        observed.note_file(tmp_path / "y")
    assert [*inner.files] == [str(tmp_path / "x")]
    assert {*outer.files} == {str(tmp_path / "x"), str(tmp_path / "y")}


def test_the_first_state_of_a_file_counts(tmp_path):
    path = tmp_path / "x"
    path.write_text("a")
    with observing() as seen:
        path.read_text()
        path.write_text("abc")
        path.read_text()
    assert seen.files[str(path)][0] == 1


def test_a_kernel_of_its_own_writes_down_what_it_reads(tmp_path):
    sink = tmp_path / "reads"
    (tmp_path / "helper.py").write_text("x = 1\n")
    code = "from arvio import observed; observed.observe_as_told(); import helper; observed.note('told', 'x', 'public')"
    for _ in range(2):  # the second finds the module compiled
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, observed.SINK: str(sink), "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
            cwd=tmp_path,
            check=True,
            timeout=60,
        )
        told = [json.loads(line) for line in sink.read_text().splitlines()]
        seen = observed.Observed()
        seen.merge(sink)
        assert seen.files[str(tmp_path / "helper.py")][0] == 6
        assert [*seen.asked] == [("told", "x", "public")]
        assert len(told) == len(seen.files) + 1
        sink.unlink()


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("/x/__pycache__/helper.cpython-311.pyc", "/x/helper.py"),
        ("/x/helper.pyc", "/x/helper.pyc"),
        ("/x/__pycache__/notes.txt", "/x/__pycache__/notes.txt"),
    ],
)
def test_the_source_of_a_compiled_module(path, source):
    assert observed.source_of(path) == source
