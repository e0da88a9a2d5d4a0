"""What a notebook says that it needs is what it asks for when it is run."""

import pytest

from arvio.params import needs_of_notebooks
from arvio.publish.notebooks.notebooks import read_notebook

from ..conftest import PROJECT

FOLDER = PROJECT / "notebooks"
NEEDS = needs_of_notebooks(FOLDER)
WITHOUT_NEEDS = {"claims", "data_quality", "mirror"}
"""What a page of claims or a mirror needs follows from params; data_quality is about the data themselves."""


def test_every_notebook_tells_its_needs_but_those_without_any_of_their_own():
    assert {path.stem for path in FOLDER.glob("*.ipynb")} - set(NEEDS) == WITHOUT_NEEDS


@pytest.mark.parametrize("name", NEEDS)
def test_a_notebook_asks_for_the_tables_that_it_names(name, sample_project, monkeypatch):
    monkeypatch.chdir(sample_project / "notebooks")
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")
    names: dict[str, object] = {}
    for cell in read_notebook(sample_project / "notebooks" / f"{name}.ipynb")["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(cell["source"], f"{name}: {cell['id']}", "exec"), names)
    assert set(names["evaluation"].tables._loaded) == set(NEEDS[name].tables)
