"""What a notebook's parameters cell declares. papermill itself only warns of an unknown parameter."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from arvio.errors import Problem, RunError
from arvio.saying import say

TAG = "parameters"
INJECTED_TAG = "injected-parameters"
_MOVE = say("move it to another cell")


def check_parameters(notebook: Mapping[str, Any], given: Mapping[str, str], file: str) -> None:
    """Refuse a notebook that does not declare exactly the parameters it is given, each as a plain string."""
    cells = [cell for cell in notebook["cells"] if TAG in cell["metadata"].get("tags", ())]
    if len(cells) != 1:
        what = say("has %(count)s cells tagged '%(tag)s'", count=len(cells), tag=TAG)
        raise RunError(Problem(file, what, say("exactly one"), say("tag the cell that assigns them")))
    problems = list(_problems(cells[0]["source"], given, file))
    if problems:
        raise RunError(problems)


def _problems(source: str, given: Mapping[str, str], file: str) -> Iterator[Problem]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        what = say("the parameters cell is not Python: %(message)s", message=error.msg)
        yield Problem(file, what, place=say("line %(line)s", line=error.lineno))
        return
    declared = [name for statement in statements if (name := _declared(statement))]
    for statement in statements:
        if not _declared(statement):
            yield _not_plain(ast.unparse(statement), file)
    for name in sorted(given.keys() - declared):
        remedy = say("add %(line)s to the parameters cell", line=f'{name} = "…"')
        yield Problem(file, say("does not declare the parameter %(name)s", name=name), remedy=remedy)
    for name in sorted(set(declared) - given.keys()):
        what = say("declares the parameter %(name)s, which no run gives", name=name)
        yield Problem(file, what, remedy=_MOVE)


def _declared(statement: ast.stmt) -> str:
    """The name that a statement assigns a plain string to; empty for any other statement."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str())):
            return name
    return ""


def _not_plain(code: str, file: str) -> Problem:
    return Problem(
        file,
        say("the parameters cell holds something else than plain strings"),
        place=say("parameters cell"),
        expected=say("lines such as %(line)s", line='period = "2025"'),
        remedy=_MOVE,
        value=code.splitlines()[0][:80],
    )
