import pytest
from nbformat.v4 import new_code_cell, new_notebook

from arvio.errors import RunError
from arvio.publish.notebooks.parameters import check_parameters

GIVEN = {"organisation": "a", "period": "2025"}


def notebook(source, tags=("parameters",)):
    return new_notebook(cells=[new_code_cell(source, metadata={"tags": list(tags)})])


def test_accepts_plain_strings():
    check_parameters(notebook('organisation = "a"  # who\nperiod = "007"'), GIVEN, "plain.ipynb")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('organisation = "a"', "does not declare the parameter period"),
        ('organisation = "a"\nperiod = "b"\nperoid = "c"', "declares the parameter peroid, which no run gives"),
        ('organisation = "a"\nperiod = 2025', "got: 'period = 2025'"),
        ('organisation = "a"\nperiod = f"{organisation}"', "something else than plain strings"),
        ('organisation = "a"\nperiod = "b"\nimport os', "got: 'import os'"),
        ('organisation = "a"\nperiod =', "is not Python"),
    ],
)
def test_refuses_anything_else(source, said):
    with pytest.raises(RunError, match=said):
        check_parameters(notebook(source), GIVEN, "plain.ipynb")


def test_refuses_a_notebook_without_a_parameters_cell():
    with pytest.raises(RunError, match="has 0 cells tagged 'parameters'"):
        check_parameters(notebook('organisation = "a"', tags=()), GIVEN, "plain.ipynb")
