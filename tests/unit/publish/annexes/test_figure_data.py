"""The data of a figure as a link in its page: the cells of its table, and nothing that the table does not show."""

import csv
import io
import re
from html import unescape
from urllib.parse import unquote

import pytest

from arvio.errors import ProtectionError
from arvio.params import Run
from arvio.presentation.html_table import HtmlTable
from arvio.publish.annexes.figure_data import with_data, without_data
from arvio.publish.page.export import document_of, page_of

from .conftest import DRAWN, FIGURE, HOSTILE, output

RUN = Run("testers", "2025", "plain", "public", "fi")
GROUPED = HtmlTable(
    caption="Vastaukset",
    header=["Väittämä", "Vastaajat", "Keskiarvo", "Osuus", "n"],
    rows=[
        ["Minua kuultiin", "Osallistujat", "4,50", "92\u00a0%", "1\u00a0204"],
        ["Minua kuultiin", "Työntekijät", "••", "–", "••"],
        ["Luotan", "Osallistujat", "−0,3", "80–84\u00a0%", "38"],
    ],
    numeric=(2, 3, 4),
)


def figure(table, drawn=DRAWN):
    return FIGURE.format(drawn=drawn, table=table.html("unnumbered"))


def saved(piece):
    """The lines of each file that a piece of a page offers."""
    found = [unquote(unescape(data)) for data in re.findall(r'href="data:text/csv;charset=utf-8,([^"]*)"', piece)]
    assert all(text.startswith("\ufeff") for text in found)
    return [list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")) for text in found]


def test_holds_the_table_as_finnish_excel_computes_with_it():
    [piece] = with_data((figure(GROUPED),), RUN)
    assert saved(piece) == [
        [
            ["Ryhmä", "Vastaajat", "Keskiarvo", "Osuus", "n"],
            ["Minua kuultiin", "Osallistujat", "4,50", "0,92", "1204"],
            ["Minua kuultiin", "Työntekijät", "[c]", "[x]", "[c]"],
            ["Luotan", "Osallistujat", "-0,3", "80–84\u00a0%", "38"],
        ]
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Tallenna kuvion 2 taulukko (CSV)"),
        ("sv", "Spara tabellen till figur 2 (CSV)"),
        ("en", "Save the table of figure 2 (CSV)"),
    ],
)
def test_says_which_figure_it_is_of_as_figures_are_numbered(language, words):
    run = Run("testers", "2025", "plain", "public", language)
    _, text, second = with_data((figure(GROUPED), "<p>a</p>", figure(GROUPED)), run)
    assert text == "<p>a</p>"
    assert f">{words}</a></p></details></figure>" in second
    assert f'download="testers-2025-public-plain-figure-2.{language}.csv"' in second


def test_hostile_words_stay_one_cell_and_no_formula():
    table = HtmlTable("Ryhmät", ["Ryhmä", "n"], [[name, "12"] for name in HOSTILE])
    [piece] = with_data((figure(table),), RUN)
    [[_, *rows]] = saved(piece)
    assert [row[0].removeprefix("'") for row in rows] == [name.removeprefix("'") for name in HOSTILE]
    assert not [row for row in rows if row[0].lstrip(" \t\u202e")[:1] in "=+-@"]
    assert not re.search(r'href="[^"]*[<>\s()\']', piece)


def test_is_taken_out_for_the_search_where_it_says_what_its_table_says():
    pieces = figure(GROUPED), figure(HtmlTable("Toinen", ["a", "n"], [["b", "5"]]))
    page = "".join(with_data(pieces, RUN))
    assert page.count("data:text/csv") == 2
    assert without_data(page, RUN) == "".join(pieces)


@pytest.mark.parametrize(
    ("honest", "forged"),
    [
        ("4,50;0,92", "4,51;0,92"),
        ("[c];[x];[c]", "3;[x];[c]"),
        ("%0D%0ALuotan", "%0D%0AMatti;Luotan"),
        ("figure-1.fi.csv", "matti.csv"),
        ("<a download", '<a title="Matti" download'),
        ('<td class="number-cell">38</td>', '<td class="number-cell">39</td>'),
    ],
)
def test_stays_to_be_refused_where_it_says_anything_else(honest, forged):
    [page] = with_data((figure(GROUPED),), RUN)
    assert honest in page
    assert "data:text/csv" in without_data(page.replace(honest, forged), RUN)


def test_a_page_has_it_and_one_that_was_slipped_in_is_refused(edition, notebook):
    def made(html):
        executed = notebook(output("figure", html))
        return page_of(document_of(executed, edition), edition, executed)

    bars = '<svg viewBox="0 0 9 9"><title>Answers</title><desc>Participants: 4.5.</desc></svg>'
    table = HtmlTable("Answers", ["Group", "Mean"], [["Participants", "4.5"]])
    html = figure(table, f'<div class="arvio-wide">{bars}</div>').replace("figure-1", "figure-3c1e4d2f")
    assert saved(made(html)) == [[["Group", "Mean"], ["Participants", "4,5"]]]
    slipped = '<p class="arvio-data"><a download="a.csv" href="data:text/csv;charset=utf-8,Matti;4">a</a></p>'
    with pytest.raises(ProtectionError, match="links to 'data:text/csv"):
        made(html.replace("</details>", f"{slipped}</details>"))
