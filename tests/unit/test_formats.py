import pytest

from arvio.formats import newer


@pytest.mark.parametrize("content", [{}, [], None, {"format": 1}, {"format": "1"}, {"format": None}, {"format": "two"}])
def test_a_file_that_says_nothing_newer_is_known(content):
    assert newer(content, "file.json") is None


@pytest.mark.parametrize("said", [2, "2"])
def test_a_newer_format_is_told_with_what_to_do(said):
    problem = newer({"format": said}, "file.json")
    assert str(problem).startswith("file.json: format: was made by a newer arvio: it is of format 2")
    assert "arvio --version" in problem.remedy


def test_what_is_known_here_and_under_which_key_it_stands_can_be_said():
    assert newer({"schema_version": 2}, "file.json", 2, key="schema_version") is None
    assert newer({"schema_version": 3}, "file.json", 2, key="schema_version").place == "schema_version"
