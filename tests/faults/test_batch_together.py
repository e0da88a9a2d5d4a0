"""Two batches at once, and clocks that jump: every page is whole and each run is made."""

import os
import time

from . import batches

JUMPING = """
import random, time
_real, _chance = time.time, random.Random(1)
time.time = lambda: _real() + _chance.choice((-1, 1)) * _chance.uniform(0, 40_000_000)
"""
NOTEBOOKS = {"first": "import time\ntime.sleep(0.2)", "second": ""}


def test_two_batches_at_once_leave_whole_files(tmp_path):
    root = batches.make_project(tmp_path / "project", NOTEBOOKS, periods=("2024", "2025"))
    both = [batches.start(root, "run", "--force", "--jobs", "2") for _ in range(2)]
    ended = [batch.communicate(timeout=batches.SECONDS) for batch in both]
    assert [batch.returncode for batch in both] == [0, 0], ended
    batches.require_whole(root)
    batches.require_next_run_completes(root)


def test_a_clock_that_jumps_costs_nothing(tmp_path):
    root = batches.make_project(tmp_path / "project", NOTEBOOKS)
    (tmp_path / "jumping").mkdir()
    (tmp_path / "jumping" / "sitecustomize.py").write_text(JUMPING)
    path = os.pathsep.join(filter(None, [str(tmp_path / "jumping"), os.environ.get("PYTHONPATH")]))
    code, _, stderr = batches.arvio(root, "run", "--jobs", "2", PYTHONPATH=path)
    assert code == 0, stderr
    batches.require_whole(root)
    for distance in (-(10**8), 10**8):
        for file in (*(root / "notebooks").iterdir(), *(root / "reports").rglob("*.html")):
            os.utime(file, (time.time() + distance,) * 2)
        batches.require_next_run_completes(root)
