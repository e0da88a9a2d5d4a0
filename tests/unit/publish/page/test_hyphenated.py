"""Which words of a page may be broken."""

from arvio.publish.page.hyphenated import hyphenated

LONG, BROKEN = "hyvinvointialueet", "hyvin\u00advoin\u00adti\u00adalueet"


def test_words_of_headings_captions_and_headers_may_be_broken():
    for tag in ("h2", "th", "caption", "figcaption"):
        page = f'<{tag} id="{LONG}" title="{LONG}"><span class="{LONG}">{LONG}</span> ja {LONG}</{tag}>'
        assert hyphenated(page, "fi") == page.replace(f">{LONG}", f">{BROKEN}").replace(f"ja {LONG}", f"ja {BROKEN}")


def test_running_text_cells_and_addresses_stay_as_they_are():
    page = f'<p>{LONG}</p><td>{LONG}</td><a href="#{LONG}">{LONG}</a><thead data-a="{LONG}"></thead>'
    assert hyphenated(page, "fi") == page


def test_pages_in_other_languages_are_left_to_the_browser():
    assert hyphenated(f"<th>{LONG}</th>", "en") == f"<th>{LONG}</th>"
