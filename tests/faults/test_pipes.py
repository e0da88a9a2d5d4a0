"""A pipe in the place of a file that a batch reads is told or done without, and never waited for."""

import os
import shutil
import sys

import pytest

from . import batches, words

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files"),
    pytest.mark.timeout(300),
]

RUN = "run", "--quiet", "--jobs", "1"
EXPORT = f"data/{words.NAME}/answers.csv"
TOLD = {
    "params/suite.yaml": (2, "is not in an arvio project"),
    f"params/organisations/{words.NAME}.yaml": (2, "cannot be read: it is a pipe or a device, and no file"),
    f"params/commentary/{words.NAME}/2025.en.md": (1, "cannot be read: it is a pipe or a device, and no file"),
    "notebooks/trust.ipynb": (1, "it is a pipe or a device, and no file"),
    f"params/commentary/{words.NAME}/2025.en.numbers.json": (1, "is no list of confirmations"),
    f"params/signatures/{words.NAME}/2025.json": (2, "it is a pipe or a device, and no file"),
    "data/.withdrawn": (3, "data/.withdrawn: is damaged or cannot be read"),
    EXPORT: (1, f"{EXPORT}: there is no such file"),
    "reports/.run/register.sqlite": (3, "a whole register, since what was published before must be known"),
}
DONE_WITHOUT = (
    f"data/.cache/.params/{words.NAME}.json",
    f"reports/.run/internal/{words.NAME}/2025/trust.en.json",
    f"reports/.run/solved/{words.NAME}.json",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A project whose report was made."""
    root = words.make_project(tmp_path_factory.mktemp("made") / "project")
    words.words_path(root).write_text(f"## {words.SECTION}\n\nTrust was high.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        code, _, stderr = batches.arvio(root, *RUN)
    assert code == 0, stderr
    return root


@pytest.fixture
def run_with_pipe(made, tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")

    def run(name):
        root = shutil.copytree(made, tmp_path / "project")
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)
        code, _, stderr = batches.arvio(root, *RUN)
        assert "Traceback" not in stderr, stderr
        return code, stderr

    return run


@pytest.mark.parametrize("name", TOLD)
def test_a_pipe_in_the_place_of_what_people_wrote_is_told(name, run_with_pipe):
    code, stderr = run_with_pipe(name)
    assert (code, TOLD[name][1] in stderr) == (TOLD[name][0], True), stderr


@pytest.mark.parametrize("name", DONE_WITHOUT)
def test_a_pipe_in_the_place_of_what_can_be_made_again_is_done_without(name, run_with_pipe):
    assert run_with_pipe(name)[0] == 0
