"""A tiny project and executed notebooks built by hand, so that no kernel is needed where none is tested."""

import datetime as dt
import io
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from arvio.params import Run
from arvio.presentation.marks import Shown
from arvio.publish.editions import Edition
from arvio.publish.outcomes import Outcome

PARAMETERS = 'organisation = "x"\nperiod = "x"\nlanguage = "x"\naudience = "x"'
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def shown(html="<p>4,5 / 5</p>", **more):
    """The output of a cell that shows a marked part."""
    data, metadata = Shown("figure", html, "4,5", **more)._repr_mimebundle_()
    return new_output("execute_result", data, metadata=metadata, execution_count=1)


def notebook_of(*cells):
    """An executed notebook: a title, the parameters cell, the one papermill puts after it, and the given cells."""
    tagged = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    injected = new_code_cell('organisation = "testers"', metadata={"tags": ["injected-parameters"]})
    made = [cell if "cell_type" in cell else new_code_cell("show()", outputs=[cell]) for cell in cells]
    numbered = [new_markdown_cell("# Feedback"), tagged, injected, *made]
    for number, cell in enumerate(numbered):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=numbered, metadata=KERNEL)


class Terminal(io.StringIO):
    """Where something is shown to a person, and kept."""

    def isatty(self):
        return True


class Inline:
    """A worker in this process, which does each task at once."""

    def submit(self, function, *given):
        future = Future()
        try:
            future.set_result(function(*given))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait, cancel_futures=False):
        pass


@pytest.fixture
def edition(tmp_path):
    return Edition(
        run=Run("testers", "2025", "plain", "public", "en"),
        root=tmp_path,
        organisation_name="Testers & Co",
        data="synthetic",
        stage="final",
        start=dt.date(2025, 1, 1),
        end=dt.date(2025, 12, 31),
        time_limit_seconds=60,
    )


@pytest.fixture
def save(tmp_path):
    """Save a notebook of the project, as the evaluator wrote it."""

    def saved(name, notebook) -> Path:
        path = tmp_path / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        source = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", ())]
        nbformat.write(new_notebook(cells=source, metadata=KERNEL), path)
        return path

    return saved


@pytest.fixture
def notebook():
    return notebook_of


@pytest.fixture
def marked():
    return shown


@pytest.fixture
def ended(edition, tmp_path, monkeypatch):
    """What two runs of a batch came to, seen from the project's folder."""
    monkeypatch.chdir(tmp_path)
    other = replace(edition.run, organisation="others")
    return [
        Outcome(other, "failed", 1.5, tmp_path / "reports" / ".run" / "a.error.html", "cell 4: KeyError: 'age'"),
        Outcome(edition.run, "done", 0.5, tmp_path / "reports" / "a.html"),
    ]
