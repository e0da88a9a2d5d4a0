"""The built handbook: whole, with links that lead somewhere, and asking nobody for anything."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from . import pages

LOADED = ("link[@href]", "script[@src]", "img[@src]", "iframe[@src]", "source[@src]", "object[@data]", "video[@src]")
ADDRESS = re.compile(r"https?://[\w.-]+\.\w+(?:/\S*)?")


@cache
def tree(path: Path):
    return html.fromstring(path.read_bytes())


def built_pages(built: Path) -> list[Path]:
    found = sorted(built.rglob("*.html"))
    assert len(found) > 2 * len(pages.names())
    return found


def test_each_page_is_built_in_both_languages(built):
    for language in pages.LANGUAGES:
        for name in ("index", "search", *pages.names()):
            page = tree(built / language / f"{name}.html")
            assert page.get("lang") == language
            assert len(page.findall(".//h1")) == 1


def test_a_warning_stops_the_build(building, tmp_path, monkeypatch):
    source = tmp_path / "source"
    source.mkdir()
    (source / "index.md").write_text("# A page\n\n[nowhere](nowhere.md)\n")
    monkeypatch.setattr(building, "PARTS", {"en": (source, "en")})
    (complaint,) = building.build(tmp_path / "built")
    assert "nowhere" in complaint


def test_links_lead_to_pages_and_places_that_are_there(built):
    lost = []
    for page in built_pages(built):
        for link in tree(page).iterfind(".//a[@href]"):
            address = urlsplit(link.get("href"))
            if address.scheme or address.netloc:
                continue
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            if not target.is_file() or (address.fragment and not _has_place(target, unquote(address.fragment))):
                lost.append(f"{page.relative_to(built)}: {link.get('href')}")
    assert lost == []


def _has_place(page: Path, name: str) -> bool:
    return any(element.get("id") == name for element in tree(page).iter())


def test_links_to_other_sites_are_whole_addresses(built):
    links = [link.get("href") for page in built_pages(built) for link in tree(page).iterfind(".//a[@href]")]
    assert [link for link in links if urlsplit(link).scheme and not ADDRESS.fullmatch(link)] == []


def test_pages_load_nothing_from_elsewhere(built):
    loaded = [
        element.get("href") or element.get("src") or element.get("data")
        for page in built_pages(built)
        for name in LOADED
        for element in tree(page).iterfind(f".//{name}")
    ]
    assert loaded
    assert [address for address in loaded if urlsplit(address).scheme or address.startswith("//")] == []


def test_styles_load_nothing(built):
    styles = {path.name: path.read_text(encoding="utf-8") for path in built.rglob("*.css")}
    assert {"layout.css", "handbook.css"} <= set(styles)
    assert [name for name in ("layout.css", "handbook.css") if re.search(r"@import|url\(", styles[name])] == []


@pytest.mark.parametrize("language", pages.LANGUAGES)
def test_all_messages_stand_on_their_page(built, said, language):
    rows = len(tree(built / language / "messages.html").findall(".//tbody/tr"))
    assert rows == sum(len(messages) for messages in said.messages_by_family().values())


def test_a_file_without_a_page_is_named_and_not_linked(built):
    words = tree(built / "reference" / "docs" / "disclosure.html")
    assert not [link for link in words.iterfind(".//a[@href]") if link.get("href").endswith((".yaml", ".py", ".md"))]
