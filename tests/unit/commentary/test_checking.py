import pytest

from arvio.commentary.asked_for import asked_for, known_sections
from arvio.commentary.checking import check_words
from arvio.params import open_project

from ...faults.batches import make_project

CELLS = {
    "ends": 'evaluation.commentary("ends", released)',
    "learnt": 'evaluation.lessons()\nevaluation.commentary("work")\nevaluation.commentary(named)',
    "odd": "evaluation.commentary(",
}


@pytest.fixture
def project(tmp_path):
    return open_project(make_project(tmp_path, CELLS))


@pytest.fixture
def told(project):
    """What is told of the file of words, with some contents."""

    def told(contents, name="2025.en.md"):
        path = project.root / "params" / "commentary" / "testers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)
        return [str(problem) for error in check_words(project, "testers") for problem in error.problems]

    return told


@pytest.mark.parametrize(("name", "sections"), [("ends", ("ends",)), ("learnt", ("lessons", "work")), ("odd", ())])
def test_sections_are_those_that_cells_ask_for(project, name, sections):
    assert set(asked_for(project.root / "notebooks" / f"{name}.ipynb")) == set(sections)


def test_what_is_no_notebook_asks_for_nothing(tmp_path):
    (tmp_path / "spoilt.ipynb").write_text("<<<<<<< HEAD\n{}")
    assert asked_for(tmp_path / "spoilt.ipynb") == asked_for(tmp_path / "missing.ipynb") == ()


def test_every_organisation_may_tell_what_it_learnt(project):
    assert known_sections(project, "testers") == {"ends", "work", "lessons"}


def test_words_as_they_should_be_have_no_problem(told):
    assert told(b"<!-- ours -->\n## ends\nWords.\n\n## lessons\n-\n") == []
    assert told(b"## ends\nOrd.\n", "2025.sv.md") == []


def test_every_problem_of_a_file_is_told_at_once(told):
    text = b"Above.\n## ends\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n## ends\nc\n## lesson\nd\n"
    found = told(text)
    assert [line.split(": ")[1] for line in found] == ["line 3", "line 8", "line 1", "line 10"]
    assert "did you mean lessons?" in found[3]


def test_a_file_about_no_report_is_told_with_the_nearest_name(told):
    [problem] = told(b"## ends\nWords.\n", "2024.en.md")
    assert "params/commentary/testers/2024.en.md: no report of the organisation is about this period" in problem
    assert "did you mean 2025.en?" in problem


def test_a_file_that_is_not_utf_8_is_told(told):
    assert "is not UTF-8" in told(b"## ends\nHyv\xe4\n")[0]


def test_spoilt_confirmations_are_told(told):
    assert "is no list of confirmations" in told(b"{}", "2025.en.numbers.json")[0]
