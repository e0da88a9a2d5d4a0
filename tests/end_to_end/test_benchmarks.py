"""Benchmarks that read what commands and pages say still understand it. Nothing is timed."""

import os
import subprocess
import sys

import pytest

from ..conftest import PROJECT

SECONDS = 240
pytestmark = pytest.mark.timeout(SECONDS + 20)


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("identities", {"ARVIO_BENCH_IDENTITIES": "8"}, "0 mismatched, 0 lost, 0 duplicated"),
        ("load", {"ARVIO_BENCH_LOAD": "1", "ARVIO_BENCH_LOAD_MINUTES": "3"}, "nothing to do"),
        ("store", {"ARVIO_BENCH_ROWS": "20000"}, "| 20 000 |"),
    ],
)
def test_a_small_one_comes_to_its_end(name, size, said):
    ended = subprocess.run(
        [sys.executable, PROJECT / "benchmarks" / f"{name}.py"],
        env=os.environ | size,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert said in ended.stdout
