import ast
import inspect
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import arvio
from arvio.evaluation import Evaluation
from arvio.presentation.examples import examples

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"
OWNERS = {name: getattr(arvio, name) for name in ("claimed", "figures", "indicators", "mirror", "narrative", "tables")}
OWNERS |= {"evaluation": Evaluation, "arvio": arvio}
CALLED = {name: text for name, text in examples(NOTEBOOKS).items() if name.partition(".")[0] in OWNERS}
HELP = """
import inspect, arvio
from types import SimpleNamespace
shell = SimpleNamespace(kernel=None, custom_exceptions=(), set_custom_exc=lambda *given: None)
arvio._notebook = lambda: shell
from arvio import figures, indicators, narrative, open_evaluation
from arvio.evaluation import Evaluation
for one in (figures.likert, indicators.feedback, narrative.feedback, open_evaluation, Evaluation.release):
    print(inspect.getdoc(one).partition("Example, as in ")[2].partition(":")[0])
"""


def test_every_function_that_notebooks_call_has_an_example():
    assert len(CALLED) > 300
    assert {owner for owner in OWNERS if any(name.startswith(f"{owner}.") for name in CALLED)} == set(OWNERS)


@pytest.mark.parametrize("name", sorted(CALLED))
def test_an_example_is_python_and_calls_what_there_is_and_is_documented(name):
    owner, _, function = name.partition(".")
    assert inspect.getdoc(getattr(OWNERS[owner], function)), name
    head, _, code = CALLED[name].partition("\n\n")
    assert head.startswith("Example, as in notebooks/")
    calls = [node.func for node in ast.walk(ast.parse(textwrap.dedent(code))) if isinstance(node, ast.Call)]
    assert any(getattr(one, "attr", getattr(one, "id", "")) == function for one in calls)


def test_an_example_shows_where_its_names_come_from():
    made, call = CALLED["narrative.response"].splitlines()[2:]
    assert made.startswith("    response = evaluation.release(indicators.response(evaluation.current.surveys, ")
    assert call == "    narrative.response(response)"


def test_help_in_a_notebook_has_them_and_elsewhere_nothing_is_added():
    ended = subprocess.run([sys.executable, "-c", HELP], cwd=NOTEBOOKS, capture_output=True, text=True, check=True)
    assert [line.startswith("notebooks/") for line in ended.stdout.splitlines()] == [True] * 5, ended.stdout
    assert "Example, as in" not in (OWNERS["figures"].likert.__doc__ or "")


def test_what_is_no_notebook_gives_no_example(tmp_path):
    (tmp_path / "a.ipynb").write_text("{")
    assert examples(tmp_path) == {}
