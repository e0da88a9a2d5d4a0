"""A preview of a tiny project: what is shown, what is told, and that nothing else is touched."""

import json
from pathlib import Path

import pytest

from arvio.disclosure.register import PATH
from arvio.params import Run, open_project
from arvio.publish import places
from arvio.publish.versions.keeping import version
from arvio.workbench.copies import make_copy

from ...faults.batches import SHOWN, arvio, make_project

RUN = Run("testers", "2025", "own", "public", "en")
TWO_LINES = "import math\nmath.nothing"


@pytest.fixture
def root(tmp_path):
    return make_project(tmp_path / "project", {"own": "1;"})


@pytest.fixture
def copy(root):
    return make_copy(open_project(root), RUN).path


def write(path, *sources):
    """Change the sources of the cells of a copy from the third on."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell, source in zip(notebook["cells"][2:], sources, strict=False):
        cell["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


def files(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".run/preview" not in path.as_posix() and path.name != "workers.log"
    }


def previewed(root, *arguments):
    code, stdout, stderr = arvio(root, "preview", *arguments)
    page = (root / stdout.strip()).read_text(encoding="utf-8") if stdout.startswith("reports") else ""
    return code, page, stderr


def test_shows_the_working_copy_and_touches_nothing_else(root, copy):
    write(copy, SHOWN.replace("organisation +", "'changed ' + organisation +"))
    before = files(root)
    code, page, stderr = previewed(root, "testers", "2025", "own")
    assert (code, files(root)) == (0, before), stderr
    assert "changed testers" in page
    assert "DRAFT" in page
    assert '<section class="preview"' in page
    assert not (root / PATH).exists()


def test_without_a_copy_the_notebook_of_the_project_is_shown(root):
    code, page, stderr = previewed(root, "testers", "2025", "own")
    assert code == 0, stderr
    assert "Made of notebooks/own.ipynb" in page


def test_a_copy_is_named_by_its_path(root, copy):
    code, page, stderr = previewed(root, copy.relative_to(root).as_posix())
    assert code == 0, stderr
    assert "Made of workbench/testers/2025/own.ipynb" in page


def test_a_raw_table_is_named_boxed_and_not_shown(root, copy):
    write(copy, "import pandas as pd\npd.DataFrame({'name': ['Matti Meikäläinen']})")
    code, page, stderr = previewed(root, "testers", "2025", "own")
    assert code == 0
    assert "must: cell 3 (import pandas as pd): shows something that has not been released: a table or value" in stderr
    assert "Left out: cell 3" in page
    assert "Matti" not in page + stderr


def test_a_syntax_error_is_one_sentence_and_the_page_shows_what_came_before(root, copy):
    write(copy, SHOWN, "answers = feedback(\n")
    code, page, stderr = previewed(root, "testers", "2025", "own")
    assert code == 1
    (line,) = [line for line in stderr.splitlines() if "is not Python" in line and "must" in line]
    assert line.startswith("1. must: cell 4 (answers = feedback(): line 1: is not Python:")
    assert "<p>testers</p>" in page
    assert "Traceback" not in stderr


def test_an_error_folds_its_traceback(root, copy):
    write(copy, "math_ = 1\n1 / 0")
    code, page, stderr = previewed(root, "testers", "2025", "own")
    assert code == 1
    assert "cell 3 (math_ = 1): line 2: ZeroDivisionError" in stderr
    assert "Traceback" not in stderr
    assert page.index("<details>") < page.index("Traceback (most recent call last)") < page.index("</details>")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text[:-20], "is not a notebook"),
        (lambda text: text.replace('"parameters"', '"other"'), "has 0 cells tagged 'parameters'"),
        (lambda text: f"<<<<<<< HEAD\n{text}=======\n", "holds two versions that git could not join"),
    ],
)
def test_a_spoilt_copy_is_told_in_a_sentence_and_left_as_it_is(root, copy, spoil, words):
    copy.write_text(spoil(copy.read_text(encoding="utf-8")), encoding="utf-8")
    before = copy.read_bytes()
    code, _, stderr = previewed(root, "testers", "2025", "own")
    assert code == 1
    assert words in stderr
    assert "Traceback" not in stderr
    assert copy.read_bytes() == before


def test_a_language_and_an_audience_stand_in_for_those_of_the_cell(root, copy):
    code, stdout, _ = arvio(root, "preview", "testers", "2025", "own", "--language", "fi", "--json")
    told = json.loads(stdout)
    assert (code, told["language"], told["state"]) == (0, "fi", "made")
    assert told["page"] == "reports/.run/preview/public/testers/2025/own.fi.html"


def test_what_it_said_can_be_read_again(root, copy):
    previewed(root, "testers", "2025", "own")
    told = json.loads(places.preview(root, RUN, ".todo.json").read_text(encoding="utf-8"))
    assert (told["file"], told["state"]) == ("workbench/testers/2025/own.ipynb", "made")
    assert told["fingerprint"] == RUN.fingerprint(copy.read_bytes())


def test_a_notebook_that_there_is_not_is_told(root):
    code, _, stderr = previewed(root, "testers", "2025", "feedback")
    assert code == 2
    assert "one of: own" in stderr
    assert Path(root, "reports").exists() is False


def test_what_it_means_can_be_held_against_what_went_out(root, copy):
    previewed(root, "testers", "2025", "own")
    meaning = version(root, RUN, "preview")
    assert (meaning.run, meaning.stage, meaning.number) == (RUN, "draft", 0)
    assert "workbench/testers/2025/own.ipynb" in meaning.inputs
