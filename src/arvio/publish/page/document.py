"""The page as a document: its title, headings in order, numbered figures and tables, findings first."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from arvio.presentation.markdown import html
from arvio.publish.page.headings import contents_of, in_order, without_title
from arvio.publish.page.numbering import numbered, with_unique_ids
from arvio.publish.page.parts import MARKDOWN, UNMARKED, Part
from arvio.translations.markdown import translated

FINDINGS_AT_MOST = 5


@dataclass(frozen=True)
class Block:
    """A piece of the page that is finished HTML."""

    kind: str
    html: str
    text: str = ""
    """The same in plain text, where the part has one."""


@dataclass(frozen=True)
class Document:
    """What the template lays out."""

    title: str
    introduction: str
    """What the notebook says below its title, before its first section: what the report is, and for whom."""
    findings: tuple[str, ...]
    contents: tuple[tuple[str, str], ...]
    """Id and heading of each section, as HTML."""
    blocks: tuple[Block, ...]


def document(parts: Iterable[Part], words: gettext.NullTranslations) -> Document:
    """The document that the parts of a notebook make, in the language of `words`."""
    parts = tuple(parts)
    title, introduction, pieces = without_title([_html(part, words) for part in parts])
    pieces = with_unique_ids(numbered(in_order(pieces), words))
    return Document(
        title=title,
        introduction=introduction,
        findings=findings(parts),
        contents=contents_of(pieces),
        blocks=tuple(Block(part.kind, piece, part.text) for part, piece in zip(parts, pieces, strict=True) if piece),
    )


def findings(parts: Iterable[Part]) -> tuple[str, ...]:
    """The first findings of the parts, each sentence once."""
    sentences = dict.fromkeys(part.finding for part in parts if part.finding)
    return tuple(sentences)[:FINDINGS_AT_MOST]


def title_of(notebook: Mapping[str, Any], words: gettext.NullTranslations) -> str:
    """The title of a notebook, its first heading, as plain text in the language of `words`."""
    for cell in notebook["cells"]:
        heading = re.search(r"^#[ \t]+(.+)$", cell["source"], re.MULTILINE)
        if cell["cell_type"] == MARKDOWN and heading:
            return words.gettext(_one_line(heading[1]))
    return ""


def _html(part: Part, words: gettext.NullTranslations) -> str:
    if part.kind == MARKDOWN:
        return html(translated(part.content, words))
    if part.kind == UNMARKED:
        return _left_out(part, words)
    return part.content


def _left_out(part: Part, words: gettext.NullTranslations) -> str:
    """The box that stands in a draft for an output that has not passed the one door; it shows nothing of it."""
    sentence = words.gettext("Left out: cell %(cell)s shows something that has not been released.")
    return f"<p>{sentence % {'cell': part.cell}}</p>"


def _one_line(text: str) -> str:
    return " ".join(text.split())
