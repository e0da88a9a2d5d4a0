"""A fault that shows in one way of reading only is found in that way, and named by it."""

from pathlib import Path

import pytest

from .looking import faults_of_page, faults_of_pages, opened

GOOD = (Path(__file__).parent / "fixtures" / "good.html").read_text(encoding="utf-8")
FAINT = "@media %s { p { color: #888888 } body { background: #808080 } }"

IN_ONE_WAY = [
    ("axe in the dark", "</style>", FAINT % "(prefers-color-scheme: dark)" + "</style>"),
    ("axe on paper", "</style>", FAINT % "print" + "</style>"),
    ("axe on a phone", "</style>", FAINT % "(max-width: 400px)" + "</style>"),
    ("labels on a phone", "font-size: 13px", "font-size: 9px"),
    ("width on a small phone", "overflow-x: auto", "width: 500px"),
    ("headings on paper", "</style>", "@media print { svg { break-before: page } h2 { break-after: auto } }</style>"),
    ("requests", "</main>", '<img alt="Kuva, jossa on 4 palkkia." src="another.png"></main>'),
]


@pytest.fixture(scope="module")
def opened_page(browser):
    with opened(browser) as page:
        yield page


@pytest.mark.parametrize(("way", "good", "bad"), IN_ONE_WAY)
def test_names_the_way_in_which_a_fault_shows(opened_page, tmp_path, way, good, bad):
    page = tmp_path / "page.html"
    page.write_text(GOOD.replace(good, bad), encoding="utf-8")
    assert set(faults_of_page(opened_page, page)) - {"captions on a phone"} == {way}


def test_a_fault_of_a_page_says_what_axe_says(opened_page, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(GOOD.replace(' lang="fi"', ""), encoding="utf-8")
    for way in ("on a desktop", "in the dark", "on paper", "on a phone"):
        [fault] = faults_of_page(opened_page, page)[f"axe {way}"]
        assert fault.startswith("html-has-lang: ['html'] Fix any of the following:")


def test_pages_side_by_side_keep_their_names(launching, tmp_path):
    for name, text in (("good", GOOD), ("wide", GOOD.replace("overflow-x: auto", "width: 500px"))):
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    pages = {name: tmp_path / f"{name}.html" for name in ("good", "wide", "missing")}
    faults = faults_of_pages(pages, launching)
    assert faults["good"] == {}
    assert "width on a small phone" in faults["wide"]
    assert faults["missing"] == {"as a file": ["not rendered"]}


def test_looks_at_what_is_closed_at_first(opened_page, tmp_path):
    page = tmp_path / "page.html"
    closed = '<details><summary>Luvut</summary><p style="color: #888888; background: #808080">4,5</p></details>'
    page.write_text(GOOD.replace("</main>", f"{closed}</main>"), encoding="utf-8")
    assert set(faults_of_page(opened_page, page)) == {"axe in the dark", "axe on paper", "axe on a phone"}
