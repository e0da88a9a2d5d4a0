"""`arvio new project` disturbed at its stages leaves what the next try goes on with, and nothing by half."""

import os
import random
import sys
from pathlib import Path

import pytest

from . import batches, stages

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="stages are counted by what Linux tells of files"),
    pytest.mark.timeout(7200),
]

COMMAND = "new", "project", "arviointi"
FAULTS = os.environ.get("ARVIO_FAULTS", "")
SEED = os.environ.get("ARVIO_SEED", "1")
IS_THERE_ALREADY = 2


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> tuple[dict[str, bytes], int]:
    """The files of a project that nobody disturbed, and of how many stages it was made."""
    place = tmp_path_factory.mktemp("done")
    ended, n = stages.disturbed(place, COMMAND)
    assert ended.returncode == 0, ended.stderr
    return files(place), n


@pytest.mark.parametrize("kind", stages.KINDS)
def test_a_disturbed_new_project_is_gone_on_with(kind, done, tmp_path):
    whole, n = done
    for at in chosen(kind, n):
        place = tmp_path / f"{at}"
        place.mkdir()
        ended, _ = stages.disturbed(place, COMMAND, kind, at)
        told = f"{kind} at stage {at} of {n}\n{ended.stderr[-3000:]}"
        assert ended.returncode in stages.allowed(kind), told
        assert "Traceback" not in ended.stderr, told
        assert whole.items() >= {name: text for name, text in files(place).items() if not hidden(name)}.items(), told
        code, _, stderr = batches.arvio(place, *COMMAND)
        assert code == 0 or (code == IS_THERE_ALREADY and ended.returncode == 0), told + stderr
        assert {name: text for name, text in files(place).items() if name in whole} == whole


def chosen(kind: str, n: int) -> list[int]:
    each = int(FAULTS) if FAULTS.isdigit() else 1
    every = range(1, n + 1)
    return list(every) if FAULTS == "all" else sorted(random.Random(f"{kind} {SEED}").sample(every, each))


def files(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def hidden(name: str) -> bool:
    """Whether a file is one that is still being written."""
    return name.endswith(".part")
