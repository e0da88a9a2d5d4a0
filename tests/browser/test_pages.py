"""Every rendered page of the sample in a real browser: no request, no finding of axe, none of our own checks."""

import re
from pathlib import Path

import pytest

from arvio.params import parse_period
from arvio.presentation import style
from arvio.publish.paper.browsers import find_browser
from arvio.publish.paper.printing import Limits, printer

from ..sample import CATALOGUES, FORM_PAGES, LAST, PLACES
from . import page_checks
from .looking import DESKTOP, faults_of_pages

WORDS = {"harjula": "Harjula", "miessakit": "Miessakit", "silmu": "Silmu", "voimaa": "Voimaa"}
ALL = [*CATALOGUES, *PLACES, *FORM_PAGES]
PRINTED = [place for place in LAST if place.startswith("internal/") and place.endswith(".en")]


@pytest.fixture(scope="module")
def looked_at(sample_reports, launching, request):
    """The faults of every page that a test of this call asks for, looked at before the first of them."""
    chosen = [item for item in request.session.items if item.module is request.module and hasattr(item, "callspec")]
    places = [item.callspec.params["place"] for item in chosen if "looked_at" in item.fixturenames]
    pages = {place: sample_reports.reports / f"{place}.html" for place in places}
    return faults_of_pages(pages, launching)


@pytest.mark.parametrize("place", ALL)
def test_page_is_whole_for_a_screen_reader(sample_reports, place):
    _, html = _report(sample_reports, place)
    assert _faults_of_html(html, place) == []


@pytest.mark.parametrize("place", ALL)
def test_page_is_whole_in_every_way_it_is_read(looked_at, place):
    assert looked_at[place] == {}


def test_a_pdf_has_every_cell_of_its_page(sample_reports, browser):
    with printer(find_browser(), Limits(memory_mb=4000)) as print_page, browser.new_page(viewport=DESKTOP) as page:
        for place in PRINTED:
            path, html = _report(sample_reports, place)
            page.goto(path.as_uri())
            sheets = page_checks.sheets_of(print_page(html))
            assert page_checks.lost_in_print_faults(page, sheets) == [], place


def test_every_page_is_looked_at(sample_reports):
    pages = [path.relative_to(sample_reports.reports).with_suffix("").as_posix() for path in sample_reports.pages()]
    assert sorted(pages) == sorted(ALL)


def _report(batch, place: str) -> tuple[Path, str]:
    path = batch.reports / f"{place}.html"
    assert path.exists(), f"not rendered:\n{batch.stderr}"
    return path, path.read_text(encoding="utf-8")


def _faults_of_html(html: str, place: str) -> list[str]:
    language = re.search(r"\.(fi|sv|en)$", place)[1] if place not in CATALOGUES else "fi"
    words = [] if place in CATALOGUES else _words(place)
    faults = [
        *page_checks.alt_text_faults(html),
        *page_checks.svg_name_faults(html),
        *page_checks.glyph_path_faults(html),
        *page_checks.table_faults(html),
        *page_checks.language_and_title_faults(html, language, words),
    ]
    return faults + (page_checks.nordic_number_faults(html) if language != "en" else [])


def _words(place: str) -> list[str]:
    """What the title of a report must name."""
    _, organisation, name, file = place.split("/")
    return [WORDS[organisation], style.period_name(parse_period(name), file.rpartition(".")[2])]
