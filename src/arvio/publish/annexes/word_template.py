"""The document that reports for a word processor begin as: real styles, an A4 page, and nothing of another machine."""

from __future__ import annotations

import functools
import io

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle

NOTE, CELL, SMALL_CELL, MARK = "Note", "Table text", "Table text, narrow", "Draft or sample"
"""Styles of our own: what marks mean, cells, cells of wide tables, and that a report is a draft or of a sample."""
CONTENTS = "toc 1"
FONT = "Arial"
TEXT_WIDTH = Mm(170)

_INK, _SOFT, _WARNING, _LINK = (
    RGBColor(0x1A, 0x1F, 0x26),
    RGBColor(0x4A, 0x55, 0x63),
    RGBColor(0x80, 0x16, 0x50),
    "12436D",
)
_KEPT_TABLES = {"Normal Table", "Table Grid"}
_OF_OTHERS = ("customXml", "extended-properties", "fontTable", "stylesWithEffects", "theme", "thumbnail", "webSettings")
"""Parts of the template of python-docx that no report needs: its picture, its program, fonts by numbers, old styles."""
_SIZES = {"Normal": 11, "Title": 22, "Subtitle": 12, "Heading 1": 16, "Heading 2": 13, "Heading 3": 12, "Caption": 11}


def new_document() -> Document:
    """An empty document in our styles."""
    return docx.Document(io.BytesIO(_template()))


@functools.cache
def _template() -> bytes:
    """Made once by a process: python-docx's template has half a megabyte of table styles."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in _OF_OTHERS]:
            del rels[key]
    styles = document.styles
    for style in [one for one in styles if one.type == WD_STYLE_TYPE.TABLE and one.name not in _KEPT_TABLES]:
        style.delete()
    _own_fonts(styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}"))
    for name, size in _SIZES.items():
        _look(styles[name], size)
    _own_styles(document)
    _only_lines_between_rows(styles["Table Grid"].element)
    _settings(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _look(style: CharacterStyle, size: float, colour: RGBColor = _INK) -> None:
    """A font that has all letters of our languages, in place of those of the theme."""
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    _own_fonts(style.element.rPr.rFonts)


def _own_fonts(fonts: BaseOxmlElement) -> None:
    fonts.attrib.clear()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)


def _own_styles(document: Document) -> None:
    for name, size, colour in (
        (NOTE, 9, _SOFT),
        (CELL, 9, _INK),
        (SMALL_CELL, 7.5, _INK),
        (MARK, 11, _WARNING),
        (CONTENTS, 11, _INK),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == CONTENTS)
        style.base_style = document.styles["Normal"]
        _look(style, size, colour)
    for name in (CELL, SMALL_CELL, CONTENTS):
        style = document.styles[name].paragraph_format
        style.space_before, style.space_after, style.line_spacing = Pt(1), Pt(1), 1.0
    document.styles["Caption"].paragraph_format.keep_with_next = True
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline, link.font.color.rgb = True, RGBColor.from_string(_LINK)


def _only_lines_between_rows(style: BaseOxmlElement) -> None:
    borders = style.find(f".//{qn('w:tblBorders')}")
    for side in ("left", "right", "insideV"):
        borders.find(qn(f"w:{side}")).set(qn("w:val"), "nil")


def _settings(document: Document) -> None:
    """A document of today's Word, without the marks of the sessions in which the template was made."""
    settings = document.settings.element
    for name in ("w:rsids", "w:savePreviewPicture", "w:proofState", "w:shapeDefaults"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    for found in settings.findall(qn("w:zoom")):
        found.set(qn("w:percent"), "100")
    for found in settings.iter(qn("w:compatSetting")):
        if found.get(qn("w:name")) == "compatibilityMode":
            found.set(qn("w:val"), "15")


def set_language(document: Document, tag: str, decimal: str, separator: str) -> None:
    """The language of the whole document, such as fi-FI, by which it is read aloud and its spelling is checked."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), tag)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), decimal)
    settings.find(qn("w:listSeparator")).set(qn("w:val"), separator)


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """An element of WordprocessingML with attributes of the same."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK
