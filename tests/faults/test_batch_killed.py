"""Processes of a batch are killed at random moments: what lies in the reports folder stays whole, and nothing is lost.

Seeded, so that it is the same each time; ARVIO_KILLS asks for more of them (a hundred and more, for minutes).
"""

import os
import random
import sys

import pytest

from . import batches

KILLS = int(os.environ.get("ARVIO_KILLS", "3"))
SLEEP = "import time\ntime.sleep(0.2)"
YEARS = ("2022", "2023", "2024", "2025")
SEED = os.environ.get("ARVIO_SEED", "1")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no server of processes")
@pytest.mark.timeout(300 + 60 * KILLS)
@pytest.mark.parametrize("victim", ["child", "server", "batch"])
def test_a_process_that_is_killed_leaves_whole_files_and_the_next_run_completes(tmp_path, victim):
    root = batches.make_project(tmp_path / "project", {"first": SLEEP, "second": SLEEP}, periods=YEARS)
    chance, kills = random.Random(f"{victim} {SEED}"), 0
    while kills < KILLS:
        more, code, stderr = batches.killed_at_random(root, victim, chance, at_most=1 if victim == "batch" else 5)
        kills += more
        assert code in ({-9} if victim == "batch" and more else {0, 1, 3}), stderr
        assert "Traceback" not in stderr
        batches.require_whole(root)
    batches.require_next_run_completes(root)
