"""The notebooks that are shipped keep to the shape: short cells, parameters first, no code that belongs in src."""

from pathlib import Path

import pytest

from arvio.publish.notebooks.notebook_shape import shape_problems
from arvio.publish.notebooks.notebooks import read_notebook

FOLDER = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_notebooks():
    assert {path.stem for path in PATHS} >= {"feedback", "groups"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_keeps_to_the_shape(path):
    assert [str(problem) for problem in shape_problems(read_notebook(path), path.name)] == []
