"""Reports built by hand, from the marked outputs of a notebook to what their annexes are made of."""

from dataclasses import replace

import pytest
from nbformat.v4 import new_markdown_cell, new_output

from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.publish.annexes.content import content_of
from arvio.publish.page.export import document_of

HOSTILE = (
    '=HYPERLINK("http://example.org","open")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    " =1+1",
    "<script>alert(1)</script>",
    "\u202eright to left\u202c",
    "\U0001f600 emoji",
    "x" * 10_000,
    "rows\nand\ttabs",
    "'quoted', \"twice\"; & <b>",
    "control \x01\x0b\x1f end",
)
"""What somebody may call a group or a statement."""
ANSWERS = HtmlTable(
    caption="Answers to each statement",
    header=["Statement", "Respondent group", "Mean", "95% interval", "n", "Share", "Verdict"],
    rows=[
        ["I was heard", "Participants", "4.5", "4.4–4.6", "1,204", "92%", "holds"],
        ["I was heard", "Workers", "••", "••", "••", "••", "–"],
        ["I trust", "Participants", "−0.3", "−0.4…+0.1", "38", "over 90%", "holds"],
    ],
    numeric=(2, 3, 4, 5),
    notes=["•• withheld, so that nobody's answer can be worked out."],
)


FIGURE = (
    '<figure class="arvio-figure" aria-labelledby="figure-1">'
    '<h3 id="figure-1"><span class="number" data-number="figure"></span>Most were heard</h3>'
    '<p class="arvio-subtitle">Mean, 2025</p>{drawn}<p class="arvio-note">The lines are intervals.</p>'
    "<details><summary>The figures as a table</summary>{table}</details></figure>"
)
DRAWN = (
    '<div class="arvio-wide"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    "<title>Most were heard</title><desc>Participants: 4.5.</desc>"
    '<path d="M 0 0L 1 1"/></svg></div><div class="arvio-narrow"><svg viewBox="0 0 5 5"><desc>twice</desc></svg></div>'
)


def output(kind, html, text="", finding=""):
    """The output of a cell that shows a part of a report."""
    data, metadata = Shown(kind, html, text, finding=finding)._repr_mimebundle_()
    return new_output("execute_result", data, metadata=metadata, execution_count=1)


def figure(drawn=DRAWN):
    """The output of a cell that shows a figure."""
    table = HtmlTable("Most were heard", ["Group", "Mean"], [["Participants", "4.5"]])
    return output("figure", FIGURE.format(drawn=drawn, table=table.html("unnumbered")))


def table_output(table):
    """The output of a cell that shows a table."""
    return output("table", table.html(), table.text())


@pytest.fixture
def content(notebook, edition):
    """What annexes are made of, of a notebook that shows some outputs under a heading."""

    def of(*outputs, **changed):
        executed = notebook(new_markdown_cell("## What did they answer?"), *outputs)
        executed.cells[0].source += "\n\nWho was asked."
        return content_of(document_of(executed, replace(edition, **changed)))

    return of


@pytest.fixture
def answers(content):
    return content(table_output(ANSWERS))


@pytest.fixture
def hostile(content):
    """A report whose captions, headers, groups and cells are all hostile."""
    tables = [
        HtmlTable(text, [text, text, "Mean"], [[text, text, "4.5"], [text, "other", "4.4"]], numeric=(2,))
        for text in HOSTILE
    ]
    return content(*map(table_output, tables))
