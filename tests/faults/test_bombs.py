"""Small files made to fill the memory or to never end are refused by name, in a process that has little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .bombs import BOMBS, write_bomb

pytest.importorskip("resource", reason="Windows bounds no process")
MOST_MB = 1_200
LARGEST_ON_DISK = 6_000_000


@pytest.fixture(scope="module")
def became(tmp_path_factory):
    """Name of each bomb: what was said of it and the memory in use until then, all read by one process."""
    folder = tmp_path_factory.mktemp("bombs")
    paths = [write_bomb(name, folder) for name in BOMBS]
    assert max(path.stat().st_size for path in paths) < LARGEST_ON_DISK
    readers = json.dumps({name: reader for name, (reader, _, _) in BOMBS.items()})
    command = [sys.executable, str(Path(__file__).with_name("reading_bombs.py")), str(folder), readers]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    return {line["name"]: line for line in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_by_name_and_fills_no_memory(name, became):
    assert BOMBS[name][2] in became[name]["told"]
    assert "to do:" in became[name]["told"]
    assert became[name]["peak_mb"] < MOST_MB
