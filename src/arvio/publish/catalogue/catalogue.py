"""The page that lists what an audience may open: by organisation, period and report, in each language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from arvio.bounded import KEPT_BYTES, bytes_within
from arvio.errors import RunError
from arvio.params import Project, Run
from arvio.params.notebook_texts import words_of
from arvio.presentation import style
from arvio.presentation.isolated import isolated
from arvio.publish import places
from arvio.publish.catalogue.protection_page import write_protection_page
from arvio.publish.catalogue.searched import check_searched, write_searched
from arvio.publish.freshness.judging import Standing, State
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.publish.page.document import title_of
from arvio.publish.page.links import name_in_catalogue, printed_in_catalogue, size_in_words
from arvio.publish.page.scripts import element, script, source_of
from arvio.publish.page.unbroken import unbroken
from arvio.publish.paper.paper import is_printed
from arvio.publish.templates import environment
from arvio.translations import words

MANY = 30
"""So many organisations are found by their names sooner than in a list, which is folded away."""
_LIES_THERE: tuple[State, ...] = ("ready", "older")
_CURRENT: tuple[State, ...] = ("ready",)
SIGNED_MARK = '<p class="signed-mark">'
"""How a page tells who signed it (marks.html.j2)."""
_LATER = ("failed", "refused")
"""How a run ended that has taken its earlier report away."""

_SCRIPT = "catalogue/search.js"
_FIELD = '<input type="search" id="search.text" autocomplete="off" spellcheck="false">'
OURS = (_FIELD, element(script(_SCRIPT)))
"""What a catalogue holds beyond other pages: a field to search in, and the script that searches."""


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
    signed: str = ""
    """Who signed it and when, where its page says so."""
    earlier: bool = False
    """Whether the report that lay there before the last run failed is kept aside; told to who makes reports only."""


@dataclass(frozen=True)
class Row:
    """One report of one period."""

    period: str
    period_name: str
    """What readers call it."""
    days: str
    """The first and the last day that its data are of."""
    title: str
    entries: tuple[Entry, ...]

    @property
    def signed(self) -> str:
        """Who signed all of them, said once; nothing where it differs between them."""
        said = {entry.signed for entry in self.entries}
        return said.pop() if len(said) == 1 else ""


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
    path = places.catalogue(project.root, audience)
    protection = places.protection(project.root).name if audience == "internal" else ""
    write_searched(project, path, _rendered(project, states, _LIES_THERE, protection=protection), OURS)
    return path


def current_page(project: Project, states: Mapping[Run, State]) -> str:
    """A catalogue of some reports of one audience that are handed over together, of which those are linked that are
    current; searched as every catalogue."""
    page = _rendered(project, states, _CURRENT, left_out=sum(state != "ready" for state in states.values()))
    check_searched(project, "index.html", page, OURS)
    return page


def _rendered(project: Project, states: Mapping[Run, State], linked: Collection[State], **told: object) -> str:
    """A catalogue of reports of one audience, in which those are linked that stand so."""
    (audience,) = {run.audience for run in states}
    titles = {name: _title(project, name) for name in sorted({run.notebook for run in states})}
    by_organisation = groupby(states, lambda run: run.organisation)
    shelves = [_shelf(project, {run: states[run] for run in of_one}, titles, linked) for _, of_one in by_organisation]
    rows = [row for shelf in shelves for row in shelf.rows]
    template = environment(project.suite.languages[0]).get_template("index.html.j2")
    page = template.render(
        audience=audience,
        shelves=shelves,
        is_long=len(shelves) > MANY,
        n=len(rows),
        periods=[*dict.fromkeys(row.period_name for row in sorted(rows, key=lambda row: row.period, reverse=True))],
        titles=sorted({row.title for row in rows}),
        data=_data(project, {run.organisation for run in states}),
        field=_FIELD,
        script=script(_SCRIPT),
        script_source=source_of(script(_SCRIPT)),
        version=version("arvio"),
        **told,
    )
    return unbroken(page)


def _data(project: Project, organisations: Iterable[str]) -> str:
    """synthetic if any of the organisations is a sample."""
    kinds = {project.organisation(name).data for name in organisations}
    return "synthetic" if "synthetic" in kinds else "real"


def _shelf(
    project: Project, states: Mapping[Run, State], titles: Mapping[str, str], linked: Collection[State]
) -> Shelf:
    """The reports of one organisation, the newest period first."""
    name = next(iter(states)).organisation
    ordered = sorted(states, key=lambda run: (project.period(name, run.period).end, run.period, run.notebook))
    by_report = groupby(ordered, lambda run: (run.period, run.notebook))
    rows = [_row(project, {run: states[run] for run in sorted(of_one)}, titles, linked) for _, of_one in by_report]
    return Shelf(name, project.organisation(name).name, tuple(reversed(rows)))


def _row(project: Project, states: Mapping[Run, State], titles: Mapping[str, str], linked: Collection[State]) -> Row:
    first, language = next(iter(states)), project.suite.languages[0]
    entries = tuple(_entry(project, run, state, is_linked=state in linked) for run, state in states.items())
    period = project.period(first.organisation, first.period)
    name = style.period_name(period, language)
    days = style.period(period.start, period.end, language)
    return Row(first.period, name, days, titles[first.notebook], entries)


def _entry(project: Project, run: Run, state: State, *, is_linked: bool) -> Entry:
    path, language = places.report(project.root, run), project.suite.languages[0]
    return Entry(
        language=run.language,
        language_name=_language_names()[run.language],
        state=state,
        state_name=_state_names(language)[state],
        link="/".join(run.place.parts[1:]) + ".html",
        size=size_in_words(path.stat().st_size, language) if is_linked else "",
        texts=_texts(project, run) if is_linked else (),
        signed=_signed(project, run, state) if is_linked else "",
        earlier=state in _LATER and run.audience == "internal" and places.previous(project.root, run, path).exists(),
    )


def _signed(project: Project, run: Run, state: State) -> str:
    """Who signed a report and when, in the words of the catalogue; nothing where its page does not say so yet."""
    signature, language = project.signature(run), project.suite.languages[0]
    if signature is None:
        return ""
    if state != "ready" and not _bears_the_mark(places.report(project.root, run)):
        return ""  # it was signed since the page was made
    said = words(language).gettext("signed by %(name)s on %(day)s")
    return said % {"name": isolated(signature.by), "day": style.day(signature.day, language)}


def _bears_the_mark(page: Path) -> bool:
    """Whether a page says who signed it; one that cannot be read says nothing."""
    try:
        return SIGNED_MARK.encode() in bytes_within(page, KEPT_BYTES)
    except OSError:
        return False


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
    return title_of(read, words_of(project.root, notebook, project.suite.languages[0])) or notebook


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
