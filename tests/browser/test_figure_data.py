"""The data of a figure saved from its page in a real browser, as a reader has it: from a folder, under its policy."""

import csv
import io

import pytest
from playwright.sync_api import expect

from .looking import DESKTOP

PLACE = "internal/harjula/2025/change.fi"


@pytest.fixture
def page(browser, sample_reports):
    with browser.new_context(offline=True, viewport=DESKTOP) as context, context.new_page() as page:
        page.goto((sample_reports.reports / f"{PLACE}.html").as_uri())
        yield page


def heads(figure):
    """The heads of the rows of a figure's table, as they are without the soft hyphens of the page."""
    return [head.replace("\u00ad", "") for head in figure.locator("tbody th[scope=row]").all_text_contents()]


def test_saves_the_table_that_is_shown(page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    figures = page.locator("figure.arvio-figure")
    assert figures.count() > 1
    for number, figure in enumerate(figures.all(), start=1):
        figure.locator("summary").click()
        link = figure.get_by_role("link", name=f"Tallenna kuvion {number} taulukko (CSV)", exact=True)
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == f"harjula-2025-internal-change-figure-{number}.fi.csv"
        saved = download.value.path().read_bytes()
        assert saved.startswith(b"\xef\xbb\xbf")
        header, *rows = csv.reader(io.StringIO(saved.decode("utf-8-sig"), newline=""), delimiter=";")
        assert {len(row) for row in rows} == {len(header)}
        is_grouped = figure.locator("[scope=rowgroup]").count() > 0
        assert [row[is_grouped] for row in rows] == heads(figure)
    assert complaints == []


def test_is_not_on_paper(page):
    link = page.locator(".arvio-data").first
    page.locator("summary").first.click()
    expect(link).to_be_visible()
    page.emulate_media(media="print")
    expect(link).to_be_hidden()
