"""The shape of a notebook: short cells, parameters first, no code that belongs in src, no outputs."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
PARAMETERS = ["organisation", "period", "language", "audience"]
IN_SRC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.With, ast.Try)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def calls(cell, module):
    return re.findall(rf"\b{module}\.(\w+)\(", cell.source) if cell.cell_type == "code" else []


def test_there_are_notebooks():
    assert {path.stem for path in PATHS} >= {"feedback", "groups"}


def test_opens_with_its_only_title_and_whom_it_is_for(notebook):
    titles = [cell for cell in notebook.cells if cell.cell_type == "markdown" and re.match(r"# ", cell.source)]
    assert titles == [notebook.cells[0]]
    assert len(notebook.cells[0].source.split("\n\n")) == 2


def test_the_first_code_cell_holds_the_parameters_and_nothing_else(notebook):
    first, *others = code_cells(notebook)
    assert first.metadata.tags == ["parameters"]
    assigned = ast.parse(first.source).body
    assert [statement.targets[0].id for statement in assigned] == PARAMETERS
    assert all(isinstance(statement.value.value, str) for statement in assigned)
    assert not any("parameters" in cell.metadata.get("tags", []) for cell in others)


def test_no_cell_is_longer_than_eight_lines(notebook):
    assert max(len(cell.source.splitlines()) for cell in code_cells(notebook)) <= 8


def test_no_cell_defines_a_function_or_loops(notebook):
    for cell in code_cells(notebook):
        found = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, (*IN_SRC, *COMPREHENSIONS))]
        assert not found, f"cell {cell.id}: it belongs in src/arvio"


def test_is_committed_without_outputs(notebook):
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code_cells(notebook))


def test_cell_ids_say_what_the_cell_is_for(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id_) for id_ in ids)


def test_every_figure_has_a_sentence_under_it(notebook):
    for position, cell in enumerate(notebook.cells):
        if calls(cell, "figures"):
            assert calls(notebook.cells[position + 1], "narrative"), f"cell {cell.id}"


def test_imports_nothing_but_arvio(notebook):
    for cell in code_cells(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import), f"cell {cell.id}"
            assert not isinstance(node, ast.ImportFrom) or node.module == "arvio", f"cell {cell.id}"
