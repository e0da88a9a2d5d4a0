"""The handbook as it is read: in the light, in the dark, on a phone, and by searching, without any network."""

import pytest

from ..browser import page_checks
from ..browser.looking import DESKTOP, PHONE, SMALLEST, axe_faults, opened
from . import pages

LOOKED_AT = ("index", "first_report", "errors", "search")


@pytest.fixture
def page(browser):
    with opened(browser) as page:
        page.context.set_offline(True)
        yield page


@pytest.mark.parametrize("language", pages.LANGUAGES)
@pytest.mark.parametrize("name", LOOKED_AT)
def test_pages_are_accessible(built, page, language, name):
    page.goto((built / language / f"{name}.html").as_uri())
    assert axe_faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe_faults(page) == []
    page.set_viewport_size(PHONE)
    assert axe_faults(page) == []
    page.set_viewport_size(SMALLEST)
    assert page_checks.page_scroll_faults(page) == []


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_lines_are_read_with_ease(built, page, language):
    page.set_viewport_size(DESKTOP)
    page.goto((built / language / "first_report.html").as_uri())
    assert page_checks.line_length_faults(page) == []


@pytest.mark.parametrize(("language", "asked", "told"), [("fi", "allekirjoita", "Löytyi"), ("en", "withheld", "found")])
def test_the_search_finds_pages_and_asks_for_files_only(built, page, language, asked, told):
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto((built / language / "index.html").as_uri())
    page.fill("#words", asked)
    page.press("#words", "Enter")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function(f"() => document.querySelector('#search-results').innerText.includes('{told}')")
    assert axe_faults(page) == []
    page.click("#search-results li a")
    page.wait_for_load_state()
    assert asked[:8] in page.inner_text("main").lower()
    assert [address for address in requested if not address.startswith("file:")] == []


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_contents_are_there_without_a_script(built, browser, language):
    with browser.new_context(java_script_enabled=False, viewport=DESKTOP) as context:
        page = context.new_page()
        page.goto((built / language / "index.html").as_uri())
        assert page.locator("nav.book-pages a").count() == len(pages.names())
        assert page.locator("nav.book-pages a").last.is_visible()
