"""An export that another program writes while it is read is told, and half of one never goes for the whole."""

import os
from pathlib import Path

import pytest

from . import batches, words

pytestmark = pytest.mark.timeout(300)

RUN = "run", "--quiet", "--jobs", "1"
WRITING = Path(__file__).with_name("writing")
EXPORT = Path("data", words.NAME, "answers.csv")
TOLD = f"{EXPORT.as_posix()}: changed while it was read"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A page of the whole export, and how often its batch opened the export."""
    root = words.make_project(tmp_path_factory.mktemp("made") / "project")
    code, stderr = run_while_written(root, 0)
    assert code == 0, stderr
    return words.page_path(root).read_bytes(), log_of(root).stat().st_size


def run_while_written(root, at):
    """The exit code of a batch and what it said; before its opening of that number the export becomes half of it."""
    around = {
        "ARVIO_KEY": "sample-key-of-the-tests",
        "ARVIO_EXPORT": str(root / EXPORT),
        "ARVIO_EXPORT_LOG": str(log_of(root)),
        "ARVIO_EXPORT_AT": str(at),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(WRITING), os.environ.get("PYTHONPATH")])),
    }
    code, _, stderr = batches.arvio(root, *RUN, **around)
    return code, stderr


def log_of(root):
    return root.with_name("openings")


@pytest.fixture
def written_at(made, tmp_path):
    """What a batch said amid which the export was halved, and what is there when the export is whole again."""

    def run(at):
        root = words.make_project(tmp_path / f"at-{at}" / "project")
        whole = (root / EXPORT).read_bytes()
        told = run_while_written(root, at)
        assert len((root / EXPORT).read_bytes()) == len(whole) // 2
        (root / EXPORT).write_bytes(whole)
        assert run_while_written(root, 0)[0] == 0
        return *told, words.page_path(root).read_bytes()

    return run


@pytest.mark.parametrize("at", [2, 4])
def test_a_change_between_the_digest_and_the_end_of_the_reading_is_told(at, made, written_at):
    code, stderr, page = written_at(at)
    assert (code, TOLD in stderr) == (1, True), stderr
    assert page == made[0]


def test_a_change_after_the_reading_leaves_a_report_of_the_whole_that_is_made_again(made, written_at):
    page, n_openings = made
    code, stderr, page_again = written_at(n_openings)
    assert (code, TOLD in stderr) == (0, False), stderr
    assert page_again == page
