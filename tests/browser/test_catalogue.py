"""The catalogue in a real browser: found by words and choices, told to screen readers, whole without its script."""

import pytest
from playwright.sync_api import expect

from .looking import DESKTOP

SHOWN = "[role=status]"


@pytest.fixture(scope="module")
def path(sample_reports):
    return sample_reports.reports / "public" / "index.html"


@pytest.fixture
def page(browser, path):
    with browser.new_context(offline=True, viewport=DESKTOP) as context, context.new_page() as page:
        page.goto(path.as_uri())
        yield page


def visible_rows(page):
    return page.locator("tbody tr:visible").all_inner_texts()


def test_words_narrow_the_list_from_the_keyboard(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    n = len(visible_rows(page))
    page.keyboard.type("HARJULA 2025")
    expect(page.locator(SHOWN)).not_to_contain_text(f"{n} / {n}")
    rows = visible_rows(page)
    assert 0 < len(rows) < n
    assert all("2025" in row for row in rows)
    expect(page.get_by_role("heading", level=2, name="Harjula")).to_be_visible()
    expect(page.get_by_role("heading", level=2, name="Miessakit")).to_be_hidden()
    expect(page.locator(SHOWN)).to_contain_text(f"{len(rows)} / {n}")
    page.get_by_role("searchbox").fill("ei mitään tällaista")
    expect(page.locator(SHOWN)).to_contain_text(f"0 / {n}")


def test_a_period_and_a_report_narrow_it_together(page):
    period, report = page.get_by_role("combobox").all()
    period.select_option("2024")
    of_the_year = visible_rows(page)
    title = page.locator("tbody tr:visible td").first.inner_text()
    report.select_option(title)
    rows = visible_rows(page)
    assert 0 < len(rows) < len(of_the_year)
    assert all(row.startswith("2024") and title in row for row in rows)


def test_several_years_and_a_half_year_are_found_as_they_are_read_and_as_they_are_typed(page):
    period, _ = page.get_by_role("combobox").all()
    period.select_option("2023–2025")
    several = visible_rows(page)
    assert several
    assert all(row.startswith("2023–2025") for row in several)
    period.select_option("heinä–joulukuu 2025")
    assert 0 < len(visible_rows(page)) < page.locator("tbody tr").count()
    period.select_option("")
    for typed in ("2023–2025", "2023-2025"):
        page.get_by_role("searchbox").fill(typed)
        expect(page.locator(SHOWN)).to_contain_text(f"{len(several)} / ")


def test_without_its_script_everything_is_there_and_no_search(browser, path):
    with browser.new_context(java_script_enabled=False, viewport=DESKTOP) as context, context.new_page() as page:
        page.goto(path.as_uri())
        expect(page.locator("[role=search]")).to_be_hidden()
        assert len(visible_rows(page)) == page.locator("tbody tr").count() > 0
