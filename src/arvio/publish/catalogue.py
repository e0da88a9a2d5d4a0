"""The page that lists what an audience may open: by organisation, period and report, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Literal

from arvio.errors import RunError
from arvio.params import Project, Run
from arvio.presentation import style
from arvio.publish import manifest, places
from arvio.publish.notebooks import read_notebook
from arvio.publish.page.document import title_of
from arvio.publish.protection_page import write_protection_page
from arvio.publish.searched import write_searched
from arvio.publish.templates import environment
from arvio.translations import words

EntryState = Literal["ready", "failed", "refused", "not_made"]

_ENDED: dict[str, EntryState] = {"failed": "failed", "refused": "refused"}


@dataclass(frozen=True)
class Entry:
    """One language version of a report. Outsiders learn that there is none, never why."""

    language: str
    language_name: str
    state: EntryState
    state_name: str
    link: str
    size: str
    texts: tuple[tuple[str, str], ...] = ()
    """Name and link of what is pasted into the funder's form."""


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


def write_catalogues(project: Project) -> tuple[Path, ...]:
    """Write the catalogue of each audience that params make reports for; audiences never see each other's.

    Beside that of the internal audience lies the page on how persons were protected, which is renewed too.
    """
    runs = project.runs()
    audiences = sorted({run.audience for run in runs})
    if "internal" in audiences:
        write_protection_page(project)
    return tuple(_write(project, audience, [run for run in runs if run.audience == audience]) for audience in audiences)


def state_of(root: Path, run: Run) -> EntryState:
    """Whether a report lies ready, and if not, how its last run ended."""
    ended = manifest.state(root, run)
    if ended == "done" and places.report(root, run).exists():
        return "ready"
    return _ENDED.get(ended, "not_made")


def _write(project: Project, audience: str, runs: Sequence[Run]) -> Path:
    path, language = places.catalogue(project.root, audience), project.suite.languages[0]
    shelves = [_shelf(project, name, list(of_one)) for name, of_one in groupby(runs, lambda run: run.organisation)]
    page = (
        environment(language)
        .get_template("index.html.j2")
        .render(
            audience=audience,
            shelves=shelves,
            data=_data(project, {run.organisation for run in runs}),
            version=version("arvio"),
        )
    )
    write_searched(project, path, page)
    return path


def _data(project: Project, organisations: Iterable[str]) -> str:
    """synthetic if any of the organisations is a sample."""
    kinds = {project.organisation(name).data for name in organisations}
    return "synthetic" if "synthetic" in kinds else "real"


def _shelf(project: Project, organisation: str, runs: Sequence[Run]) -> Shelf:
    ordered = sorted(runs, key=lambda run: (project.period(organisation, run.period).end, run.period, run.notebook))
    rows = [_row(project, list(of_one)) for _, of_one in groupby(ordered, lambda run: (run.period, run.notebook))]
    return Shelf(organisation, project.organisation(organisation).name, tuple(reversed(rows)))


def _row(project: Project, runs: Sequence[Run]) -> Row:
    title = _title(project, runs[0].notebook)
    return Row(runs[0].period, title, tuple(_entry(project, run) for run in sorted(runs)))


def _entry(project: Project, run: Run) -> Entry:
    path, language, state = places.report(project.root, run), project.suite.languages[0], state_of(project.root, run)
    return Entry(
        language=run.language,
        language_name=_language_names()[run.language],
        state=state,
        state_name=_state_names(language)[state],
        link="/".join(run.place.parts[1:]) + ".html",
        size=_size(path, language) if state == "ready" else "",
        texts=_texts(project, run) if state == "ready" else (),
    )


def _texts(project: Project, run: Run) -> tuple[tuple[str, str], ...]:
    """What is pasted into the funder's form, as far as it was made."""
    gettext = words(project.suite.languages[0]).gettext
    audience = places.reports(project.root) / run.audience
    named = (
        (gettext("text for the form"), places.form_page(project.root, run)),
        (gettext("the same as plain text"), places.form_text(project.root, run)),
    )
    return tuple((name, path.relative_to(audience).as_posix()) for name, path in named if path.exists())


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


def _state_names(language: str) -> dict[EntryState, str]:
    gettext = words(language).gettext
    return {
        "ready": gettext("ready"),
        "failed": gettext("could not be made"),
        "refused": gettext("held back"),
        "not_made": gettext("not made yet"),
    }
