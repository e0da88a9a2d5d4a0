"""A short notebook of one's own to begin with: the first question of another one that has a figure, and its methods."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from arvio.errors import Problem, RunError, UsageError, not_written
from arvio.params import AFTER_THE_YEARLY, INTERNAL_ONLY, NEVER_PUBLIC, Project, Run, open_project
from arvio.params.models.words import is_file_name
from arvio.params.notebook_texts import FOLDER as TEXTS
from arvio.publish import files, places
from arvio.publish.notebooks.notebooks import Notebook, read_notebook
from arvio.publish.notebooks.parameters import TAG
from arvio.saying import say
from arvio.translations import SOURCE_LANGUAGE, later, words
from arvio.translations.markdown import units
from arvio.whole_files import holds, take_away, write_new
from arvio.workbench.copies import written
from arvio.workbench.new_files import already_there
from arvio.workbench.report_entry import enter, is_asked_for

_FIGURE = re.compile(r"\bfigures\.\w+\(")
_COMMENTARY = re.compile(r'evaluation\.commentary\("[^"]*"')
_HEAD = "Texts of the notebook as they stand there, and below each its words in the languages of its reports."
_PARTS = ("claimed", "figures", "indicators", "mirror", "narrative", "tables")
PARAGRAPH = later("What we wanted to know, for those who lead and develop the work.")
"""What stands below the title until the evaluator writes something better."""


def begin(project: Project, name: str, *, source: str, organisation: str | None, period: str | None) -> list[Path]:
    """A new notebook, and where an organisation is named a draft report of it in params; what was written.

    All of it or nothing.
    """
    if organisation is None:
        return new_notebook(project, name, source)
    run = _draft(project, name, organisation=organisation, period=period)
    wanted = _wanted(project, name, source)
    if is_asked_for(project, run) or not _is_begun(wanted):
        check_free(project.root, name)
    made = create(project.root, wanted)
    try:
        return [*wanted, enter(open_project(project.root), run)]
    except BaseException:
        take_away(made)
        raise


def _draft(project: Project, name: str, *, organisation: str, period: str | None) -> Run:
    """The report to enter: for the organisation itself, in the suite's first language, about its last period."""
    params = project.organisation(organisation)
    periods = sorted({one for report in params.reports for one in report.periods})
    if not (period or periods):
        raise UsageError(Problem("--period", say("is needed: params have no report whose period could be taken")))
    period = period or periods[-1]
    project.period(organisation, period)
    audience = next((one for one in ("internal", *project.suite.audiences) if one in project.suite.audiences), "")
    return Run(organisation, period, name, audience, project.suite.languages[0])


def new_notebook(project: Project, name: str, source: str) -> list[Path]:
    """Write notebooks/NAME.ipynb, and a file for its words in the other languages; both are new, or neither is there.

    A UsageError where the name cannot be had. What was begun by one who was killed is brought to its end.
    """
    wanted = _wanted(project, name, source)
    if not _is_begun(wanted) or all(path.exists() for path in wanted):
        check_free(project.root, name)
    create(project.root, wanted)
    return list(wanted)


def _wanted(project: Project, name: str, source: str) -> dict[Path, str]:
    """What a new notebook consists of."""
    _check_word(name)
    check_source(source)
    notebook = short(read_notebook(places.notebook(project.root, source)), name)
    texts = own_texts(notebook, project.suite.languages)
    wanted = {places.notebook(project.root, name): written(notebook), project.root / TEXTS / f"{name}.yaml": texts}
    return {path: text for path, text in wanted.items() if text}


def _is_begun(wanted: Mapping[Path, str]) -> bool:
    """Whether the first of the files is there as it would be written."""
    path, text = next(iter(wanted.items()))
    return holds(path, text.encode("utf-8"))


def check_name(root: Path, name: str) -> None:
    """Refuse a name that cannot be a notebook's, or that one has already, in whatever letters."""
    _check_word(name)
    check_free(root, name)


def _check_word(name: str) -> None:
    expected = say("small letters without accents, digits and _, a letter first, such as own_feedback")
    if not is_file_name(name):
        raise UsageError(Problem("NAME", say("cannot be the name of a notebook"), expected, value=name))


def check_free(root: Path, name: str) -> None:
    """Refuse a name that a notebook has already, in whatever letters."""
    if name in {path.stem.casefold() for path in (root / "notebooks").glob("*.ipynb")}:
        remedy = say("choose another name, or change that one: arvio open")
        raise UsageError(Problem(f"notebooks/{name}.ipynb", say("is there already"), remedy=remedy))


def check_source(name: str) -> None:
    """Refuse a notebook whose rules and place in a batch hang on its name: under another one they would not hold."""
    if name in NEVER_PUBLIC | AFTER_THE_YEARLY | INTERNAL_ONLY:
        what = say("is no notebook to begin another one with: who may read it, and when, goes by its name")
        raise UsageError(Problem(f"notebooks/{name}.ipynb", what, say("another notebook, such as feedback")))


