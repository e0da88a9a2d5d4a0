import base64
import getpass
import json
import socket
import struct
import zlib
from pathlib import Path

import pytest

from arvio.errors import ProtectionError
from arvio.publish.page import leaving

FILE = "public/talo/2025/feedback.fi.html"
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
    yield lambda text, file=FILE: leaving.check_leaving(text, file, root=tmp_path, names={"talo_2"})
    leaving._names_of_the_machine.cache_clear()


def encoded(text):
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def picture(*chunks, points=b"\0", behind=b""):
    """A PNG of one row of points, with more chunks before its end, or with something behind its points."""
    header = struct.pack(">IIBBBBB", len(points), 1, 8, 0, 0, 0, 0)
    own = (b"IHDR", header), (b"IDAT", zlib.compress(b"\0" + points) + behind)
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


def table(rows, row):
    """A table of so many rows; {0} in a row is its place."""
    return "<table>" + "".join(f"<tr>{row.format(place)}</tr>" for place in range(rows)) + "</table>"


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
    "picture of one colour": shown(picture(points=b"," * 400 + bytes(range(90)))),
    "policy": '<meta http-equiv="Content-Security-Policy" content="img-src data:; style-src \'unsafe-inline\'">',
    "link": '<a href="https://www.example.org/etc/year/2025">see</a> <a href="#figure-3c1e4d2f">1</a>',
    "figure": figure(BAR * 3 + LINE * 2, 1, 2, 3),
    "flows": figure(BAR * 5, *["1</td><th scope='row'>a</th><td>2"] * 2),
    "weeks": figure(BAR * 3 + HOLLOW, "31, 32, 33", "35"),
    "intervals": figure(BAR * 2, "4,5", "4,2–4,8", "3,5"),
    "a list of weeks": "<p>31, 32, 33, 34, 36, 37, 38, 39, 40</p>",
    "rows by group": table(9, "<th scope='row'>group {0}</th><td>ready</td>"),
    "rows in row groups": table(4, "<th scope='row'>{0}</th><td>ready</td>") * 3,
    "what is promised": "<ul>" + "".join(f"<li>promise {place} is kept</li>" for place in range(9)) + "</ul>",
    "ids": '<p id="section-12"><b id="f3c1e4d2f-title">a</b><i id="table-3c1e4d2f90">b</i>',
    "shown again": '<p id="a">a</p><p id="a-7">a</p><p id="figure-3c1e4d2f90">a</p><p id="figure-3c1e4d2f90-29">a</p>',
    "parts of words": "<p>a131052-308T 131052-308TX x8b2f6c1e-97aa-4f0e-9d4e-2b1c0a9e7f55 profile:// ab:\\x a/etc/b",
    "ids of params": '<p id="talo_2"><b id="talo_2-caption">a</b></p>',
    "background": figure(BAR + f'<path d="M 0 0L 1 1z" style="{BACKGROUND}"/>', 1),
}
PLANTED = {
    "a canary": "<p>sanoi uolevi&nbsp;<b>kuukan</b>korpi</p>",
    "a canary in an attribute": '<p title="Uolevi Kuukankorpi">a</p>',
    "a canary with letters nobody sees": "<p>Uolevi Kuukan\u00ad\u200bkorpi</p>",
    "a canary in base64": f"<p>{encoded('kirjoitti Uolevi Kuukankorpi itse')}</p>",
    "a canary packed": f"<p>{base64.b64encode(zlib.compress(b'Uolevi Kuukankorpi')).decode('ascii')}</p>",
    "a canary in a picture": shown(picture((b"tEXt", b"Comment\0Uolevi Kuukankorpi"))),
    "a canary in the points of a picture": shown(picture(points=b"(Uolevi Kuukankorpi kirjoitti)")),
    "a canary packed in a picture": shown(picture((b"zTXt", b"Comment\0\0" + zlib.compress(b"Uolevi Kuukankorpi")))),
    "a canary by its value": "<p>SININEN-KETTU-37.123</p>",
}
FOUND = {
    "embedded data": [
        shown(picture((b"tEXt", b"Comment\0anything"))),
        shown(picture() + b"1;2;3"),
        shown(picture()[:-20]),
        shown(picture(behind=b"1;2;3")),
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
        "131052-308T",
        "<p>1A123A, 131052A308T</p>",
    ],
    "a folder of a machine": [
        f"<p>/{'home'}/maija/a.csv</p>",
        f"<p>C:\\{'Users'}\\maija</p>",
        "<p>file://x</p>",
        "<p>(/tmp/x)</p>",
        "/tmp/x",
        '<p title="a /etc/x">a</p>',
    ],
    "the user of this machine": ["<p>made by mkorhonen</p>"],
    "the host of this machine": ["<p>made on tyoasema-17.</p>"],
    "holds a key": [
        f'<a id="{KEY}">a</a>',
        f'<a href="#person-{KEY}">a</a>',
        f"<p>{KEY}</p>",
        f"<p>{KEY.upper()}</p>",
        "<p>8B2F6C1E-97aa-4f0e-9d4e-2b1c0a9e7f55.</p>",
        '<p class="8b2f6c1e-97aa-4f0e-9d4e-2b1c0a9e7f55">a</p>',
    ],
    "rows or lists of data": [
        "<p>2025-01-03;nainen;4;5;3;2</p>",
        "<pre>nimi\tika\ta\tb\tc\td</pre>",
        "<p>4,5,3,2,4,5,1,2,3</p>",
        "<p>[4, 5, 3, 2, 4, 5, 1, 2, 3]</p>",
        '<p>{"person": 1}</p>',
        f"<p>{encoded('2025-01-03;nainen;4;5;3;2')}</p>",
        "<p>Answers: 4, 5, 3, 2, 4, 5, 1, 2, and so on.</p>",
        "<p>4 5 3 2 4 5 1 2</p>",
        "<pre>4,5\n3,5\n2,5\n4,5\n5,0\n1,5\n2,5\n3,0</pre>",
        "<p>kyllä, ei, kyllä, kyllä, ei, ei, kyllä, kyllä</p>",
        "<ol>" + "".join(f"<li>{mark}</li>" for mark in "45324512") + "</ol>",
        table(8, "<td>{0}</td><td>nainen</td>"),
        table(8, "<th scope='row'>nainen</th><td>kyllä</td>"),
    ],
    "ids or classes with numbers": [
        '<p id="person-17">a</p>',
        '<a href="#a12">a</a>',
        '<p class="part p0017">a</p>',
        '<p id="talo_3">a</p>',
    ],
    "a style sheet that is not": ["<style>p::after {content: 'a'}</style>"],
    "a comment that readers do not see": [
        "<!-- 4 -->",
        "<!--<script>alert(1)</script>",
        "<!-- 4",
        "<!-->",
        "<![CDATA[<b>4</b>",
    ],
    "the element <template>": ["<template>4</template>"],
    "the element <metadata>": ["<svg><metadata>4</metadata></svg>"],
    "attributes with data": ['<p data-n="3">a</p>'],
    "as pandas writes it": ['<table class="dataframe"><tr><td>4</td></tr></table>'],
    "titles of their own": [figure("<g><title>b</title></g>" + BAR, 1)],
    "3 marks": [
        figure(BAR * 3, "4,5", "4,2–4,8", "3,5"),
        figure(BAR * 3, "few, many, all", "b"),
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


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (f"public/talo/{KEY}/feedback.fi.html", "under a name that holds a key"),
        ("public/talo/131052-308T/feedback.fi.html", "under a name that holds a key"),
        ("public/uolevi_kuukankorpi/2025/feedback.fi.html", "under a name that is a canary"),
    ],
)
def test_refuses_a_file_whose_name_tells_of_a_person(check, file, said):
    with pytest.raises(ProtectionError, match=said):
        check("<p>a</p>", file)


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


