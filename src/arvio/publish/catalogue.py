"""The page that lists what an audience may open: by organisation, period and report, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from arvio.errors import RunError
from arvio.params import Project, Run
from arvio.presentation import style
from arvio.publish import places
from arvio.publish.freshness.judging import Standing, State
from arvio.publish.notebooks import read_notebook
from arvio.publish.page.document import title_of
from arvio.publish.page.links import name_in_catalogue, printed_in_catalogue
from arvio.publish.paper.paper import is_printed
from arvio.publish.protection_page import write_protection_page
from arvio.publish.searched import write_searched
from arvio.publish.templates import environment
from arvio.translations import words

_LIES_THERE = ("ready", "older")
_LATER = ("failed", "refused")
"""How a run ended that has taken its earlier report away."""


@dataclass(frozen=True)
class Entry:
    """One language version of a report. Outsiders learn that there is none, never why."""

    language: str
    language_name: str
    state: State
    state_name: str
    """What is said of it; nothing where it is ready."""
    link: str
    size: str
    texts: tuple[tuple[str, str], ...] = ()
    """Name and link of what lies beside the report: what is pasted into the funder's form, and its annexes."""
    earlier: bool = False
    """Whether the report that lay there before the last run failed is kept aside; told to who makes reports only."""


@dataclass(frozen=True)
class Row:
    """One report of one period."""

    period: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Shelf:
    """All reports of one organisation."""

    organisation: str
    name: str
    rows: tuple[Row, ...]


def write_catalogues(project: Project, standings: Mapping[Run, Standing]) -> tuple[Path, ...]:
    """Write the catalogue of each audience that params make reports for, by how each report stands; audiences never
    see each other's.

    Beside that of the internal audience lies the page on how persons were protected, which is renewed too.
    """
    states = {run: standing.state for run, standing in standings.items()}
    audiences = sorted({run.audience for run in states})
    if "internal" in audiences:
        write_protection_page(project)
    return tuple(
        _write(project, audience, {run: state for run, state in states.items() if run.audience == audience})
        for audience in audiences
    )


def _write(project: Project, audience: str, states: Mapping[Run, State]) -> Path:
    path, language = places.catalogue(project.root, audience), project.suite.languages[0]
    by_organisation = groupby(states, lambda run: run.organisation)
    shelves = [_shelf(project, name, {run: states[run] for run in of_one}) for name, of_one in by_organisation]
    page = (
        environment(language)
        .get_template("index.html.j2")
        .render(
            audience=audience,
            shelves=shelves,
            data=_data(project, {run.organisation for run in states}),
            version=version("arvio"),
        )
    )
    write_searched(project, path, page)
    return path


def _data(project: Project, organisations: Iterable[str]) -> str:
    """synthetic if any of the organisations is a sample."""
    kinds = {project.organisation(name).data for name in organisations}
    return "synthetic" if "synthetic" in kinds else "real"


def _shelf(project: Project, organisation: str, states: Mapping[Run, State]) -> Shelf:
    ordered = sorted(states, key=lambda run: (project.period(organisation, run.period).end, run.period, run.notebook))
    by_report = groupby(ordered, lambda run: (run.period, run.notebook))
    rows = [_row(project, {run: states[run] for run in sorted(of_one)}) for _, of_one in by_report]
    return Shelf(organisation, project.organisation(organisation).name, tuple(reversed(rows)))


def _row(project: Project, states: Mapping[Run, State]) -> Row:
    first = next(iter(states))
    entries = tuple(_entry(project, run, state) for run, state in states.items())
    return Row(first.period, _title(project, first.notebook), entries)


def _entry(project: Project, run: Run, state: State) -> Entry:
    path, language = places.report(project.root, run), project.suite.languages[0]
    lies_there = state in _LIES_THERE
    return Entry(
        language=run.language,
        language_name=_language_names()[run.language],
        state=state,
        state_name=_state_names(language)[state],
        link="/".join(run.place.parts[1:]) + ".html",
        size=_size(path, language) if lies_there else "",
        texts=_texts(project, run) if lies_there else (),
        earlier=state in _LATER and run.audience == "internal" and places.previous(project.root, run, path).exists(),
    )


def _texts(project: Project, run: Run) -> tuple[tuple[str, str], ...]:
    """The PDF, what is pasted into the funder's form, and the annexes, as far as they were made."""
    language = project.suite.languages[0]
    gettext = words(language).gettext
    audience = places.reports(project.root) / run.audience
    named = (
        (gettext("text for the form"), places.form_page(project.root, run)),
        (gettext("the same as plain text"), places.form_text(project.root, run)),
    )
    annexes = ((kind, places.annex(project.root, run, kind)) for kind in places.ANNEXES)
    made = ((name_in_catalogue(kind, path.stat().st_size, language), path) for kind, path in annexes if path.exists())
    paper = places.paper(project.root, run)
    printed = [(printed_in_catalogue(paper.stat().st_size, language), paper)] if is_printed(project.root, run) else []
    there = (*printed, *named, *made)
    return tuple((name, path.relative_to(audience).as_posix()) for name, path in there if path.exists())


def _title(project: Project, notebook: str) -> str:
    try:
        read = read_notebook(places.notebook(project.root, notebook))
    except RunError:
        return notebook
    return title_of(read, words(project.suite.languages[0])) or notebook


def _size(path: Path, language: str) -> str:
    return f"{style.number(path.stat().st_size / 1000, language)} kB"


def _language_names() -> dict[str, str]:
    """Each language by its own name, since its readers look for that."""
    return {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


def _state_names(language: str) -> dict[State, str]:
    gettext = words(language).gettext
    return {
        "ready": "",
        "older": gettext("made before the latest changes"),
        "changed": gettext("changed after it was made"),
        "failed": gettext("could not be made"),
        "refused": gettext("held back"),
        "not_made": gettext("not made yet"),
    }
