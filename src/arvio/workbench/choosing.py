"""Which report is to be opened: as the command names it, and asked with numbered lists for what it leaves out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import click

from arvio.errors import Problem, RunError, UsageError
from arvio.params import Project, Run, needs_of_notebooks
from arvio.params.checking import nearest
from arvio.saying import evaluators_language, say, spoken
from arvio.terminal import echo
from arvio.translations import words
from arvio.workbench.copies import copy_path, parameters_of, read_copy

ASKED = ("organisation", "period", "notebook")
"""What is asked for, in this order. Language and audience have a first choice, and can be changed in the notebook."""
_INTERNAL = "internal"


@dataclass(frozen=True)
class Wish:
    """What the evaluator named of a report; "" for what she left out."""

    organisation: str = ""
    period: str = ""
    notebook: str = ""
    language: str = ""
    audience: str = ""


Ask = Callable[[str, Sequence[str], Mapping[str, str]], str]
"""Gives one of several names for a part of a report, each of which may have a longer name."""


def chosen_run(project: Project, wish: Wish, ask: Ask) -> Run:
    """The run that a wish names; what is open is asked for where params ask for more than one."""
    if wish.organisation:
        project.organisation(wish.organisation)
    if wish.notebook:
        _refuse_unknown_notebook(project, wish.notebook)
    named = {part: getattr(wish, part) for part in ASKED}
    runs = _asked_of(project.runs(organisations=[wish.organisation] if wish.organisation else []), named)
    for part in ASKED:
        if not named[part]:
            choices = list(dict.fromkeys(getattr(run, part) for run in runs))
            named[part] = _only_or_asked(part, choices, project, ask)
            runs = _asked_of(runs, named)
    language, audience = _language_and_audience(project, runs, wish, named)
    return Run(**named, language=language, audience=audience)


def ask_on_terminal(part: str, choices: Sequence[str], longer: Mapping[str, str]) -> str:
    """One of several names, by its number or as it is; UsageError with all of them where nobody can answer."""
    if not sys.stdin.isatty():
        what = say("is missing, and nobody can be asked, since the command was not started in a terminal")
        known = say("one of %(known)s", known=", ".join(choices))
        raise UsageError(Problem(part, what, known, say("name it after the command: arvio open …")))
    echo(spoken(_QUESTIONS[part]), err=True)
    for number, name in enumerate(choices, 1):
        echo(f"  {number}. {' – '.join(filter(None, [name, longer.get(name, '')]))}", err=True)
    while True:
        answer = click.prompt(spoken(say("Number or name")), err=True).strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(choices):
            return choices[int(answer) - 1]
        if answer in choices:
            return answer
        known = say("'%(answer)s' is none of them; give a number from 1 to %(last)s", answer=answer, last=len(choices))
        echo(spoken(known), err=True)


_QUESTIONS = {
    "organisation": say("Which organisation?"),
    "period": say("Which period?"),
    "notebook": say("Which notebook?"),
}


def _only_or_asked(part: str, choices: Sequence[str], project: Project, ask: Ask) -> str:
    if not choices:
        what = say("params ask for no report that is all of this")
        raise UsageError(Problem(part, what, remedy=say("see which there are: arvio list")))
    return choices[0] if len(choices) == 1 else ask(part, choices, _longer(part, choices, project))


def _longer(part: str, choices: Iterable[str], project: Project) -> dict[str, str]:
    """What the names stand for, in the evaluator's language."""
    if part == "organisation":
        return {name: project.organisation(name).name for name in choices}
    if part == "notebook":
        titles = words(evaluators_language())
        return {name: titles.gettext(one.title) for name, one in needs_of_notebooks(project.root / "notebooks").items()}
    return {}


def _asked_of(runs: Iterable[Run], named: Mapping[str, str]) -> list[Run]:
    return [run for run in runs if all(not name or getattr(run, part) == name for part, name in named.items())]


def _language_and_audience(
    project: Project, runs: Sequence[Run], wish: Wish, named: Mapping[str, str]
) -> tuple[str, str]:
    """As wished; else those of the working copy that is there; else the first that params ask for, internal before."""
    before = _of_copy(project, named)
    audiences = list(dict.fromkeys(run.audience for run in runs)) or sorted(project.suite.audiences)
    first = _INTERNAL if _INTERNAL in audiences else audiences[0]
    audience = wish.audience or before.get("audience") or first
    languages = list(dict.fromkeys(run.language for run in runs if run.audience == audience))
    own = [language for language in project.suite.languages if language in languages or not languages]
    return wish.language or before.get("language") or (own or languages)[0], audience


def _of_copy(project: Project, named: Mapping[str, str]) -> dict[str, str]:
    """The parameters of the working copy, where it is about the same organisation and period."""
    path = copy_path(project.root, **named)
    try:
        found = parameters_of(read_copy(path)) if path.exists() else {}
    except RunError:  # which is told when the copy is opened
        return {}
    return found if all(found.get(part) == named[part] for part in ("organisation", "period")) else {}


def _refuse_unknown_notebook(project: Project, name: str) -> None:
    known = sorted(path.stem for path in (project.root / "notebooks").glob("*.ipynb"))
    if name not in known:
        raise UsageError(Problem("notebook", say("there is no such notebook"), remedy=nearest(name, known), value=name))
