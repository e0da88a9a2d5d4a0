"""Working copies of notebooks, which an evaluator may change as she likes: workbench/<organisation>/<period>/.

The shipped notebook stays as it is. A copy remembers which sources it was made of, so that one that nobody has changed
follows the shipped notebook, and one that somebody has changed is never written over. What a copy is about stands in
its parameters cell alone; its folder only says where it was made.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arvio.errors import RunError, not_written
from arvio.params import Project, Run
from arvio.publish import files, places
from arvio.publish.notebooks.notebooks import Notebook, read_notebook
from arvio.publish.notebooks.parameters import INJECTED_TAG, TAG, check_parameters
from arvio.saying import Said, say
from arvio.whole_files import write_new

FOLDER = "workbench"
PARAMETERS = ("organisation", "period", "language", "audience")
"""What the parameters cell assigns, in its order."""
_ARVIO, _MADE_OF = "arvio", "made_of"


@dataclass(frozen=True)
class Copy:
    """A working copy as it lies on disk now."""

    path: Path
    state: str
    """made (there was none), refreshed (nobody had changed it), kept (it is as it would be made) or changed."""
    note: Said
    """What was done, for the evaluator."""


def copy_path(root: Path, organisation: str, period: str, notebook: str) -> Path:
    """Where the working copy of a notebook lies; its stem is the notebook's name, by which it is opened."""
    return root / FOLDER / organisation / period / f"{notebook}.ipynb"


def copies(root: Path, organisations: tuple[str, ...] = ()) -> list[Path]:
    """Every working copy, or those of some organisations."""
    found = sorted((root / FOLDER).glob("*/*/*.ipynb"))
    return [path for path in found if not organisations or path.parts[-3] in organisations]


def make_copy(project: Project, run: Run) -> Copy:
    """The working copy of a run's notebook with the run's parameters: made, made anew, or left as it is.

    A copy whose sources somebody has changed is never written, nor is a file that is no notebook: RunError then.
    """
    project.period(run.organisation, run.period)
    project.check_words(run)
    shipped = read_notebook(places.notebook(project.root, run.notebook))
    path = copy_path(project.root, run.organisation, run.period, run.notebook)
    wanted = _made(shipped, run.parameters)
    if not path.exists():
        _write(project.root, path, wanted, is_new=True)
        return Copy(path, "made", say("A working copy was made; the shipped notebook stays as it is."))
    found = read_copy(path)
    if is_changed(found):
        return Copy(path, "changed", _told_changed(found, run))
    if _is_as(found, wanted):
        return Copy(path, "kept", say("The working copy is as it was made."))
    _write(project.root, path, wanted)
    return Copy(path, "refreshed", say("Nobody had changed the working copy: it was made anew."))


def read_copy(path: Path) -> Notebook:
    """A copy with the source of each cell as one text; RunError where it is no notebook, as after a failed merge."""
    return read_notebook(path, name_of(path))


def name_of(path: Path) -> str:
    """A copy as messages name it: from the project's root."""
    return Path(*path.parts[-4:]).as_posix() if FOLDER in path.parts[-4:-3] else path.name


def parameters_of(notebook: Notebook, file: str = FOLDER) -> dict[str, str]:
    """The four parameters as the parameters cell assigns them; RunError where it is missing, twice or otherwise."""
    check_parameters(notebook, dict.fromkeys(PARAMETERS, ""), file)
    return {name: str(value.value) for name, value in _assigned(_cell(notebook)["source"])}


def set_parameters(notebook: Notebook, values: Mapping[str, str], file: str = FOLDER) -> Notebook:
    """The same notebook with other values in its parameters cell; whatever else stands in the cell stays."""
    parameters_of(notebook, file)
    cells = [
        {**cell, "source": _assigning(cell["source"], values)} if _is(cell, TAG) else cell for cell in _in(notebook)
    ]
    return {**notebook, "cells": cells}


