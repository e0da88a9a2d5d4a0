"""A working copy that becomes a notebook of the project: for everybody who uses it, or an own one of its organisation.

Nothing is adopted that a colleague has not been shown: what differs is told first. What was changed in the project
since the copy was made is not written over, a notebook that keeps to no shape or that does not run is refused, and the
working copy stays where it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arvio.bounded import json_in
from arvio.errors import Problem, RunError
from arvio.params import Project, Run
from arvio.publish import files, places
from arvio.publish.notebooks.notebook_shape import shape_problems
from arvio.publish.notebooks.notebooks import Notebook, read_notebook
from arvio.publish.notebooks.parameters import INJECTED_TAG
from arvio.saying import joined, say
from arvio.whole_files import holds, take_away
from arvio.workbench.cell_ids import with_worded_ids
from arvio.workbench.copies import digest, made_of, name_of, parameters_of, read_copy, set_parameters, written
from arvio.workbench.differences import differences
from arvio.workbench.new_notebook import check_name, check_source, create
from arvio.workbench.preview import Preview
from arvio.workbench.report_entry import enter, is_asked_for


@dataclass(frozen=True)
class Adoption:
    """What would become of a working copy."""

    copy: Path
    run: Run
    """The run of the notebook under the name that it is to have."""
    notebook: Notebook
    """As it is to lie in notebooks/: without outputs, with the parameters of the notebook it was made of."""
    differences: tuple[str, ...]
    """Against the notebook of the project that it was made of."""
    is_new: bool

    def path(self, root: Path) -> Path:
        return places.notebook(root, self.run.notebook)


def planned(project: Project, copy: Path, run: Run, name: str) -> Adoption:
    """What becomes of a copy under a name; refused where it has no shape, or would write over what somebody changed."""
    root, found = project.root, read_copy(copy)
    parameters_of(found, name_of(copy))
    base_path, target = places.notebook(root, run.notebook), places.notebook(root, name)
    base = read_notebook(base_path) if base_path.exists() else {"cells": []}
    notebook = _as_committed(found, base)
    is_begun = holds(target, written(notebook).encode("utf-8"))  # by one who was killed before it was entered
    is_new = name != run.notebook if is_begun else not target.exists()
    if is_new and not is_begun:
        check_name(root, name)
        check_source(run.notebook)
    elif not is_begun:
        _refuse_changed(found, read_notebook(target), copy, name)
        notebook = _as_committed(found, read_notebook(target))
    problems = shape_problems(notebook, name_of(copy))
    if problems:
        raise RunError(problems)
    adopted = Run(run.organisation, run.period, name, run.audience, run.language)
    return Adoption(copy, adopted, notebook, tuple(differences(base, notebook)), is_new)


def refuse_unfit(made: Preview) -> None:
    """Refuse a copy that does not run to its end, or that shows what has not been released."""
    unfit = [one for one in made.todo if one.kind in ("failed", "refused", "unmarked")]
    if unfit:
        file = f"{made.run.notebook}.ipynb"
        raise RunError([Problem(file, one.said, remedy=one.remedy) for one in unfit])


def adopt(project: Project, adoption: Adoption) -> list[Path]:
    """Write the notebook, and for a new one the draft report in params; what was written, all of it or nothing."""
    path, text = adoption.path(project.root), written(adoption.notebook)
    if not adoption.is_new:
        files.write_whole(project.root, path, text)
        _follow(project.root, adoption)
        return [path]
    made = create(project.root, {path: text})
    if is_asked_for(project, adoption.run):
        return [path]
    try:
        return [path, enter(project, adoption.run)]
    except BaseException:
        take_away(made)
        raise


def _refuse_changed(found: Notebook, target: Notebook, copy: Path, name: str) -> None:
    """Refuse to write over a notebook that is not the one that the copy was made of."""
    if made_of(found) == digest(target):
        return
    file = f"notebooks/{name}.ipynb"
    what = say("has been changed since the working copy was made of it")
    remedy = say(
        "keep the copy under another name, open the report anew (arvio open) and bring your changes over; "
        "or give it a name of its own: --as NAME"
    )
    changes = differences(target, found)
    raise RunError(joined([Problem(file, what, remedy=remedy, value=name_of(copy)).said, *changes], "\n"))


def _as_committed(found: Notebook, base: Notebook) -> Notebook:
    """A copy as it is committed: no outputs, worded ids, and in its parameters cell what the base has there."""
    cells = [_bare(cell) for cell in found["cells"] if INJECTED_TAG not in cell["metadata"].get("tags", ())]
    metadata = _metadata(found["metadata"], base.get("metadata") or {})
    plain = with_worded_ids({**found, "metadata": metadata, "cells": cells})
    return set_parameters(plain, parameters_of(base)) if base["cells"] else plain


def _metadata(found: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """What a notebook says of itself: as the base says it, with what the evaluator says to arvio of her copy."""
    kept = {name: value for name, value in found.get("arvio", {}).items() if name != "made_of"}
    others = {name: value for name, value in (base or found).items() if name != "arvio"}
    return {**others, **({"arvio": kept} if kept else {})}


def _bare(cell: Mapping[str, Any]) -> dict[str, Any]:
    tags = cell["metadata"].get("tags")
    bare = {**cell, "metadata": {"tags": tags} if tags else {}}
    return bare if cell["cell_type"] != "code" else {**bare, "outputs": [], "execution_count": None}


def _follow(root: Path, adoption: Adoption) -> None:
    """Have the copy know that it was made of what the project has now; not a word of it is another one."""
    notebook = json_in(adoption.copy)
    notebook["metadata"].setdefault("arvio", {})["made_of"] = digest(read_notebook(adoption.path(root)))
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    files.write_whole(root, adoption.copy, text)
