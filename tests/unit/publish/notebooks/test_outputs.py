"""Notebooks that were saved with what they computed are told, and can be had without it."""

import json

import pytest

from arvio.publish.notebooks.outputs import check_outputs, shows_outputs, without_outputs

SHOWN = {"output_type": "stream", "name": "stdout", "text": ["Unto, 78"]}


def code(*outputs, **others):
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "execution_count": None}
    return {**cell, "outputs": list(outputs), **others}


def notebook(*cells, **metadata):
    return {"cells": [*cells], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def lying(root, name, content):
    path = root / "notebooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_notebook_without_outputs_is_as_somebody_wrote_it():
    before = notebook(
        code(SHOWN, execution_count=4), {"cell_type": "markdown", "source": "Unto"}, widgets={"a": "Unto"}
    )
    after = without_outputs(before)
    assert after == notebook(code(), {"cell_type": "markdown", "source": "Unto"})
    assert before["cells"][0]["outputs"] == [SHOWN]


@pytest.mark.parametrize(
    ("content", "is_shown"),
    [
        (notebook(code()), False),
        (notebook(code(execution_count=4)), False),
        (notebook({"cell_type": "code", "source": "1"}), False),
        (notebook(code(), code(SHOWN)), True),
        (notebook(code(), widgets={"application/vnd.jupyter.widget-state+json": {}}), True),
    ],
)
def test_what_counts_is_what_was_computed_and_not_how_often(tmp_path, content, is_shown):
    assert shows_outputs(lying(tmp_path, "own.ipynb", content)) is is_shown


def test_each_notebook_that_was_saved_with_outputs_is_told_with_what_to_do(tmp_path):
    for name in ("b", "a"):
        lying(tmp_path, f"{name}.ipynb", notebook(code(SHOWN)))
    lying(tmp_path, "c.ipynb", notebook(code()))
    first, second = check_outputs(tmp_path)
    assert [first.problems[0].file, second.problems[0].file] == ["notebooks/a.ipynb", "notebooks/b.ipynb"]
    assert "nobody judged" in str(first)
    assert "arvio purge" in str(first)
    assert "Unto" not in str(first)


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"cells": 1}', '{"cells": [1]}', '{"metadata": {}}', '{"metadata": 1}']
)
def test_what_is_no_notebook_is_left_to_who_reads_it(tmp_path, content):
    lying(tmp_path, "own.ipynb", content)
    assert check_outputs(tmp_path) == []


def test_a_project_without_notebooks_has_none_to_tell_of(tmp_path):
    assert check_outputs(tmp_path) == []
