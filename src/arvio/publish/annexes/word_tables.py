"""Tables of a report in a word processor: the header repeated on each page, no merged cells, rows kept whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from arvio.publish.annexes.content import Table
from arvio.publish.annexes.word_template import CELL, SMALL_CELL, TEXT_WIDTH, element

MANY_COLUMNS = 8
"""So many fit the page in small letters only."""
_WIDEST, _WRAPPED, _PADDING = 40, 34, 3
"""Columns, in letters: how wide for one long word, how wide for several, and what the edges of a cell take."""
_TWIPS = 635
"""EMU in the unit of widths."""


def add_table(document: Document, table: Table) -> None:
    """A table at the end of a document.

    Its elements are written one by one: python-docx looks through the whole table for each cell.
    """
    style = document.styles[SMALL_CELL if len(table.header) >= MANY_COLUMNS else CELL].style_id
    made = element("tbl")
    made.append(_properties(table, document.styles["Table Grid"].style_id))
    grid = element("tblGrid")
    widths = _widths([table.header, *table.rows])
    for width in widths:
        grid.append(element("gridCol", w=str(width)))
    made.append(grid)
    made.append(_row(table.header, table, widths, style=style, is_head=True))
    for row in table.rows:
        made.append(_row(row, table, widths, style=style, is_head=False))
    body = document.element.body
    body.insert(body.index(body.sectPr), made)
    spacer = document.add_paragraph()  # else two tables become one
    spacer.paragraph_format.space_after = 0


def _properties(table: Table, style: str) -> BaseOxmlElement:
    """Style, width, what is a head, and its name for screen readers; in the order that the format asks for."""
    properties = element("tblPr")
    properties.append(element("tblStyle", val=style))
    properties.append(element("tblW", w="5000", type="pct"))
    properties.append(element("tblLook", val="06A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0"))
    properties.append(element("tblCaption", val=f"{table.number} {table.caption}".strip()))
    return properties


def _row(cells: Sequence[str], table: Table, widths: Sequence[int], *, style: str, is_head: bool) -> BaseOxmlElement:
    row, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    row.append(properties)
    for at, (text, width) in enumerate(zip(cells, widths, strict=True)):
        row.append(_cell(text, width, style, "right" if at in table.numeric else "left", is_head))
    return row


def _cell(text: str, width: int, style: str, side: str, is_head: bool) -> BaseOxmlElement:
    cell, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=str(width), type="dxa"))
    cell.append(properties)
    paragraph, looks = element("p"), element("pPr")
    looks.append(element("pStyle", val=style))
    looks.append(element("jc", val=side))
    paragraph.append(looks)
    run = element("r")
    if is_head:
        bold = element("rPr")
        bold.append(element("b"))
        run.append(bold)
    told = element("t")
    told.text = text
    told.set(qn("xml:space"), "preserve")
    run.append(told)
    paragraph.append(run)
    cell.append(paragraph)
    return cell


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """The width of each column by what stands in it: not every program finds it by itself."""
    columns = list(zip(*rows, strict=True))
    longest = [max(map(len, column)) for column in columns]
    words = [max(len(word) for text in column for word in [*re.split(r"[ \n]+", text)]) for column in columns]
    weights = [
        min(_WIDEST, max(word, min(letters, _WRAPPED))) + _PADDING for word, letters in zip(words, longest, strict=True)
    ]
    return [int(TEXT_WIDTH / _TWIPS * weight / sum(weights)) for weight in weights]
