import json

import nbformat
import pytest

from arvio.errors import RunError
from arvio.params import Run, open_project
from arvio.workbench.copies import (
    copies,
    copy_path,
    is_changed,
    make_copy,
    name_of,
    parameters_of,
    read_copy,
    set_parameters,
    written,
)

RUN = Run("miessakit", "2025", "feedback", "internal", "fi")


@pytest.fixture
def project(sample_project, tmp_path):
    """The sample's params and notebooks, where a test may write."""
    for name in ("params", "notebooks"):
        (tmp_path / name).symlink_to(sample_project / name)
    return open_project(tmp_path)


def edited(path, change):
    """The copy as somebody saved it after a change of one of its sources."""
    notebook = read_copy(path)
    change(notebook["cells"])
    path.write_text(written(notebook), encoding="utf-8")


def test_a_copy_is_made_beside_the_shipped_notebook_with_the_parameters_of_the_run(project):
    made = make_copy(project, RUN)
    assert (made.state, made.path) == ("made", copy_path(project.root, "miessakit", "2025", "feedback"))
    assert parameters_of(read_copy(made.path)) == RUN.parameters
    assert name_of(made.path) == "workbench/miessakit/2025/feedback.ipynb"


def test_saving_a_copy_in_jupyter_changes_no_byte(project):
    path = make_copy(project, RUN).path
    assert nbformat.writes(nbformat.read(path, as_version=4)) + "\n" == path.read_text(encoding="utf-8")


def test_a_copy_that_nobody_changed_is_kept_and_follows_other_parameters(project):
    before = make_copy(project, RUN).path.read_bytes()
    assert make_copy(project, RUN).state == "kept"
    assert make_copy(project, RUN).path.read_bytes() == before
    english = Run("miessakit", "2025", "feedback", "public", "en")
    made = make_copy(project, english)
    assert made.state == "refreshed"
    assert parameters_of(read_copy(made.path)) == english.parameters


def test_a_copy_that_nobody_changed_follows_the_shipped_notebook(project, tmp_path):
    make_copy(project, RUN)
    (tmp_path / "notebooks").unlink()
    (tmp_path / "notebooks").mkdir()
    shipped = read_copy(copy_path(project.root, "miessakit", "2025", "feedback"))
    shipped["metadata"]["arvio"].pop("made_of")
    shipped["cells"][0]["source"] += "\n\nAnother paragraph."
    (tmp_path / "notebooks" / "feedback.ipynb").write_text(written(shipped), encoding="utf-8")
    made = make_copy(project, RUN)
    assert made.state == "refreshed"
    assert "Another paragraph." in read_copy(made.path)["cells"][0]["source"]


@pytest.mark.parametrize(
    "change",
    [
        lambda cells: cells[-1].update(source="1 + 1"),
        lambda cells: cells.append({**cells[0], "id": "own"}),
        lambda cells: cells.pop(0),
        lambda cells: cells.insert(0, cells.pop(3)),
        lambda cells: cells[0].update(cell_type="raw"),
    ],
)
def test_a_copy_that_somebody_changed_is_never_written(project, change):
    path = make_copy(project, RUN).path
    edited(path, change)
    before = path.read_bytes()
    for run in (RUN, Run("miessakit", "2025", "feedback", "public", "en")):
        assert make_copy(project, run).state == "changed"
        assert path.read_bytes() == before


def test_outputs_and_parameters_are_no_change(project):
    path = make_copy(project, RUN).path
    other = set_parameters(read_copy(path), {"organisation": "voimaa", "period": "2023"})
    other["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["seen"]}]
    assert not is_changed(other)


def test_a_copy_that_does_not_say_what_it_was_made_of_counts_as_changed(project):
    path = make_copy(project, RUN).path
    notebook = read_copy(path)
    notebook["metadata"]["arvio"] = "nothing that we wrote"
    assert is_changed(notebook)


def test_parameters_keep_what_else_stands_in_their_cell(project):
    notebook = read_copy(make_copy(project, RUN).path)
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "parameters")
    cell["source"] = "# ä whose\norganisation = 'ä'; period = \"2025\"  # when\nlanguage = 'fi'\naudience = 'public'"
    found = set_parameters(notebook, {"organisation": "voimaa", "period": "2021-2024", "audience": "funder"})
    assert next(cell for cell in found["cells"] if cell["id"] == "parameters")["source"] == (
        '# ä whose\norganisation = "voimaa"; period = "2021-2024"  # when\nlanguage = \'fi\'\naudience = "funder"'
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not a notebook of format 4"),
        ("[1, 2]", "is not a notebook of format 4"),
        ('{"cells": [{"source": "a"}], "metadata": {}}', "is not a notebook of format 4"),
        ('{"cells": [{"source": 1, "cell_type": "code", "metadata": {}}], "metadata": {}}', "is not a notebook"),
        ('{\n "cells": [\n<<<<<<< HEAD\n  {},\n=======\n>>>>>>> other\n ]\n}', "line 3: holds two versions"),
    ],
)
def test_a_spoilt_copy_is_told_in_one_sentence_and_left_as_it_is(project, text, told):
    path = make_copy(project, RUN).path
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=r"^workbench/miessakit/2025/feedback\.ipynb: ") as error:
        make_copy(project, RUN)
    assert told in str(error.value)
    assert path.read_text(encoding="utf-8") == text


def test_a_copy_without_its_parameters_cell_is_left(project):
    path = make_copy(project, RUN).path
    edited(path, lambda cells: cells.pop(1))
    made = make_copy(project, RUN)
    assert made.state == "changed"
    assert "left as it is" in made.note


def test_copies_are_listed_of_all_or_of_some_organisations(project):
    paths = [
        make_copy(project, Run(*run, "internal", "fi")).path
        for run in (("miessakit", "2025", "feedback"), ("voimaa", "2023", "groups"))
    ]
    assert copies(project.root) == paths
    assert copies(project.root, ("voimaa",)) == paths[1:]


def test_what_is_no_period_is_refused_before_anything_is_made(project):
    with pytest.raises(Exception, match="period"):
        make_copy(project, Run("miessakit", "../..", "feedback", "internal", "fi"))
    assert not (project.root / "workbench").exists()


def test_a_copy_is_plain_json_for_whoever_has_no_jupyter(project):
    assert json.loads(make_copy(project, RUN).path.read_text(encoding="utf-8"))["nbformat"] == 4
