"""What a notebook's parameters cell declares. papermill itself only warns of an unknown parameter."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from arvio.errors import Problem, RunError

TAG = "parameters"
INJECTED_TAG = "injected-parameters"


def check_parameters(notebook: Mapping, given: Mapping[str, str], file: str) -> None:
    """Refuse a notebook that does not declare exactly the parameters it is given, each as a plain string."""
    cells = [cell for cell in notebook["cells"] if TAG in cell["metadata"].get("tags", ())]
    if len(cells) != 1:
        raise RunError(
            Problem(file, f"has {len(cells)} cells tagged '{TAG}'", "exactly one", "tag the cell that assigns them")
        )
    problems = list(_problems(cells[0]["source"], given, file))
    if problems:
        raise RunError(problems)


def _problems(source: str, given: Mapping[str, str], file: str) -> Iterator[Problem]:
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        yield Problem(file, f"the parameters cell is not Python: {error.msg}", place=f"line {error.lineno}")
        return
    declared = [name for statement in statements if (name := _declared(statement))]
    for statement in statements:
        if not _declared(statement):
            yield _not_plain(ast.unparse(statement), file)
    for name in sorted(given.keys() - declared):
        yield Problem(file, f"does not declare the parameter {name}", remedy=f'add {name} = "…" to the parameters cell')
    for name in sorted(set(declared) - given.keys()):
        yield Problem(file, f"declares the parameter {name}, which no run gives", remedy="move it to another cell")


def _declared(statement: ast.stmt) -> str:
    """The name that a statement assigns a plain string to; empty for any other statement."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str())):
            return name
    return ""


def _not_plain(code: str, file: str) -> Problem:
    return Problem(
        file,
        "the parameters cell holds something else than plain strings",
        place="parameters cell",
        expected='lines such as period = "2025"',
        remedy="move it to another cell",
        value=code.splitlines()[0][:80],
    )
