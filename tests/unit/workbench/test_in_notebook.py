"""The line preview() in a notebook."""

import json
import os
import subprocess
import sys

import pytest
from nbclient import NotebookClient
from nbformat import read, write
from nbformat.v4 import new_code_cell

import arvio
from arvio.evaluation import IN_THE_BATCH
from arvio.params import Run, open_project
from arvio.presentation.marks import mark_of
from arvio.workbench.copies import make_copy
from arvio.workbench.in_notebook import NOTHING

from ...faults.batches import arvio as command
from ...faults.batches import make_project

RUN = Run("testers", "2025", "own", "public", "en")
LINE = "from arvio import preview\n\npreview()"


@pytest.fixture
def root(tmp_path):
    return make_project(tmp_path / "project", {"own": "print('raw')"})


@pytest.fixture
def copy(root):
    path = make_copy(open_project(root), RUN).path
    notebook = read(path, as_version=4)
    notebook.cells.append(new_code_cell(LINE))
    write(notebook, path)
    return path


def test_shows_in_jupyterlab_what_is_to_be_done_and_where_the_page_lies(root, copy):
    notebook = read(copy, as_version=4)
    notebook.cells = notebook.cells[-1:]
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(copy.parent)}})
    client.execute(env={**os.environ, "JPY_SESSION_NAME": str(copy)})
    (output,) = notebook.cells[0].outputs
    assert mark_of(output)["kind"] == "workbench"
    text = output["data"]["text/plain"]
    assert "1. must: cell 3 (print('raw')): shows something that has not been released: printed text" in text
    assert "reports/.run/preview/public/testers/2025/own.en.html" in text
    assert 'role="status"' in output["data"]["text/html"]


def test_previews_nothing_in_a_report_that_is_made(root, copy):
    code, stdout, stderr = command(root, "preview", "testers", "2025", "own", "--json")
    assert code == 0, stderr
    told = json.loads(stdout)
    assert [one["kind"] for one in told["todo"] if one["weight"] == "must"] == ["unmarked"]
    assert "reports/.run/preview" not in (root / told["page"]).read_text(encoding="utf-8")


def test_is_silent_where_the_batch_says_which_run_it_makes(monkeypatch):
    monkeypatch.setenv(IN_THE_BATCH, "{}")
    assert arvio.preview() is NOTHING


def test_importing_arvio_loads_none_of_it():
    code = "import sys, arvio; sys.exit('arvio.workbench' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
