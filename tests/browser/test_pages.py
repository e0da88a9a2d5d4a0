"""Every rendered page of the sample in a real browser: no request, no finding of axe, none of our own checks."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from arvio.publish.paper.browsers import find_browser
from arvio.publish.paper.printing import Limits, printer

from ..sample import CATALOGUES, FORM_PAGES, LAST, PLACES
from . import page_checks

WORDS = {"harjula": "Harjula", "miessakit": "Miessakit", "silmu": "Silmu", "voimaa": "Voimaa"}
ALL = [*CATALOGUES, *PLACES, *FORM_PAGES]
LOOKED_THROUGH = [*CATALOGUES, *LAST, *FORM_PAGES[-2:]]
IN_EVERY_WAY = [*CATALOGUES, *(place for place in LAST if place.startswith("internal/") and place.endswith(".fi"))]
"""axe takes seconds a page: a page of each notebook, audience and language on the desktop, and of each notebook for the
audience that is shown most in the dark, on a phone and on paper, since colours and sizes know no language."""
PRINTED = [place for place in LAST if place.startswith("internal/") and place.endswith(".en")]

DESKTOP, PHONE, SMALLEST = {"width": 1280, "height": 900}, {"width": 375, "height": 800}, {"width": 320, "height": 800}
AXE = Path(*find_spec("axe_playwright_python").submodule_search_locations, "axe.min.js")
RUN_AXE = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


@pytest.fixture(scope="module")
def light(browser: Browser) -> Iterator[BrowserContext]:
    yield from _context(browser, viewport=DESKTOP, color_scheme="light")


@pytest.fixture(scope="module")
def dark(browser: Browser) -> Iterator[BrowserContext]:
    yield from _context(browser, viewport=DESKTOP, color_scheme="dark")


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    yield from _context(browser, viewport=PHONE, color_scheme="light")


@pytest.mark.parametrize("place", ALL)
def test_page_is_whole_for_a_screen_reader(sample_reports, place):
    _, html = _report(sample_reports, place)
    assert _faults_of_html(html, place) == []


@pytest.mark.parametrize("place", ALL)
def test_page_is_whole_on_a_desktop(sample_reports, light, place):
    path, _ = _report(sample_reports, place)
    with light.new_page() as page:
        assert _requests_of(page, path) == [path.as_uri()]
        assert page_checks.caption_faults(page) == []
        assert page_checks.line_length_faults(page) == []


@pytest.mark.parametrize("place", ALL)
def test_page_is_whole_on_a_phone(sample_reports, phone, place):
    path, _ = _report(sample_reports, place)
    with phone.new_page() as page:
        page.goto(path.as_uri())
        assert page_checks.small_label_faults(page) == []
        assert page_checks.caption_faults(page) == []
        page.set_viewport_size(SMALLEST)
        assert page_checks.page_scroll_faults(page) == []


@pytest.mark.parametrize("place", ALL)
def test_page_is_whole_on_paper(sample_reports, light, place):
    path, _ = _report(sample_reports, place)
    with light.new_page() as page:
        page.goto(path.as_uri())
        assert page_checks.lost_in_print_faults(page) == []
        assert page_checks.lonely_heading_faults(page) == []


@pytest.mark.parametrize("place", LOOKED_THROUGH)
def test_axe_finds_nothing_on_a_desktop(sample_reports, light, place):
    path, _ = _report(sample_reports, place)
    with light.new_page() as page:
        page.goto(path.as_uri())
        assert _axe_faults(page) == []


@pytest.mark.parametrize("place", IN_EVERY_WAY)
def test_axe_finds_nothing_in_the_dark(sample_reports, dark, place):
    path, _ = _report(sample_reports, place)
    with dark.new_page() as page:
        page.goto(path.as_uri())
        assert _axe_faults(page) == []


@pytest.mark.parametrize("place", IN_EVERY_WAY)
def test_axe_finds_nothing_on_a_phone(sample_reports, phone, place):
    path, _ = _report(sample_reports, place)
    with phone.new_page() as page:
        page.goto(path.as_uri())
        assert _axe_faults(page) == []


@pytest.mark.parametrize("place", IN_EVERY_WAY)
def test_axe_finds_nothing_on_paper(sample_reports, light, place):
    path, _ = _report(sample_reports, place)
    with light.new_page() as page:
        page.goto(path.as_uri())
        page.emulate_media(media="print")
        assert _axe_faults(page) == []


def test_a_pdf_has_every_cell_of_its_page(sample_reports, light):
    with printer(find_browser(), Limits(memory_mb=4000)) as print_page, light.new_page() as page:
        for place in PRINTED:
            path, html = _report(sample_reports, place)
            page.goto(path.as_uri())
            sheets = page_checks.sheets_of(print_page(html))
            assert page_checks.lost_in_print_faults(page, sheets) == [], place


def test_every_page_is_looked_at(sample_reports):
    pages = [path.relative_to(sample_reports.reports).with_suffix("").as_posix() for path in sample_reports.pages()]
    assert sorted(pages) == sorted(ALL)


def _context(browser: Browser, **emulated: object) -> Iterator[BrowserContext]:
    """A context that axe may be put into in spite of the page's policy; the network stays open, as a reader's is."""
    context = browser.new_context(bypass_csp=True, **emulated)
    yield context
    context.close()


def _report(batch, place: str) -> tuple[Path, str]:
    path = batch.reports / f"{place}.html"
    assert path.exists(), f"not rendered:\n{batch.stderr}"
    return path, path.read_text(encoding="utf-8")


def _requests_of(page: Page, path: Path) -> list[str]:
    """What the page asks for when it is opened and when its whole length is scrolled through."""
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    return [url for url in requested if not url.startswith("data:")]


def _axe_faults(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in page.evaluate(RUN_AXE)
        for node in violation["nodes"]
    ]


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
    _, organisation, period, _ = place.split("/")
    return [WORDS[organisation], period]
