"""A finished annex as whoever opens it finds it: every part of it as text, its cells and paragraphs, its pictures."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from arvio.publish.annexes.archive import parts_of

Rows = tuple[tuple[str, ...], ...]

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OUTSIDE = re.compile(r'<Relationship\b(?=[^>]*\bTargetMode="External")[^>]*>')
_LINK = re.compile(r'\bTarget="(?:https?://|mailto:)[^"]*"')
_SEPARATORS = {"csv": ",", "excel_csv": ";"}


@dataclass(frozen=True)
class Unpacked:
    """What is in an annex."""

    written: tuple[str, ...]
    """Each part of the file as it is written."""
    texts: tuple[str, ...]
    """Each cell and each paragraph as it is read."""
    tables: tuple[Rows, ...]
    """The cells of each table, its header first."""
    pictures: tuple[bytes, ...]
    strange: tuple[str, ...]
    """Parts that none of our annexes has, such as programs, and what leads elsewhere but is no link for readers."""


def unpacked(annex: bytes, kind: str) -> Unpacked:
    """An annex taken apart: xlsx, docx, csv or excel_csv."""
    if kind in _SEPARATORS:
        text = annex.decode("utf-8-sig")
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=_SEPARATORS[kind]))
        return Unpacked((text,), tuple(cell for row in rows for cell in row), (rows,), (), ())
    parts = parts_of(annex)
    texts = {name: content.decode("utf-8") for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    tables = tuple(_sheets(parts) if kind == "xlsx" else _tables(parts))
    paragraphs = () if kind == "xlsx" else tuple(_paragraphs(parts))
    return Unpacked(
        written=tuple(texts.values()),
        texts=(*paragraphs, *(cell for rows in tables for row in rows for cell in row)),
        tables=tables,
        pictures=tuple(content for name, content in parts.items() if name.endswith(".png")),
        strange=tuple(_strange(parts, texts)),
    )


def _strange(parts: Mapping[str, bytes], texts: Mapping[str, str]) -> Iterator[str]:
    yield from (name for name in parts if name not in texts and not name.endswith(".png"))
    for name, text in texts.items():
        yield from (name for found in _OUTSIDE.findall(text) if not _LINK.search(found))


def _sheets(parts: Mapping[str, bytes]) -> Iterator[Rows]:
    """The cells of each sheet, row by row."""
    shared = ["".join(item.itertext()) for item in etree.fromstring(parts["xl/sharedStrings.xml"])]
    names = sorted(
        (name for name in parts if name.startswith("xl/worksheets/sheet")), key=lambda name: (len(name), name)
    )
    for name in names:
        yield tuple(
            tuple(_cell(cell, shared) for cell in row) for row in etree.fromstring(parts[name]).iter(f"{_SHEET}row")
        )


def _cell(cell: etree._Element, shared: list[str]) -> str:
    value = cell.findtext(f"{_SHEET}v") or ""
    return shared[int(value)] if cell.get("t") == "s" else value


def _tables(parts: Mapping[str, bytes]) -> Iterator[Rows]:
    for table in etree.fromstring(parts["word/document.xml"]).iter(f"{_WORD}tbl"):
        rows = table.iter(f"{_WORD}tr")
        yield tuple(tuple("\n".join(map(_words, cell)) for cell in row.iter(f"{_WORD}tc")) for row in rows)


def _paragraphs(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Every paragraph of the text, of heads and of feet."""
    for name, content in parts.items():
        if re.fullmatch(r"word/(?:document|header\d+|footer\d+)\.xml", name):
            for paragraph in etree.fromstring(content).iter(f"{_WORD}p"):
                yield _words(paragraph)


def _words(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{_WORD}t"))
