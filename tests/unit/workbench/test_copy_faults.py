import pytest

from arvio.params import Run, open_project
from arvio.workbench.copies import make_copy, read_copy, written
from arvio.workbench.copy_faults import check_copies, copy_error


@pytest.fixture
def copy(sample_project, tmp_path):
    """A working copy of the sample's feedback."""
    for name in ("params", "notebooks"):
        (tmp_path / name).symlink_to(sample_project / name)
    return make_copy(open_project(tmp_path), Run("miessakit", "2025", "feedback", "internal", "fi")).path


def changed(path, change):
    notebook = read_copy(path)
    change(notebook["cells"])
    path.write_text(written(notebook), encoding="utf-8")


def test_a_copy_as_it_was_made_has_no_fault(copy, tmp_path):
    assert copy_error(copy) is None
    assert check_copies(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda cells: cells.pop(1), "has 0 cells tagged 'parameters'"),
        (lambda cells: cells.append({**cells[1], "id": "again"}), "has 2 cells tagged 'parameters'"),
        (lambda cells: cells[1].update(source='period = "2025'), "the parameters cell is not Python"),
        (lambda cells: cells[1].update(source="period = 2025"), "lines such as"),
        (
            lambda cells: cells[4].update(source="a = 1\nb = (1, 2\n"),
            "cell 5, line 2: is not Python: '(' was never closed",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_copy_is_left(copy, tmp_path, change, told):
    changed(copy, change)
    before = copy.read_bytes()
    [error] = check_copies(tmp_path, ["miessakit"])
    assert told in str(error)
    assert str(error).startswith("workbench/miessakit/2025/feedback.ipynb: ")
    assert copy.read_bytes() == before
    assert check_copies(tmp_path, ["voimaa"]) == []


def test_what_only_notebooks_know_is_no_fault(copy):
    changed(copy, lambda cells: cells[4].update(source="%time 1 + 1\n!echo a\nawait something()\nvalues?"))
    assert copy_error(copy) is None


def test_every_fault_of_a_copy_is_told_at_once(copy):
    changed(copy, lambda cells: [cells[4].update(source="1 +"), cells[5].update(source="(")])
    assert len(copy_error(copy).problems) == 2


def test_what_git_could_not_join_is_told(copy):
    copy.write_text("{\n<<<<<<< HEAD\n", encoding="utf-8")
    assert "line 2: holds two versions" in str(copy_error(copy))
