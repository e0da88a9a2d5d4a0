import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell

from arvio.errors import ParamsError, Problem
from arvio.presentation.stopped_cells import explain_errors, explained
from arvio.saying import say, spoken

PROBLEM = Problem(
    "params/organisations/a.yaml", say("unknown key"), remedy=say("try again"), place="line 3", value="<b>x</b>"
)


@pytest.fixture
def shell(monkeypatch):
    """IPython as behind a notebook; what its cells show is kept."""
    shown = []
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    explain_errors(shell)
    shell.shown = shown
    yield shell
    shell.history_manager.end_session()


def run(shell, code):
    """The one thing that a cell shows, which was stopped."""
    assert not shell.run_cell(code).success
    [shown] = shell.shown
    return shown


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("a = 1\nb = (1,\n", "this is not Python"),
        ("a = 1\nb = ((1, 2)", "this is not Python"),
        ("a = 1\nmissing + 1", "there is no missing here. Run the cells above first"),
        ("a = 1\nimport nosuchpackage", "the package nosuchpackage is not installed"),
        ("a = 1\n(1).nothing", "there is no nothing in what is asked for it"),
        ("a = 1\n{}['column']", "there is no column or key 'column'"),
        ("a = 1\n1 / 0", "ZeroDivisionError: division by zero. Undo the last change"),
    ],
)
def test_a_stopped_cell_is_told_in_one_sentence_with_its_line(shell, code, told):
    shown = run(shell, code)
    assert shown["text/plain"].startswith("Line 2 of this cell: ")
    assert told in shown["text/plain"]
    assert '<p role="alert">Line 2 of this cell: ' in shown["text/html"]


def test_the_traceback_is_folded(shell):
    html = run(shell, "1 / 0")["text/html"]
    head, _, details = html.partition("<details><summary>Technical details</summary>")
    assert "Traceback" not in head
    assert "ZeroDivisionError" in details


def test_what_an_evaluator_can_mend_is_a_table(shell):
    shell.user_ns["error"] = ParamsError([PROBLEM, Problem("b.csv", say("does not exist"))])
    shown = run(shell, "raise error")
    assert "2 problems must be mended before anything is shown." in shown["text/html"]
    assert [head in shown["text/html"] for head in ("File", "Place", "Value", "What to do")] == [True] * 4
    assert '<th scope="row" style="text-align:left;white-space:normal">unknown key</th>' in shown["text/html"]
    assert "&lt;b&gt;x&lt;/b&gt;" in shown["text/html"]
    assert shown["text/plain"] == str(shell.user_ns["error"])


def test_a_column_that_no_problem_fills_is_left_out(shell):
    shell.user_ns["error"] = ParamsError(Problem("b.csv", say("does not exist")))
    html = run(shell, "raise error")["text/html"]
    assert "1 problem must be mended" in html
    assert ">Value<" not in html


def test_cells_that_are_not_stopped_show_what_they_did(shell):
    assert shell.run_cell("1 + 1").result == 2
    assert shell.shown == []


def test_it_is_told_in_the_language_of_the_evaluator():
    assert spoken(explained(NameError("x", name="x"), 2), "fi").startswith("Tämän solun rivi 2: nimeä x ei ole täällä.")


def test_what_somebody_else_set_stays():
    shell = InteractiveShell()
    shell.set_custom_exc((ValueError,), lambda *given, **more: None)
    explain_errors(shell)
    assert shell.custom_exceptions == (ValueError,)
    shell.history_manager.end_session()


def test_a_plain_process_is_left_as_it_is():
    import arvio

    assert arvio._notebook() is None
    assert "arvio.evaluation" in sys.modules or arvio.open_evaluation
