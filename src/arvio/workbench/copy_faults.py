"""What is wrong with working copies, as far as can be seen without running them. They are only read."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from arvio.errors import Problem, RunError
from arvio.publish.notebooks.notebooks import Notebook
from arvio.publish.notebooks.parameters import TAG
from arvio.saying import say
from arvio.workbench.copies import copies, name_of, parameters_of, read_copy


def check_copies(root: Path, organisations: Sequence[str] = ()) -> list[RunError]:
    """The faults of every working copy, or of those of some organisations; one error for each file."""
    return [error for path in copies(root, tuple(organisations)) if (error := copy_error(path))]


def copy_error(path: Path) -> RunError | None:
    """All that is wrong with a copy: no notebook, no parameters cell or two, cells that are no Python."""
    try:
        notebook = read_copy(path)
    except RunError as error:
        return error
    found = [*_of_parameters(notebook, name_of(path)), *_of_cells(notebook, name_of(path))]
    return RunError(found) if found else None


def _of_parameters(notebook: Notebook, file: str) -> tuple[Problem, ...]:
    try:
        parameters_of(notebook, file)
    except RunError as error:
        return error.problems
    return ()


def _of_cells(notebook: Notebook, file: str) -> Iterator[Problem]:
    for number, cell in enumerate(notebook["cells"], 1):
        is_looked_at = cell["cell_type"] == "code" and TAG not in cell["metadata"].get("tags", ())
        fault = _fault(cell["source"]) if is_looked_at else None
        if fault:
            what = say("is not Python: %(message)s", message=fault.msg)
            place = say("cell %(number)s, line %(line)s", number=number, line=fault.lineno or 1)
            remedy = say(
                "look at that line and the one above it: a comma, a bracket or a quotation mark may be missing"
            )
            yield Problem(file, what, remedy=remedy, place=place)


def _fault(source: str) -> SyntaxError | None:
    """Why a cell is no Python. What only notebooks know, as %time, is looked for where plain Python knows it not."""
    try:
        compile(source, "cell", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as fault:
        from IPython.core.inputtransformer2 import TransformerManager

        plain = TransformerManager().transform_cell(source)
        return fault if plain.rstrip() == source.rstrip() else _fault(plain)
    return None
