"""A notebook that is run by hand in JupyterLab shows the same numbers as the batch."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

KERNEL_SECONDS = 300
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


def test_leaves_the_notebook_as_it_was(sample_reports):
    for name in ("feedback", "groups"):
        cells = nbformat.read(sample_reports.root / "notebooks" / f"{name}.ipynb", as_version=4).cells
        assert not any(cell.get("outputs") for cell in cells)


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
    facts = {json.dumps(json.loads(line), sort_keys=True) for line in path.read_text(encoding="utf-8").splitlines()}
    assert len(facts) > 10
    return facts
