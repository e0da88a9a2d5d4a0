"""What is wrong with the files of the evaluator's words, told by `arvio check` and `arvio list`; nothing is changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import get_args

from arvio.commentary.accepted import confirmations
from arvio.commentary.asked_for import known_sections
from arvio.commentary.words import FOLDER, Part, conflicts, line_of, named, parts, read, repeated
from arvio.errors import ArvioError, ParamsError, Problem
from arvio.params import Project
from arvio.params.checking import nearest
from arvio.params.models import Language
from arvio.saying import say


def check_words(project: Project, organisation: str) -> list[ArvioError]:
    """Every problem of the files of an organisation, an error for each file."""
    folder = project.root / FOLDER / organisation
    known, asked = known_sections(project, organisation), _asked(project, organisation)
    errors = [_error(_problems(path, known, asked)) for path in sorted(folder.glob("*.md"))]
    errors += [_error(_spoilt(path)) for path in sorted(folder.glob("*.numbers.json"))]
    return [error for error in errors if error]


def _asked(project: Project, organisation: str) -> set[str]:
    """The names that files of words may have. Words may be written in a language before any report is made in it."""
    periods = {period for report in project.organisation(organisation).reports for period in report.periods}
    return {f"{period}.{language}" for period in periods for language in get_args(Language)}


def _problems(path: Path, known: Collection[str], asked: Collection[str]) -> Iterator[Problem]:
    if path.stem not in asked:
        what = say("no report of the organisation is about this period, or there is no such language")
        yield Problem(named(path), what, remedy=nearest(path.stem, asked))
    try:
        found = parts(read(path))
    except ParamsError as error:
        yield from error.problems
        return
    yield from conflicts(path, found)
    yield from repeated(path, found)
    yield from _shown_nowhere(path, found, known)


def _shown_nowhere(path: Path, found: Iterable[Part], known: Collection[str]) -> Iterator[Problem]:
    for part in found:
        if part.name and part.name not in known:
            what = say("no notebook of the organisation's reports asks for this section")
            yield Problem(
                named(path), what, remedy=nearest(part.name, known), place=line_of(part.line), value=part.name
            )
        if not part.name and part.words:
            what = say("what stands above the first heading is shown in no report")
            remedy = say("write it below a heading, such as ## %(section)s", section=min(known))
            yield Problem(named(path), what, remedy=remedy, place=line_of(part.line))


def _spoilt(path: Path) -> Iterator[Problem]:
    try:
        confirmations(path)
    except ParamsError as error:
        yield from error.problems


def _error(problems: Iterable[Problem]) -> ParamsError | None:
    found = tuple(problems)
    return ParamsError(found) if found else None