def is_changed(notebook: Notebook) -> bool:
    """Whether the sources of a copy are others than those that it was made of. Outputs and parameters do not count."""
    return made_of(notebook) != digest(notebook)


def made_of(notebook: Notebook) -> str:
    """The digest of the shipped notebook that a copy was made of; "" where it does not say."""
    told = notebook["metadata"].get(_ARVIO, {})
    return str(told.get(_MADE_OF, "")) if isinstance(told, Mapping) else ""


def digest(notebook: Notebook) -> str:
    """SHA-256 of the kinds and sources of the cells, where the parameters cell counts by its place only."""
    told = [
        [cell["cell_type"], "" if _is(cell, TAG) else cell["source"]]
        for cell in _in(notebook)
        if not _is(cell, INJECTED_TAG)
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def written(notebook: Notebook) -> str:
    """A notebook as Jupyter writes it, so that opening and saving it changes no line."""
    cells = [{**cell, "source": cell["source"].splitlines(keepends=True)} for cell in _in(notebook)]
    return json.dumps({**notebook, "cells": cells}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _made(shipped: Notebook, parameters: Mapping[str, str]) -> Notebook:
    """A copy of a shipped notebook, which remembers what it was made of."""
    told = {**shipped["metadata"].get(_ARVIO, {}), _MADE_OF: digest(shipped)}
    named = {**shipped, "metadata": {**shipped["metadata"], _ARVIO: told}}
    return set_parameters(named, parameters, "notebooks")


def _is_as(found: Notebook, wanted: Notebook) -> bool:
    """Whether a copy that nobody changed is of this shipped notebook and of these parameters."""
    try:
        return made_of(found) == made_of(wanted) and parameters_of(found) == parameters_of(wanted)
    except RunError:  # the parameters cell is spoilt, and nothing else is
        return False


def _told_changed(found: Notebook, run: Run) -> Said:
    try:
        parameters = parameters_of(found)
    except RunError:  # which arvio open and arvio check tell beside what else is wrong
        return say("The working copy was changed before, and is left as it is.")
    if parameters == run.parameters:
        return say("The working copy was changed before, and is left as it is.")
    about = ", ".join(parameters.values())
    return say("The working copy was changed before, and is left as it is. Its parameters are: %(about)s", about=about)


def _write(root: Path, path: Path, notebook: Notebook, *, is_new: bool = False) -> None:
    text = written(notebook)
    if not is_new:
        files.write_whole(root, path, text)
        return
    files.make_folder(path.parent)
    try:
        write_new(path, text.encode("utf-8"))
    except OSError as error:  # somebody else made one meanwhile, or the folder may not be written to
        raise RunError(not_written(name_of(path), error, say("try again"))) from None


def _in(notebook: Notebook) -> list[Mapping[str, Any]]:
    return notebook["cells"]


def _is(cell: Mapping[str, Any], tag: str) -> bool:
    return tag in cell["metadata"].get("tags", ())


def _cell(notebook: Notebook) -> Mapping[str, Any]:
    return next(cell for cell in _in(notebook) if _is(cell, TAG))


def _assigned(source: str) -> Iterator[tuple[str, ast.Constant]]:
    """The names that a parameters cell assigns, with the plain text of each."""
    for statement in ast.parse(source).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() as value):
                yield name, value


def _assigning(source: str, values: Mapping[str, str]) -> str:
    """A parameters cell with other values. Python counts columns in bytes, from the start of the line."""
    lines = source.encode().splitlines(keepends=True)
    for name, value in reversed(list(_assigned(source))):
        if name not in values:
            continue
        first, last = value.lineno - 1, (value.end_lineno or value.lineno) - 1
        before, after = lines[first][: value.col_offset], lines[last][value.end_col_offset :]
        lines[first : last + 1] = [before + json.dumps(values[name], ensure_ascii=False).encode() + after]
    return b"".join(lines).decode()
