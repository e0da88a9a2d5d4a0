import pytest

from arvio.errors import RunError
from arvio.params import Run
from arvio.publish.notebooks.notebooks import check_notebooks, read_notebook

RUN = Run("testers", "2025", "plain", "public", "en")


def test_reads_the_source_of_a_cell_as_one_text(tmp_path):
    path = tmp_path / "plain.ipynb"
    path.write_text('{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["# A\\n", "b"]}]}')
    assert read_notebook(path)["cells"][0]["source"] == "# A\nb"


@pytest.mark.parametrize("text", ["", "[]", '{"worksheets": []}', '{"cells": [1]}'])
def test_what_is_no_notebook_is_told_plainly(tmp_path, text):
    path = tmp_path / "plain.ipynb"
    path.write_text(text)
    with pytest.raises(RunError, match=r"notebooks/plain.ipynb: is not a notebook"):
        read_notebook(path)


def test_a_notebook_that_is_missing_is_told_plainly(tmp_path):
    with pytest.raises(RunError, match=r"notebooks/plain.ipynb: does not exist"):
        read_notebook(tmp_path / "plain.ipynb")


def test_each_notebook_of_several_runs_is_checked_once(tmp_path, save, notebook):
    save("plain", notebook())
    assert check_notebooks(tmp_path, [RUN]) == []
    (tmp_path / "notebooks" / "plain.ipynb").write_text('{"cells": []}')
    errors = check_notebooks(tmp_path, [RUN, RUN])
    assert ["has 0 cells tagged 'parameters'" in str(error) for error in errors] == [True]


def test_what_git_could_not_join_is_told_with_its_line(tmp_path):
    path = tmp_path / "plain.ipynb"
    path.write_text('{\n "cells": [\n<<<<<<< HEAD\n=======\n>>>>>>> other\n ]\n}')
    with pytest.raises(RunError, match=r"notebooks/plain.ipynb: line 3: holds two versions that git could not join"):
        read_notebook(path)


def test_the_own_words_of_a_notebook_are_checked_with_it(tmp_path, save, notebook):
    save("plain", notebook())
    own = tmp_path / "params" / "translations" / "plain.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("Who came back?:\n  de: Wer kam zurück?\n", encoding="utf-8")
    (error,) = check_notebooks(tmp_path, [RUN])
    assert "params/translations/plain.yaml: line 1" in str(error)
