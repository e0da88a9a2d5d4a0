"""Each rule of the shape of a notebook is told of by the cell that breaks it."""

import pytest

from arvio.publish.notebooks.notebook_shape import shape_problems

PARAMETERS = 'organisation = "a"\nperiod = "2025"\nlanguage = "fi"\naudience = "internal"'


def markdown(id_, source):
    return {"cell_type": "markdown", "id": id_, "metadata": {}, "source": source}


def code(id_, source, **more):
    return {"cell_type": "code", "id": id_, "metadata": {}, "source": source, "outputs": [], **more}


def notebook(*cells):
    parameters = {**code("parameters", PARAMETERS), "metadata": {"tags": ["parameters"]}}
    return {"cells": [markdown("title", "# Title\n\nFor whom it is."), parameters, *cells]}


def told(*cells):
    return [str(problem).splitlines()[0] for problem in shape_problems(notebook(*cells), "own.ipynb")]


def test_a_notebook_in_shape_has_no_problems():
    figure = code("bars", "figures.likert(answers)")
    assert told(markdown("section", "## Who?"), figure, code("words", "narrative.feedback(answers)")) == []


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (code("long", "\n".join("abcdefghi")), "longer than 8 lines"),
        (code("loop", "for one in answers:\n    one"), "defines something or loops"),
        (code("listed", "[one for one in answers]"), "defines something or loops"),
        (code("pandas", "import pandas as pd"), "imports something else"),
        (code("results", "from arvio.results import results"), "imports something else"),
        (code("broken", "answers = feedback(\n"), "is not Python: line 1"),
        (code("shown", "1", outputs=[{}]), "has outputs"),
        (code("a1b2c3", "1"), "its id is not a few words of its own"),
        (code("title", "1"), "its id is not a few words of its own"),
        (code("bars", "figures.likert(answers)"), "a figure without a sentence under it"),
    ],
)
def test_what_breaks_the_shape_is_told_with_its_cell(cell, words):
    (line,) = told(cell)
    assert line.startswith(f"own.ipynb: cell 3 ({cell['source'].splitlines()[0]}): ")
    assert words in line


def test_a_second_title_is_told():
    assert "only title" in told(markdown("second", "# Another"))[0]


def test_a_parameters_cell_with_something_else_is_told():
    found = notebook()
    found["cells"][1]["source"] = PARAMETERS + '\nyear = "2025"'
    assert "four parameters" in str(shape_problems(found, "own.ipynb")[0])


def test_a_missing_parameters_cell_is_told():
    found = notebook()
    found["cells"][1]["metadata"] = {}
    assert "is not the parameters cell" in str(shape_problems(found, "own.ipynb")[0])
