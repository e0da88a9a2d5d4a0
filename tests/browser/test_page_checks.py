"""Each check finds its fault, and finds none on a good page: a check that never fails proves nothing."""

from pathlib import Path

import pytest

from . import page_checks

GOOD = (Path(__file__).parent / "fixtures" / "good.html").read_text(encoding="utf-8")
DESKTOP, PHONE, SMALLEST = {"width": 1280, "height": 900}, {"width": 375, "height": 800}, {"width": 320, "height": 800}
WIDE = "<style>.wide { overflow: hidden; width: 200px } table { width: 2000px }</style>"
LONELY = "<style>@media print { svg { break-before: page } h2 { break-after: auto } }</style>"
LONELY_HEAD = "<style>@media print { tr { break-inside: avoid } tbody td { height: 22cm } }</style>"

IN_THE_HTML = [
    (page_checks.alt_text_faults, "Sama kuvana: osallistujien keskiarvo on 4,5.", "kuvio-3f9a0c.png"),
    (page_checks.alt_text_faults, "Sama kuvana: osallistujien keskiarvo on 4,5.", "Tässä on eräs oikein hieno kuva."),
    (page_checks.alt_text_faults, "Sama kuvana: osallistujien keskiarvo on 4,5.", "4,5"),
    (page_checks.svg_name_faults, 'role="img"', ""),
    (page_checks.svg_name_faults, "Osallistujien arvio on korkein", ""),
    (page_checks.svg_name_faults, "Osallistujien keskiarvo on 4,5 ja työntekijöiden 4,1 asteikolla 1–5.", "4,5"),
    (page_checks.glyph_path_faults, "<rect", '<g id="text_1"><path d="M0 0L3 3"/></g><rect'),
    (page_checks.glyph_path_faults, "<rect", '<defs><path id="DejaVuSans-41" d="M0 0"/></defs><rect'),
    (page_checks.table_faults, '<caption id="taulukko">Keskiarvot ryhmittäin</caption>', ""),
    (page_checks.table_faults, ' scope="col"', ""),
    (page_checks.table_faults, '<th scope="row">Osallistujat</th>', "<td>Osallistujat</td>"),
    (page_checks.nordic_number_faults, "<td>4,5</td>", "<td>4.5</td>"),
    (page_checks.nordic_number_faults, "62\u00a0%", "62 %"),
    (page_checks.nordic_number_faults, "62\u00a0%", "62%"),
    (page_checks.nordic_number_faults, "−0,2", "-0,2"),
    (page_checks.nordic_number_faults, "1\u00a0743", "1 743"),
    (page_checks.nordic_number_faults, "1\u00a0743", "1743"),
    (page_checks.nordic_number_faults, "1\u00a0743", "1,743"),
]
IN_THE_BROWSER = [
    (page_checks.small_label_faults, PHONE, "font-size: 13px", "font-size: 9px"),
    (page_checks.small_label_faults, PHONE, "0 0 320 60", "0 0 640 60"),
    (page_checks.lost_in_print_faults, DESKTOP, "</style>", "</style>" + WIDE),
    (page_checks.lonely_heading_faults, DESKTOP, "</style>", "</style>" + LONELY),
    (page_checks.lonely_heading_faults, DESKTOP, "</style>", "</style>" + LONELY_HEAD),
    (page_checks.caption_faults, DESKTOP, "caption { ", "caption { display: block; "),
    (page_checks.caption_faults, DESKTOP, "caption { ", "caption { caption-side: bottom; "),
    (page_checks.page_scroll_faults, SMALLEST, "overflow-x: auto", "width: 500px"),
    (page_checks.line_length_faults, DESKTOP, "max-width: 34rem", ""),
    (page_checks.line_length_faults, DESKTOP, "max-width: 34rem", "max-width: 25rem"),
]


@pytest.mark.parametrize(("check", "good", "bad"), IN_THE_HTML)
def test_finds_its_fault_in_the_html(check, good, bad):
    assert good in GOOD
    assert not check(GOOD)
    assert check(GOOD.replace(good, bad))


@pytest.mark.parametrize(("language", "title"), [("en", "Palaute"), ("fi", "feedback.ipynb")])
def test_finds_another_language_or_title(language, title):
    assert not page_checks.language_and_title_faults(GOOD, "fi", ["Palaute", "Esimerkki ry", "2025"])
    assert page_checks.language_and_title_faults(GOOD, language, [title])


@pytest.mark.parametrize(
    "text",
    [
        "4.4.2023",
        "1.1.–31.12.2025",
        "2021-2024",
        "arvio 0.1.0",
        "00c7d0f812345678",
        "2023-1",
        "1,2–3,4",
        "n\u00a0=\u00a012",
    ],
)
def test_lets_dates_versions_and_ranges_be(text):
    assert not page_checks.nordic_number_faults(GOOD.replace("<td>4,5</td>", f"<td>{text}</td>"))


@pytest.mark.parametrize(("check", "size", "good", "bad"), IN_THE_BROWSER)
def test_finds_its_fault_in_the_browser(browser, check, size, good, bad):
    assert good in GOOD
    page = browser.new_page(viewport=size)
    try:
        page.set_content(GOOD)
        assert not check(page)
        page.set_content(GOOD.replace(good, bad))
        assert check(page)
    finally:
        page.close()
