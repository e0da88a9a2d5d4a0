"""The shape that a notebook keeps to, so that a colleague reads it from top to bottom (docs/handbook, CONTRIBUTING).

What breaks it makes no report wrong: it is told, and a notebook is adopted into the project only without it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from arvio.errors import Problem
from arvio.publish.notebooks.parameters import TAG
from arvio.saying import say

PARAMETERS = ("organisation", "period", "language", "audience")
LINES = 8
"""At most in a cell of code."""
_IN_SRC = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.With, ast.Try),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)
_ID = re.compile(r"[a-z]+(-[a-z]+)*")
_FIGURE, _SENTENCE = re.compile(r"\bfigures\.\w+\("), re.compile(r"\bnarrative\.\w+\(")

Cells = Sequence[Mapping[str, Any]]


def shape_problems(notebook: Mapping[str, Any], file: str) -> list[Problem]:
    """All that breaks the shape, cell by cell; the source of each cell is one text."""
    cells = notebook["cells"]
    return [*_opening(cells, file), *(one for at in range(len(cells)) for one in _of_cell(cells, at, file))]


def is_worded(id_: str) -> bool:
    """Whether the id of a cell is a few words, and not what JupyterLab makes up."""
    return bool(_ID.fullmatch(id_))


def _opening(cells: Cells, file: str) -> Iterator[Problem]:
    titles = [at for at, cell in enumerate(cells) if _is_markdown(cell) and re.match(r"# ", cell["source"])]
    if titles != [0] or len(cells[0]["source"].split("\n\n")) != 2:
        what = say("does not open with its only title and a paragraph that says whom it is for")
        yield Problem(file, what, place=_place(cells, 0))
    code = [at for at, cell in enumerate(cells) if not _is_markdown(cell)]
    tagged = [at for at in code if TAG in cells[at]["metadata"].get("tags", ())]
    if not code or tagged != code[:1]:
        yield Problem(file, say("the first cell of code is not the parameters cell, or there is another one"))
    elif _assigned(cells[tagged[0]]["source"]) != list(PARAMETERS):
        expected = ", ".join(PARAMETERS)
        what = say("the parameters cell does not assign the four parameters, in this order: %(names)s", names=expected)
        yield Problem(file, what, place=_place(cells, tagged[0]))


def _of_cell(cells: Cells, at: int, file: str) -> Iterator[Problem]:
    cell, place = cells[at], _place(cells, at)
    if not is_worded(cell.get("id", "")) or any(cell["id"] == one.get("id") for one in cells[:at]):
        yield Problem(file, say("its id is not a few words of its own"), place=place, value=cell.get("id", ""))
    if _is_markdown(cell):
        return
    if len(cell["source"].splitlines()) > LINES:
        what = say("is longer than %(lines)s lines", lines=LINES)
        yield Problem(file, what, remedy=say("divide it, or move code to a function in src/arvio"), place=place)
    if cell.get("outputs") or cell.get("execution_count"):
        yield Problem(file, say("has outputs"), remedy=say("strip them: nbstripout --keep-id"), place=place)
    yield from (Problem(file, what, remedy=remedy, place=place) for what, remedy in _of_code(cell["source"]))
    following = cells[at + 1] if at + 1 < len(cells) else {"cell_type": "markdown", "source": ""}
    if _FIGURE.search(cell["source"]) and (_is_markdown(following) or not _SENTENCE.search(following["source"])):
        remedy = say("add a cell below it with a sentence of arvio.narrative")
        yield Problem(file, say("shows a figure without a sentence under it"), remedy=remedy, place=place)


def _of_code(source: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the code of a cell, and what to do."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError as error:
        yield (
            say("is not Python: line %(line)s: %(message)s", line=error.lineno, message=error.msg),
            say("mend the line"),
        )
        return
    if any(isinstance(node, _IN_SRC) for node in nodes):
        yield say("defines something or loops"), say("move it to a function in src/arvio")
    if any(isinstance(node, ast.Import) or _from_elsewhere(node) for node in nodes):
        yield say("imports something else than parts of arvio"), say("use what arvio has, or add it to src/arvio")


def _from_elsewhere(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module != "arvio"


def _assigned(source: str) -> list[str]:
    """The names that plain strings are assigned to; what is anything else has no name."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return []
    return [_name(statement) for statement in statements]


def _name(statement: ast.stmt) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str())):
            return name
    return ""


def _is_markdown(cell: Mapping[str, Any]) -> bool:
    return cell["cell_type"] != "code"


def _place(cells: Cells, at: int) -> str:
    line = next(iter(cells[at]["source"].strip().splitlines()), "")[:120] if cells else ""
    return say("cell %(cell)s (%(line)s)", cell=at + 1, line=line)
