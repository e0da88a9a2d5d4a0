"""A report entered into params leaves every other character of the file as it was."""

import pytest

from arvio.errors import ParamsError
from arvio.params import Run, open_project
from arvio.workbench.report_entry import enter, is_asked_for

from ...faults.batches import make_project

RUN = Run("testers", "2024", "own", "public", "en")
ENTRY = "- {notebook: own, periods: ['2024'], audiences: [public], languages: [en], stage: draft}"
HEAD = """# Testers of ours
organisation: testers
name: Testers ry
data: synthetic
data_folder: data/testers
sensitivity: ordinary
sources:
  groups: {table: groups, reader: csv, files: groups.csv}
"""
BLOCK = """reports:
  # the yearly one
  - notebook: own
    periods: ['2025'] # the last
    audiences:
      - public

# what follows
analysis: {}
"""


@pytest.fixture
def root(tmp_path):
    return make_project(tmp_path / "project", {"own": "1;"})


def entered(root, text):
    path = root / "params" / "organisations" / "testers.yaml"
    path.write_bytes(text.encode())
    enter(open_project(root), RUN)
    return path.read_bytes().decode()


def test_the_line_stands_after_the_last_report_with_its_comments(root):
    wanted = BLOCK.replace("      - public\n", f"      - public\n  {ENTRY}\n")
    assert entered(root, HEAD + BLOCK) == HEAD + wanted


def test_reports_that_begin_at_the_margin_are_added_to_there(root):
    text = HEAD + "reports:\n- {notebook: own, periods: ['2025'], audiences: [public]} # one\n"
    assert entered(root, text) == text + ENTRY + "\n"


def test_a_last_line_without_an_end_gets_one(root):
    text = HEAD + "reports:\n  - {notebook: own, periods: ['2025'], audiences: [public]}"
    assert entered(root, text) == f"{text}\n  {ENTRY}\n"


def test_lines_of_windows_stay_lines_of_windows(root):
    found = entered(root, (HEAD + BLOCK).replace("\n", "\r\n"))
    assert f"  {ENTRY}\r\n" in found
    assert "\n" not in found.replace("\r\n", "")


def test_params_without_reports_get_some(root):
    assert entered(root, HEAD) == f"{HEAD}\nreports:\n  {ENTRY}\n"


def test_reports_in_another_form_are_told_with_the_line_to_paste_and_left(root):
    text = HEAD + "reports: []\n"
    with pytest.raises(ParamsError) as caught:
        entered(root, text)
    assert ENTRY in str(caught.value)
    assert (root / "params" / "organisations" / "testers.yaml").read_text() == text


def test_params_that_would_be_wrong_are_as_before(root):
    (root / "notebooks" / "own.ipynb").unlink()
    (root / "notebooks" / "other.ipynb").touch()
    text = HEAD + "reports:\n  - {notebook: other, periods: ['2025'], audiences: [public]}\n"
    with pytest.raises(ParamsError, match="there is no such notebook"):
        entered(root, text)
    assert (root / "params" / "organisations" / "testers.yaml").read_text() == text


def test_knows_what_is_asked_for(root):
    project = open_project(root)
    assert not is_asked_for(project, RUN)
    assert is_asked_for(project, Run("testers", "2025", "own", "public", "en"))
