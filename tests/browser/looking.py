"""Every page opened once, and looked at there in every way it is read: on a desktop, in the dark, on paper, on a phone.

axe takes half a second a page and way, most of it for contrasts, opening a page and putting axe into it a fifth of one.
So a page is opened once and changed from way to way, and two are looked at side by side; then the whole set of axe's
rules fits for every page in every way, and nothing has to be picked. What can be opened is closed on the desktop, as a
reader finds it, and open in the other ways: nobody sees, and axe does not look at, the tables of figures before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

from . import page_checks

DESKTOP, PHONE, SMALLEST = {"width": 1280, "height": 900}, {"width": 375, "height": 800}, {"width": 320, "height": 800}
AXE = Path(*find_spec("axe_playwright_python").submodule_search_locations, "axe.min.js")
RUN_AXE = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
SIDE_BY_SIDE = 2

Faults = Mapping[str, Sequence[str]]
"""What is wrong with a page, by how it was looked at; empty where nothing is."""


def faults_of_pages(pages: Mapping[str, Path], launching: Mapping[str, object]) -> dict[str, Faults]:
    """The faults of each page, by its name; each browser is opened and closed in the thread that uses it."""
    shares = [dict(list(pages.items())[place::SIDE_BY_SIDE]) for place in range(SIDE_BY_SIDE)]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        looked = side_by_side.map(lambda share: _faults_of_share(share, launching), shares)
    return dict(chain.from_iterable(found.items() for found in looked))


def _faults_of_share(pages: Mapping[str, Path], launching: Mapping[str, object]) -> dict[str, Faults]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launching)
        with opened(browser) as page:
            found = {name: faults_of_page(page, path) for name, path in pages.items()}
        browser.close()
    return found


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """A page that axe may be put into in spite of its policy; the network stays open, as a reader's is."""
    with browser.new_context(bypass_csp=True, viewport=DESKTOP, color_scheme="light") as context:
        yield context.new_page()


def faults_of_page(page: Page, path: Path) -> Faults:
    """The faults of one page in every way; it is left as the next one needs it."""
    if not path.exists():
        return {"as a file": ["not rendered"]}
    return {way: faults for way, faults in _looked_at(page, path) if faults}


def axe_faults(page: Page) -> list[str]:
    """What axe finds on a page as it is shown now, by all of its rules, best practices among them."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in page.evaluate(RUN_AXE)
        for node in violation["nodes"]
    ]


def _looked_at(page: Page, path: Path) -> Iterator[tuple[str, list[str]]]:
    page.set_viewport_size(DESKTOP)
    yield "requests", [url for url in _requests_of(page, path) if url != path.as_uri()]
    yield from _on_a_desktop(page)
    yield from _on_paper(page)
    yield from _on_a_phone(page)


def _on_a_desktop(page: Page) -> Iterator[tuple[str, list[str]]]:
    yield "captions on a desktop", page_checks.caption_faults(page)
    yield "lines on a desktop", page_checks.line_length_faults(page)
    yield "axe on a desktop", axe_faults(page)
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.emulate_media(color_scheme="dark")
    yield "axe in the dark", axe_faults(page)
    page.emulate_media(color_scheme="light")


def _on_paper(page: Page) -> Iterator[tuple[str, list[str]]]:
    sheets = page_checks.pages_on_paper(page)
    yield "cells on paper", page_checks.lost_in_print_faults(page, sheets)
    yield "headings on paper", page_checks.lonely_heading_faults(page, sheets)
    page.emulate_media(media="print")
    yield "axe on paper", axe_faults(page)
    page.emulate_media(media="null")  # not "screen", with which the next page would be printed


def _on_a_phone(page: Page) -> Iterator[tuple[str, list[str]]]:
    page.set_viewport_size(PHONE)
    yield "labels on a phone", page_checks.small_label_faults(page)
    yield "captions on a phone", page_checks.caption_faults(page)
    yield "axe on a phone", axe_faults(page)
    page.set_viewport_size(SMALLEST)
    yield "width on a small phone", page_checks.page_scroll_faults(page)


def _requests_of(page: Page, path: Path) -> list[str]:
    """What the page asks for when it is opened and when its whole length is scrolled through."""
    requested = []

    def hear(request: Request) -> None:
        requested.append(request.url)

    page.on("request", hear)
    page.goto(path.as_uri(), wait_until="load")
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    page.remove_listener("request", hear)
    page.evaluate("() => window.scrollTo(0, 0)")
    return [url for url in requested if not url.startswith("data:")]
