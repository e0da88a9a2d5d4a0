"""The whole report for a word processor: what stands on the page, in its order, to be pasted into other documents."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Sequence

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as Words

from arvio.publish.annexes import front
from arvio.publish.annexes.archive import packed, parts_of
from arvio.publish.annexes.content import Content, Figure, Heading, Items, Paragraph, Piece, Run, Runs, Table
from arvio.publish.annexes.pictures import picture
from arvio.publish.annexes.word_tables import add_table
from arvio.publish.annexes.word_template import (
    CONTENTS,
    HYPERLINK,
    MARK,
    NOTE,
    TEXT_WIDTH,
    element,
    new_document,
    set_language,
)
from arvio.publish.editions import Edition
from arvio.translations import words

HIGHEST_PICTURE = Mm(215)
_LINK = re.compile(r"(?:https?://|mailto:)\S+")
_SHIFT = 1
"""The title of the page is the document's; its sections are headings of the first level."""


def document(content: Content, edition: Edition) -> bytes:
    """The document. The same report gives the same bytes."""
    return _Writer(edition).written(content)


class _Writer:
    """Writes one document from its beginning to its end."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._gettext = words(edition.run.language).gettext
        self._document: Document = new_document()
        self._bookmarks = itertools.count(1)

    def written(self, content: Content) -> bytes:
        self._properties(content)
        self._beginning(content)
        for piece in content.pieces:
            self._piece(piece)
        self._end()
        written = io.BytesIO()
        self._document.save(written)
        return packed(parts_of(written.getvalue()))

    def _properties(self, content: Content) -> None:
        language, day = self._edition.run.language, front.day_of(self._edition)
        properties = self._document.core_properties
        properties.title, properties.subject = front.title_of(content, self._edition), str(self._edition.run.place)
        properties.author = properties.last_modified_by = self._edition.organisation_name
        properties.created = properties.modified = day
        properties.language, properties.comments, properties.keywords = front.LANGUAGES[language], "", ""
        decimal, separator = (".", ",") if language == "en" else (",", ";")
        set_language(self._document, front.LANGUAGES[language], decimal, separator)

    def _beginning(self, content: Content) -> None:
        """The title, what kind of report it is, what it is about, its findings and its contents."""
        section = self._document.sections[0]
        head = section.header.paragraphs[0]
        head.text = front.title_of(content, self._edition)
        for warning in front.warnings_of(self._edition):
            section.header.add_paragraph(warning, style=MARK)
        _add_field(section.footer.paragraphs[0], "PAGE", "1")
        self._document.add_paragraph(content.title, style="Title")
        whose = self._document.add_paragraph(style="Subtitle")
        whose.add_run(front.whose(self._edition))
        for warning in front.warnings_of(self._edition):
            self._document.add_paragraph(warning, style=MARK)
        for piece in content.introduction:
            self._piece(piece)
        if content.findings:
            self._document.add_heading(self._gettext("Main findings"), level=1)
            self._items(Items(tuple((Run(sentence),) for sentence in content.findings), "bullets"))
        self._contents([piece.text for piece in content.pieces if isinstance(piece, Heading) and piece.level == 2])

    def _contents(self, headings: Sequence[str]) -> None:
        """A list of contents that Word can renew, written out already, with links to each section."""
        if not headings:
            return
        self._document.add_heading(self._gettext("Contents"), level=1)
        for number, heading in enumerate(headings, start=1):
            entry = self._document.add_paragraph(style=CONTENTS)
            if number == 1:
                entry._p.append(_field_mark("begin"))
                entry._p.append(_instruction(r'TOC \o "1-1" \h \z \n'))
                entry._p.append(_field_mark("separate"))
            link = element("hyperlink", anchor=_bookmark(number), history="1")
            link.append(_run_of(heading))
            entry._p.append(link)
            if number == len(headings):
                entry._p.append(_field_mark("end"))

    def _piece(self, piece: Piece) -> None:
        match piece:
            case Heading():
                self._heading(piece)
            case Paragraph():
                self._paragraph(piece.runs, {"note": NOTE, "whose": "Strong", "box": "Quote"}.get(piece.kind, "Normal"))
            case Items():
                self._items(piece)
            case Table():
                self._table(piece)
            case Figure():
                self._figure(piece)

    def _heading(self, heading: Heading) -> None:
        added = self._document.add_heading(heading.text, level=max(1, heading.level - _SHIFT))
        if heading.level == 2:
            number = next(self._bookmarks)
            start = element("bookmarkStart", id=str(number), name=_bookmark(number))
            added._p.insert(added._p.index(added._p.pPr) + 1, start)
            added._p.append(element("bookmarkEnd", id=str(number)))

    def _paragraph(self, runs: Runs, style: str) -> None:
        is_of_words = style == "Strong"  # a style of words and not of paragraphs
        paragraph = self._document.add_paragraph(style=None if is_of_words else style)
        paragraph.paragraph_format.keep_with_next = is_of_words or None
        for run in runs:
            added = self._run(paragraph, run)
            if is_of_words and added is not None:
                added.style = style

    def _items(self, items: Items) -> None:
        style = "List Number" if items.kind == "numbers" else "List Bullet"
        number = self._restarted(style) if items.kind == "numbers" else None
        for runs in items.items:
            paragraph = self._document.add_paragraph(style=style)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
            for run in runs:
                self._run(paragraph, run)

    def _restarted(self, style: str) -> int:
        """A numbering of its own: every list begins with 1."""
        own = self._document.styles[style].element.pPr.numPr.numId.val
        numbering = self._document.part.numbering_part.element
        made = numbering.add_num(numbering.num_having_numId(own).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return made.numId

    def _run(self, paragraph: WordParagraph, run: Run) -> Words | None:
        text = run.text.replace("\v", "\n")
        if _LINK.fullmatch(run.link):
            target = self._document.part.relate_to(run.link, HYPERLINK, is_external=True)
            link = element("hyperlink", history="1")
            link.set(qn("r:id"), target)
            link.append(_run_of(text, "Hyperlink"))
            paragraph._p.append(link)
            return None
        added = paragraph.add_run(text)
        added.bold, added.italic = "bold" in run.looks or None, "italic" in run.looks or None
        added.font.name = "Courier New" if "code" in run.looks else None
        return added

    def _table(self, table: Table) -> None:
        self._caption(table.number, table.caption)
        add_table(self._document, table)

    def _figure(self, figure: Figure) -> None:
        """Its caption and what it measures above it, its notes and its data below it."""
        self._caption(figure.number, figure.heading)
        measure = self._document.add_paragraph(figure.subtitle, style=NOTE)
        measure.paragraph_format.keep_with_next = True
        if figure.drawing:
            self._picture(figure)
        for note in figure.notes:
            self._document.add_paragraph(note, style=NOTE)
        data = self._document.add_paragraph(style=NOTE)
        data.paragraph_format.keep_with_next = True
        data.add_run(f"{self._gettext('The figures as a table')}: {figure.number}").bold = True
        add_table(self._document, figure.table)
        for note in figure.table.notes[len(figure.notes) :]:
            self._document.add_paragraph(note, style=NOTE)

    def _picture(self, figure: Figure) -> None:
        shape = self._document.add_picture(io.BytesIO(picture(figure.drawing)), width=TEXT_WIDTH)
        if shape.height > HIGHEST_PICTURE:
            shape.width, shape.height = Emu(int(shape.width * HIGHEST_PICTURE / shape.height)), HIGHEST_PICTURE
        described = shape._inline.docPr
        described.set("descr", figure.description or figure.subtitle)
        described.set("title", figure.heading)
        described.set("name", figure.number)

    def _caption(self, number: str, caption: str) -> None:
        """Words with a number that Word counts, so that it can list figures and tables."""
        paragraph = self._document.add_paragraph(style="Caption")
        if number:
            label, _, digits = number.rpartition(" ")
            paragraph.add_run(f"{label} ")
            _add_field(paragraph, rf"SEQ {label} \* ARABIC", digits)
            paragraph.add_run(". ")
        paragraph.add_run(caption)

    def _end(self) -> None:
        for word, what in front.facts_of(self._edition).items():
            self._document.add_paragraph(f"{word}: {what}", style=NOTE)


def _bookmark(number: int) -> str:
    return f"_Toc{number:06}"


def _field_mark(kind: str) -> BaseOxmlElement:
    run = element("r")
    run.append(element("fldChar", fldCharType=kind))
    return run


def _instruction(field: str) -> BaseOxmlElement:
    run, instruction = element("r"), element("instrText")
    instruction.text = f" {field} "
    instruction.set(qn("xml:space"), "preserve")
    run.append(instruction)
    return run


def _run_of(text: str, style: str = "") -> BaseOxmlElement:
    run, told = element("r"), element("t")
    if style:
        properties = element("rPr")
        properties.append(element("rStyle", val=style))
        run.append(properties)
    told.text = text
    told.set(qn("xml:space"), "preserve")
    run.append(told)
    return run


def _add_field(paragraph: WordParagraph, field: str, shown: str) -> None:
    """A field that Word computes, with what it came to."""
    for part in (
        _field_mark("begin"),
        _instruction(field),
        _field_mark("separate"),
        _run_of(shown),
        _field_mark("end"),
    ):
        paragraph._p.append(part)
