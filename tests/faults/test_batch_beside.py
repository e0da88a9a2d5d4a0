"""What is hostile or broken in one organisation costs only its own reports; those of the others come out whole."""

import os
import shutil
import sys

import pytest
import yaml

from . import batches, words

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files"),
    pytest.mark.timeout(300),
]

BROKEN = {"export": b"\x00\xff\xfe[/red]" * 50, "words": b"<<<<<<< ours\n## trust\n\n\xff\n=======\n>>>>>>> theirs\n"}
SAID = {
    "export": "data/export/answers.csv: byte 1 (0xff, on line 1) is not UTF-8",
    "words": "params/commentary/words/2025.en.md: byte 23 is not UTF-8",
    "pipe": "data/pipe/answers.csv: there is no such file",
    "notebook": "notebooks/conflict.ipynb",
}
PARAMS = "params/organisations/params.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A project with a sound organisation beside four of which something is broken."""
    root = words.make_project(tmp_path_factory.mktemp("beside") / "project")
    for name in SAID:
        add(root, name, notebook="conflict" if name == "notebook" else "trust")
    (root / "data" / "export" / "answers.csv").write_bytes(BROKEN["export"])
    (root / "params" / "commentary" / "words" / "2025.en.md").write_bytes(BROKEN["words"])
    (root / "data" / "pipe" / "answers.csv").unlink()
    os.mkfifo(root / "data" / "pipe" / "answers.csv")
    sound = (root / "notebooks" / "trust.ipynb").read_text(encoding="utf-8")
    (root / "notebooks" / "conflict.ipynb").write_text(f"<<<<<<< ours\n{sound}=======\n{sound}>>>>>>> theirs\n")
    return root


def add(root, name, notebook):
    """Another organisation with the same answers."""
    plain = {**words.ORGANISATION, "organisation": name, "name": name, "data_folder": f"data/{name}"}
    plain["reports"] = [{**words.ORGANISATION["reports"][0], "notebook": notebook}]
    (root / "params" / "organisations" / f"{name}.yaml").write_text(yaml.safe_dump(plain, sort_keys=False))
    shutil.copytree(root / "data" / words.NAME, root / "data" / name)
    (root / "params" / "commentary" / name).mkdir()


@pytest.fixture(scope="module")
def batch(root):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        return batches.arvio(root, "run")


@pytest.fixture(scope="module")
def batch_with_broken_params(batch, root):
    """The same once more, beside params that are lists in lists."""
    (root / PARAMS).write_text("a: &a [*a\n" + "[" * 5000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        return batches.arvio(root, "run", "--force")


def test_the_sound_organisation_has_its_report_and_no_other_has_one(batch, root):
    code, stdout, stderr = batch
    assert code == 1, stderr
    assert stdout.splitlines() == [words.page_path(root).relative_to(root).as_posix()]
    assert "Traceback" not in stderr


@pytest.mark.parametrize("name", SAID)
def test_what_is_broken_is_told_with_its_file_and_place(name, batch):
    assert SAID[name] in batch[2]


def test_broken_params_cost_their_organisation_and_are_told_by_the_exit_code(batch_with_broken_params, root):
    code, stdout, stderr = batch_with_broken_params
    assert code == 2, stderr
    assert f"{PARAMS}: line 2, column 1: is not YAML" in stderr
    assert stdout.splitlines() == [words.page_path(root).relative_to(root).as_posix()]
    assert "Traceback" not in stderr


def test_what_came_out_is_whole(batch_with_broken_params, root):
    page = words.page_path(root).read_text(encoding="utf-8")
    assert page.rstrip().endswith("</html>")
    assert "40" in words.told_on(page)
