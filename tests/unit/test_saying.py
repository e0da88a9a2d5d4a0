import json
import pickle

import pytest

from arvio import saying, translations
from arvio.errors import DataError, Problem
from arvio.saying import evaluators_language, first_line, joined, said_in, say, spoken, unknown_language

MACHINE = ("ARVIO_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def bare(monkeypatch):
    """A machine that says nothing of its language."""
    for name in MACHINE:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_a_message_is_its_english_text():
    said = say("… and %(left)s more of the same file or kind", left=3)
    assert said == "… and 3 more of the same file or kind"
    assert spoken(said) == said


def test_a_message_is_said_in_another_language():
    said = say("expected: %(expected)s", expected="a")
    assert spoken(said, "fi") == "odotettiin: a"
    assert spoken(said, "sv") == "väntat: a"


def test_a_message_within_a_message_is_said_too():
    inner = say("… and %(left)s more of the same file or kind", left=3)
    outer = say("expected: %(expected)s", expected=joined(["x", inner], " / "))
    assert outer == f"expected: x / {inner}"
    assert spoken(outer, "fi") == f"odotettiin: x / {spoken(inner, 'fi')}"


def test_a_text_of_a_file_stays_as_it_is():
    assert spoken("100 % expected: %(x)s", "fi") == "100 % expected: %(x)s"


def test_a_message_comes_home_from_a_worker_as_it_was():
    said = say("expected: %(expected)s", expected=joined(["a", "b"]))
    home = pickle.loads(pickle.dumps(said))
    assert home == said
    assert spoken(home, "fi") == "odotettiin: a, b"


def test_an_error_is_told_in_the_language_of_the_evaluator(bare):
    error = pickle.loads(pickle.dumps(DataError(Problem("a.csv", "x", "y", "z", value="v"))))
    assert str(error) == "a.csv: x, got: 'v'\n    expected: y\n    to do: z"
    bare.setenv("ARVIO_LANGUAGE", "fi")
    assert str(error) == "a.csv: x, löytyi: 'v'\n    odotettiin: y\n    tee näin: z"


def test_what_an_error_says_can_be_recorded_in_english_and_said_later(bare):
    bare.setenv("ARVIO_LANGUAGE", "fi")
    error = DataError([Problem("a.csv", "x", "y"), Problem("b.csv", "x", value="v")])
    assert error.said == "a.csv: x\n    expected: y\nb.csv: x, got: 'v'"
    assert json.loads(json.dumps(error.said)) == error.said
    assert spoken(error.said) == str(error) == "a.csv: x\n    odotettiin: y\nb.csv: x, löytyi: 'v'"


def test_the_first_line_is_that_of_what_is_said():
    said = first_line(joined(["", say("expected: %(expected)s", expected="a"), "b"], "\n"))
    assert said == "expected: a"
    assert spoken(pickle.loads(pickle.dumps(said)), "fi") == "odotettiin: a"
    assert spoken(first_line("a\nb"), "fi") == "a"


def test_a_language_is_set_for_a_while(bare):
    with said_in("fi"):
        assert evaluators_language() == "fi"
    assert evaluators_language() == "en"


@pytest.mark.parametrize(
    ("asked", "unknown"),
    [(None, ""), ("", ""), ("fi", ""), ("sv_FI.UTF-8", ""), ("se:fi", ""), ("xx", "xx"), ("C", "C")],
)
def test_a_language_that_we_do_not_have_is_known_as_such(bare, asked, unknown):
    if asked is not None:
        bare.setenv("ARVIO_LANGUAGE", asked)
    assert unknown_language() == unknown


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "fi_FI.UTF-8"}, "fi"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fi_FI.UTF-8", "LC_ALL": "sv_FI.UTF-8"}, "sv"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "se:sv:fi"}, "sv"),
        ({"LANG": "fi_FI.UTF-8", "ARVIO_LANGUAGE": "en"}, "en"),
        ({"LANG": "fi_FI.UTF-8", "ARVIO_LANGUAGE": "xx"}, "fi"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_machines(bare, variables, language):
    for name, value in variables.items():
        bare.setenv(name, value)
    assert evaluators_language() == language


def test_the_languages_are_those_of_the_catalogues():
    assert set(saying.LANGUAGES) == set(translations.LANGUAGES)
