"""A report that hangs, fills the memory or crashes costs only itself, and says in which cell and why."""

import pytest

from . import batches

NOTEBOOKS = {
    "good": "",
    "waiting": "import time\ntime.sleep(600)",
    "holding": "import ctypes\nctypes.PyDLL(None).sleep(600)",
    "hungry": "kept = []\nwhile True:\n    kept.append(b'x' * 10_000_000)",
    "crashing": "import ctypes\nctypes.string_at(0)",
    "leaving": "import os\nos._exit(3)",
    "killed": "import os\nos.kill(os.getpid(), 9)",
}
SAID = {
    "waiting": "cell 3: stopped: it took longer than 10 seconds (time_limit_seconds in params/suite.yaml)",
    "holding": "cell 3: stopped: it took longer than 10 seconds (time_limit_seconds in params/suite.yaml)",
    "hungry": "cell 3: stopped: it needed more than 1200 MB of memory (memory_limit_mb in params/suite.yaml)",
    "crashing": "cell 3: the process that made it ended by itself (SIGSEGV): perhaps memory ran out",
    "leaving": "cell 3: the process that made it ended by itself (exit code 3): perhaps",
    "killed": "cell 3: the process that made it was ended from outside (SIGKILL): perhaps memory",
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    root = batches.make_project(tmp_path_factory.mktemp("isolated") / "project", NOTEBOOKS, seconds=10)
    return root, *batches.arvio(root, "run", "--jobs", "4")


def test_all_others_are_made(batch):
    root, code, stdout, _ = batch
    assert code == 1
    assert stdout.splitlines() == ["reports/public/testers/2025/good.en.html"]
    batches.require_whole(root)


@pytest.mark.parametrize("notebook", SAID)
def test_each_says_its_cell_and_why(batch, notebook):
    root, _, _, stderr = batch
    assert f"failed public/testers/2025/{notebook}.en: {SAID[notebook]}" in stderr
    page = (root / f"reports/.run/public/testers/2025/{notebook}.en.error.html").read_text()
    assert NOTEBOOKS[notebook].splitlines()[0] in page
    assert "reports/.run/workers.log" in page


def test_the_log_has_where_python_was_when_it_crashed(batch):
    log = (batch[0] / "reports/.run/workers.log").read_text()
    assert "Fatal Python error: Segmentation fault" in log
    assert "ended without an answer: memory" in log


def test_nothing_half_written_is_left(batch):
    assert list((batch[0] / "reports/.run/partial").iterdir()) == []
