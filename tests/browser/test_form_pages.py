"""The texts for the funder's form in a real browser: each button copies its text, offline, and nothing else runs."""

import pytest
from lxml import html as markup

from . import page_checks
from .looking import DESKTOP

OTHER_SCRIPT = """() => {
  const other = document.createElement('script');
  other.text = 'window.ran = 1';
  document.body.append(other);
}"""


@pytest.fixture(scope="module")
def pages(sample_reports):
    found = sorted(sample_reports.reports.glob("funder/*/*/*.text.*.html"))
    assert found, sample_reports.stderr
    return found


@pytest.fixture
def offline(browser):
    """A browser as a reader has it: the page's policy holds, and there is no network."""
    context = browser.new_context(offline=True, viewport=DESKTOP)
    yield context
    context.close()


def blocks_of(path):
    tree = markup.fromstring(path.read_text(encoding="utf-8"))
    return [block.text_content() for block in tree.xpath("//*[@class='form-text']")]


def plain_of(path):
    return path.with_name(path.name.replace(".text.", ".")).with_suffix(".txt").read_text(encoding="utf-8")


def pasted(context):
    """What a form gets when the reader pastes into its field."""
    with context.new_page() as form:
        form.set_content("<textarea autofocus></textarea>")
        form.focus("textarea")
        form.keyboard.press("ControlOrMeta+V")
        return form.input_value("textarea")


def test_each_button_copies_the_text_that_stands_in_the_text_file(pages, offline):
    path = pages[-1]
    with offline.new_page() as page:
        requested, faults = [], []
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path.as_uri())
        buttons = page.locator("button:visible")
        assert buttons.count() == len(blocks_of(path))
        for place, block in enumerate(blocks_of(path)):
            buttons.nth(place).click()
            copied = pasted(offline)
            assert copied == block
            assert f"\n\n{copied}\n" in plain_of(path)
            assert page.locator("[role=status]").nth(place).text_content() in ("Kopioitu.", "Copied.", "Kopierat.")
        assert requested == [path.as_uri()]
        assert faults == []


def test_a_script_that_is_not_ours_does_not_run(pages, offline):
    with offline.new_page() as page:
        page.goto(pages[0].as_uri())
        page.evaluate(OTHER_SCRIPT)
        assert page.evaluate("() => window.ran") is None


def test_without_script_the_text_stands_there_to_be_selected(pages, browser):
    context = browser.new_context(java_script_enabled=False)
    with context.new_page() as page:
        page.goto(pages[0].as_uri())
        assert page.locator("button:visible").count() == 0
        assert page.locator(".form-text").first.inner_text().split() == blocks_of(pages[0])[0].split()
    context.close()


def test_every_text_is_on_paper(pages, offline):
    with offline.new_page() as page:
        for path in pages:
            page.goto(path.as_uri())
            paper = "".join("".join(page_checks.pages_on_paper(page)).split())
            assert [block for block in blocks_of(path) if "".join(block.split())[:40] not in paper] == [], path
