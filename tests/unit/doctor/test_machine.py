import os
import subprocess
import sys
import tempfile

import pytest

from arvio.doctor import LOOK, OK, WRONG
from arvio.doctor.machine import language, open_files, processes, scratch

TELL = "from arvio.doctor.machine import language; found = language(); print(found.state, found.facts)"


def test_the_language_is_told_with_the_letters_of_names(monkeypatch):
    monkeypatch.setenv("ARVIO_LANGUAGE", "sv")
    assert language().facts["language"] == "sv"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are UTF-8 whatever is set")
def test_a_machine_without_utf_8_is_to_look_at():
    bare = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "ARVIO_LANGUAGE": ""}
    ended = subprocess.run([sys.executable, "-c", TELL], env=bare, capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout == "look {'language': 'en', 'encoding': 'ascii'}\n"


@pytest.fixture
def limited():
    """Sets how many files this process may have open, and puts it back."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield lambda n: resource.setrlimit(resource.RLIMIT_NOFILE, (n, before[1]))
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_low_limit_of_open_files_is_to_look_at(limited):
    limited(256)
    found = open_files()
    assert (found.state, found.said) == (LOOK, "open files: at most 256 by process")
    assert found.remedy.startswith("before a batch: ulimit -n 1024")
    limited(1024)
    assert open_files().state == OK


def test_scratch_space_is_written_to(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert (scratch().state, scratch().facts) == (OK, {"folder": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []


def test_scratch_space_that_is_no_folder_is_wrong(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    assert scratch().state == WRONG
    assert "TMPDIR" in scratch().remedy


@pytest.mark.parametrize("way", ["spawn", "forkserver"])
def test_a_process_is_started_in_the_way_that_is_asked_for(monkeypatch, way):
    monkeypatch.setenv("ARVIO_PROCESSES", way)
    expected = "spawn" if sys.platform == "win32" else way
    assert (processes().state, processes().facts) == (OK, {"way": expected})


def test_a_system_that_starts_no_process_is_told_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_PROCESSES", "spawn")
    monkeypatch.setattr("multiprocessing.spawn._python_exe", os.fsencode(tmp_path / "gone"))
    found = processes()
    assert found.state == WRONG
    assert found.said.startswith("no process could be started by spawn (")
    assert "ARVIO_PROCESSES=spawn" in found.remedy
