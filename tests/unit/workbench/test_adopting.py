"""A working copy becomes a notebook of the project only whole, in shape, run, and over nobody's work."""

import json

import pytest

from arvio.params import Run, open_project
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.workbench.adopting import adopt as adopt_planned
from arvio.workbench.adopting import planned
from arvio.workbench.cell_ids import with_worded_ids
from arvio.workbench.copies import digest, is_changed, make_copy, read_copy
from arvio.workbench.differences import differences

from ...faults.batches import SHOWN, arvio, make_project

RUN = Run("testers", "2025", "own", "public", "en")
PARAMETERS = 'organisation = "x"\nperiod = "x"\nlanguage = "x"\naudience = "x"'


def cell(kind, id_, source, **metadata):
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": id_, "metadata": metadata, "source": source, **code}


def notebook(*cells):
    opening = [
        cell("markdown", "title", "# Own\n\nFor whom."),
        cell("code", "parameters", PARAMETERS, tags=["parameters"]),
    ]
    return {"cells": [*opening, *cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


SHOWS = SHOWN.replace("from arvio.presentation.marks import Shown\n", "from arvio import tables\n")


@pytest.fixture
def root(tmp_path):
    root = make_project(tmp_path / "project", {"own": "1;"})
    write(root / "notebooks" / "own.ipynb", notebook(cell("code", "quiet", "organisation;")))
    return root


@pytest.fixture
def copy(root):
    return make_copy(open_project(root), RUN).path


def write(path, content):
    path.write_text(json.dumps(content), encoding="utf-8")


def change(path, *more):
    """Add cells to a copy, as JupyterLab saves them after they were run."""
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"] += more
    write(path, content)


def adopt(root, *arguments):
    return arvio(root, "adopt", "testers", "2025", "own", *arguments)


def test_shows_what_differs_and_changes_nothing_when_asked_to_show_only(root, copy):
    change(copy, cell("markdown", "a1b2", "## What is new?"))
    before = (root / "notebooks" / "own.ipynb").read_bytes(), copy.read_bytes()
    code, _, stderr = adopt(root, "--dry-run")
    assert code == 0
    assert stderr.splitlines() == ["cell 4 is new", "    + ## What is new?"]
    assert ((root / "notebooks" / "own.ipynb").read_bytes(), copy.read_bytes()) == before


def test_takes_the_place_of_its_notebook_without_outputs_or_parameters_of_its_own(root, copy):
    added = cell("code", "f00d", "organisation;") | {"execution_count": 3}
    change(copy, added)
    code, stdout, stderr = adopt(root)
    assert (code, stdout) == (0, "notebooks/own.ipynb\n"), stderr
    found = read_notebook(root / "notebooks" / "own.ipynb")
    assert [one["id"] for one in found["cells"]] == ["title", "parameters", "quiet", "organisation"]
    assert found["cells"][1]["source"] == PARAMETERS
    assert found["cells"][3]["execution_count"] is None
    assert "made_of" not in json.dumps(found["metadata"])


def test_the_copy_stays_and_may_be_adopted_again(root, copy):
    change(copy, cell("code", "second", "period;"))
    sources = [one["source"] for one in read_copy(copy)["cells"]]
    assert adopt(root)[0] == 0
    assert [one["source"] for one in read_copy(copy)["cells"]] == sources
    assert not is_changed(read_copy(copy))
    change(copy, cell("code", "third", "language;"))
    code, _, stderr = adopt(root)
    assert code == 0, stderr
    assert digest(read_notebook(root / "notebooks" / "own.ipynb")) == digest(read_copy(copy))


def test_as_an_own_notebook_it_has_a_draft_report_in_params(root, copy):
    change(copy, cell("code", "second", "period;"))
    code, stdout, stderr = adopt(root, "--as", "ours")
    assert code == 0, stderr
    assert stdout.split() == ["notebooks/ours.ipynb", "params/organisations/testers.yaml"]
    project = open_project(root)
    assert project.stage(Run("testers", "2025", "ours", "public", "en")) == "draft"
    assert len(read_notebook(root / "notebooks" / "own.ipynb")["cells"]) == 3


def test_does_not_write_over_what_was_changed_since(root, copy):
    change(copy, cell("code", "second", "period;"))
    theirs = notebook(cell("code", "quiet", "audience;"))
    write(root / "notebooks" / "own.ipynb", theirs)
    before = (root / "notebooks" / "own.ipynb").read_bytes()
    code, _, stderr = adopt(root)
    assert code == 1
    assert "has been changed since the working copy was made of it" in stderr
    assert "    - audience;\n" in stderr
    assert (root / "notebooks" / "own.ipynb").read_bytes() == before


def test_a_copy_out_of_shape_is_refused_with_everything_that_is_wrong(root, copy):
    change(copy, cell("code", "loop", "for one in 'ab':\n    one"), cell("code", "pandas", "import pandas as pd"))
    code, _, stderr = adopt(root)
    assert code == 1
    assert "defines something or loops" in stderr
    assert "imports something else than parts of arvio" in stderr


@pytest.mark.parametrize(
    ("source", "words"), [("1 / 0", "ZeroDivisionError"), ("organisation", "has not been released")]
)
def test_a_copy_that_does_not_run_or_shows_what_was_not_released_is_refused(root, copy, source, words):
    change(copy, cell("code", "bad", source))
    before = (root / "notebooks" / "own.ipynb").read_bytes()
    code, _, stderr = adopt(root)
    assert code == 1
    assert words in stderr
    assert (root / "notebooks" / "own.ipynb").read_bytes() == before


def test_what_is_no_working_copy_is_not_adopted(root):
    code, _, stderr = adopt(root)
    assert code == 2
    assert "notebooks/own.ipynb: is no working copy" in stderr


def test_differences_tell_of_cells_that_changed_came_and_went():
    before = notebook(cell("code", "a", "one\ntwo"), cell("code", "b", "gone"), cell("code", "c", "same"))
    after = notebook(cell("code", "a", "one\nthree"), cell("code", "c", "same"))
    assert differences(before, after) == [
        *("cell 3 has changed", "      one", "    - two", "    + three"),
        *("a cell before cell 4 has gone", "    - gone"),
    ]


def test_ids_that_jupyterlab_made_up_become_words_and_others_stay():
    cells = [cell("markdown", "8f3a", "## Kuka vastasi?"), cell("code", "kept", "1"), cell("code", "x-1", "1")]
    cells += [cell("markdown", "9", "## Kuka vastasi?"), cell("code", "kept", "2")]
    found = with_worded_ids({"cells": cells})
    ids = [one["id"] for one in found["cells"]]
    assert ids == ["kuka-vastasi", "kept", "cell", "kuka-vastasi-again", "cell-again"]


def test_goes_on_where_one_was_killed_before_params_named_it(root, copy):
    change(copy, cell("markdown", "a1b2", "## What is new?"))
    project, params = open_project(root), root / "params" / "organisations" / "testers.yaml"
    before = params.read_bytes()
    adopt_planned(project, planned(project, copy, RUN, "ours"))
    params.write_bytes(before)

    adopt_planned(open_project(root), planned(open_project(root), copy, RUN, "ours"))

    assert {str(run) for run in open_project(root).runs(notebooks=["ours"])} == {"public/testers/2025/ours.en"}


def test_goes_on_where_one_was_killed_before_the_copy_followed(root, copy):
    change(copy, cell("markdown", "a1b2", "## What is new?"))
    before = copy.read_bytes()
    adopt_planned(open_project(root), planned(open_project(root), copy, RUN, "own"))
    followed = copy.read_bytes()
    copy.write_bytes(before)

    adopt_planned(open_project(root), planned(open_project(root), copy, RUN, "own"))

    assert copy.read_bytes() == followed