@pytest.fixture
def check_signed(check, tmp_path):
    """Search the file of a mirror."""

    def checked(file="mirror/2025/m-0a1b2c3d.json", **more):
        content = {
            "member": "m-0a1b2c3d",
            "facts": [{"indicator": "heard", "wording": "0a" * 8, "scale": [1, 5]} | more],
        }
        written = json.dumps({"content": content, "signature": base64.b64encode(bytes(range(64))).decode("ascii")})
        leaving.check_signed_leaving(written.encode("utf-8"), file, root=tmp_path)

    return checked


def test_lets_a_file_of_a_mirror_through(check_signed):
    check_signed()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"indicator": "Uolevi Kuukankorpi"}, "a canary"),
        ({"Uolevi Kuukankorpi": 4}, "a canary"),
        ({"indicator": encoded("kirjoitti Uolevi Kuukankorpi itse")}, "a canary"),
        ({"indicator": "131052-308T"}, "personal identity code"),
        ({"indicator": KEY}, "a key"),
        ({"wording": KEY}, "a key"),
        ({"counting": "made by mkorhonen"}, "the user of this machine"),
    ],
)
def test_refuses_a_file_of_a_mirror_with_more_than_figures(check_signed, more, said):
    with pytest.raises(ProtectionError, match=said):
        check_signed(**more)


def test_refuses_a_file_of_a_mirror_under_a_key(check_signed):
    with pytest.raises(ProtectionError, match="under a name that holds a key"):
        check_signed(f"mirror/2025/{KEY}.json")
