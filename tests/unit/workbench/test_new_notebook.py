"""A notebook of one's own begins in the shape of all, and no name or file of another one is taken."""

import pytest

from arvio.errors import UsageError
from arvio.params import open_project
from arvio.publish.notebooks.notebook_shape import shape_problems
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.workbench.new_notebook import (
    begin,
    check_name,
    check_source,
    create,
    new_notebook,
    own_texts,
    short,
)

from ...conftest import PROJECT
from ...faults.batches import arvio, make_project

SHIPPED = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))
WITH_FIGURE = [name for name in SHIPPED if name not in ("claims", "data_quality", "family_work", "project_end")]


def shipped(name):
    return read_notebook(PROJECT / "notebooks" / f"{name}.ipynb")


@pytest.mark.parametrize("name", WITH_FIGURE)
def test_begins_in_shape_with_a_figure_a_comment_and_methods(name):
    found = short(shipped(name), "own")
    sources = "\n".join(cell["source"] for cell in found["cells"])
    assert shape_problems(found, "own.ipynb") == []
    assert found["cells"][0]["source"].startswith("# Own\n\n")
    assert 'evaluation.commentary("own"' in sources
    assert "evaluation.method()" in sources
    assert "figures." in sources


def test_imports_what_it_uses_and_no_more():
    opening = next(cell["source"] for cell in short(shipped("groups"), "own")["cells"] if cell["id"] == "open")
    used = "\n".join(cell["source"] for cell in short(shipped("groups"), "own")["cells"][3:])
    imported = opening.splitlines()[0].removeprefix("from arvio import ").split(", ")
    assert [name for name in imported if name != "open_evaluation" and f"{name}." not in used] == []


def test_a_notebook_without_a_figure_is_nothing_to_begin_with():
    with pytest.raises(UsageError, match="shows no figure"):
        short(shipped("claims"), "own")


@pytest.mark.parametrize("name", ["family_work", "project_end", "data_quality"])
def test_nor_is_one_whose_rules_go_by_its_name(name):
    with pytest.raises(UsageError, match="goes by its name"):
        check_source(name)


@pytest.mark.parametrize("name", ["Own", "own voices", "1st", "ääni", "../own", "con", "lpt1", "", "a" * 61])
def test_a_name_that_is_none_is_refused(tmp_path, name):
    with pytest.raises(UsageError, match="cannot be the name"):
        check_name(tmp_path, name)


def test_a_name_that_is_taken_in_other_letters_is_refused(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "Own.ipynb").touch()
    with pytest.raises(UsageError, match="is there already"):
        check_name(tmp_path, "own")


def test_of_several_files_all_are_written_or_none(tmp_path):
    there = tmp_path / "there.yaml"
    there.write_text("mine")
    with pytest.raises(UsageError):
        create(tmp_path, {tmp_path / "new.ipynb": "{}", there: "other"})
    assert [path.name for path in tmp_path.iterdir()] == ["there.yaml"]
    assert there.read_text() == "mine"


def test_its_own_texts_are_asked_for_in_each_language_but_not_those_that_are_known():
    text = own_texts(short(shipped("feedback"), "our_voices"), ["fi", "sv", "en"])
    assert text.splitlines()[1:] == ["'Our voices':", "  fi: ''", "  sv: ''"]


def test_is_part_of_the_batch_when_params_name_it(tmp_path):
    root = make_project(tmp_path / "project", {"other": "1;"})
    (root / "notebooks" / "feedback.ipynb").write_bytes((PROJECT / "notebooks" / "feedback.ipynb").read_bytes())
    before = (root / "params" / "organisations" / "testers.yaml").read_text()
    code, stdout, stderr = arvio(root, "new", "notebook", "own", "--for", "testers")
    assert code == 0, stderr
    assert stdout.split() == ["notebooks/own.ipynb", "params/organisations/testers.yaml"]
    after = (root / "params" / "organisations" / "testers.yaml").read_text()
    assert after.startswith(before)
    assert {str(run) for run in open_project(root).runs(notebooks=["own"])} == {"public/testers/2025/own.en"}


def test_goes_on_where_one_was_killed_before_params_named_it(tmp_path):
    root = make_project(tmp_path / "project", {"other": "1;"})
    (root / "notebooks" / "feedback.ipynb").write_bytes((PROJECT / "notebooks" / "feedback.ipynb").read_bytes())
    new_notebook(open_project(root), "own", "feedback")
    with pytest.raises(UsageError, match="is there already"):
        new_notebook(open_project(root), "own", "feedback")

    begin(open_project(root), "own", source="feedback", organisation="testers", period=None)

    assert {str(run) for run in open_project(root).runs(notebooks=["own"])} == {"public/testers/2025/own.en"}
    with pytest.raises(UsageError, match="is there already"):
        begin(open_project(root), "own", source="feedback", organisation="testers", period=None)
