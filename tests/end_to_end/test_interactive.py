"""A notebook that is run by hand in JupyterLab shows the same numbers as the batch, for every report of the sample.

Each is executed by its working copy, as `arvio open` makes it, without what the batch says to a notebook; most of them
in processes of the fork server, which cost a third of a kernel's.
"""

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from arvio.params import Run, open_project
from arvio.publish.running.children import run_in_child
from arvio.publish.running.executing import Executing
from arvio.workbench.copies import make_copy

KERNEL_SECONDS = 300
SIDE_BY_SIDE = 2
RUNS = [
    ("feedback", {"organisation": "miessakit", "period": "2025", "language": "fi", "audience": "internal"}),
    ("feedback", {"organisation": "miessakit", "period": "2025", "language": "en", "audience": "public"}),
    ("groups", {"organisation": "voimaa", "period": "2021-2024", "language": "fi", "audience": "funder"}),
    ("groups", {"organisation": "voimaa", "period": "2021-2024", "language": "en", "audience": "internal"}),
    ("change", {"organisation": "harjula", "period": "2023-2025", "language": "fi", "audience": "funder"}),
]


@pytest.mark.parametrize(("name", "parameters"), RUNS)
def test_shows_the_same_facts_as_the_batch(sample_reports, monkeypatch, name, parameters):
    path = sample_reports.root / "notebooks" / f"{name}.ipynb"
    place = "{audience}/{organisation}/{period}/{name}.{language}.facts.jsonl".format(name=name, **parameters)
    monkeypatch.delenv("ARVIO_RUN", raising=False)
    monkeypatch.delenv("ARVIO_PROJECT", raising=False)
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    _restart_and_run_all(path, parameters)
    workings = sample_reports.reports / ".run"
    assert _facts(workings / "interactive" / place) == _facts(workings / place)


def test_every_report_has_the_same_facts_when_its_working_copy_is_run_by_hand(sample_reports, monkeypatch):
    monkeypatch.delenv("ARVIO_RUN", raising=False)
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
    monkeypatch.chdir(sample_reports.root / "notebooks")
    project = open_project(sample_reports.root)
    copies = [(run, make_copy(project, run).path.read_text(encoding="utf-8")) for run in project.runs()]
    differing = []
    for name in sorted({run.notebook for run, _ in copies}):
        monkeypatch.setenv("JPY_SESSION_NAME", str(sample_reports.root / "notebooks" / f"{name}.ipynb"))
        of_name = [(sample_reports.root, *copy) for copy in copies if copy[0].notebook == name]
        with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
            differing += [
                line for lines in side_by_side.map(lambda given: _differences(*given), of_name) for line in lines
            ]
    assert differing == []
    assert len(copies) > 250


def test_leaves_the_notebook_as_it_was(sample_reports):
    for name in ("feedback", "groups"):
        cells = nbformat.read(sample_reports.root / "notebooks" / f"{name}.ipynb", as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells)


def _differences(root: Path, run: Run, copy: str) -> list[str]:
    """What an execution of a working copy by hand releases otherwise than the report of the batch."""
    workings = root / "reports" / ".run"
    made, wanted = (folder / f"{run}.facts.jsonl" for folder in (workings / "interactive", workings))
    made.unlink(missing_ok=True)
    notebook = nbformat.reads(copy, as_version=4)
    for part in (notebook, *notebook.cells):  # where papermill writes its times
        part.metadata["papermill"] = {}
    executed = run_in_child(
        Executing.execute_notebook, (notebook, "python3", None, False), limit_seconds=KERNEL_SECONDS
    )
    if not made.exists():
        texts = [output.get("data", output).get("text/plain", "") for output in executed.cells[2].outputs]
        return [f"{run}: no facts: {texts}"]
    return [f"{run}: {line}" for line in sorted(_lines(made) ^ _lines(wanted))[:2]]


def _restart_and_run_all(path: Path, parameters: dict[str, str]) -> None:
    """As JupyterLab does it: a fresh kernel in the notebook's folder, the parameters as a person typed them."""
    notebook = nbformat.read(path, as_version=4)
    [cell] = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
    for parameter, value in parameters.items():
        cell.source, replaced = re.subn(rf'(?m)^{parameter} = ".*"$', f'{parameter} = "{value}"', cell.source)
        assert replaced == 1
    client = NotebookClient(notebook, timeout=KERNEL_SECONDS, resources={"metadata": {"path": str(path.parent)}})
    client.execute(env=dict(os.environ))


def _facts(path: Path) -> set[str]:
    """The released facts of a run, each as one line; never none."""
    facts = _lines(path)
    assert len(facts) > 10
    return facts


def _lines(path: Path) -> set[str]:
    return {json.dumps(json.loads(line), sort_keys=True) for line in path.read_text(encoding="utf-8").splitlines()}
