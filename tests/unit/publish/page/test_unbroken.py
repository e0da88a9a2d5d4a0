"""Ranges stay in one line, and nothing else of the page changes."""

import re

import pytest

from arvio.publish.page.unbroken import unbroken


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Jakso 1.1.–31.12.2025.", "1.1.–31.12.2025."),
        ("in 2023–2025, by year", "2023–2025,"),
        ("from 1 January–31 December 2025", "January–31"),
        ("väli (4,4–4,6) kattaa", "(4,4–4,6)"),
        ("80–84\u00a0% heistä", "80–84\u00a0%"),
        ("erotus −0,4…+0,1 oli", "−0,4…+0,1"),
        ("keskiarvo 4,6 (n = 1\u00a0193), seuraavana", "n = 1\u00a0193"),
    ],
)
def test_a_range_is_held_together(text, whole):
    page = unbroken(f"<p>{text}</p>")
    assert re.findall(r'<span class="range">(.*?)</span>', page) == [whole]
    assert re.sub(r"</?span[^>]*>", "", page) == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "page",
    [
        "<p>maalis–huhti – ja 5 – 6</p>",
        "<p>n = ei tiedossa, on = 4</p>",
        "<head><title>1–2</title><style>a { content: '1–2' }</style></head>",
        "<svg><text>1–2</text></svg>",
        "<script>const a = b > 1 ? '1–2' : '3–4';</script>",
        "<option>2023–2025</option>",
        '<td class="number-cell">4,4–4,6</td>',
        '<a href="1–2.html">a</a>',
    ],
)
def test_what_is_no_range_or_needs_none_is_left_as_it_is(page):
    assert unbroken(page) == page
