"""Working on reports leaves nothing to commit: no output, no new id, no time of a run."""

import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from ..conftest import PROJECT, run_arvio

REPORT = ("--period", "2025", "--notebook", "data_quality", "--language", "fi")


@pytest.fixture(scope="module")
def project(sample_project, tmp_path_factory):
    """The sample under git, as a clone of it is."""
    root = tmp_path_factory.mktemp("clone") / "project"
    shutil.copytree(sample_project, root, ignore=shutil.ignore_patterns("reports"))
    shutil.copy(PROJECT / ".gitignore", root)
    _git(root, "init", "--quiet")
    _git(root, "add", ".gitignore", "notebooks", "params")
    _git(root, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "A clone")
    return root


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


def _to_commit(root: Path) -> str:
    return _git(root, "status", "--porcelain", "--untracked-files=all", "--", ":!data")


def test_making_a_report_twice_changes_no_line(project):
    for more in ((), ("--force",)):
        made = run_arvio(project, "run", "miessakit", *REPORT, *more)
        assert made.exit_code == 0, made.stderr
        assert _to_commit(project) == ""


def test_opening_running_and_saving_a_working_copy_changes_no_line(project, monkeypatch):
    opened = run_arvio(project, "open", "miessakit", "2025", "data_quality", "--no-lab")
    assert opened.exit_code == 0, opened.stderr
    copy = Path(opened.stdout.strip())
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
    monkeypatch.setenv("JPY_SESSION_NAME", str(copy))
    monkeypatch.delenv("ARVIO_RUN", raising=False)
    notebook = nbformat.read(copy, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(copy.parent)}}).execute()
    nbformat.write(notebook, copy)
    assert any(cell.get("outputs") for cell in nbformat.read(copy, as_version=4).cells)
    assert _to_commit(project) == ""
    again = run_arvio(project, "open", "miessakit", "2025", "data_quality", "--no-lab")
    assert again.exit_code == 0, again.stderr
    assert any(cell.get("outputs") for cell in nbformat.read(copy, as_version=4).cells)
