"""However a page is written, it is read as the parser of the standard library reads it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.publish.page import markup
from arvio.publish.page.markup import End, Hidden, Start
from arvio.publish.templates import FOLDER

PIECES = (
    *("<", ">", "</", "/>", '"', "'", "=", "&", ";", " ", "\n", "\t", "\r", "\f", "\x00", "!", "?", "-", "--", "]]>"),
    *("<p", "<P ", "<br", "</p>", "</P>", "<svg viewBox", "<path", "</path", "<a:b", "<h1>", "<td hidden", "< p"),
    *("<style>", "</style>", "<STYLE>", "</style >", "<title>", "</title>", "<script>", "</script>", "<textarea>"),
    *("<style/>", "<title/>", "<noscript>", "<plaintext>", "<!DOCTYPE html>", "<!doctype html>", "<!-- ", "-->"),
    *(
        "<![CDATA[",
        "<![a[",
        "<?xml",
        " id",
        ' id="',
        ' d="M 1',
        " class=a",
        " data-n='1",
        ' a="1"b="2"',
        ' a = "',
        "a",
        "4",
    ),
    *("&amp;", "&lt", "&#65;", "&#x3c;", "&nbsp", "&copy", "ä", "\u2028", "\xa0"),
)
PLAIN = (
    *(
        "<p>",
        "<p\n  id='a'>",
        '<p id="a&amp;b" class="">',
        "<td hidden>",
        '<path d="M 0 0" style="fill: none"/>',
        "</p>",
    ),
    *("<!DOCTYPE html>", "<style>p > a {}</style>", "<title>a &amp; b</title>", "text", "4 > 3", "&lt;p&gt;", "\n"),
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_page_is_read_as_the_parser_reads_it(page):
    found = markup._plain(page)
    assert found is None or found == markup._parsed(page)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PLAIN), max_size=12).map("".join))
def test_a_page_of_elements_as_we_write_them_is_read_alike(page):
    assert markup.markup(page) == markup._parsed(page)


@pytest.mark.parametrize(
    "page",
    [
        "<p title='>'>a</p>",
        '<p title=">">a</p>',
        '<p title="<b>">a</p>',
        "<p title=a>a</p>",
        '<p title="a"id="b">a</p>',
        "<p/title>a</p>",
        "<!-- a -->",
        "<?a?>",
        "<![CDATA[a]]>",
        "<script>4</script>",
        "<textarea><p></textarea>",
        "<title><p></title>",
        "<style>p::after {content: '<p>'}</style>",
        "<style>",
        "<p",
        "4 < 5",
        "<>",
        "</p id>",
        "<p\x00>",
    ],
)
def test_what_can_be_read_in_two_ways_is_left_to_the_parser(page):
    assert markup._plain(page) is None
    assert markup.markup(page) == markup._parsed(page)


def test_elements_texts_and_what_is_hidden_are_told_apart():
    page = '<P Id="a&amp;b" hidden>4 &gt; 3<br/></P>'
    start = Start("p", (("id", "a&b"), ("hidden", None)), {"id": "a&b", "hidden": ""})
    expected = (start, "4 > 3", Start("br", (), {}), End("br"), End("p"))
    assert markup.markup(page) == expected
    assert markup.markup(f"{page}<!--a--><?b?>") == (*expected, Hidden("a"), Hidden("b?"))


@pytest.mark.parametrize("unknown", ["<![a[", "<![1", "<![", "<![a[b]]><p>"])
def test_what_the_parser_of_the_standard_library_gives_up_at_is_hidden(unknown):
    start = Start("p", (), {})
    assert markup.markup(f"<p>4{unknown}")[:2] == (start, "4")
    assert any(isinstance(one, Hidden) for one in markup.markup(f"<p>4{unknown}"))


def test_an_attribute_that_stands_there_twice_is_told_twice():
    start = markup.begun('<a href="https://example.org" href="javascript:1">a</a>')[0]
    assert start.attributes == (("href", "https://example.org"), ("href", "javascript:1"))


def test_the_beginnings_of_all_elements_are_told():
    assert [one.tag for one in markup.begun("<p>a</p><b>a</b><p>a</p>")] == ["p", "b"]


def test_the_style_sheets_of_our_pages_are_plain():
    sheets = sorted(Path(FOLDER).rglob("*.css"))
    assert sheets
    assert all(markup._plain(f"<style>{sheet.read_text(encoding='utf-8')}</style>") for sheet in sheets)
