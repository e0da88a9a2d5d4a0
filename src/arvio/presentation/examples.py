"""Examples in the help of JupyterLab (Shift+Tab): how the project's own notebooks call each function.

They are taken from the notebooks when a notebook is opened and stand in no docstring, so that none can be out of date:
what is shown is what the batch runs.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from arvio.bounded import json_in
from arvio.errors import UsageError
from arvio.params.project import find_root

_HEAD = "Example, as in notebooks/"


def add_examples(part: str, owner: object) -> None:
    """Put the examples of a part of arvio, such as figures, into the help of its functions; none outside a project."""
    try:
        found = examples(find_root(Path.cwd()) / "notebooks")
    except UsageError:
        return
    for name, example in found.items():
        of, _, function = name.partition(".")
        known = getattr(owner, function, None) if of == part else None
        if known is not None and _HEAD not in (known.__doc__ or ""):
            with suppress(AttributeError):  # what is built in has a help that nobody can change
                known.__doc__ = f"{inspect.cleandoc(known.__doc__ or '')}\n\n{example}"


@lru_cache(maxsize=1)
def examples(folder: Path) -> Mapping[str, str]:
    """The shortest call of each function in a folder's notebooks, as figures.likert, with where its names come from."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.ipynb")):
        for name, lines in _calls(path):
            text = "\n".join([f"{_HEAD}{path.name}:", "", *(f"    {line}" for line in lines)])
            if name not in found or len(text) < len(found[name]):
                found[name] = text
    return found


def _calls(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The functions that a notebook calls, each with the statement that does and those that made what it is given."""
    made: dict[str, str] = {}
    for source in _sources(path):
        for statement in ast.parse(source).body:
            text = ast.get_source_segment(source, statement) or ""
            loaded = [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)]
            before = list(dict.fromkeys(made[name] for name in loaded if name in made))
            for name in _names_called(statement):
                yield name, [*"\n".join(before).splitlines(), *text.splitlines()]
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                made[statement.targets[0].id] = text


def _names_called(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=function)):
                yield f"{owner}.{function}"
            case ast.Call(func=ast.Name(id="open_evaluation")):
                yield "arvio.open_evaluation"


def _sources(path: Path) -> list[str]:
    """The code of a notebook after its parameters; none where it is no notebook, which is told where it is opened."""
    try:
        cells = json_in(path)["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        return [source for source in code[1:] if ast.parse(source)]
    except (OSError, ValueError, KeyError, TypeError, SyntaxError):
        return []
