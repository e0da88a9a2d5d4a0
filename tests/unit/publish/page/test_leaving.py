import base64
import getpass
import socket
import struct
import zlib
from pathlib import Path

import pytest

from arvio.errors import ProtectionError
from arvio.params import Run
from arvio.publish.page import leaving

RUN = Run("talo", "2025", "feedback", "public", "fi")
KEY = "3f9c07d1ab52e8846b10"


@pytest.fixture
def check(tmp_path, monkeypatch):
    """Search a page of a project whose raw data hold canaries, on a machine with names of its own."""
    folder = tmp_path / "data" / "sample"
    folder.mkdir(parents=True)
    (folder / "canaries.yaml").write_text("names:\n  - Uolevi Kuukankorpi\ncodes: [sininen-kettu-37.123]\n", "utf-8")
    monkeypatch.setattr(getpass, "getuser", lambda: "mkorhonen")
    monkeypatch.setattr(socket, "gethostname", lambda: "tyoasema-17")
    leaving._names_of_the_machine.cache_clear()
    yield lambda text, run=RUN: leaving.check_leaving(text, "feedback.fi.html", run=run, root=tmp_path)
    leaving._names_of_the_machine.cache_clear()


def encoded(text):
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def picture(*chunks):
    """A PNG of one point, with more chunks before its end."""
    own = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0\0"))
    parts = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*own, *chunks, (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def shown(content, kind="image/png"):
    return f'<img alt="" src="data:{kind};base64,{base64.b64encode(content).decode("ascii")}">'


def figure(drawn, *cells):
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<figure><svg><title>a</title>{drawn}</svg><table><tr>{row}</tr></table></figure>"


BAR, BACKGROUND = (
    '<path d="M 0 0L 9 0L 9 9z" style="fill: var(--arvio-first, #12436d)"/>',
    "fill: var(--arvio-page, #fff)",
)
LINE = '<path d="M 0 0L 9 0" style="fill: none; stroke: #000"/>'
HOLLOW = '<path d="M 0 0L 9 0L 9 9L 0 9z" style="fill: none; stroke: #000"/>'
DOTS = '<path d="M 1 1C 2 2zM 5 5C 6 6zM 7 7C 8 8z" style="fill: #000"/>'
CURVE = '<path d="M 0 0L 1 1L 2 0L 3 4" style="fill: none; stroke: #000"/>'

HARMLESS = {
    "sentences": "<p>2021-H2: 22; 2022-H1: 42; 2022-H2: 62; 2023-H1: 82; 2023-H2: 102; 2024-H1: 112.</p>",
    "numbers": "<p>4,6 / 5, n = 1 240; 92 %, 1.1.–31.12.2025, and/or 3/4</p>",
    "styles": f"<style>{leaving.known_styles()}</style>",
    "picture": shown(picture()),
    "policy": '<meta http-equiv="Content-Security-Policy" content="img-src data:; style-src \'unsafe-inline\'">',
    "link": '<a href="https://www.example.org/etc/year/2025">see</a> <a href="#figure-3c1e4d2f">1</a>',
    "figure": figure(BAR * 3 + LINE * 2, 1, 2, 3),
    "flows": figure(BAR * 5, *["1</td><th scope='row'>a</th><td>2"] * 2),
    "weeks": figure(BAR * 3 + HOLLOW, "31, 32, 33", "35"),
    "background": figure(BAR + f'<path d="M 0 0L 1 1z" style="{BACKGROUND}"/>', 1),
}
PLANTED = {
    "a canary": "<p>sanoi uolevi&nbsp;<b>kuukan</b>korpi</p>",
    "a canary in an attribute": '<p title="Uolevi Kuukankorpi">a</p>',
    "a canary with letters nobody sees": "<p>Uolevi Kuukan\u00ad\u200bkorpi</p>",
    "a canary in base64": f"<p>{encoded('kirjoitti Uolevi Kuukankorpi itse')}</p>",
    "a canary packed": f"<p>{base64.b64encode(zlib.compress(b'Uolevi Kuukankorpi')).decode('ascii')}</p>",
    "a canary in a picture": shown(picture((b"tEXt", b"Comment\0Uolevi Kuukankorpi"))),
    "a canary packed in a picture": shown(picture((b"zTXt", b"Comment\0\0" + zlib.compress(b"Uolevi Kuukankorpi")))),
    "a canary by its value": "<p>SININEN-KETTU-37.123</p>",
}
FOUND = {
    "embedded data": [
        shown(picture((b"tEXt", b"Comment\0anything"))),
        shown(picture() + b"1;2;3"),
        shown(picture()[:-20]),
        shown(b"<svg/>", "image/svg+xml"),
        '<a href="data:text/csv,a">a</a>',
        '<img src="data:text/plain,1,2">',
        f"<p>{base64.b64encode(bytes(range(200))).decode('ascii')}</p>",
        '<p style="background: url(data:application/json;base64,e30=)">a</p>',
    ],
    "personal identity code": [
        "<p>131052-308T</p>",
        '<p id="010199A123B">a</p>',
        f"<p>{encoded('hetu on 131052-308T eli')}</p>",
    ],
    "a folder of a machine": [
        f"<p>/{'home'}/maija/a.csv</p>",
        f"<p>C:\\{'Users'}\\maija</p>",
        "<p>file://x</p>",
        "<p>(/tmp/x)</p>",
    ],
    "the user of this machine": ["<p>made by mkorhonen</p>"],
    "the host of this machine": ["<p>made on tyoasema-17.</p>"],
    "holds a key": [
        f'<a id="{KEY}">a</a>',
        f'<a href="#person-{KEY}">a</a>',
        f"<p>{KEY}</p>",
        '<p class="8b2f6c1e-97aa-4f0e-9d4e-2b1c0a9e7f55">a</p>',
    ],
    "rows or lists of data": [
        "<p>2025-01-03;nainen;4;5;3;2</p>",
        "<pre>nimi\tika\ta\tb\tc\td</pre>",
        "<p>4,5,3,2,4,5,1,2,3</p>",
        "<p>[4, 5, 3, 2, 4, 5, 1, 2, 3]</p>",
        '<p>{"person": 1}</p>',
        f"<p>{encoded('2025-01-03;nainen;4;5;3;2')}</p>",
    ],
    "a style sheet that is not": ["<style>p::after {content: 'a'}</style>"],
    "a comment that readers do not see": ["<!-- 4 -->"],
    "the element <template>": ["<template>4</template>"],
    "the element <metadata>": ["<svg><metadata>4</metadata></svg>"],
    "attributes with data": ['<p data-n="3">a</p>'],
    "as pandas writes it": ['<table class="dataframe"><tr><td>4</td></tr></table>'],
    "titles of their own": [figure("<g><title>b</title></g>" + BAR, 1)],
    "3 marks": [
        figure(BAR * 3, 1, 2),
        figure(DOTS, 1),
        BAR.join(["<svg>", "", "", "</svg>"]),
        figure("<circle/>" * 3, 1),
    ],
    "4 marks": [figure(CURVE, 1, 2, 3), figure(HOLLOW * 4, "31, 32")],
    "9 lines": [figure(LINE * 9 + "<text>a</text>", 1, 2)],
}


@pytest.mark.parametrize("page", HARMLESS.values(), ids=HARMLESS)
def test_lets_what_a_report_is_made_of_through(check, page):
    check(page)


@pytest.mark.parametrize("page", PLANTED.values(), ids=PLANTED)
def test_finds_a_canary_however_it_is_hidden(check, page):
    with pytest.raises(ProtectionError, match="canary"):
        check(page)


@pytest.mark.parametrize(("said", "page"), [(said, page) for said, pages in FOUND.items() for page in pages])
def test_refuses_what_must_not_leave(check, said, page):
    with pytest.raises(ProtectionError, match=said) as refused:
        check(page)
    assert "to do: " in str(refused.value)


def test_names_the_find_and_does_not_repeat_it(check):
    with pytest.raises(ProtectionError) as refused:
        check(f"<p>131052-308T {KEY} Uolevi Kuukankorpi</p>")
    assert not any(told in str(refused.value) for told in ("131052", KEY, "Uolevi"))
    assert len(refused.value.problems) == 3


def test_refuses_a_file_whose_name_holds_a_key(check):
    with pytest.raises(ProtectionError, match="under a name that holds a key"):
        check("<p>a</p>", Run("talo", KEY, "feedback", "public", "fi"))


def test_a_plain_text_is_searched_as_a_page_is(check):
    check("Palaute 2025\n\nVastaajista 92 % (n = 202) oli tyytyväisiä; muut eivät.\n")
    with pytest.raises(ProtectionError, match="rows or lists"):
        check("Palaute 2025\n\n2025-01-03;nainen;4;5;3;2\n")


def test_names_that_are_words_of_every_text_are_not_looked_for(check, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "arvio")
    monkeypatch.setattr(socket, "gethostname", lambda: "ari")
    leaving._names_of_the_machine.cache_clear()
    check("<p>arvio, ari</p>")


def test_the_project_itself_is_not_named(check, tmp_path):
    with pytest.raises(ProtectionError, match="a folder of a machine"):
        check(f"<p>{Path(tmp_path).as_posix()}</p>")


def test_the_numbers_of_a_drawing_before_a_sentence_are_no_key(check):
    weeks = "".join(f"<text>{week}</text>" for week in range(40, 52))
    check(f"<p>{weeks}</p><p>A team meeting was held in most weeks.</p>")