def create(root: Path, contents: Mapping[Path, str]) -> list[Path]:
    """Write files that are not there yet, or not there as they should be; where one cannot be written, none stays."""
    made: list[Path] = []
    try:
        for path, text in contents.items():
            if holds(path, text.encode("utf-8")):
                continue  # it was left by one who was killed
            files.make_folder(path.parent)
            write_new(path, text.encode("utf-8"))
            made.append(path)
    except OSError as error:
        take_away(made)
        name = path.relative_to(root).as_posix()
        if isinstance(error, FileExistsError):
            raise UsageError(already_there(name)) from error
        remedy = say("make room or ask for write access to the folder, then try again")
        raise RunError(not_written(name, error, remedy)) from error
    return made


def short(source: Notebook, name: str) -> Notebook:
    """A notebook with a title of its own and one section of another: release, figure, sentence, table and comment."""
    cells = source["cells"]
    figure = next((at for at, cell in enumerate(cells) if _FIGURE.search(cell["source"])), None)
    if figure is None:
        what = say("shows no figure that a new notebook could begin with")
        raise UsageError(Problem("--from", what, say("another notebook, such as feedback")))
    first = max(at for at in range(figure) if _is_heading(cells[at]))
    end = next((at for at in range(first + 1, len(cells)) if _is_heading(cells[at])), len(cells))
    section = [_with_commentary(cell, name) for cell in cells[first:end]]
    if not any(_COMMENTARY.search(cell["source"]) for cell in section):
        section.append(_comment(name))
    needed = _needed([cell for cell in cells[:first] if _is_code(cell) and not _opens(cell)], section)
    body = [section[0], *needed, *section[1:], *_methods(cells)]
    parameters = [cell for cell in cells[:first] if TAG in cell["metadata"].get("tags", ())]
    opening = [_importing(cell, body) for cell in cells[:first] if _opens(cell)]
    return {**source, "cells": [_title(name), *parameters, *opening, *body]}


def own_texts(notebook: Notebook, languages: Iterable[str]) -> str:
    """What params/translations/<notebook>.yaml begins with: its own texts, to be written in the other languages."""
    wanted = [one for one in languages if one != SOURCE_LANGUAGE]
    own = [text for text in units(notebook["cells"][0]["source"]) if _is_lacking(text, wanted)]
    lines = [f"# {_HEAD}", *(line for text in own for line in _entry(text, wanted))]
    return "\n".join(lines) + "\n" if own else ""


def _is_lacking(text: str, languages: Iterable[str]) -> bool:
    return any(words(language).gettext(text) == text for language in languages)


def _entry(text: str, languages: Iterable[str]) -> list[str]:
    quoted = text.replace("'", "''")
    return [f"'{quoted}':", *(f"  {language}: ''" for language in languages)]


def _title(name: str) -> dict[str, Any]:
    words = name.replace("_", " ").capitalize()
    return {"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {words}\n\n{PARAGRAPH}"}


def _comment(name: str) -> dict[str, Any]:
    source = f'evaluation.commentary("{name}")'
    return {
        "cell_type": "code",
        "id": "comment",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def _with_commentary(cell: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**cell, "source": _COMMENTARY.sub(f'evaluation.commentary("{name}"', cell["source"])}


def _needed(before: Sequence[Mapping[str, Any]], section: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The cells before a section that assign what it uses, and what those use in turn, in their order."""
    wanted = _used(section) - _assigned(section)
    found: list[Mapping[str, Any]] = []
    for cell in reversed(before):
        if _assigned([cell]) & wanted:
            found.insert(0, cell)
            wanted |= _used([cell])
    return found


def _methods(cells: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The section on methods and protection, which every report ends with."""
    at = next((at for at, cell in enumerate(cells) if "evaluation.method()" in cell["source"]), None)
    if at is None:
        return []
    return list(cells[max(one for one in range(at) if _is_heading(cells[one])) : at + 1])


def _importing(cell: Mapping[str, Any], body: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The cell that opens the evaluation, importing what the body uses and no more."""
    used = _used(body) & set(_PARTS)
    names = ", ".join(sorted([*used, "open_evaluation"]))
    lines = ["from arvio import " + names if line.startswith("from arvio") else line for line in _lines(cell)]
    return {**cell, "source": "\n".join(lines)}


def _lines(cell: Mapping[str, Any]) -> list[str]:
    return cell["source"].splitlines()


def _used(cells: Iterable[Mapping[str, Any]]) -> set[str]:
    return {node.id for node in _names(cells) if isinstance(node.ctx, ast.Load)}


def _assigned(cells: Iterable[Mapping[str, Any]]) -> set[str]:
    return {node.id for node in _names(cells) if isinstance(node.ctx, ast.Store)}


def _names(cells: Iterable[Mapping[str, Any]]) -> list[ast.Name]:
    trees = [ast.parse(cell["source"]) for cell in cells if _is_code(cell)]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)]


def _is_code(cell: Mapping[str, Any]) -> bool:
    return cell["cell_type"] == "code"


def _is_heading(cell: Mapping[str, Any]) -> bool:
    return not _is_code(cell) and cell["source"].startswith("## ")


def _opens(cell: Mapping[str, Any]) -> bool:
    return _is_code(cell) and "open_evaluation(" in cell["source"]
