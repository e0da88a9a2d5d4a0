import io
import sys

import pytest

from arvio.errors import UsageError
from arvio.params import Run, open_project
from arvio.workbench.choosing import Wish, ask_on_terminal, chosen_run
from arvio.workbench.copies import make_copy


@pytest.fixture
def project(sample_project, tmp_path):
    for name in ("params", "notebooks"):
        (tmp_path / name).symlink_to(sample_project / name)
    return open_project(tmp_path)


class Asked:
    """Answers with the last choice, and keeps what it was asked."""

    def __init__(self):
        self.questions = {}

    def __call__(self, part, choices, longer):
        self.questions[part] = (tuple(choices), dict(longer))
        return choices[-1]


def at_terminal(monkeypatch, answers):
    terminal = io.StringIO(answers)
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", terminal)


def test_what_is_named_is_not_asked(project):
    asked = Asked()
    run = chosen_run(project, Wish("miessakit", "2025", "feedback", "en", "public"), asked)
    assert (run, asked.questions) == (Run("miessakit", "2025", "feedback", "public", "en"), {})


def test_what_is_left_out_is_asked_in_turn_of_what_params_ask_for(project):
    asked = Asked()
    run = chosen_run(project, Wish(), asked)
    assert list(asked.questions) == ["organisation", "period", "notebook"]
    choices, longer = asked.questions["organisation"]
    assert (choices[-1], longer["harjula"]) == (run.organisation, project.organisation("harjula").name)
    notebooks, titles = asked.questions["notebook"]
    assert set(notebooks) == {
        one.notebook for one in project.runs(organisations=[run.organisation], periods=[run.period])
    }
    assert titles["feedback"] == "Feedback by respondent group"


def test_the_internal_audience_and_the_first_language_come_first(project):
    assert chosen_run(project, Wish("miessakit", "2025", "feedback"), Asked()).parameters == {
        "organisation": "miessakit",
        "period": "2025",
        "language": "fi",
        "audience": "internal",
    }


def test_a_working_copy_keeps_its_own_language_and_audience(project):
    make_copy(project, Run("miessakit", "2025", "feedback", "public", "en"))
    run = chosen_run(project, Wish("miessakit", "2025", "feedback"), Asked())
    assert (run.language, run.audience) == ("en", "public")


def test_a_report_that_params_do_not_ask_for_may_be_worked_on(project):
    run = chosen_run(project, Wish("harjula", "2022", "feedback"), Asked())
    assert (run.period, run.audience, run.language) == ("2022", "internal", "fi")


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Wish("miesakit"), "did you mean miessakit"),
        (Wish("miessakit", "2025", "fedback"), "did you mean feedback"),
        (Wish("miessakit", "2025", "../params/feedback"), "there is no such notebook"),
        (Wish("miessakit", "1999"), "params ask for no report that is all of this"),
    ],
)
def test_a_misspelt_name_is_told_with_the_nearest(project, wish, told):
    with pytest.raises(UsageError, match=told):
        chosen_run(project, wish, Asked())


def test_a_number_or_a_name_answers_and_anything_else_is_asked_again(monkeypatch, capsys):
    at_terminal(monkeypatch, "0\nautumn\n2\n")
    assert ask_on_terminal("period", ["2024", "2025"], {}) == "2025"
    shown = capsys.readouterr().err
    assert "  2. 2025\n" in shown
    assert shown.count("is none of them; give a number from 1 to 2") == 2
    at_terminal(monkeypatch, "2024\n")
    assert ask_on_terminal("period", ["2024", "2025"], {}) == "2024"


def test_nobody_is_asked_where_nobody_can_answer(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(UsageError, match="nobody can be asked") as error:
        ask_on_terminal("period", ["2024", "2025"], {})
    assert "one of 2024, 2025" in str(error.value)
